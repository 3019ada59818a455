package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// How much is asked of bleve.
const (
	maxTerms       = 40   // distinct terms of a question that are searched for, the rarest first
	maxPassages    = 25   // candidate passages that are scored
	maxNeighbors   = 10   // nearest phrasings that vote
	maxCorrections = 6    // corrections in one question
	maxRareTerms   = 6    // words of the question that neighbours are found by, the rarest first
	commonShare    = 0.02 // a term in more phrasings than this finds no neighbours on its own
)

// Weights of the ranking. A section's score is the votes for its topics plus what its text adds.
const (
	neighborWeight = 0.25 // of the nearest phrasings against the classifier
	focusWeight    = 0.25 // of the sentences that ask against the whole message
	textWeight     = 0.15 // of the text score, where a topic's phrasings vote as well
)

// Result is what was found for a question.
type Result struct {
	Hits        []Hit        // sections and topics, best first; ties by id
	Terms       []Term       // of the question, in order
	Corrections []Correction // typing mistakes that were put right
	Votes       []Vote       // topics by share, best first, small talk and far-off talk included
	Known       float64      // how much of the question's words speaks of our subjects, by rarity, 0 to 1
	Domain      float64      // log of how much likelier its words are about our subjects than about others
	TextOnly    bool         // the library says nothing about this folder's subjects
}

// Hit is a section of an article, through its best passage, or a topic that nothing covers.
type Hit struct {
	Section  string          // the section's id, or the topic's
	Passage  *corpus.Passage // nil for a topic that nothing covers
	Topic    *corpus.Topic   // what the phrasings took the question for; nil when the text alone speaks
	Score    float64         // for ranking only
	Vote     float64         // share of the phrasings' votes, 0 to 1
	Neighbor float64         // the nearest phrasings' part of it, 0 to 1
	Text     float64         // the passage's text score as a share of the best possible, 0 to 1
	Coverage float64         // share of the question's terms that the passage holds, by rarity, 0 to 1
	Found    []string        // the question's words that the passage holds
	Missed   []string        // and those that it does not
	Sentence int             // the passage's best sentence

	strongest float64 // the vote for Topic
}

// Term is a word of the question that counts.
type Term struct {
	Word    string  // as typed, in lower case
	Concept string  // the group of synonyms it belongs to; empty when none
	Known   bool    // passages or phrasings use it
	Own     float64 // how much it speaks of our subjects, 0 to 1
}

// Correction is an unknown word and the known one it was taken for.
type Correction struct{ From, To string }

// Vote is a topic's share of the phrasings' votes.
type Vote struct {
	Topic *corpus.Topic
	Share float64
}

// Search ranks sections and topics for a question and returns at most n hits. Focus names the sentences of it that ask,
// where it has others; their votes then count for half. Any text is a valid question; the work is bounded by
// [MaxQuestion] and by the number of sentences in focus.
func (x *Index) Search(ctx context.Context, question string, focus []string, n int) (Result, error) {
	var r Result
	question, read, made := x.read(question)
	ws := read.terms()
	terms := x.texts.query(ws)
	r.Terms, r.Known = x.explain(question, ws)
	r.Corrections = made
	r.TextOnly = !x.fits
	r.Domain = x.domain(read.words)
	passages, err := x.passages(ctx, terms)
	if err != nil {
		return Result{}, err
	}
	votes, neighbors, err := x.votes(ctx, read, ws)
	if err != nil {
		return Result{}, err
	}
	x.focus(votes, focus)
	x.settle(votes)
	r.Votes = x.topVotes(votes)
	r.Hits = x.rank(votes, neighbors, passages, n, terms)
	for i := range r.Hits {
		x.detail(&r.Hits[i], terms)
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

// domain sums up how much likelier the question's words are about our subjects; 0 when the library has no say.
func (x *Index) domain(ws []word) float64 {
	if !x.fits {
		return 0
	}
	var sum float64
	for _, w := range ws {
		if !isFunctionWord(w.norm) {
			sum += x.lexicon.domain(w.stem)
		}
	}
	return sum
}

// explain lists the question's terms and how much of them is used here.
func (x *Index) explain(question string, ws []word) ([]Term, float64) {
	terms := make([]Term, 0, len(ws))
	var own, all float64
	for _, w := range ws {
		t := Term{Word: strings.ToLower(question[w.start:w.end]), Known: x.lexicon.known[w.norm]}
		stem := w.stem
		if stem[0] == '=' {
			t.Concept, t.Known, t.Own = stem[1:], true, 1
		} else {
			t.Own = x.lexicon.ownness(stem, x.fits)
		}
		rarity := math.Log(float64(len(x.phrasings)+2) / float64(x.lexicon.phrasings[stem]+1))
		own += rarity * t.Own
		all += rarity
		terms = append(terms, t)
	}
	if all == 0 {
		return terms, 0
	}
	return terms, own / all
}

// scored is a candidate passage with its text evidence.
type scored struct {
	number   int
	text     float64
	coverage float64
}

// passages finds and scores the candidate passages. The best possible score is that of a text of mean length that
// holds every term of the question once in its heading and once in its body.
func (x *Index) passages(ctx context.Context, terms []queryTerm) ([]scored, error) {
	var known []clause
	var bound float64
	searched := rarest(terms)
	for _, q := range searched {
		if q.id >= 0 && x.texts.headings.df[q.id] > 0 {
			known = append(known, clause{q.text, headingField})
		}
		if q.id >= 0 && x.texts.bodies.df[q.id] > 0 {
			known = append(known, clause{q.text, bodyField})
		}
		bound += (headingWeight + 1) * q.idf
	}
	if len(known) == 0 {
		return nil, nil
	}
	found, err := x.candidates(ctx, known, maxPassages)
	if err != nil {
		return nil, err
	}
	out := make([]scored, len(found))
	for i, c := range found {
		out[i] = scored{c.number, min(x.texts.score(searched, c.number)/bound, 1), x.texts.coverage(terms, c.number)}
	}
	return out, nil
}

// rarest keeps the terms that say most, when there are more than are searched for.
func rarest(terms []queryTerm) []queryTerm {
	if len(terms) <= maxTerms {
		return terms
	}
	sorted := slices.Clone(terms)
	slices.SortStableFunc(sorted, func(a, b queryTerm) int { return cmp.Compare(b.idf, a.idf) })
	return sorted[:maxTerms]
}
