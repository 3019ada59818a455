package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/text"
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

// word is a word of a heading, a name, a paragraph or a cue, in its normal form and without its ending.
type word struct{ norm, stem string }

// words are the words of a text, signs left out.
func (c *coverer) words(s string) []word {
	c.found = text.Append(c.found[:0], s)
	out := make([]word, 0, len(c.found))
	for _, w := range c.found {
		if w.Kind != text.Symbol {
			stem, known := c.stems[w.Norm]
			if !known {
				stem = c.stemmer.Stem(w.Norm)
				c.stems[w.Norm] = stem
			}
			out = append(out, word{w.Norm, stem})
		}
	}
	return out
}

// sameName tells whether a text says a name. Of a name of several words the stems must be the same; of a single word that is not
// enough, for a massager is no massage.
func sameName(name, said []word) bool {
	if len(name) == 1 && len(said) == 1 {
		return text.SameWord(name[0].norm, said[0].norm)
	}
	return slices.EqualFunc(name, said, func(a, b word) bool { return a.stem == b.stem })
}
