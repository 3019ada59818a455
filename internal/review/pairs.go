package review

import (
	"backtalk/internal/corpus"
)

// Pair is two passages of different sections that cover one topic: to be read side by side, whether they agree.
type Pair struct {
	Topic *corpus.Topic
	A, B  *corpus.Passage
}

// Pairs lists the pairs of all topics, by topic, in the order of the files.
func Pairs(c *corpus.Corpus) []Pair {
	var out []Pair
	for _, t := range c.Topics() {
		covering := c.Covering(t.ID)
		for i, a := range covering {
			for _, b := range covering[i+1:] {
				if a.Section() != b.Section() {
					out = append(out, Pair{t, a, b})
				}
			}
		}
	}
	return out
}

// topicPairs are the passages of one topic that are to be compared.
type topicPairs struct {
	*corpus.Topic
	Passages []passage
	Pairs    int
	Boxes    boxes
}

// newPairs lists for each topic with pairs the passages to compare.
func newPairs(c *corpus.Corpus) []topicPairs {
	var out []topicPairs
	for _, pair := range Pairs(c) {
		if n := len(out); n == 0 || out[n-1].ID != pair.Topic.ID {
			tp := topicPairs{Topic: pair.Topic, Boxes: boxes{About: pair.Topic.Ask, Yes: "Yes, they agree"}}
			for _, p := range c.Covering(pair.Topic.ID) {
				tp.Passages = append(tp.Passages, passage{Passage: p})
			}
			out = append(out, tp)
		}
		out[len(out)-1].Pairs++
	}
	return out
}
