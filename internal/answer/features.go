package answer

import (
	"context"
	"math"
	"slices"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
)

// Features are what the gate sees of a question and its best section. None depends on a subject.
type Features struct {
	Dice           float64 // how alike question and heading are as sets of words
	HeadingVector  float64 // and by what their words mean
	WholeVector    float64 // the same with the whole passage
	SentenceVector float64 // and with the nearest sentence
	Named          float64 // log of what the question's words in the heading weigh
	Vote           float64 // log-odds of the topics that the passage is said to cover
	Elsewhere      float64 // probability of small talk, chatter and far-off talk, as far as the section lacks the question's words
	Uncovered      float64 // probability of the likeliest topic, as far as the section is not about it
	Length         float64 // log of the number of words that count
	Spread         float64 // entropy of what the ranking says of the sections: 0 when it is sure of one
	Nearer         float64 // how much nearer the question's words come to the second section than to the best
	Farthest       float64 // how near the question's farthest word comes to the passage, squared
}

// NumFeatures is the length of a feature vector, the constant included.
const NumFeatures = 13

// Vector lists the features in a fixed order, a constant first, as the weights count them.
func (f Features) Vector() [NumFeatures]float64 {
	return [NumFeatures]float64{1, f.Dice, f.HeadingVector, f.WholeVector, f.SentenceVector, f.Named, f.Vote, f.Elsewhere, f.Uncovered, f.Length, f.Spread, f.Nearer, f.Farthest}
}

// FeatureNames names the entries of a feature vector.
func FeatureNames() [NumFeatures]string {
	return [NumFeatures]string{"constant", "dice", "heading vector", "whole vector", "sentence vector", "named", "vote", "elsewhere", "uncovered", "length", "spread",
		"nearer", "farthest word"}
}

// newFeatures works out what the gate sees of what the search found; there must be a hit.
func newFeatures(r search.Result, elsewhere float64) Features {
	best, top := r.Hits[0], 0.0
	if len(r.Votes) > 0 {
		top = r.Votes[0].Share
	}
	f := Features{Dice: best.Features.Dice, HeadingVector: best.Features.HeadingVector, WholeVector: best.Features.WholeVector, SentenceVector: best.Features.SentenceVector,
		Named: math.Log(1 + best.Named), Vote: logOdds(best.Features.Vote), Elsewhere: elsewhere * (1 - best.Features.Coverage), Uncovered: top * (1 - best.Leading),
		Length: math.Log(1 + float64(len(r.Terms))), Farthest: best.Farthest * best.Farthest}
	for _, h := range r.Hits[:min(weighed, len(r.Hits))] {
		if h.Share > 0 {
			f.Spread -= h.Share * math.Log(h.Share)
		}
	}
	if len(r.Hits) > 1 {
		f.Nearer = r.Hits[1].Nearness - best.Nearness
	}
	return f
}

// Probability is the confidence that weights make of features: the logistic function of their weighted sum.
func Probability(weights [NumFeatures]float64, f Features) float64 {
	var z float64
	for i, x := range f.Vector() {
		z += weights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

func logOdds(p float64) float64 {
	p = min(max(p, 0.003), 0.997)
	return math.Log(p / (1 - p))
}

// Ranked is what the weights are fitted on: the ranking of a question by itself, and what the gate makes of it.
type Ranked struct {
	Hits       []search.Hit // all sections that were looked at
	Votes      []search.Vote
	Terms      []search.Term
	Confidence float64
}

// Rank ranks all sections for a question. Earlier messages play no part.
func (e *Engine) Rank(ctx context.Context, q Question) (Ranked, error) {
	message := textOf(q)
	r, err := e.index.Search(ctx, message, focus(message), math.MaxInt)
	if err != nil {
		return Ranked{}, err
	}
	return Ranked{r.Hits, r.Votes, r.Terms, e.weigh(r).confidence}, nil
}

// By is the ranking as it would be by other weights, and where each of its hits stood before.
func (r Ranked) By(w search.Weights) (Ranked, []int) {
	r.Hits = slices.Clone(r.Hits)
	places := search.Resort(r.Hits, w)
	return r, places
}

// Features are those of the first hit.
func (r Ranked) Features() Features {
	return newFeatures(search.Result{Hits: r.Hits, Votes: r.Votes, Terms: r.Terms}, elsewhere(kinds(r.Votes)))
}

// kinds adds up the probabilities of topics by kind.
func kinds(votes []search.Vote) map[corpus.Kind]float64 {
	out := map[corpus.Kind]float64{}
	for _, v := range votes {
		out[v.Topic.Kind] += v.Share
	}
	return out
}

func elsewhere(k map[corpus.Kind]float64) float64 {
	return k[corpus.Far] + k[corpus.Chatter] + k[corpus.SmallTalk] + k[corpus.Decline]
}
