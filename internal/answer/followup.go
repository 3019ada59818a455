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
// something else than the question before it was about: that has been answered.
func (e *Engine) resolve(ctx context.Context, prev, text string, alone finding) (finding, bool) {
	again, err := e.look(ctx, prev+"\n"+text)
	if err != nil || again.confidence <= alone.confidence {
		return finding{}, false
	}
	before, err := e.look(ctx, prev)
	return again, err == nil && !again.refers(before)
}

// bare tells whether a message says nothing of its own, as "why" and "how long" do, and so goes on with the one before it.
func (e *Engine) bare(f finding, message string) bool {
	wants := f.kinds[corpus.Booking] + f.kinds[corpus.Change]
	own := func(t search.Term) bool { return !questionWord(t.Word) }
	return !slices.ContainsFunc(f.result.Terms, own) && hasWords(message) && isFollowUp(message) && elsewhere(f.kinds) < kindVote && wants < bookingVote
}

// more answers a message that only asks for more about the one before it: with another section, or by saying that there is no more.
func (e *Engine) more(ctx context.Context, a Answer, prev, message string) (Answer, error) {
	both, err := e.look(ctx, prev+"\n"+message)
	if err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	before, err := e.look(ctx, prev)
	if err != nil {
		return a, fmt.Errorf("answering: %w", err)
	}
	a.Search, a.Hits, a.Confidence, a.Resolved = both.result, both.result.Hits[:min(max(e.top, 0), len(both.result.Hits))], both.confidence, prev+" / "+message
	if both.confidence >= e.thresholds.Quote && !both.refers(before) {
		a.Quotes = []search.Hit{*both.best}
		a.set(Quote, "read with the message before it, the best section is sure enough (%.2f)", both.confidence)
		return a, nil
	}
	if t := e.spoken(before.topTopic()); t != nil && t.Kind.Coverable() {
		a.Topic = t
	}
	a.set(Abstain, "it asks for more about the message before it, and there is no more")
	return a, nil
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

// another answers somebody who meant another thing than what was quoted: with the sections that came next.
func (e *Engine) another(a *Answer, before finding) bool {
	if before.confidence < e.thresholds.Quote || len(before.result.Hits) < 2 {
		return false
	}
	a.Choices = e.choices(before.result.Hits[1:])
	if len(a.Choices) == 0 {
		return false
	}
	a.set(Clarify, "it was not what was meant: the next best sections of the question before are offered")
	return true
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

// questionWord tells a word that asks, without saying about what.
func questionWord(w string) bool {
	switch w {
	case "why", "how", "what", "whats", "which", "when", "where", "who", "long", "much", "many", "often", "far", "soon", "come", "exactly", "else", "more":
		return true
	}
	return false
}
