package search

import (
	"slices"

	"backtalk/internal/text"
)

// MaxQuestion is how much of a question is looked at, in characters. It bounds the work for any input; Discord's and
// Slack's own messages are shorter (2,000 and 4,000 characters).
const MaxQuestion = 4000

// word is a word of a text: where it stands, its normal form and its stem.
type word struct {
	start, end int // bytes of the text
	norm       string
	stem       string // or the concept that a group of synonyms stands for, after "="
}

// reader reads texts one after another, in memory that it uses again.
type reader struct {
	stemmer *text.Stemmer
	found   []text.Word
}

func newReader() *reader { return &reader{stemmer: text.NewStemmer()} }

// words are the words of a text, with their stems.
func (r *reader) words(s string) []word {
	r.found = text.Append(slices.Grow(r.found[:0], len(s)/5+1), s)
	out := make([]word, len(r.found))
	for i, w := range r.found {
		out[i] = word{w.Start, w.End, w.Norm, r.stemmer.Stem(w.Norm)}
	}
	return out
}

// reading is a text as it was read: its words, and the same with synonyms folded.
type reading struct{ words, folded []word }

// content are the words that say something about the subject of a text.
func (r reading) content() []word {
	out := make([]word, 0, len(r.folded))
	for _, w := range r.folded {
		if w.counts() {
			out = append(out, w)
		}
	}
	return out
}

// counts tells a word that says something about the subject from a function word.
func (w word) counts() bool { return !isFunctionWord(w.norm) || w.stem[0] == '=' }
