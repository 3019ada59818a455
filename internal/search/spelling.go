package search

import (
	"math/bits"
	"slices"
)

// Bounds of the correction of unknown words. Short words are too close to each other to be corrected: "knee" and
// "need", "hip" and "tip".
const (
	minCorrect     = 5 // letters of a word that may be one edit away; with five, the first letter must be right
	minCorrectFar  = 9 // letters of a word that may be two edits away; the first letter must be right
	maxCorrections = 6 // corrections in one question, which bounds its work
)

// speller corrects a word that nobody uses here to one that stands in the knowledge.
type speller struct {
	byLength map[int][]spelling
	known    map[string]bool
}

type spelling struct {
	word  string
	mask  uint32 // which letters it holds
	count int    // how often it occurs
}

// newSpeller takes the words that corrections may lead to, with their counts, and the words that need none.
func newSpeller(counts map[string]int, known map[string]bool) *speller {
	s := &speller{byLength: map[int][]spelling{}, known: known}
	for w, n := range counts {
		if len(w) >= minCorrect-1 {
			s.byLength[len(w)] = append(s.byLength[len(w)], spelling{w, letterMask(w), n})
		}
	}
	for _, list := range s.byLength {
		slices.SortFunc(list, func(a, b spelling) int {
			if a.count != b.count {
				return b.count - a.count
			}
			if a.word < b.word {
				return -1
			}
			return 1
		})
	}
	return s
}

// correct finds the word that was probably meant; "" when w is known, short, or near nothing. Of the nearest words the
// commonest wins.
func (s *speller) correct(w string) string {
	if len(w) < minCorrect || s.known[w] || !onlyLetters(w) {
		return ""
	}
	most := 1
	if len(w) >= minCorrectFar {
		most = 2
	}
	mask := letterMask(w)
	best, distance, count := "", most+1, 0
	for n := len(w) - most; n <= len(w)+most; n++ {
		for _, c := range s.byLength[n] {
			if bits.OnesCount32(mask^c.mask) > 2*most {
				continue
			}
			d := damerau(w, c.word, most)
			if d > most || (d > 1 || len(w) == minCorrect) && w[0] != c.word[0] {
				continue
			}
			if d < distance || d == distance && (c.count > count || c.count == count && c.word < best) {
				best, distance, count = c.word, d, c.count
			}
		}
	}
	return best
}

func onlyLetters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

func letterMask(w string) uint32 {
	var m uint32
	for i := range len(w) {
		if 'a' <= w[i] && w[i] <= 'z' {
			m |= 1 << (w[i] - 'a')
		}
	}
	return m
}

// damerau is the number of letters to insert, delete, replace or swap with a neighbour, or more than most.
func damerau(a, b string, most int) int {
	var rows [3][64]int
	if len(b) >= len(rows[0]) {
		return most + 1
	}
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j-1]+cost, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], twoAbove[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
	}
	return rows[len(a)%3][len(b)]
}
