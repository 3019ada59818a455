package answer

import (
	"context"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
)

// finding is what the search gave for a question, and how sure the gate is of its best section.
type finding struct {
	result     search.Result
	best       *search.Hit // nil when there is none
	confidence float64
	kinds      map[corpus.Kind]float64 // probability by kind
}

// refers tells whether two findings are about the same section.
func (f finding) refers(g finding) bool {
	return f.best != nil && g.best != nil && f.best.Section == g.best.Section
}

// weighed is how many hits the gate sees, however many are listed.
const weighed = 10

// look searches, and weighs what it finds.
func (e *Engine) look(ctx context.Context, text string) (finding, error) {
	r, err := e.index.Search(ctx, text, focus(text), max(e.top, weighed))
	if err != nil {
		return finding{}, err
	}
	return e.weigh(r), nil
}

func (e *Engine) weigh(r search.Result) finding {
	f := finding{result: r, kinds: kinds(r.Votes)}
	if len(r.Hits) > 0 {
		f.best = &r.Hits[0]
		f.confidence = Probability(gateWeights(), newFeatures(r, elsewhere(f.kinds)))
	}
	return f
}

// topTopic is what the question is taken for, if that is likely enough.
func (f finding) topTopic() *corpus.Topic {
	if len(f.result.Votes) == 0 || f.result.Votes[0].Share < topicVote {
		return nil
	}
	return f.result.Votes[0].Topic
}

// topOf is the likeliest topic of some kinds.
func (f finding) topOf(kinds ...corpus.Kind) *corpus.Topic {
	for _, v := range f.result.Votes {
		for _, k := range kinds {
			if v.Topic.Kind == k {
				return v.Topic
			}
		}
	}
	return nil
}
