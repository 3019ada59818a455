// Package answer decides what a question gets: passages word for word, a choice of questions, the way to book, a few fixed
// words, a warning, or the plain statement that nothing here answers it.
//
// Danger signs are looked for first, before the search and before every reason for silence (standing.go has what goes on after
// a warning). Then the search ranks sections, and the gate, which remembers nothing, decides
// (gate.go, by the features and weights of features.go and weights.go). What leans on the question before is read with it
// (followup.go). A message that asks several things is taken apart, and its parts are decided one by one (split.go, halves.go,
// part.go, several.go). suggest.go proposes questions to somebody who is typing. How an answer is worded is not decided here:
// package bot makes a reply of it.
package answer

import (
	"context"
	"fmt"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
	"backtalk/internal/sign"
	"backtalk/internal/text"
)

// Question is what somebody asks.
type Question struct {
	Text      string   // the message, the bot's mention removed
	Before    []string // the same person's last messages, oldest first
	Addressed bool     // said to the bot; otherwise overheard in a channel
	Standing  Standing // a warning that the same person got lately
}

// Outcome is what a question gets. The zero value is an abstention: an answer that nobody filled in says nothing.
type Outcome uint8

// The outcomes.
const (
	Abstain Outcome = iota // nothing here answers it
	Quote                  // passages, word for word
	Clarify                // questions to choose from
	Booking                // the way to an appointment, or to the people who can change one
	Warn                   // a danger sign: a doctor instead of an answer
	Greet                  // small talk
	Decline                // refused
	Silent                 // not for us
)

// String is the outcome's name in output and figures; a quote is called "answer" there.
func (o Outcome) String() string {
	names := [...]string{"abstain", "answer", "clarify", "booking", "warn", "greet", "decline", "silent"}
	if int(o) < len(names) {
		return names[o]
	}
	return fmt.Sprintf("outcome(%d)", o)
}

// Answer is the decision about a question, with what led to it.
type Answer struct {
	Outcome    Outcome
	Quotes     []search.Hit    // what to quote, at most two
	Choices    []Suggestion    // what to choose from; with Quote, what may answer the rest of the message
	Topic      *corpus.Topic   // what the question was taken for; nil when nothing fits
	Uncovered  []*corpus.Topic // what was asked as well and nothing covers
	Half       bool            // with Quote: another question of the message has no sure answer; Choices may answer it
	Books      bool            // with Quote: the message also wishes for an appointment
	Signs      []sign.Finding  // danger signs, gravest first
	Offer      bool            // with Warn, of what was overheard: said to the person alone, without a public trace
	Standing   *sign.Finding   // the warning that stands, whatever the outcome; nil without
	AskedOn    bool            // with Warn: the message tells no sign, but goes on about the warning that stands
	Follow     sign.Follow     // with Standing: what the message goes on with
	Spanish    bool            // the question is in Spanish
	Empty      bool            // the message holds no word at all
	Confidence float64         // probability that the top passage answers the question, whatever the outcome
	Hits       []search.Hit    // the ranking before the gate
	Reason     string          // why the gate decided so, in words for staff
	Search     search.Result   // terms, corrections and votes, for explaining
	Resolved   string          // the question with the one before it, when it was a follow-up
}

// Hit is a ranked section or topic, under this name for those who know answers and not the search.
type Hit = search.Hit

// Thresholds are the confidences at which the gate changes its mind. They can be configured.
type Thresholds struct {
	Quote   float64 // at least this much to quote a passage
	Clarify float64 // at least this much to offer a choice
	Listen  float64 // at least this much to speak without being addressed
}

// DefaultThresholds trade coverage against wrong answers: see the table that "backtalk eval" prints.
func DefaultThresholds() Thresholds { return Thresholds{Quote: 0.62, Clarify: 0.08, Listen: 0.85} }

// Engine answers questions from one state of the knowledge. It is immutable and safe for concurrent use; changed
// knowledge is a new Engine.
type Engine struct {
	corpus     *corpus.Corpus
	index      *search.Index
	signs      *sign.Signs
	thresholds Thresholds
	top        int
}

// New builds an engine. signs may be nil only in tests that are not about danger.
func New(c *corpus.Corpus, signs *sign.Signs, th Thresholds) (*Engine, error) {
	index, err := search.New(c, rankWeights())
	if err != nil {
		return nil, err
	}
	return &Engine{corpus: c, index: index, signs: signs, thresholds: th, top: 10}, nil
}

// Corpus is the knowledge that the engine answers from.
func (e *Engine) Corpus() *corpus.Corpus { return e.corpus }

