package text

import (
	"cmp"
	_ "embed"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

//go:embed words.txt
var englishWords string

// IsEnglish reports whether a word in normal form is an ordinary English word; such a word is no misspelling of another.
func IsEnglish(norm string) bool {
	lo, hi := 0, len(englishWords)
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(englishWords[:mid], '\n') + 1
		end := len(englishWords)
		if n := strings.IndexByte(englishWords[start:], '\n'); n >= 0 {
			end = start + n
		}
		switch c := cmp.Compare(englishWords[start:end], norm); {
		case c == 0:
			return true
		case c < 0:
			lo = min(end+1, len(englishWords))
		default:
			hi = start
		}
	}
	return false
}

// Bounds of the correction of words. Shorter words are too close to each other: "knee" and "need", "hip" and "tip".
const (
	oneSlip  = 5  // letters of a word that may be one slip away; with five, the first letter must be right
	twoSlips = 9  // letters of a word that may be two slips away; the first letter must be right
	maxWord  = 24 // longer ones are not looked at
	commoner = 20 // times that a word must occur to be what one that occurs once was meant for: people's phrasings hold slips
)

// Speller finds the word that a misspelt one was meant for. It does not change and may be used by many at once.
type Speller struct {
	counts map[string]int
	own    map[string]bool
	lists  func() *[maxWord + 1][]spelling // what corrections may lead to, by length; made when a word first needs them
}

type spelling struct {
	word    string
	letters uint32 // which of a-z it has
	count   int
}

// NewSpeller takes the words that people use, in normal form, with how often each occurs, and which of them need no correction however
// rare they are. Corrections lead to those that occur at least so many times. Nobody changes the maps afterwards.
func NewSpeller(counts map[string]int, own map[string]bool, least int) *Speller {
	return &Speller{counts, own, sync.OnceValue(func() *[maxWord + 1][]spelling {
		var lists [maxWord + 1][]spelling
		for w, n := range counts {
			if n >= least && len(w) >= oneSlip-1 && len(w) <= maxWord && onlyLetters(w) {
				lists[len(w)] = append(lists[len(w)], spelling{w, lettersOf(w), n})
			}
		}
		for _, list := range lists {
			slices.SortFunc(list, byCount)
		}
		return &lists
	})}
}

// byCount puts words that occur more often first, and of those that occur as often the first by letter.
func byCount(a, b spelling) int {
	return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word))
}

// Correct returns the word that was probably meant, or "" for a word that is known, ordinary English, short, near nothing, or nearly as
// common as what it is near to. Of the nearest words the commonest wins.
func (s *Speller) Correct(norm string) string {
	if len(norm) < oneSlip || len(norm) > maxWord-2 || !onlyLetters(norm) {
		return ""
	}
	count, used := s.counts[norm]
	if used && count == 0 || s.own[norm] || IsEnglish(norm) { // what occurs 0 times is the slang of small talk
		return ""
	}
	lists := s.lists()
	most := 1
	if len(norm) >= twoSlips {
		most = 2
	}
	letters, least := lettersOf(norm), commoner*count
	var best spelling
	fewest := most + 1
	for n := len(norm) - most; n <= len(norm)+most; n++ {
		for i := range lists[n] {
			c := &lists[n][i]
			if c.count < least {
				break
			}
			if bits.OnesCount32(letters^c.letters) > 2*most {
				continue
			}
			d := Distance(norm, c.word, min(most, fewest))
			if d > most || d == fewest && byCount(*c, best) >= 0 {
				continue
			}
			if d <= fewest && (d == 1 && len(norm) > oneSlip || norm[0] == c.word[0]) {
				best, fewest = *c, d
			}
		}
	}
	return best.word
}

func onlyLetters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

func lettersOf(w string) uint32 {
	var set uint32
	for i := range len(w) {
		set |= 1 << (w[i] & 31)
	}
	return set
}

// Distance is how many letters must be put in, left out, changed or swapped with a neighbour to turn a into b, or most+1
// when it is more than most. Words over 62 bytes are always too far apart.
func Distance(a, b string, most int) int {
	var rows [3][64]int
	if len(a)-len(b) > most || len(b)-len(a) > most || max(len(a), len(b)) > len(rows[0])-2 {
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
			d := min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, twoAbove[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
	}
	return min(rows[len(a)%3][len(b)], most+1)
}
