package review

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"backtalk/internal/sign"
	"backtalk/internal/text"
)

// shownPhrases is how many phrases of a set are shown for the rest of it.
const shownPhrases = 3

// maxRun is the most words in a row that are counted.
const maxRun = 4

// setNamed finds the sets and the ranges of numbers in a phrase.
var setNamed = regexp.MustCompile(`<([^<>]+)>`)

// set is a set of words as a reader needs it: what it is called, and a few of its phrases.
type set struct {
	Name string
	Like string // a few phrases, with commas
	More bool   // there are others
}

// sets shows sets of words.
type sets struct {
	signs *sign.Signs
	said  map[string]int // how often words in a row stand in the signs' own examples
	shown map[string]set
}

func newSets(signs *sign.Signs) *sets {
	s := &sets{signs: signs, said: map[string]int{}, shown: map[string]set{}}
	for _, sg := range signs.All() {
		for _, ex := range sg.Fires {
			words := text.Norms(ex)
			for i := range words {
				for n := 1; n <= maxRun && i+n <= len(words); n++ {
					s.said[strings.Join(words[i:i+n], " ")]++
				}
			}
		}
	}
	return s
}

// set shows a set by the phrases that people say most, as far as the signs' examples tell; those that share a word count once.
func (s *sets) set(name string) set {
	if known, ok := s.shown[name]; ok {
		return known
	}
	all := s.phrases(name)
	ranked := slices.Clone(all)
	slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(s.said[b], s.said[a]) })
	var chosen []string
	used := map[string]bool{}
	for _, phrase := range ranked {
		words := strings.Fields(phrase)
		if len(chosen) == shownPhrases {
			break
		}
		if len(words) > maxRun || slices.ContainsFunc(words, func(w string) bool { return used[stemOf(w)] }) {
			continue
		}
		chosen = append(chosen, phrase)
		for _, w := range words {
			used[stemOf(w)] = true
		}
	}
	out := set{Name: readable(name), Like: strings.Join(chosen, ", "), More: len(all) > len(chosen)}
	s.shown[name] = out
	return out
}

// phrases lists a set with the sets in it: their phrases where one stands alone, the first of them within a phrase.
func (s *sets) phrases(name string) []string {
	var out []string
	for _, line := range s.signs.Set(name) {
		if m := setNamed.FindStringSubmatch(line); m != nil && m[0] == line && !isRange(m[1]) {
			out = append(out, s.phrases(m[1])...)
			continue
		}
		out = append(out, setNamed.ReplaceAllStringFunc(line, func(found string) string {
			inner := strings.Trim(found, "<>")
			if low, _, ok := strings.Cut(inner, "-"); ok && isRange(inner) {
				return low
			}
			if list := s.phrases(inner); len(list) > 0 {
				return list[0]
			}
			return inner
		}))
	}
	return out
}

// stemOf makes pain and painful, ache and aching one word, for choosing.
func stemOf(word string) string {
	if len(word) > 4 {
		return word[:4]
	}
	return word
}

// isRange tells a range of numbers from a set's name.
func isRange(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }
