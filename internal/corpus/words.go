package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of names that become part of a passage's id, in bytes. Together with two slashes and a number they stay
// within 64 bytes, which every platform's button can carry.
const (
	maxSectionID = 35
	maxDocName   = 24
	maxPassages  = 999 // of a section
)

// slug makes an id of a heading: lower-case letters, digits and hyphens.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return cutBytes(b.String(), maxSectionID)
}

// cutBytes shortens s to at most n bytes without cutting a character, and without a hyphen at its end.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimRight(s[:n], "-")
}

// fold writes a text in lower case with single spaces, for telling whether two wordings are the same.
func fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c < ' ' || c == ' ' && (i == 0 || i+1 == len(s) || s[i-1] == ' ') {
			return strings.Join(strings.Fields(strings.ToLower(s)), " ")
		}
	}
	return s
}

var apostrophes = strings.NewReplacer("'", "", "’", "")

// normalWords splits text into lower-case words with light endings removed, for comparing headings with names and
// paragraphs with cues.
func normalWords(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	n := 0
	for _, w := range words {
		if strings.ContainsAny(w, "'’") {
			w = apostrophes.Replace(strings.TrimSuffix(strings.TrimSuffix(strings.Trim(w, "'’"), "'s"), "’s"))
		}
		if w = stem(w); w != "" {
			words[n] = w
			n++
		}
	}
	return words[:n]
}

// stem removes the commonest endings; it only has to treat "knots" and "knot", "stressed" and "stress" alike.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(rest) >= 3 {
			if end == "s" && strings.HasSuffix(rest, "s") {
				return w
			}
			w = rest
			break
		}
	}
	if rest, ok := strings.CutSuffix(w, "e"); ok && len(rest) >= 3 {
		return rest
	}
	return w
}
