package redflag

import (
	"math/bits"
	"slices"
)

// Typos are repaired in long words only: one slip from five letters, two from eight.
const (
	oneSlip  = 5
	twoSlips = 8
	maxWord  = 24 // longer "words" are not looked at
)

// spelling is a word of the patterns that a typo may be meant for.
type spelling struct {
	word    string
	letters uint32 // which of a-z it has
}

// speller finds the word of the patterns that an unknown word is a typo of. Words are kept by length, and the set of
// letters rules out nearly all of them before two words are compared.
type speller struct {
	byLength [maxWord + 1][]spelling
	common   map[string]bool // everyday words that are never a typo of one of ours
}

func newSpeller(words []string, common map[string]bool) *speller {
	s := &speller{common: common}
	for _, w := range words {
		if len(w) >= oneSlip && len(w) <= maxWord && isASCII(w) {
			s.byLength[len(w)] = append(s.byLength[len(w)], spelling{w, lettersOf(w)})
		}
	}
	for _, list := range s.byLength {
		slices.SortFunc(list, func(a, b spelling) int { return compare(a.word, b.word) })
	}
	return s
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func lettersOf(w string) uint32 {
	var set uint32
	for i := range len(w) {
		set |= 1 << (w[i] & 31)
	}
	return set
}

// find returns the word nearest to w, or "". The first letter must be right, or be swapped with the second.
func (s *speller) find(w string) string {
	if len(w) < oneSlip || len(w) > maxWord-2 || s.common[w] || !isASCII(w) {
		return ""
	}
	if st := stem(w); st != w && s.common[st] {
		return ""
	}
	limit := 1
	if len(w) >= twoSlips {
		limit = 2
	}
	best, bestSlips, set := "", limit+1, lettersOf(w)
	for length := len(w) - limit; length <= len(w)+limit; length++ {
		if length < oneSlip {
			continue
		}
		allowed := limit
		if length < twoSlips {
			allowed = 1
		}
		for i := range s.byLength[length] {
			sp := &s.byLength[length][i]
			if bits.OnesCount32(sp.letters^set) > 2*allowed || !sameStart(sp.word, w) {
				continue
			}
			if d := slips(sp.word, w, min(allowed, bestSlips-1)); d < bestSlips && d <= allowed {
				best, bestSlips = sp.word, d
			}
		}
	}
	return best
}

func sameStart(a, b string) bool {
	return a[0] == b[0] || a[0] == b[1] && a[1] == b[0]
}

// slips returns how many letters must be put in, left out, changed or swapped to turn a into b, or limit+1.
func slips(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][maxWord + 2]int8
	for j := range len(b) + 1 {
		rows[0][j] = int8(j)
	}
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = int8(i)
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := int8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, twoAbove[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > limit+1 {
			return limit + 1
		}
	}
	return min(int(rows[len(a)%3][len(b)]), limit+1)
}
