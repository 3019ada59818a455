package answer

import (
	"context"
	"slices"

	"backtalk/internal/corpus"
)

// maxDouble is the longest message, in words, whose questions are taken apart when it as a whole gets no passage. In
// longer ones, a question too many is usually part of the story.
const maxDouble = 30

// second looks at a message with several questions one by one: another passage, or something that nothing covers.
func (e *Engine) second(ctx context.Context, a *Answer, q Question, message string) error {
	whole := a.Outcome
	if !q.Addressed || a.Spanish || whole != Quote && whole != Booking && (whole != Abstain && whole != Clarify || wordCount(message) > maxDouble) {
		return nil
	}
	parts := focus(message)
	if len(parts) < 2 {
		return nil
	}
	first, added, open := -1, -1, false // which question the whole's section and the other one answer, and whether one has no answer
	for i, part := range parts {
		f, err := e.look(ctx, part)
		if err != nil {
			return err
		}
		var alone Answer
		alone.Topic = f.topTopic()
		e.weighKinds(&alone, f)
		if first < 0 && whole == Quote && f.refers(finding{best: &a.Quotes[0]}) {
			first = i
		}
		sure := len(f.result.Votes) > 0 && f.result.Votes[0].Share >= kindVote // "how much is it" says what it is about, "is it safe" does not
		leans := i > 0 && leansBack(part) && !(sure && whole == Quote)
		switch {
		case alone.Outcome == Quote && !leans && len(a.Quotes) < 2 && !a.quotes(f.best.Section):
			a.Quotes = append(a.Quotes, *f.best)
			added = i
		case alone.Outcome == Quote || i == first || leans:
		case alone.Outcome == Abstain && alone.Topic != nil && sure && alone.Topic.Kind.Coverable() && !slices.Contains(a.Uncovered, alone.Topic):
			a.Uncovered = append(a.Uncovered, alone.Topic)
		case alone.Outcome == Abstain || alone.Outcome == Clarify:
			open = true
		}
	}
	if whole == Quote && added >= 0 && added < first {
		slices.Reverse(a.Quotes)
	}
	switch {
	case len(a.Quotes) == 0:
		a.Uncovered = nil
	case whole != Quote && added >= 0:
		a.Choices, a.Books = nil, whole == Booking && a.Topic.Kind == corpus.Booking
		a.set(Quote, "one of its questions has a section that is sure enough")
	}
	a.Half = open && first >= 0 && len(a.Quotes) == 1 && len(a.Uncovered) == 0
	return nil
}
