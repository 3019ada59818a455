package answer

import (
	"fmt"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
	"backtalk/internal/text"
)

// Probabilities that a kind of topic needs for its own outcome. Booking needs less: a link too many does no harm.
const (
	kindVote    = 0.4
	declineVote = 0.6  // for refusing: only what is plainly that
	bookingVote = 0.35 // for leading to an appointment instead of an answer
	passingVote = 0.15 // for the link beside an answer
	topicVote   = 0.25 // for naming what the question was taken for
	fair        = 0.75 // of what is quoted from: a section as sure as that is offered, whatever else the message may be about
	maxChoices  = 3
)

// decide is the gate: it fills in the outcome. The same question, finding, thresholds and articles always get the same.
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

// weighKinds compares what kind of question it is with how sure the best section is. Small talk, chatter and far-off talk silence
// a weak match, never a strong one; so does a topic that nothing covers.
func (e *Engine) weighKinds(a *Answer, f finding) {
	quote := f.best != nil && f.confidence >= e.thresholds.Quote
	own := f.confidence
	wants := f.kinds[corpus.Booking] + f.kinds[corpus.Change]
	declined := e.spoken(f.topOf(corpus.Decline))
	switch {
	case declined != nil && f.kinds[corpus.Decline] >= declineVote && f.kinds[corpus.Decline] > own:
		a.Topic = declined
		a.set(Decline, "it asks for something that is refused (%s)", a.Topic.ID)
	case wants >= bookingVote && (!quote || wants > own):
		a.Topic = f.topOf(corpus.Booking, corpus.Change)
		e.beside(a, f)
		a.set(Booking, "it is taken for %s (%.0f %%)", a.Topic.ID, 100*wants)
	case quote:
		a.Quotes = []search.Hit{*f.best}
		a.Books = f.kinds[corpus.Booking] >= passingVote
		a.set(Quote, "the best section is sure enough (%.2f, quoted from %.2f)", f.confidence, e.thresholds.Quote)
	case f.kinds[corpus.SmallTalk] >= topicVote && f.kinds[corpus.SmallTalk] > own && f.kinds[corpus.SmallTalk] >= f.kinds[corpus.Far]+f.kinds[corpus.Chatter]:
		a.Topic = f.topOf(corpus.SmallTalk)
		a.set(Greet, "it is small talk (%s)", a.Topic.ID)
	case f.kinds[corpus.Chatter] >= kindVote && f.kinds[corpus.Chatter] > own && f.kinds[corpus.Chatter] > f.kinds[corpus.Far]:
		a.Topic = f.topOf(corpus.Chatter)
		a.set(Greet, "it is talk between people (%s)", a.Topic.ID)
	case f.best != nil && f.confidence >= e.thresholds.Clarify && !e.lacks(f) && (f.confidence >= fair*e.thresholds.Quote || f.confidence > elsewhere(f.kinds)-topicVote && elsewhere(f.kinds) < kindVote):
		a.Choices = e.choices(f.result.Hits)
		a.set(Clarify, "no section is sure enough (%.2f), but a choice is worth offering (from %.2f)", f.confidence, e.thresholds.Clarify)
	default:
		a.Topic = e.spoken(a.Topic)
		if a.Topic != nil && len(e.corpus.Covering(a.Topic.ID)) > 0 {
			a.Topic = nil
		}
		a.set(Abstain, "no section is sure enough (%.2f)", f.confidence)
		if a.Topic != nil {
			a.set(Abstain, "it is taken for %s, which nothing covers (confidence of the best section %.2f)", a.Topic.ID, f.confidence)
		}
	}
}

// beside puts what one of the clinic's own sections says beside the way to an appointment, or offers it.
func (e *Engine) beside(a *Answer, f finding) {
	switch {
	case f.best == nil || f.best.Passage.Document().Builtin:
	case f.confidence >= e.thresholds.Quote:
		a.Quotes = []search.Hit{*f.best}
	case f.confidence >= e.thresholds.Clarify:
		a.Choices = e.choices(f.result.Hits)
	}
}

// lacks tells whether a question is surely about a topic that nothing covers, and no section is likely to answer it.
func (e *Engine) lacks(f finding) bool {
	t := e.spoken(f.topTopic())
	if !e.corpus.Builtin() || t == nil || !t.Kind.Coverable() || len(e.corpus.Covering(t.ID)) > 0 {
		return false
	}
	sure := f.result.Votes[0].Share
	return sure >= kindVote && f.confidence < sure*e.thresholds.Quote
}

// spoken is the topic, if it is spoken of in this folder: those about massage only where the articles are.
func (e *Engine) spoken(t *corpus.Topic) *corpus.Topic {
	if t == nil || t.Pack == corpus.MassagePack && !e.corpus.OnMassage() {
		return nil
	}
	return t
}

// choices are the sections worth offering: the best ones, while they have a fair share.
func (e *Engine) choices(hits []search.Hit) []Suggestion {
	var out []Suggestion
	for i, h := range hits[:min(maxChoices, len(hits))] {
		if ask := e.Ask(h.Passage); ask != "" && (i == 0 || h.Share >= leastChoice) && !slices.ContainsFunc(out, func(s Suggestion) bool { return s.Ask == ask }) {
			out = append(out, Suggestion{ask, h.Passage})
		}
	}
	return out
}

// leastChoice is the share that a section needs to be offered beside others.
const leastChoice = 0.02

// overheard silences what was not said to the bot, unless it is a question, clearly for us.
func (e *Engine) overheard(a *Answer, q Question, f finding) {
	_, danger := warningOf(a.Signs)
	if a.Outcome == Quote && !danger && f.confidence >= e.thresholds.Listen && len(f.result.Terms) > 0 && asks(lastSentence(textOf(q))) && !strings.Contains(q.Text, "@") {
		return
	}
	a.Quotes, a.Choices = nil, nil
	a.set(Silent, "it was not said to the bot, and is not clearly a question for it (%.2f, answered from %.2f)", f.confidence, e.thresholds.Listen)
}

func (a *Answer) quotes(section string) bool {
	for _, h := range a.Quotes {
		if h.Section == section {
			return true
		}
	}
	return false
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
