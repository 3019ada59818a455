package lesson

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
)

// Settings of the choice of plain ways to ask.
const (
	waysEach  = 8   // of a topic
	waysBytes = 70  // the longest
	waysFrom  = 5   // the share of a topic's phrasings, as one in so many, that they are chosen from: the plainest
	common    = 0.4 // the share of all topics that use a word which says nothing of any
)

// plainWays chooses some plain ways to ask for each topic that a passage may cover: phrasings in words that others use for it as well, or
// for much else, and as different from each other as can be. Of an everyday matter of any business, those that speak of massage
// are left out.
func plainWays(topics []*corpus.Topic, asked [][]string, reader *classify.Reader) [][]string {
	all := make([][]way, len(topics))
	using := map[string]int{} // stem -> how many topics use it
	for i := range topics {
		seen := map[string]bool{}
		for _, text := range asked[i] {
			w := newWay(text, reader)
			all[i] = append(all[i], w)
			for _, s := range w.stems {
				if !seen[s] {
					seen[s] = true
					using[s]++
				}
			}
		}
	}
	out := make([][]string, len(topics))
	for i, t := range topics {
		if t.Kind.Coverable() {
			out[i] = choose(t, all[i], func(stem string) float64 { return float64(using[stem]) / float64(len(topics)) })
		}
	}
	return out
}

// way is a phrasing with the stems of its words, each once and in order.
type way struct {
	text  string
	stems []string
	plain float64 // how usual its least usual word is: log of how many phrasings have it
}

func newWay(text string, reader *classify.Reader) way {
	stems := slices.Clone(reader.See(text).Stems)
	slices.Sort(stems)
	return way{text: text, stems: slices.Compact(stems)}
}

// choose takes the plainest ways, and of those the ones that are farthest from each other. A word is usual as far as the topic's
// phrasings have it, or most topics have.
func choose(t *corpus.Topic, all []way, spread func(stem string) float64) []string {
	count := map[string]int{}
	for _, w := range all {
		for _, s := range w.stems {
			count[s]++
		}
	}
	usual := make(map[string]float64, len(count))
	for s, n := range count {
		if usual[s] = float64(n); spread(s) > common {
			usual[s] = float64(len(all))
		}
	}
	from := max(2*waysEach, len(all)/waysFrom)
	all = slices.DeleteFunc(slices.Clone(all), func(w way) bool {
		return len(w.text) > waysBytes || strings.Contains(w.text, "\n") || len(w.stems) < 2 || t.Pack == corpus.BusinessPack && slices.ContainsFunc(w.stems, ofMassage)
	})
	for i, w := range all {
		least := math.Inf(1)
		for _, s := range w.stems {
			least = min(least, usual[s])
		}
		all[i].plain = math.Log(1 + least)
	}
	slices.SortStableFunc(all, func(a, b way) int { return cmp.Compare(b.plain, a.plain) })
	all = all[:min(len(all), from)]
	far := make([]float64, len(all)) // from those that are chosen, and how plain
	for i := range all {
		far[i] = all[i].plain
	}
	var out []string
	for len(out) < min(waysEach, len(all)) {
		best := slices.Index(far, slices.Max(far))
		out = append(out, all[best].text)
		for i := range all {
			far[i] = min(far[i], all[i].plain*apart(all[best].stems, all[i].stems))
		}
	}
	return out
}

// ofMassage tells the words that say that a question is put to people who massage, by their stems.
func ofMassage(stem string) bool {
	return slices.Contains([]string{"massag", "masseur", "masseus", "bodywork", "therapist", "swedish"}, stem)
}

// apart is the share of the words of two texts that only one of them has.
func apart(a, b []string) float64 {
	both := 0
	for _, s := range a {
		if _, found := slices.BinarySearch(b, s); found {
			both++
		}
	}
	return 1 - float64(both)/float64(len(a)+len(b)-both)
}
