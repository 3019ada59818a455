package classify

import (
	"slices"
	"unicode/utf8"
)

// runLength is how many characters a run has. Runs of four letters, a word's boundaries included, catch endings and
// typing mistakes; three tell no more, and cost more.
const runLength = 4

// group is a kind of feature; each has a weight of its own.
type group uint32

const (
	wordFeature  group = iota
	pairFeature        // of neighbours
	apartFeature       // of words with one between
	runFeature
	groupBits = 2
)

// weight is how much words, pairs of words and runs of characters weigh against each other.
func (g group) weight() float64 {
	if g == runFeature {
		return 0.7
	}
	return 1
}

// least is how many examples a feature must occur in. Most pairs occur in one, which would only be learnt by heart, and
// every feature costs memory for each class.
func (g group) least() int32 {
	switch g {
	case pairFeature:
		return 2
	case apartFeature, runFeature:
		return 3
	}
	return 1
}

// Text is what is seen of a text.
type Text struct {
	Words []string // in their normal form; runs of characters are taken from them
	Stems []string // the same with endings cut and synonyms folded, in order: words and pairs of them
	Marks []string // whatever else is known of the text; each counts as a word
}

// slots is how many features are told apart: a feature is known by its hash alone, which needs no table of names. Of
// 150,000 features one in fourteen shares its slot with another, nearly always a rare one with a rare one.
const slots = 1 << 21

// slot is the number of a feature: its hash, the group in the last bits.
func slot(g group, h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return (h<<groupBits | uint32(g)) % slots
}

// FNV-1a, see https://www.rfc-editor.org/rfc/rfc9923.
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hash[T string | []byte](h uint32, s T) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// features appends the slots of a text's features, in order and each once.
func (t Text) features(list []uint32) []uint32 {
	for _, w := range t.Words {
		list = runs(w, list)
	}
	const (
		start = hashSeed ^ 0x5bd1e995 // the text's two ends
		end   = hashSeed ^ 0x3c6ef372
		mark  = 0x7f4a7c15
	)
	before, prev := uint32(0), uint32(start)
	for i, stem := range t.Stems {
		h := hash(hashSeed, stem)
		list = append(list, slot(wordFeature, h), slot(pairFeature, prev*31+h))
		if i > 1 {
			list = append(list, slot(apartFeature, before*31+h))
		}
		before, prev = prev, h
	}
	list = append(list, slot(pairFeature, prev*31+end))
	for _, m := range t.Marks {
		list = append(list, slot(wordFeature, hash(hashSeed, m)^mark))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// runs appends the runs of characters in a word and its boundaries.
func runs(word string, list []uint32) []uint32 {
	buf := make([]byte, 0, 64)
	w := append(append(append(buf, '_'), word...), '_')
	if utf8.RuneCount(w) == len(w) {
		for i := 0; i+runLength <= len(w); i++ {
			list = append(list, slot(runFeature, hash(hashSeed, w[i:i+runLength])))
		}
		return list
	}
	var starts []int
	for i := range string(w) {
		starts = append(starts, i)
	}
	starts = append(starts, len(w))
	for i := 0; i+runLength < len(starts); i++ {
		list = append(list, slot(runFeature, hash(hashSeed, w[starts[i]:starts[i+runLength]])))
	}
	return list
}
