package search

import (
	"cmp"
	"slices"

	"backtalk/internal/corpus"
)

// Rivalry is a pair of topics of which one wins the other's questions.
type Rivalry struct {
	Topic, Winner *corpus.Topic
	Lost          int    // of the topic's questions
	Of            int    // questions that the topic has
	Example       string // one of them
}

// Rivals finds topics that win each other's questions: a classifier fitted on one half of the phrasings judges the other
// half, and the other way round. The pairs that lose most come first.
func (x *Index) Rivals() []Rivalry {
	var halves [2][]example
	for i, e := range newExamples(x.analyzer, x.topics) {
		halves[i%2] = append(halves[i%2], e)
	}
	type pair struct{ from, to int }
	found := map[pair]*Rivalry{}
	for i := range halves {
		if len(halves[1-i]) == 0 {
			continue
		}
		c := fitClassifier(halves[1-i], len(x.topics))
		for _, e := range halves[i] {
			votes := c.Classify(e.seen())
			best := 0
			for class, v := range votes {
				if v > votes[best] {
					best = class
				}
			}
			if best == e.class {
				continue
			}
			p := pair{e.class, best}
			if found[p] == nil {
				t := x.topics[e.class]
				found[p] = &Rivalry{Topic: t, Winner: x.topics[best], Of: len(t.Questions), Example: e.text}
			}
			found[p].Lost++
		}
	}
	out := make([]Rivalry, 0, len(found))
	for _, r := range found {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Rivalry) int {
		return cmp.Or(cmp.Compare(b.Lost, a.Lost), cmp.Compare(a.Topic.ID, b.Topic.ID), cmp.Compare(a.Winner.ID, b.Winner.ID))
	})
	return out
}
