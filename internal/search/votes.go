package search

import (
	"cmp"
	"context"
	"slices"

	"backtalk/internal/classify"
)

// votes asks the phrasings: the classifier's probabilities, mixed with the votes of the nearest phrasings.
func (x *Index) votes(ctx context.Context, r reading, terms []word) (mixed, neighbors []float32, err error) {
	if len(x.topics) == 0 {
		return nil, nil, nil
	}
	mixed = x.classifier.Classify(r.seen())
	neighbors, err = x.neighbors(ctx, terms)
	if err != nil {
		return nil, nil, err
	}
	if neighbors != nil {
		for k := range mixed {
			mixed[k] = (1-neighborWeight)*mixed[k] + neighborWeight*neighbors[k]
		}
	}
	return mixed, neighbors, nil
}

// focus mixes in the votes for the sentences that ask.
func (x *Index) focus(votes []float32, sentences []string) {
	if len(sentences) == 0 || len(votes) == 0 {
		return
	}
	share := float32(focusWeight / float64(len(sentences)))
	for k := range votes {
		votes[k] *= 1 - focusWeight
	}
	for _, s := range sentences {
		_, r, _ := x.read(s)
		classify.AddScaled(share, x.classifier.Classify(r.seen()), votes)
	}
}

// neighbors lets the nearest phrasings vote by their scores; nil when there are none. Only the rarest words of the
// question are looked for: common ones are in so many phrasings that they tell little and cost much.
func (x *Index) neighbors(ctx context.Context, ws []word) ([]float32, error) {
	stems := make([]string, 0, len(ws))
	limit := int(commonShare * float64(len(x.phrasings)))
	for _, w := range ws {
		if n := x.lexicon.phrasings[w.stem]; n > 0 && n <= limit && !slices.Contains(stems, w.stem) {
			stems = append(stems, w.stem)
		}
	}
	if len(stems) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(stems, func(a, b string) int {
		return cmp.Compare(x.lexicon.phrasings[a], x.lexicon.phrasings[b])
	})
	var clauses []clause
	for _, stem := range stems[:min(len(stems), maxRareTerms)] {
		clauses = append(clauses, clause{stem, phrasingField})
	}
	found, err := x.candidates(ctx, clauses, maxNeighbors)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	out := make([]float32, len(x.topics))
	var sum float32
	for _, c := range found {
		sum += c.score
	}
	for _, c := range found {
		out[x.phrasings[c.number]] += c.score / sum
	}
	return out, nil
}

func (x *Index) topVotes(votes []float32) []Vote {
	var out []Vote
	for class, v := range votes {
		if v >= 0.01 {
			out = append(out, Vote{x.topics[class], float64(v)})
		}
	}
	slices.SortStableFunc(out, func(a, b Vote) int { return cmp.Compare(b.Share, a.Share) })
	return out
}
