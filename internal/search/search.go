package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"backtalk/internal/text"
)

// How much is looked at.
const (
	maxTerms       = 6   // distinct content words of a question that bleve is asked for, the rarest: common ones tell little and cost much
	maxAll         = 400 // passages of a folder that is looked at whole; in a larger one bleve finds the candidates
	maxPassages    = 50  // candidates that bleve finds
	maxClose       = 20  // passages whose sentences are looked at one by one
	maxFarthest    = 2   // hits whose words are compared with the question's one by one
	maxCorrections = 6   // corrections in one question
)

// focusWeight is what the sentences that ask count for against the whole message.
const focusWeight = 0.4

// Search ranks sections for a question and returns at most n. Focus names the sentences of it that ask, where it has others; what
// they are about then counts for more. Any text is a valid question; the work is bounded by [MaxQuestion] and by the
// number of sentences in focus.
func (x *Index) Search(ctx context.Context, question string, focus []string, n int) (Result, error) {
	var r Result
	if err := ctx.Err(); err != nil { // a small folder is searched without bleve, which would look
		return Result{}, fmt.Errorf("searching: %w", err)
	}
	question, read, made := x.read(question)
	r.Corrections = made
	r.Terms = x.explain(question, read.content())
	terms := x.texts.query(read.folded)
	candidates, err := x.candidates(ctx, terms)
	if err != nil {
		return Result{}, err
	}
	votes := x.votes(question, focus)
	r.Votes = x.topVotes(votes)
	r.Hits = x.rank(candidates, terms, x.vector(read.words), votes, n)
	top := likeliest(votes)
	for i := range r.Hits {
		x.detail(&r.Hits[i], terms, votes, top)
	}
	for i := range r.Hits[:min(maxFarthest, len(r.Hits))] {
		h := &r.Hits[i]
		h.Nearness, h.Farthest = x.near.compare(read.words, x.lexicon.rarity, x.views[h.number].words)
	}
	return r, nil
}

// read reads a question, no more of it than [MaxQuestion]. Words that nobody uses here are replaced first by those that
// they were probably meant to be.
func (x *Index) read(question string) (string, reading, []Correction) {
	question = text.Clip(question, MaxQuestion)
	r := x.analyzer.read(question)
	var made []Correction
	var b []byte
	last := 0
	for _, w := range r.words {
		if len(made) == maxCorrections {
			break
		}
		if to := x.speller.Correct(w.norm); to != "" {
			made = append(made, Correction{w.norm, to})
			b = append(append(b, question[last:w.start]...), to...)
			last = w.end
		}
	}
	if len(made) > 0 {
		question = string(append(b, question[last:]...))
		r = x.analyzer.read(question)
	}
	return question, r, made
}

// explain lists the question's terms.
func (x *Index) explain(question string, ws []word) []Term {
	terms := make([]Term, 0, len(ws))
	for _, w := range ws {
		t := Term{Word: strings.ToLower(question[w.start:w.end]), Known: x.lexicon.knows(w.norm)}
		if w.stem[0] == '=' {
			t.Concept, t.Known = w.stem[1:], true
		}
		terms = append(terms, t)
	}
	return terms
}

// votes are the probabilities of the topics, those for the sentences that ask mixed in.
func (x *Index) votes(question string, focus []string) []float32 {
	votes := x.corpus.Place(question)
	if len(focus) == 0 {
		return votes
	}
	for k := range votes {
		votes[k] *= 1 - focusWeight
	}
	for _, s := range focus {
		corrected, _, _ := x.read(s)
		for k, p := range x.corpus.Place(corrected) {
			votes[k] += focusWeight / float32(len(focus)) * p
		}
	}
	return votes
}

func (x *Index) topVotes(votes []float32) []Vote {
	var out []Vote
	for i, v := range votes {
		if v >= 0.01 {
			out = append(out, Vote{x.topics[i], float64(v)})
		}
	}
	slices.SortStableFunc(out, func(a, b Vote) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

// rank brings candidates, which ascend, into one order. Of a section's passages only the best is listed. At most n hits are returned.
func (x *Index) rank(candidates []int32, terms []queryTerm, vector text.Vector, votes []float32, n int) []Hit {
	roots := make([]float32, len(votes))
	for i, v := range votes {
		roots[i] = float32(math.Sqrt(float64(v)))
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

// likeliest is the topic with the most votes; -1 when there is none.
func likeliest(votes []float32) int32 {
	best := -1
	for t, v := range votes {
		if v > 0 && (best < 0 || v > votes[best]) {
			best = t
		}
	}
	return int32(best)
}

// detail fills in what only the returned hits need: which words were found, and the best sentence.
func (x *Index) detail(h *Hit, terms []queryTerm, votes []float32, top int32) {
	v := &x.views[h.number]
	if top >= 0 {
		h.Leading = max(v.heading.share(top), v.whole.share(top))
		if slices.Contains(v.covers, top) {
			h.Leading = 1
		}
	}
	best := float32(-1)
	for _, t := range v.covers {
		if votes[t] > best {
			h.Topic, best = x.topics[t], votes[t]
		}
	}
	var held []*queryTerm
	for i := range terms {
		switch q := &terms[i]; {
		case q.function:
		case x.texts.holds(q, h.number):
			h.Found = append(h.Found, q.word)
			held = append(held, q)
		default:
			h.Missed = append(h.Missed, q.word)
		}
	}
	h.Sentence = x.texts.bestSentence(held, h.number)
}
