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

// Search ranks sections for a question and returns at most n; [math.MaxInt] also compares the words of all of them. Focus names the
// sentences of it that ask, where it has others; what they are about then counts for more. Any text is a valid question; the work is
// bounded by [MaxQuestion] and by the number of sentences in focus.
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
	closer := min(maxFarthest, len(r.Hits))
	if n == math.MaxInt {
		closer = len(r.Hits)
	}
	for i := range r.Hits[:closer] {
		h := &r.Hits[i]
		h.Named = x.texts.match(terms, h.number).named
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
