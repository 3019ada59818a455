package quality

import (
	"hash/fnv"
	"slices"
)

// Part is one of the two halves that labelled questions are split into.
type Part string

// The two halves.
const (
	FitHalf  Part = "fit"  // to look at, tune on and fit the weights with
	TestHalf Part = "test" // to measure with only: nobody looks at its misses
)

// Half tells which half a question belongs to. It follows from its id alone, once and for all.
func Half(id string) Part {
	if hash(id)%2 == 0 {
		return FitHalf
	}
	return TestHalf
}

// Only keeps the questions of one half, in their order.
func Only(cases []Case, part Part) []Case {
	return slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return Half(c.ID) != part })
}

// folds is the number of parts for cross-validation.
const folds = 5

// fold is the part of cross-validation that a question belongs to. The lowest bit is left out: within a half it is
// always the same.
func fold(id string) int { return int(hash(id) >> 1 % folds) }

func hash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id)) // never fails, says package hash
	return h.Sum32()
}
