package answer

import (
	"context"
	"slices"

	"backtalk/internal/corpus"
)

const (
	maxDouble = 30 // the longest message, in words, that is taken apart when it as a whole gets no passage: in a longer one, a question too many is usually part of the story
	maxQuotes = 2  // passages that one reply holds
)

// second looks at a message that asks several things one by one: another passage, something that nothing covers, or something
// that is named beside the answer, with what may answer it. No part is dropped without a word.
func (e *Engine) second(ctx context.Context, a *Answer, q Question, message string, whole finding) error {
	if !q.Addressed || a.Spanish || a.Outcome != Quote && a.Outcome != Booking && (a.Outcome != Abstain && a.Outcome != Clarify || wordCount(message) > maxDouble) {
		return nil
	}
	if texts := questions(message); len(texts) > 1 {
		parts, err := e.parts(ctx, texts, a.Outcome == Quote, whole)
		if err == nil {
			e.compose(a, wordCount(message) <= maxDouble, parts)
		}
		return err
	}
	for _, h := range halves(message) {
		parts, err := e.parts(ctx, []string{h.left, h.right}, a.Outcome == Quote, whole)
		if err != nil {
			return err
		}
		if apart(&parts[0], &parts[1], h.comma, whole) {
			e.compose(a, true, parts)
			return nil
		}
	}
	return nil
}

// compose puts together what the parts of a message get.
func (e *Engine) compose(a *Answer, short bool, parts []part) {
	whole := a.Outcome
	first, added := -1, -1 // which part the whole's section and the other one answer
	if whole == Quote {
		first = owner(parts, a.Quotes[0].Section, short)
	}
	wish := false
	var open []part
	for i, p := range parts {
		switch {
		case i == first:
		case p.section != "" && !a.quotes(p.section) && len(a.Quotes) < maxQuotes && (!p.leans || short && (len(a.Quotes) > 0 || len(parts[i-1].offers) > 0)):
			a.Quotes = append(a.Quotes, *p.best)
			added = i
		case p.best != nil && (p.section != "" || p.leans) && a.quotes(p.best.Section):
			if first >= 0 && p.next() < parts[first].next() {
				p = parts[first]
			}
			if p.next() >= nearlySame && short {
				p.offers = p.result.Hits[1:2]
				open = append(open, p)
			}
		case first >= 0 && p.section == "" && p.refers(parts[first].finding): // asked twice
		case p.leans && (p.section == "" && len(p.offers) == 0 || !short): // what is quoted speaks of it, as far as anything does
		case p.alone.Outcome == Booking && p.alone.Topic.Kind == corpus.Booking:
			wish = true
		case p.uncovered():
			if !slices.Contains(a.Uncovered, p.alone.Topic) {
				a.Uncovered = append(a.Uncovered, p.alone.Topic)
			}
		case p.asksOn() && (short || first >= 0):
			open = append(open, p)
		}
	}
	if whole == Quote && added >= 0 && added < first && parts[first].best.Section == a.Quotes[0].Section {
		slices.Reverse(a.Quotes)
	}
	switch {
	case len(a.Quotes) == 0:
		a.Uncovered = nil
	case whole != Quote && added >= 0:
		a.Choices, a.Books = nil, whole == Booking && a.Topic.Kind == corpus.Booking
		a.set(Quote, "one of its questions has a section that is sure enough")
	}
	a.Books = a.Books || wish && a.Outcome == Quote
	if a.Outcome != Quote || len(open) == 0 {
		return
	}
	if short {
		a.Choices = e.offered(open, a)
	}
	a.Half = len(a.Choices) > 0 || len(a.Uncovered) == 0
}

// owner is the part that the whole message's section answers, -1 for none: the one that is sure of it, or else, in a short
// message, the one that leans on the rest, or that thinks most of it.
func owner(parts []part, section string, short bool) int {
	best, share := -1, 0.0
	for i, p := range parts {
		if p.best != nil && p.best.Section == section {
			return i
		}
		for _, h := range p.result.Hits {
			if s := h.Share; h.Section == section && short && (p.section == "" || p.leans) {
				if p.leans {
					s++
				}
				if s > share {
					best, share = i, s
				}
			}
		}
	}
	return best
}

// offered are the sections that may answer what is left open, the best of each part first; none that is quoted.
func (e *Engine) offered(open []part, a *Answer) []Suggestion {
	var out []Suggestion
	for place := range maxChoices {
		for _, p := range open {
			if place >= len(p.offers) {
				continue
			}
			h := p.offers[place]
			ask := e.Ask(h.Passage)
			if ask != "" && len(out) < maxChoices && !a.quotes(h.Section) && !slices.ContainsFunc(out, func(s Suggestion) bool { return s.Ask == ask }) {
				out = append(out, Suggestion{ask, h.Passage})
			}
		}
	}
	return out
}
