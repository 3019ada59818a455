package answer

import (
	"context"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// Suggestion is a question that can be proposed, and the passage that answers it.
type Suggestion struct {
	Ask     string
	Passage *corpus.Passage
}

// Suggest ranks what can be asked for what has been typed so far: first what holds a word that starts so, then what means the
// same; with nothing typed, in the order of the articles.
func (e *Engine) Suggest(ctx context.Context, typed string, n int) ([]Suggestion, error) {
	var out []Suggestion
	add := func(s Suggestion) {
		if len(out) < n && s.Ask != "" && !slices.ContainsFunc(out, func(o Suggestion) bool { return o.Ask == s.Ask || o.Passage.Section() == s.Passage.Section() }) {
			out = append(out, s)
		}
	}
	words := text.Norms(typed)
	for _, s := range e.proposals() {
		if len(words) == 0 || startsWords(s.Ask+" "+s.Passage.Heading(), words) {
			add(s)
		}
	}
	if len(words) == 0 {
		return out, nil
	}
	r, err := e.index.Search(ctx, typed, nil, e.top)
	if err != nil {
		return nil, err
	}
	for _, h := range r.Hits {
		if h.Share >= otherShare {
			add(Suggestion{e.Ask(h.Passage), h.Passage})
		}
	}
	return out, nil
}

// Proposed finds the passage that a proposed question leads to; nil when nothing proposes it.
func (e *Engine) Proposed(ask string) *corpus.Passage {
	ask = strings.TrimSpace(ask)
	for _, s := range e.proposals() {
		if strings.EqualFold(s.Ask, ask) {
			return s.Passage
		}
	}
	return nil
}

// Ask is the question that a section answers, in a few words: the topic's of a built-in section, its heading of one of the
// clinic's own.
func (e *Engine) Ask(p *corpus.Passage) string {
	if p.Document().Builtin || e.corpus.Builtin() && p.Heading() == "" {
		for _, id := range p.Topics() {
			if t := e.corpus.Topic(id); t != nil && t.Ask != "" {
				return t.Ask
			}
		}
	}
	return p.Heading()
}

// proposals are the questions that sections answer, in the order of the articles: of a topic's, its foremost section's.
func (e *Engine) proposals() []Suggestion {
	var out []Suggestion
	at := map[string]int{}
	for _, p := range e.corpus.Passages() {
		ask := e.Ask(p)
		i, known := at[ask]
		switch {
		case ask == "":
		case !known:
			at[ask] = len(out)
			out = append(out, Suggestion{ask, p})
		case e.foremost(p) && !e.foremost(out[i].Passage):
			out[i].Passage = p
		}
	}
	return out
}

// foremost tells whether a section bears the id of a topic that it covers.
func (e *Engine) foremost(p *corpus.Passage) bool {
	return slices.Contains(p.Topics(), p.Section().ID)
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
