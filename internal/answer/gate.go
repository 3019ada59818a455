package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
	"backtalk/internal/text"
)

// Votes that a kind of topic needs for its own outcome. Booking needs less: a link too many does no harm.
const (
	kindVote    = 0.4
	declineVote = 0.6 // for refusing: only what is plainly that
	bookingVote = 0.35
	topicVote   = 0.25 // for naming what the question was taken for
	foreignVote = 0.8  // for anything, in a folder on subjects that the library does not know
	choiceVote  = 0.05 // for being offered as a choice
	maxChoices  = 3
)

// decide is the gate: it fills in the outcome. It is a pure function of the question and what was found.
func (e *Engine) decide(a *Answer, q Question, message string, f finding) {
	a.Topic = f.topTopic()
	switch {
	case isSpanish(message):
		a.Spanish = true
		a.set(Abstain, "the message is in Spanish, and the articles are in English")
	case len(f.result.Terms) == 0 && !hasWords(message):
		a.Empty = true
		a.set(Greet, "the message holds no word")
	default:
		e.weighKinds(a, f)
	}
	if !q.Addressed {
		e.overheard(a, q, f)
	}
}

func (a *Answer) set(o Outcome, reason string, args ...any) {
	a.Outcome, a.Reason = o, fmt.Sprintf(reason, args...)
}

// weighKinds compares what the phrasings say of the kind of question with how sure the best passage is.
func (e *Engine) weighKinds(a *Answer, f finding) {
	own := 0.0
	if f.best != nil && !f.result.TextOnly {
		own = f.best.Vote
	}
	if f.result.TextOnly {
		own = foreignVote // the library knows other subjects, so its guesses count only where they are all but certain
	}
	quote := f.best != nil && f.confidence >= e.thresholds.Quote
	wants := f.kinds[corpus.Booking] + f.kinds[corpus.Change]
	switch {
	case f.kinds[corpus.Decline] >= declineVote && f.kinds[corpus.Decline] > own:
		a.Topic = f.topOf(corpus.Decline)
		a.set(Decline, "it asks for something that is refused (%s)", a.Topic.ID)
	case wants >= bookingVote && wants > own && (!quote || wants >= 2*own):
		a.Topic = f.topOf(corpus.Booking, corpus.Change)
		a.set(Booking, "it is taken for %s (%.0f %% of the votes)", a.Topic.ID, 100*wants)
	case quote:
		a.Quotes = []search.Hit{*f.best}
		a.set(Quote, "the best passage is sure enough (%.2f, quoted from %.2f)", f.confidence, e.thresholds.Quote)
	case f.kinds[corpus.SmallTalk] >= kindVote && f.kinds[corpus.SmallTalk] > own:
		a.Topic = f.topOf(corpus.SmallTalk)
		a.set(Greet, "it is small talk (%s)", a.Topic.ID)
	case f.kinds[corpus.Chatter] >= kindVote && f.kinds[corpus.Chatter] > own && f.kinds[corpus.Chatter] > f.kinds[corpus.Far]:
		a.Topic = f.topOf(corpus.Chatter)
		a.set(Greet, "it is talk between people (%s)", a.Topic.ID)
	case f.best != nil && f.confidence >= e.thresholds.Clarify:
		if a.Choices = e.choices(f); len(a.Choices) > 1 {
			a.set(Clarify, "no passage is sure enough (%.2f), but a choice is worth offering (from %.2f)", f.confidence, e.thresholds.Clarify)
			return
		}
		a.Choices = nil
		fallthrough
	default:
		if a.Topic != nil && len(e.corpus.Covering(a.Topic.ID)) > 0 {
			a.Topic = nil
		}
		a.set(Abstain, "no passage is sure enough (%.2f)", f.confidence)
		if a.Topic != nil {
			a.set(Abstain, "it is taken for %s, which nothing covers (confidence of the best passage %.2f)", a.Topic.ID, f.confidence)
		}
	}
}

// overheard silences what was not said to the bot, unless it is a question, clearly for us.
func (e *Engine) overheard(a *Answer, q Question, f finding) {
	_, danger := warningOf(a.Signs)
	if a.Outcome == Quote && !danger && f.confidence >= e.thresholds.Listen && asks(lastSentence(textOf(q))) && !strings.Contains(q.Text, "@") {
		return
	}
	a.Quotes, a.Choices = nil, nil
	a.set(Silent, "it was not said to the bot, and is not clearly a question for it (%.2f, answered from %.2f)", f.confidence, e.thresholds.Listen)
}

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
	first, added := -1, -1 // which question the whole's passage and the other one answer
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
		switch {
		case alone.Outcome == Quote && f.confidence >= (1+e.thresholds.Quote)/2 && (i == 0 || !leansBack(part)) && len(a.Quotes) < 2 && !a.quotes(f.best.Section):
			a.Quotes = append(a.Quotes, *f.best)
			added = i
		case alone.Outcome == Abstain && alone.Topic != nil && f.result.Votes[0].Share >= kindVote && alone.Topic.Kind.Coverable() && !slices.Contains(a.Uncovered, alone.Topic):
			a.Uncovered = append(a.Uncovered, alone.Topic)
		}
	}
	if whole == Quote && added >= 0 && added < first {
		slices.Reverse(a.Quotes)
	}
	switch {
	case len(a.Quotes) == 0:
		a.Uncovered = nil
	case whole != Quote:
		a.Choices = nil
		a.set(Quote, "one of its questions has a passage that is sure enough")
	}
	return nil
}

func (a *Answer) quotes(section string) bool {
	for _, h := range a.Quotes {
		if h.Section == section {
			return true
		}
	}
	return false
}

// choices are the covered topics worth offering, best first.
func (e *Engine) choices(f finding) []*corpus.Topic {
	var out []*corpus.Topic
	for _, v := range f.result.Votes {
		if v.Share >= choiceVote && len(out) < maxChoices && len(e.corpus.Covering(v.Topic.ID)) > 0 {
			out = append(out, v.Topic)
		}
	}
	return out
}

// topTopic is what the phrasings take the question for, if they agree enough.
func (f finding) topTopic() *corpus.Topic {
	if len(f.result.Votes) == 0 || f.result.Votes[0].Share < topicVote {
		return nil
	}
	return f.result.Votes[0].Topic
}

// topOf is the best topic of some kinds.
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

// hasWords tells whether a message holds any word or number.
func hasWords(message string) bool {
	for w := range text.All(message) {
		if w.Kind != text.Symbol {
			return true
		}
	}
	return false
}

// isSpanish tells whether a message is in Spanish. One word is no language: people who write English say gracias.
func isSpanish(message string) bool {
	words := slices.DeleteFunc(text.Words(message), func(w text.Word) bool { return w.Kind != text.Letters })
	return len(words) > 1 && text.Spanish(words)
}
