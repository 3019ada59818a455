package config

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// plainHost writes an address's host as the network knows it, in ASCII: what is shown then looks like no other name. It
// warns of a name in which letters of several scripts stand side by side.
func (r *reader) plainHost(e entry, u *url.URL, typed string) (string, bool) {
	host := u.Hostname()
	if isASCII(host) && !strings.Contains(strings.ToLower(host), "xn--") {
		return typed, true
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || !isASCII(ascii) {
		r.fault(e.line, "%s: the name between // and / is none that an address can have; copy the address from a browser", e.path)
		return "", false
	}
	shown, err := idna.Lookup.ToUnicode(ascii)
	if err != nil {
		shown = host
	}
	for label := range strings.SplitSeq(shown, ".") {
		if found := scripts(label); len(found) > 1 {
			r.warnings.Add(r.file, e.line, "%s: one name mixes letters of %s, as addresses do that pass for another one; it is shown as %s, so make sure that it is yours",
				e.path, strings.Join(found, " and "), ascii)
			break
		}
	}
	plain := *u
	plain.Host = strings.Replace(u.Host, host, ascii, 1)
	if text := plain.String(); len(text) <= MaxURL {
		return text, true
	}
	r.fault(e.line, "%s: has more than %d characters as computers write it; use a shorter one", e.path, MaxURL)
	return "", false
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf })
}

// scripts are the scripts of a label's letters, by name. Those of Chinese, Japanese and Korean belong together.
func scripts(label string) (found []string) {
	for _, c := range label {
		for name, table := range unicode.Scripts {
			if name == "Common" || name == "Inherited" || !unicode.Is(table, c) {
				continue
			}
			switch name {
			case "Hiragana", "Katakana", "Hangul", "Bopomofo":
				name = "Han"
			}
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	slices.Sort(found)
	return found
}
