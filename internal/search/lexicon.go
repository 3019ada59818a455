package search

import (
	"slices"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// lexicon knows the words that are used here.
type lexicon struct {
	counts map[string]int  // words of passages and of phrasings about our subjects -> occurrences
	known  map[string]bool // words that need no correction: those of passages and of small talk
	total  float64         // occurrences of all
}

func newLexicon(a *analyzer, c *corpus.Corpus) lexicon {
	vocabulary := c.Vocabulary()
	l := lexicon{counts: make(map[string]int, len(vocabulary)), known: map[string]bool{}, total: 1}
	for w, n := range vocabulary {
		l.counts[w] = n
		l.known[w] = n == 0 // slang of small talk; of the others a rare one may be a slip
		l.total += float64(n)
	}
	for _, p := range c.Passages() {
		for _, s := range slices.Concat([]string{p.Heading(), p.Text()}, p.Section().Asks) {
			for _, w := range a.words(s) {
				l.counts[w.norm] += 2 // the articles' own spelling
				l.known[w.norm] = true
				l.total += 2
			}
		}
	}
	return l
}

// speller corrects towards words that occur at least twice: a single phrasing may hold a typing mistake itself.
func (l lexicon) speller() *text.Speller {
	common := map[string]int{}
	for w, n := range l.counts {
		if n > 1 {
			common[w] = n
		}
	}
	return text.NewSpeller(common, l.known)
}

// common is what the share of a word in all words is compared with: one as common says half as much as a rare one (Arora, Liang
// and Ma, "A simple but tough-to-beat baseline for sentence embeddings", 2017).
const common = 1e-4

// rarity is how much a word says in the meaning of a text: 1 for one that nobody uses, near 0 for the commonest.
func (l lexicon) rarity(norm string) float32 {
	return float32(common / (common + float64(l.counts[norm])/l.total))
}
