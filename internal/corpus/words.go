package corpus

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/text"
)

// Bounds of names that become part of a passage's id, in bytes.
const (
	maxSectionID = 35 // of an id that somebody gives, to a heading or a topic
	maxSlug      = 80 // of a section's id that is made of its heading
	maxDocName   = 24
	maxPassages  = 999 // of a section
	maxPassageID = 64  // every platform's button can carry it
)

// passageID names a passage of a section: document/section/number. Where that could become longer than maxPassageID,
// the section is cut, and a hash of the whole stands for what is missing.
func passageID(document, section string, number int) string {
	const room = maxPassageID - len("/999")
	id := document + "/" + section
	if len(id) > room {
		h := fnv.New64a()
		_, _ = io.WriteString(h, id)
		end := fmt.Sprintf("-%016x", h.Sum64())
		id = cutBytes(id, room-len(end)) + end
	}
	return fmt.Sprintf("%s/%d", id, number)
}

// slug makes an id as somebody may give it: lower-case letters, digits and hyphens, at most maxSectionID bytes.
func slug(s string) string { return cutBytes(hyphened(s), maxSectionID) }

// hyphened writes a text in lower-case letters, digits and hyphens.
func hyphened(s string) string {
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
	return b.String()
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
			out = append(out, word{w.Norm, c.stemmer.Stem(w.Norm)})
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
