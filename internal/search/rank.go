package search

import (
	"cmp"
	"math"
	"slices"

	"backtalk/internal/corpus"
)

// rank brings sections and topics into one order. A topic's votes go to the one of the passages covering it whose text
// fits best; a topic that nothing covers keeps them. Where the library does not speak of the folder's subjects, only
// the text counts. Of a section's passages only the best is listed. At most n hits are returned.
func (x *Index) rank(votes, neighbors []float32, found []scored, n int, terms []queryTerm) []Hit {
	all := make([]Hit, 0, len(x.topics)+len(found)) // never grows: there are pointers into it
	order := make([]*Hit, 0, cap(all))
	add := func(h Hit) *Hit {
		all = append(all, h)
		order = append(order, &all[len(all)-1])
		return order[len(order)-1]
	}
	hits := make(map[*corpus.Passage]*Hit, len(found))
	hit := func(p *corpus.Passage) *Hit {
		h := hits[p]
		if h == nil {
			h = add(Hit{Section: p.Section().ID, Passage: p})
			hits[p] = h
		}
		return h
	}
	for _, s := range found {
		h := hit(x.passageAt[s.number])
		h.Text, h.Coverage = s.text, s.coverage
	}
	if x.fits {
		for class, t := range x.topics {
			h := &Hit{Section: t.ID}
			if covering := x.covering[class]; len(covering) > 0 {
				h = hit(x.bestOf(t.ID, covering, terms))
			} else {
				order = append(order, h)
			}
			vote := float64(votes[class])
			if h.Topic == nil || vote > h.strongest {
				h.Topic, h.strongest = t, vote
			}
			h.Vote += vote
			if neighbors != nil {
				h.Neighbor += float64(neighbors[class])
			}
		}
	}
	for _, h := range order {
		switch {
		case !x.fits:
			h.Score = h.Text
		case h.Passage != nil && len(h.Passage.Topics()) == 0: // no phrasing leads to it, so its text must
			h.Score = h.Text * h.Coverage
		default:
			h.Score = h.Vote + textWeight*h.Text
		}
	}
	slices.SortStableFunc(order, func(a, b *Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Section, b.Section))
	})
	listed := make(map[*corpus.Section]bool, len(order))
	out := make([]Hit, 0, max(min(n, len(order)), 0))
	for _, h := range order {
		if len(out) >= n {
			break
		}
		if h.Passage != nil {
			if listed[h.Passage.Section()] {
				continue
			}
			listed[h.Passage.Section()] = true
		}
		out = append(out, *h)
	}
	return out
}

// bestOf chooses among the passages of one topic by what tells them apart: the question's terms that some of them hold
// and others do not, the rarer among them the more, twice in a heading. The section that bears the topic's own id wins
// a tie, then the first.
func (x *Index) bestOf(topic string, covering []*corpus.Passage, terms []queryTerm) *corpus.Passage {
	if len(covering) == 1 {
		return covering[0]
	}
	scores := make([]float64, len(covering))
	for _, q := range terms {
		df := 0
		for _, p := range covering {
			if x.texts.holds(q, x.number[p]) {
				df++
			}
		}
		if df == 0 || df == len(covering) || q.text == "how" || q.text == "what" { // these two stand in headings of any kind
			continue
		}
		weight := math.Log(1 + float64(len(covering))/float64(df))
		for i, p := range covering {
			n := x.number[p]
			scores[i] += weight * (headingWeight*float64(min(x.texts.headings.docs[n].count(q.id), 1)) + float64(min(x.texts.bodies.docs[n].count(q.id), 1)))
		}
	}
	best := 0
	for i, p := range covering {
		if d := cmp.Compare(scores[i], scores[best]); d > 0 || d == 0 && p.Section().ID == topic {
			best = i
		}
	}
	return covering[best]
}

// detail fills in what only the returned hits need: which words were found, and the best sentence.
func (x *Index) detail(h *Hit, terms []queryTerm) {
	if h.Passage == nil {
		return
	}
	number := x.number[h.Passage]
	for _, q := range terms {
		if x.texts.holds(q, number) {
			h.Found = append(h.Found, q.word)
		} else {
			h.Missed = append(h.Missed, q.word)
		}
	}
	h.Sentence = x.texts.bestSentence(terms, number)
}
