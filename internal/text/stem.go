package text

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Stemmer takes endings off words: Porter 2, the English of snowball. It serves Spanish words as well, in the sense that the
// same word always gets the same stem. It may be used by one at a time.
type Stemmer struct {
	env   snowballstem.Env
	known map[string]string // the stems of words that were met, at most maxKnown: most of a text is words that come again and again
}

// maxKnown bounds what a stemmer remembers.
const maxKnown = 4096

// NewStemmer returns a stemmer.
func NewStemmer() *Stemmer { return &Stemmer{known: map[string]string{}} }

// Stem returns the stem of a word in normal form.
func (s *Stemmer) Stem(norm string) string {
	if len(norm) < 3 {
		return norm
	}
	if stem, ok := s.known[norm]; ok {
		return stem
	}
	s.env.SetCurrent(norm)
	english.Stem(&s.env)
	if len(s.known) == maxKnown {
		clear(s.known)
	}
	stem := s.env.Current()
	s.known[strings.Clone(norm)] = stem // the word itself would hold on to the whole text
	return stem
}

// SameWord reports whether two words in normal form are one word but for a light ending: "cost" and "costs", "park" and
// "parking". Words with the same stem need not be: "massage" and "massager", "medical" and "medication".
func SameWord(a, b string) bool { return bare(a) == bare(b) }

// bare takes a light ending off.
func bare(norm string) string {
	for _, end := range [...]string{"ing", "ed", "es", "s"} {
		if rest, ok := strings.CutSuffix(norm, end); ok && len(rest) >= 3 && (end != "s" || rest[len(rest)-1] != 's') {
			norm = rest
			break
		}
	}
	if rest, ok := strings.CutSuffix(norm, "e"); ok && len(rest) >= 3 {
		return rest
	}
	return norm
}
