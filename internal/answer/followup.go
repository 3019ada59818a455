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

// resolve reads a follow-up together with the question before it. That counts when it makes the gate surer, and of
// something else than the question before it was about: that has been answered, unless the section holds what is new in the
// follow-up, as "and for 90?" has it.
func (e *Engine) resolve(ctx context.Context, prev, text string, alone finding) (finding, bool) {
	again, err := e.look(ctx, prev+"\n"+text)
	if err != nil || again.confidence <= alone.confidence {
		return finding{}, false
	}
	before, err := e.look(ctx, prev)
	return again, err == nil && (!again.refers(before) || again.refers(alone) && len(alone.best.Found) > 0 && len(alone.best.Missed) == 0)
}

// bare tells whether a message says nothing of its own, as "why" and "how long" do, and so goes on with the one before it.
func (e *Engine) bare(f finding, message string) bool {
	wants := f.kinds[corpus.Booking] + f.kinds[corpus.Change]
	own := func(t search.Term) bool { return !questionWord(t.Word) }
	return !slices.ContainsFunc(f.result.Terms, own) && hasWords(message) && isFollowUp(message) && elsewhere(f.kinds) < kindVote && wants < bookingVote
}

// near is how many sections of the question before may go on with it.
const near = 3

// more answers a message that only asks for more about the one before it: with another section, with sections that may go on, or by
// saying that there is no more.
func (e *Engine) more(ctx context.Context, a Answer, prev, message string, alone finding) (Answer, error) {
	both, err := e.look(ctx, prev+"\n"+message)
	if err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	before, err := e.look(ctx, prev)
	if err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	a.Search, a.Hits, a.Confidence, a.Resolved = both.result, both.result.Hits[:min(max(e.top, 0), len(both.result.Hits))], both.confidence, prev+" / "+message
	if both.confidence >= e.thresholds.Quote && !both.refers(before) && before.amongFirst(both.best.Section, near) {
		a.Quotes = []search.Hit{*both.best}
		a.set(Quote, "read with the message before it, the best section is sure enough (%.2f)", both.confidence)
		return a, nil
	}
	if a.Choices = e.goesOn(both, before, alone); len(a.Choices) > 0 {
		a.set(Clarify, "read with the message before it, other sections may go on")
		return a, nil
	}
	for _, f := range []finding{alone, before} {
		t := e.spoken(f.topTopic())
		if t == nil || !t.Kind.Coverable() {
			continue
		}
		covered := len(e.corpus.Covering(t.ID)) > 0
		if covered && t.Reply == "" || !covered { // the words of a topic are that nothing is known of it
			a.Topic = t
			break
		}
	}
	a.set(Abstain, "it asks for more about the message before it, and there is no more")
	return a, nil
}

// goesOn are the next sections of the message before that speak of both messages: of that one by some word, and of what is asked
// now by half of the words.
func (e *Engine) goesOn(both, before, alone finding) []Suggestion {
	if before.best == nil || alone.best == nil {
		return nil
	}
	asked := slices.Concat(alone.best.Found, alone.best.Missed)
	subject := without(slices.Concat(before.best.Found, before.best.Missed), asked)
	subject = slices.DeleteFunc(subject, questionWord)
	return e.choices(slices.DeleteFunc(slices.Clone(both.result.Hits), func(h search.Hit) bool {
		return h.Section == before.best.Section || !before.amongFirst(h.Section, near) || !some(subject, h) || 2*len(without(asked, h.Found)) > len(asked)
	}))
}

// clear tells whether a message says by itself what it is about, and so is not the rest of the one before it: a wish to
// book, small talk, something that nothing covers.
func (e *Engine) clear(f finding) bool {
	var alone Answer
	alone.Topic = f.topTopic()
	e.weighKinds(&alone, f)
	switch alone.Outcome {
	case Booking, Greet, Decline:
		return true
	case Abstain:
		return alone.Topic != nil && f.result.Votes[0].Share >= kindVote && f.confidence < e.thresholds.Clarify
	}
	return false
}

