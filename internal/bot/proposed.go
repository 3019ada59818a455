package bot

import (
	"slices"
	"strings"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// proposed answers a question that is, word for word, one that the bot proposes itself: with the passage that covers
// its topic, whatever the ranking says. Platforms send the words of a proposal that somebody took.
func proposed(engine *answer.Engine, text string, a answer.Answer) answer.Answer {
	if a.Standing != nil && a.Follow != sign.Other {
		return a
	}
	for _, t := range engine.Corpus().Topics() {
		if !strings.EqualFold(t.Ask, strings.TrimSpace(text)) {
			continue
		}
		p := foremost(engine.Corpus(), t)
		if p == nil {
			return a
		}
		q := quoting(t, p)
		q.Hits, q.Confidence, q.Standing, q.Follow = a.Hits, 1, a.Standing, a.Follow
		for _, f := range a.Signs {
			if f.Level != sign.Boundary && f.Level != sign.Scope { // our own words are no reason to refuse
				q.Signs = append(q.Signs, f)
			}
		}
		return q
	}
	return a
}

// foremost is the passage to show for a topic that was chosen: the one whose section bears its id, or else the first;
// nil when nothing covers it.
func foremost(c *corpus.Corpus, t *corpus.Topic) *corpus.Passage {
	covering := c.Covering(t.ID)
	if len(covering) == 0 {
		return nil
	}
	own := slices.IndexFunc(covering, func(p *corpus.Passage) bool { return p.Section().ID == t.ID })
	return covering[max(own, 0)]
}