// Close releases the index. No answer may be under way.
func (e *Engine) Close() error { return e.index.Close() }

// WithTop returns an engine that lists up to n hits; it shares everything else, and closing either closes both.
func (e *Engine) WithTop(n int) *Engine {
	copied := *e
	copied.top = n
	return &copied
}

// Answer decides about one question. Its only errors are those of the search; danger signs are found even then, and
// the answer that comes with an error carries them.
func (e *Engine) Answer(ctx context.Context, q Question) (Answer, error) {
	a := Answer{}
	warning, warned := sign.Finding{}, false
	a.Signs, warning, warned = e.danger(q)
	if warned {
		a.Outcome, a.Reason = Warn, fmt.Sprintf("the danger sign %s was found", warning.ID)
		a.Offer = !q.Addressed && !warning.Overheard()
	} else {
		warned = e.hold(&a, q)
	}
	text := textOf(q)
	found, err := e.look(ctx, text)
	if err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	if prev := meant(q.Before); !warned && a.Standing == nil && q.Addressed && prev != "" && meansAnother(text) {
		before, err := e.look(ctx, prev)
		if err != nil {
			return a, fmt.Errorf("answering: %w", err)
		}
		if ok, err := e.another(ctx, &a, before, prev); err != nil || ok {
			before.result.Hits = before.result.Hits[:min(max(e.top, 0), len(before.result.Hits))]
			a.Search, a.Hits, a.Confidence, a.Resolved = before.result, before.result.Hits, before.confidence, prev+" / "+text
			return a, err
		}
	}
	if prev := lastOf(q.Before); !warned && a.Standing == nil && q.Addressed && prev != "" && e.bare(found, text) {
		return e.more(ctx, a, prev, text, found)
	}
	if prev := lastOf(q.Before); !warned && a.Standing == nil && prev != "" && isFollowUp(text) && found.confidence < e.thresholds.Quote && !e.clear(found) {
		if again, ok := e.resolve(ctx, prev, text, found); ok {
			found = again
			a.Resolved = prev + " / " + text
		}
	}
	whole := found
	found.result.Hits = found.result.Hits[:min(max(e.top, 0), len(found.result.Hits))]
	a.Search, a.Hits, a.Confidence = found.result, found.result.Hits, found.confidence
	if warned {
		return a, nil
	}
	e.decide(&a, q, text, found)
	if err := e.second(ctx, &a, q, text, whole); err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	if q.Addressed {
		e.bound(&a)
		e.holdOn(&a)
	}
	return a, nil
}

// Urgent tells, without a search, whether a question may get a warning: it tells of danger, or goes on after a warning.
func (e *Engine) Urgent(q Question) bool {
	_, _, warned := e.danger(q)
	return warned || q.Addressed && q.Standing.On
}

// danger looks for danger signs, and tells whether one of them is warned of: of what was overheard only the gravest are.
func (e *Engine) danger(q Question) (signs []sign.Finding, warning sign.Finding, warned bool) {
	if e.signs == nil {
		return nil, warning, false
	}
	signs = e.signs.Check(q.Text, q.Before...)
	warning, warned = warningOf(signs)
	switch {
	case warned && q.Addressed && e.outweighed(warning, q.Standing):
		return nil, warning, false
	case warned && !q.Addressed:
		warned = warning.Overheard() || warning.Offered()
	}
	return signs, warning, warned
}

// warningOf finds the gravest sign that warns. A refusal may come before it in the list, and never hides it.
func warningOf(signs []sign.Finding) (warning sign.Finding, found bool) {
	for _, f := range signs {
		if f.Warns() && (!found || f.Level > warning.Level) {
			warning, found = f, true
		}
	}
	return warning, found
}

// bound lets the flags that do not warn have their say: a boundary or a question out of scope is declined. They are about
// massage, and say nothing in folders about something else.
func (e *Engine) bound(a *Answer) {
	if !e.corpus.OnMassage() {
		return
	}
	for _, f := range a.Signs {
		if f.Net || f.Level != sign.Boundary && f.Level != sign.Scope {
			continue
		}
		a.Outcome, a.Choices, a.Reason = Decline, nil, fmt.Sprintf("the sign %s", f.ID)
		if f.Level == sign.Boundary {
			a.Quotes = nil
		}
		return
	}
}

// textOf is the part of a question that is searched for: without mentions, and no more of it than the search looks at.
func textOf(q Question) string {
	return text.Clip(withoutJoint(strings.TrimSpace(stripMentions(q.Text))), search.MaxQuestion)
}

// lastOf is the last of some messages, as much of it as is looked at.
func lastOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return text.Clip(list[len(list)-1], search.MaxQuestion)
}
