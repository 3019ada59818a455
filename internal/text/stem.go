package text

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// Stemmer takes endings off words: Porter 2, the English of snowball. It serves Spanish words as well, in the sense that the
// same word always gets the same stem. It may be used by one at a time.
type Stemmer struct{ env snowballstem.Env }

// NewStemmer returns a stemmer.
func NewStemmer() *Stemmer { return &Stemmer{} }

// Stem returns the stem of a word in normal form.
func (s *Stemmer) Stem(norm string) string {
	if len(norm) < 3 {
		return norm
	}
	s.env.SetCurrent(norm)
	english.Stem(&s.env)
	return s.env.Current()
}
