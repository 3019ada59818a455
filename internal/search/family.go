package search

import "backtalk/internal/corpus"

// clearPart is the share of a family's votes that a part needs to speak for itself. Below it, the question is taken to
// be about the whole.
const clearPart = 0.6

// family is a topic with the topics that are a part of it, as classes.
type family struct {
	whole int
	parts []int
}

// newFamilies finds the families whose whole some passage covers; where none does, every part stands for itself.
func newFamilies(topics []*corpus.Topic, covering [][]*corpus.Passage) []family {
	classes := make(map[string]int, len(topics))
	for class, t := range topics {
		classes[t.ID] = class
	}
	parts := make([][]int, len(topics))
	for class, t := range topics {
		whole, ok := classes[t.PartOf]
		if ok && len(covering[class]) == 0 && t.Kind == corpus.Doctor {
			ok = false // a doctor's question is not answered by what is near it
		}
		if ok && len(covering[whole]) > 0 {
			parts[whole] = append(parts[whole], class)
		}
	}
	var out []family
	for whole, list := range parts {
		if len(list) > 0 {
			out = append(out, family{whole, list})
		}
	}
	return out
}

// settle gives the votes of parts to their whole: those of parts that nothing covers, and those of all parts where none
// of them is clearly meant. A plain question shares words with each part, which does not make it a question about one.
func (x *Index) settle(votes []float32) {
	if len(votes) == 0 {
		return
	}
	for _, f := range x.families {
		sum, best := votes[f.whole], float32(0)
		for _, k := range f.parts {
			sum += votes[k]
			if len(x.covering[k]) > 0 {
				best = max(best, votes[k])
			}
		}
		doubt := best < clearPart*sum
		for _, k := range f.parts {
			if doubt || len(x.covering[k]) == 0 {
				votes[f.whole] += votes[k]
				votes[k] = 0
			}
		}
	}
}
