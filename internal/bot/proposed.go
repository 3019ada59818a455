package bot

import (
	"backtalk/internal/answer"
	"backtalk/internal/sign"
)

// proposed answers a question that is, word for word, one that the bot proposes itself: with the passage that covers
// its topic, whatever the ranking says. Platforms send the words of a proposal that somebody took.
func proposed(engine *answer.Engine, text string, a answer.Answer) answer.Answer {
	if a.Standing != nil && a.Follow != sign.Other {
		return a
	}
	p := engine.Proposed(text)
	if p == nil {
		return a
	}
	q := quoting(engine.Corpus(), p)
	q.Hits, q.Confidence, q.Standing, q.Follow = a.Hits, 1, a.Standing, a.Follow
	for _, f := range a.Signs {
		if f.Level != sign.Boundary && f.Level != sign.Scope { // our own words are no reason to refuse
			q.Signs = append(q.Signs, f)
		}
	}
	return q
}