// another answers somebody who meant another thing than they got: with what was offered beside it, and with the sections that
// came next.
func (e *Engine) another(ctx context.Context, a *Answer, before finding, prev string) (bool, error) {
	var given Answer
	q := Question{Text: prev, Addressed: true}
	e.decide(&given, q, textOf(q), before)
	if err := e.second(ctx, &given, q, textOf(q), before); err != nil {
		return false, err
	}
	if given.Outcome != Quote && given.Outcome != Clarify {
		return false, nil
	}
	rest := slices.DeleteFunc(slices.Clone(before.result.Hits), func(h search.Hit) bool { return given.quotes(h.Section) })
	left := 0.0
	for _, h := range rest {
		left += h.Share
	}
	for i := range rest { // of what is left, how likely each is
		rest[i].Share /= left
	}
	for _, s := range append(given.Choices, e.choices(rest)...) {
		if len(a.Choices) < maxChoices && !slices.ContainsFunc(a.Choices, func(o Suggestion) bool { return o.Ask == s.Ask }) {
			a.Choices = append(a.Choices, s)
		}
	}
	if len(a.Choices) == 0 {
		return false, nil
	}
	a.set(Clarify, "it was not what was meant: what else may answer the question before is offered")
	return true, nil
}

// isFollowUp tells whether a message may lean on the one before it: short, or starting the way follow-ups do.
func isFollowUp(s string) bool {
	words, n := text.Norms(s), wordCount(s)
	if len(words) == 0 || n > 12 {
		return false
	}
	switch words[0] {
	case "and", "but", "or", "also", "then", "so", "it", "that", "what", "how", "why", "which":
		return true
	}
	if n <= 4 {
		return true
	}
	for _, w := range words {
		switch w {
		case "it", "that", "this", "they", "them", "those", "one", "ones", "same", "instead", "else":
			return true
		}
	}
	return false
}

// leansBack tells whether a sentence speaks of something named before it.
func leansBack(s string) bool {
	for _, w := range text.Norms(s) {
		switch w {
		case "it", "that", "this", "they", "them", "those", "these", "one":
			return true
		}
	}
	return false
}

// withoutJoint drops the words that tie a short message to the one before it: "and shiatsu?", "what about sleep".
func withoutJoint(message string) string {
	rest := message
	for {
		cut := false
		for _, joint := range []string{"and ", "ok ", "okay ", "so ", "also ", "but ", "what about ", "how about ", "or "} {
			if len(rest) > len(joint) && strings.EqualFold(rest[:len(joint)], joint) {
				rest, cut = strings.TrimSpace(rest[len(joint):]), true
			}
		}
		if !cut {
			break
		}
	}
	if wordCount(rest) > 4 {
		return message
	}
	return rest
}

// meansAnother tells whether somebody says that the answer before was about another thing than they meant.
func meansAnother(s string) bool {
	norm := " " + strings.Join(text.Norms(s), " ") + " "
	if wordCount(s) > 9 {
		return false
	}
	for _, sign := range []string{" the other one ", " not that one ", " not what i asked ", " not what i meant ", " thats not it ", " wrong one ", " i meant something else ", " no the other "} {
		if strings.Contains(norm, sign) {
			return true
		}
	}
	return false
}

// meant is the last message before in which somebody asked something, and did not say that they meant another thing.
func meant(before []string) string {
	for i := range before {
		if last := lastOf(before[:len(before)-i]); !meansAnother(last) {
			return last
		}
	}
	return ""
}

// questionWord tells a word that asks, without saying about what.
func questionWord(w string) bool {
	switch w {
	case "why", "how", "what", "whats", "which", "when", "where", "who", "long", "much", "many", "often", "far", "soon", "come", "take", "last", "exactly", "else", "more", "not":
		return true
	}
	return false
}
