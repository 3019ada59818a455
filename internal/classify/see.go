package classify

import (
	"slices"
	"sync"

	"backtalk/internal/text"
)

// Reader reads texts as the classifier of topics sees them: words in normal form and their stems. Function words count: "how
// long" and "do I have to" decide what is asked. It may be used by many at once.
type Reader struct{ pool sync.Pool }

// reading is the memory of one who reads.
type reading struct {
	stemmer *text.Stemmer
	words   []text.Word
}

// NewReader returns a reader.
func NewReader() *Reader {
	return &Reader{sync.Pool{New: func() any { return &reading{stemmer: text.NewStemmer()} }}}
}

// See reads a text.
func (r *Reader) See(s string) Text {
	m := r.pool.Get().(*reading)
	defer r.pool.Put(m)
	m.words = text.Append(slices.Grow(m.words[:0], len(s)/5+1), s)
	t := Text{Words: make([]string, len(m.words)), Stems: make([]string, len(m.words))}
	for i, w := range m.words {
		t.Words[i], t.Stems[i] = w.Norm, m.stemmer.Stem(w.Norm)
	}
	return t
}
