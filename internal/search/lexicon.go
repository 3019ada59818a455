package search

import (
	"math"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// lexicon knows the words that are used here, and how much each says about the clinic's own subjects.
type lexicon struct {
	counts         map[string]int      // words of passages and of phrasings about our subjects -> occurrences
	ours           map[string]int      // stems -> phrasings about our subjects that hold them
	others         map[string]int      // stems -> phrasings about anything else
	phrasings      map[string]int      // terms -> phrasings of any kind that hold them, synonyms folded
	known          map[string]bool     // every word of every passage and phrasing
	inText         map[string]struct{} // stems that passages hold
	nOurs, nOthers float64
}

func newLexicon(x *Index, examples []example) lexicon {
	l := lexicon{counts: map[string]int{}, ours: map[string]int{}, others: map[string]int{}, phrasings: map[string]int{}, known: map[string]bool{}, inText: map[string]struct{}{}}
	for _, p := range x.corpus.Passages() {
		for _, s := range []string{p.Heading(), p.Text()} {
			for _, w := range x.analyzer.words(s) {
				l.counts[w.norm] += 2 // the articles' own spelling
				l.known[w.norm] = true
				l.inText[w.stem] = struct{}{}
			}
		}
	}
	for _, e := range examples {
		ours := isOurs(x.topics[e.class].Kind)
		if ours {
			l.nOurs++
		} else {
			l.nOthers++
		}
		seen := map[string]bool{}
		for _, w := range e.words {
			l.known[w.norm] = true
			if ours {
				l.counts[w.norm]++
			}
			if seen[w.stem] {
				continue
			}
			seen[w.stem] = true
			if ours {
				l.ours[w.stem]++
			} else {
				l.others[w.stem]++
			}
		}
		clear(seen)
		for _, w := range e.folded {
			if !seen[w.stem] {
				seen[w.stem] = true
				l.phrasings[w.stem]++
			}
		}
	}
	return l
}

// isOurs tells whether topics of a kind are the clinic's own subjects, covered or not.
func isOurs(k corpus.Kind) bool {
	switch k {
	case corpus.Massage, corpus.Clinic, corpus.Doctor, corpus.Booking, corpus.Change:
		return true
	}
	return false
}

// speller corrects towards words that occur at least twice: a single phrasing may hold a typing mistake itself.
func (l lexicon) speller() *text.Speller {
	common := map[string]int{}
	for w, n := range l.counts {
		if n > 1 {
			common[w] = n
		}
	}
	return text.NewSpeller(common, l.known)
}

// ownness is how much a stem speaks of our subjects: 1 when the passages hold it or only our phrasings do, 0 when
// nobody here ever used it or only talk about other things. Where the library has no say, only the passages count.
func (l lexicon) ownness(stem string, phrasings bool) float64 {
	if _, ok := l.inText[stem]; ok {
		return 1
	}
	if !phrasings {
		return 0
	}
	ours, others := float64(l.ours[stem]), float64(l.others[stem])
	if ours == 0 {
		return 0
	}
	return ours / (ours + others)
}

// domain is the log of how much likelier a stem is in a question about our subjects than in any other; a word that
// nobody uses here speaks against us.
func (l lexicon) domain(stem string) float64 {
	ours, others := float64(l.ours[stem]), float64(l.others[stem])
	return math.Log((ours+0.3)/(l.nOurs+1)) - math.Log((others+1)/(l.nOthers+1))
}
