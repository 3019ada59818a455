package search

import (
	"cmp"
	"math"
	"slices"

	"backtalk/internal/text"
)

// rank brings candidates, which ascend, into one order. Of a section's passages only the best is listed. At most n hits are returned.
func (x *Index) rank(candidates []int32, terms []queryTerm, vector text.Vector, votes []float32, n int) []Hit {
	roots := make([]float32, len(votes))
	for i, v := range votes {
		if x.topics[i].Kind.Coverable() { // small talk, chatter and what is far off are about no passage
			roots[i] = float32(math.Sqrt(float64(v)))
		}
	}
	features := make([]Features, len(candidates))
	all := make([]ranked, len(candidates))
	for i, number := range candidates {
		f, v := &features[i], &x.views[number]
		m := x.texts.match(terms, int(number))
		*f = Features{Body: m.body, Dice: m.dice, Coverage: m.coverage,
			HeadingVector: float64(v.heading.vector.Dot(&vector)), WholeVector: float64(v.whole.vector.Dot(&vector)),
			HeadingTopics: float64(v.heading.like(roots)), WholeTopics: float64(v.whole.like(roots))}
		for j := range v.asks {
			f.HeadingVector = max(f.HeadingVector, float64(v.asks[j].vector.Dot(&vector)))
			f.HeadingTopics = max(f.HeadingTopics, float64(v.asks[j].like(roots)))
		}
		for _, t := range v.covers {
			f.Vote += float64(votes[t])
		}
		all[i] = ranked{x.weights.score(f), int32(i), number}
	}
	for _, r := range best(slices.Clone(all), maxClose, ranked.before) {
		f, sentences := &features[r.place], x.views[r.number].sentences
		for j := range sentences {
			s := &sentences[j]
			f.SentenceVector = max(f.SentenceVector, float64(s.vector.Dot(&vector)))
			f.SentenceTopics = max(f.SentenceTopics, float64(s.like(roots)))
		}
		all[r.place].score = x.weights.score(f)
	}
	return x.sections(all, features, n)
}

// ranked is a candidate and what it scores.
type ranked struct {
	score         float64
	place, number int32 // among the candidates, and of the passage
}

func (r ranked) before(s ranked) bool { return r.score > s.score }

// best keeps the first n of a list in an order; of those that are alike, the earlier.
func best[T any](list []T, n int, before func(a, b T) bool) []T {
	kept := list[:0]
	for _, e := range list {
		if len(kept) < n {
			kept = append(kept, e)
		} else if n == 0 || !before(e, kept[n-1]) {
			continue
		}
		i := len(kept) - 1
		for ; i > 0 && before(e, kept[i-1]); i-- {
			kept[i] = kept[i-1]
		}
		kept[i] = e
	}
	return kept
}

// sections keeps the best passage of each section, whose passages stand side by side, and shares out what is likely.
func (x *Index) sections(all []ranked, features []Features, n int) []Hit {
	one := all[:0]
	for _, r := range all {
		switch last := len(one) - 1; {
		case last < 0 || x.views[one[last].number].first != x.views[r.number].first:
			one = append(one, r)
		case r.before(one[last]):
			one[last] = r
		}
	}
	var top, sum float64
	for i, r := range one {
		if i == 0 || r.score > top {
			top = r.score
		}
	}
	for _, r := range one {
		sum += math.Exp(r.score - top)
	}
	one = best(one, max(n, 0), ranked.before)
	hits := make([]Hit, len(one))
	for i, r := range one {
		p := x.passages[r.number]
		hits[i] = Hit{Section: p.Section().ID, Passage: p, Features: features[r.place], Score: r.score, Share: math.Exp(r.score-top) / sum, number: int(r.number)}
	}
	return hits
}

// Resort brings hits of one search into the order that other weights would, and returns where each stood before. What only the
// first hit has stays with the one that had it.
func Resort(hits []Hit, w Weights) []int {
	places := make([]int, len(hits))
	sum := 0.0
	for i := range hits {
		places[i], hits[i].Score = i, w.score(&hits[i].Features)
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(hits[b].Score, hits[a].Score) })
	sorted := make([]Hit, len(hits))
	for i, k := range places {
		sorted[i] = hits[k]
		sorted[i].Share = math.Exp(hits[k].Score - hits[places[0]].Score)
		sum += sorted[i].Share
	}
	for i := range sorted {
		sorted[i].Share /= sum
	}
	copy(hits, sorted)
	return places
}
