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

// normalWords splits text into lower-case words with light endings removed, for comparing headings with names and
// paragraphs with cues.
func normalWords(s string) []string {
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	words := fields[:0]
	for _, f := range fields {
		if f = stem(strings.NewReplacer("'", "", "’", "").Replace(strings.TrimSuffix(strings.TrimSuffix(f, "'s"), "’s"))); f != "" {
			words = append(words, f)
		}
	}
	return words
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
	return strings.TrimSuffix(w, "e")
}

// holds tells whether words contains phrase as a run of neighbours.
func holds(words, phrase []string) bool {
	if len(phrase) == 0 {
		return false
	}
next:
	for i := 0; i+len(phrase) <= len(words); i++ {
		for j, p := range phrase {
			if words[i+j] != p {
				continue next
			}
		}
		return true
	}
	return false
}
