package audit

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// Bounds of what is asked.
const (
	MostQuestions = 2000 // for all sections together
	waysEach      = 8    // that the library knows, for a section
)

// wellFound is the share of its questions that must find a section that is found well.
const wellFound = 2.0 / 3

// Finding is what happened to the questions for a section. A question finds it when it comes first, and is shown.
type Finding struct {
	Section *corpus.Section
	Asked   int // questions, those left out that get a warning instead of any answer
	Quoted  int // that the section is quoted for
	Offered int // that get a choice with the section first
	Unsure  int // for which it comes first, but is neither quoted nor offered
	Misses  []Miss
}

// Miss is a question that does not find its section.
type Miss struct {
	Question string
	Instead  *corpus.Section // what is quoted or offered first; nil for nothing
}

// Instead is what comes in the place of a section, and how often.
type Instead struct {
	Section *corpus.Section // nil for no answer
	Times   int
}

// Found is how many questions find the section.
func (f Finding) Found() int { return f.Quoted + f.Offered }

// Well tells whether the section is found well.
func (f Finding) Well() bool { return float64(f.Found()) >= wellFound*float64(f.Asked) }

// Instead lists what comes in the section's place, the most frequent first, no answer last.
func (f Finding) Instead() []Instead {
	var out []Instead
	for _, m := range f.Misses {
		i := slices.IndexFunc(out, func(x Instead) bool { return x.Section == m.Instead })
		if i < 0 {
			i = len(out)
			out = append(out, Instead{Section: m.Instead})
		}
		out[i].Times++
	}
	slices.SortStableFunc(out, func(a, b Instead) int {
		switch {
		case a.Section == nil:
			return 1
		case b.Section == nil:
			return -1
		}
		return cmp.Compare(b.Times, a.Times)
	})
	return out
}

// question is a way to ask for a section.
type question struct{ text, topic string } // the topic is empty where the section's owner wrote it

// find asks for the sections, as many questions as there may be: for what they cover, else for what leads to them.
func (r *Report) find(ctx context.Context, e *answer.Engine, own []*corpus.Section, leads map[*corpus.Section][]string) error {
	all := make([][]question, len(own))
	for i, s := range own {
		topics := topicsOf(s)
		if len(topics) == 0 {
			topics = leads[s]
		}
		all[i] = questionsFor(e.Corpus(), s, topics)
		r.Questions += len(all[i])
	}
	most := fitting(all, MostQuestions)
	left := MostQuestions
	for i, s := range own {
		f, list := Finding{Section: s}, spread(all[i], min(most, left))
		for _, q := range list {
			a, err := ask(ctx, e, q.text)
			if err != nil {
				return fmt.Errorf("asking for the section %s: %w", s.ID, err)
			}
			left--
			r.Asked++
			f.note(q, a)
		}
		if len(list) > 0 {
			r.Findings = append(r.Findings, f)
		}
	}
	return nil
}

// questionsFor are the ways to ask for a section: some that the library knows for its topics, in turn, and those that its owner wrote.
func questionsFor(c *corpus.Corpus, s *corpus.Section, topics []string) []question {
	var out []question
	var known [][]question
	for _, topic := range topics {
		var ways []question
		for _, text := range c.Phrasings(topic) {
			ways = append(ways, question{text, topic})
		}
		known = append(known, spread(ways, waysEach))
	}
	for i := range waysEach {
		for _, ways := range known {
			if i < len(ways) && len(out) < waysEach {
				out = append(out, ways[i])
			}
		}
	}
	for _, text := range s.Asks {
		out = append(out, question{text: text})
	}
	return out
}

// ask puts a question as a client would, unless ctx has ended.
func ask(ctx context.Context, e *answer.Engine, text string) (answer.Answer, error) {
	if err := ctx.Err(); err != nil {
		return answer.Answer{}, err
	}
	return e.Answer(ctx, answer.Question{Text: text, Addressed: true})
}

// fitting is how many questions each section may have at most so that all of them are no more than a number; at least 1.
func fitting(all [][]question, most int) int {
	for n := most; n > 1; n-- {
		sum := 0
		for _, list := range all {
			sum += min(len(list), n)
		}
		if sum <= most {
			return n
		}
	}
	return 1
}

// spread takes n of a list, evenly.
func spread[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	out := make([]T, 0, n)
	for i := range n {
		out = append(out, list[i*len(list)/n])
	}
	return out
}

// note counts what a question got.
func (f *Finding) note(q question, a answer.Answer) {
	if a.Outcome == answer.Warn {
		return
	}
	f.Asked++
	switch s := first(a); {
	case s == nil && len(a.Hits) > 0 && f.answers(a.Hits[0].Passage.Section(), q):
		f.Unsure++
		f.Misses = append(f.Misses, Miss{q.text, nil})
	case s == nil || !f.answers(s, q):
		f.Misses = append(f.Misses, Miss{q.text, s})
	case len(a.Quotes) > 0:
		f.Quoted++
	default:
		f.Offered++
	}
}

// first is the section that people are shown or offered first; nil for none.
func first(a answer.Answer) *corpus.Section {
	switch {
	case len(a.Quotes) > 0:
		return a.Quotes[0].Passage.Section()
	case len(a.Choices) > 0:
		return a.Choices[0].Passage.Section()
	}
	return nil
}

// answers tells whether a question is well served by a section: the one it was asked for, or another one of the clinic's own that covers the
// same topic.
func (f *Finding) answers(s *corpus.Section, q question) bool {
	return s == f.Section || q.topic != "" && !s.Document().Builtin && slices.Contains(topicsOf(s), q.topic)
}
