package search

import (
	"cmp"
	"slices"

	"backtalk/internal/corpus"
)

// rank brings sections and topics into one order. A topic's votes go to the passages that cover it, shared out by
// their text; a topic that nothing covers keeps them. Where the library does not speak of the folder's subjects, only
// the text counts, and of the topics only those that are about no article at all (small talk, far-off talk, booking).
func (x *Index) rank(votes, neighbors []float32, found []scored) []Hit {
	passages := x.corpus.Passages()
	sections := map[*corpus.Section]*Hit{}
	order := make([]*Hit, 0, len(x.topics)+len(found))
	hit := func(p *corpus.Passage) *Hit {
		h := sections[p.Section()]
		if h == nil {
			h = &Hit{Section: p.Section().ID, Passage: p}
			sections[p.Section()] = h
			order = append(order, h)
		}
		return h
	}
	byPassage := map[*corpus.Passage]scored{}
	for _, s := range found {
		p := passages[s.number]
		byPassage[p] = s
		h := hit(p)
		if s.text > h.Text {
			h.Passage, h.Text, h.Coverage = p, s.text, s.coverage
		}
	}
	strongest := map[*corpus.Section]float64{}
	for class, t := range x.topics {
		if len(votes) == 0 {
			break
		}
		vote, neighbor := float64(votes[class]), 0.0
		if neighbors != nil {
			neighbor = float64(neighbors[class])
		}
		covering := x.corpus.Covering(t.ID)
		switch {
		case len(covering) == 0:
			if x.fits {
				order = append(order, &Hit{Section: t.ID, Topic: t, Vote: vote, Neighbor: neighbor, Score: vote})
			}
		case x.fits:
			best := bestByText(covering, byPassage)
			h := hit(best)
			h.Vote += vote
			h.Neighbor += neighbor
			if vote >= strongest[best.Section()] {
				strongest[best.Section()] = vote
				h.Topic = t
				s := byPassage[best]
				h.Passage, h.Text, h.Coverage = best, s.text, s.coverage
			}
		}
	}
	for _, h := range order {
		switch {
		case h.Passage == nil:
		case x.fits:
			h.Score = h.Vote + textWeight*h.Text
		default:
			h.Score = h.Text
		}
	}
	slices.SortStableFunc(order, func(a, b *Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Section, b.Section))
	})
	out := make([]Hit, len(order))
	for i, h := range order {
		out[i] = *h
	}
	return out
}

// bestByText chooses among passages of one topic the one whose text fits best; the first when none matches.
func bestByText(covering []*corpus.Passage, found map[*corpus.Passage]scored) *corpus.Passage {
	best := covering[0]
	for _, p := range covering[1:] {
		if found[p].text > found[best].text {
			best = p
		}
	}
	return best
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
