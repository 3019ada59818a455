package search

import (
	"maps"
	"slices"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// lexicon knows the words that are used here.
type lexicon struct {
	counts map[string]int  // every word of every passage and phrasing -> occurrences in passages and in phrasings about our subjects
	own    map[string]bool // the words of passages
	total  float64         // occurrences of all
}

func newLexicon(a *analyzer, c *corpus.Corpus) lexicon {
	l := lexicon{counts: maps.Clone(c.Vocabulary()), own: map[string]bool{}, total: 1}
	if l.counts == nil {
		l.counts = map[string]int{}
	}
	for _, p := range c.Passages() {
		for _, s := range slices.Concat([]string{p.Heading(), p.Text()}, p.Section().Asks) {
			for _, w := range a.words(s) {
				l.counts[w.norm] += 2
				l.own[w.norm] = true
			}
		}
	}
	for _, n := range l.counts {
		l.total += float64(n)
	}
	return l
}

// speller corrects towards words that occur at least twice: a single phrasing may hold a typing mistake itself.
func (l lexicon) speller() *text.Speller { return text.NewSpeller(l.counts, l.own, 2) }

// knows tells whether a word is used at all.
func (l lexicon) knows(norm string) bool {
	_, known := l.counts[norm]
	return known
}

// rarity is how much a word says in the meaning of a text, see [text.Rarity].
func (l lexicon) rarity(norm string) float32 {
	return float32(text.Rarity(float64(l.counts[norm]) / l.total))
}
