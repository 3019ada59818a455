package review

import (
	"backtalk/internal/corpus"
)

// Pair is two passages of different sections that cover one topic: to be read side by side, whether they agree.
type Pair struct{ A, B *corpus.Passage }

// Pairs lists the pairs of a topic, in the order of the files.
func Pairs(c *corpus.Corpus, t *corpus.Topic) []Pair {
	var out []Pair
	covering := c.Covering(t.ID)
	for i, a := range covering {
		for _, b := range covering[i+1:] {
			if a.Section() != b.Section() {
				out = append(out, Pair{a, b})
			}
		}
	}
	return out
}

// topicPairs are the passages of one topic that are to be compared.
type topicPairs struct {
	*corpus.Topic
	Passages []passage
	Boxes    boxes
}

// newPairs lists for each topic with pairs the passages to compare.
func newPairs(c *corpus.Corpus) []topicPairs {
	var out []topicPairs
	for _, t := range c.Topics() {
		if len(Pairs(c, t)) == 0 {
			continue
		}
		tp := topicPairs{Topic: t, Boxes: boxes{About: t.Ask, Yes: "Yes, they agree"}}
		for _, p := range c.Covering(t.ID) {
			tp.Passages = append(tp.Passages, passage{Passage: p})
		}
		out = append(out, tp)
	}
	return out
}
