package answer

import (
	"context"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// suggest ranks by prefix first, then by meaning; with nothing typed it lists the covered topics as they stand in the
// articles.
func (e *Engine) suggest(ctx context.Context, typed string, n int) ([]*corpus.Topic, error) {
	var out []*corpus.Topic
	seen := map[string]bool{}
	add := func(t *corpus.Topic) {
		if t != nil && len(out) < n && !seen[t.ID] && len(e.corpus.Covering(t.ID)) > 0 {
			seen[t.ID] = true
			out = append(out, t)
		}
	}
	covered := e.coveredTopics()
	words := text.Norms(typed)
	if len(words) == 0 {
		for _, t := range covered {
			add(t)
		}
		return out, nil
	}
	for _, t := range covered {
		if startsWords(t.Ask+" "+strings.Join(t.Names, " "), words) {
			add(t)
		}
	}
	r, err := e.index.Search(ctx, typed, nil, e.top)
	if err != nil {
		return nil, err
	}
	for _, v := range r.Votes {
		if v.Share >= choiceVote {
			add(v.Topic)
		}
	}
	return out, nil
}

// coveredTopics lists the topics that passages cover, in the order of the passages.
func (e *Engine) coveredTopics() []*corpus.Topic {
	var out []*corpus.Topic
	seen := map[string]bool{}
	for _, p := range e.corpus.Passages() {
		for _, id := range p.Topics() {
			if !seen[id] {
				seen[id] = true
				out = append(out, e.corpus.Topic(id))
			}
		}
	}
	return out
}

// startsWords tells whether every typed word starts some word of s.
func startsWords(s string, typed []string) bool {
	have := text.Norms(s)
	for _, t := range typed {
		if !slices.ContainsFunc(have, func(w string) bool { return strings.HasPrefix(w, t) }) {
			return false
		}
	}
	return true
}
