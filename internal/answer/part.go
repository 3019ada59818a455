package answer

import (
	"context"
	"slices"
	"strings"

	"backtalk/internal/search"
)

const (
	maxPicked  = 3    // hits that are looked at for what a part is about
	offering   = 0.5  // share of the threshold that a part needs for its sections to be offered beside an answer
	nearlySame = 0.5  // share of the best section's that another one needs to be offered beside an answer
	talkVote   = 0.75 // for a part that is talk, and asks nothing
)

// part is one of the things that a message asks.
type part struct {
	finding
	text    string
	alone   Answer       // what it gets by itself
	named   bool         // it says by itself what it is about: "how much is it" does, "is it safe" does not
	leans   bool         // it speaks of something named before it, and does not say by itself what it is about
	section string       // the section that surely answers it; empty when none does
	offers  []search.Hit // what may answer it, when none does surely
}

// parts looks at the parts of a message one by one. One that leans on another is sure of a section only where the whole message
// speaks of it, too.
func (e *Engine) parts(ctx context.Context, texts []string, answered bool, whole finding) ([]part, error) {
	out := make([]part, len(texts))
	for i, text := range texts {
		f, err := e.look(ctx, text)
		if err != nil {
			return nil, err
		}
		p := part{finding: f, text: text, named: len(f.result.Votes) > 0 && f.result.Votes[0].Share >= kindVote}
		p.leans = i > 0 && (leansBack(text) && !(p.named && answered) || strings.HasPrefix(strings.ToLower(text), "or "))
		p.alone.Topic = f.topTopic()
		e.weighKinds(&p.alone, f)
		if p.alone.Outcome == Quote && (!p.leans || whole.amongFirst(f.best.Section, 2)) {
			p.section = f.best.Section
		}
		p.offers = p.likely(e.thresholds, whole)
		out[i] = p
	}
	return out, nil
}

// likely are the sections that are worth offering for a part beside an answer: of one that leans on another, only those that the
// whole message speaks of, too.
func (p *part) likely(th Thresholds, whole finding) []search.Hit {
	if p.alone.Outcome != Quote && p.alone.Outcome != Clarify || p.confidence < offering*th.Quote {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.result.Hits[:min(maxChoices, len(p.result.Hits))]), func(h search.Hit) bool {
		return h.Share < nearlySame*p.best.Share || p.leans && !whole.amongFirst(h.Section, 2)
	})
}

// amongFirst tells whether a section is one of the first n hits.
func (f finding) amongFirst(section string, n int) bool {
	return slices.ContainsFunc(f.result.Hits[:min(n, len(f.result.Hits))], func(h search.Hit) bool { return h.Section == section })
}

// next is how likely a part's second section is, beside its best one.
func (p part) next() float64 {
	if len(p.result.Hits) < 2 {
		return 0
	}
	return p.result.Hits[1].Share / p.best.Share
}

// uncovered tells whether a part is about something that nothing covers.
func (p part) uncovered() bool {
	return p.alone.Outcome == Abstain && p.alone.Topic != nil && p.named && p.alone.Topic.Kind.Coverable()
}

// asksOn tells whether a part is a question that is left open: not a wish, nor small talk.
func (p part) asksOn() bool {
	switch p.alone.Outcome {
	case Quote, Clarify, Abstain:
		return true
	case Greet:
		return opensQuestion(p.text) && elsewhere(p.kinds) < talkVote
	}
	return false
}
