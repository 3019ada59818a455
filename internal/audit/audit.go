// Package audit tells a clinic's office manager what clients will find in the clinic's articles, and what not: it asks for each section in
// the ways in which people ask, names the sections that only their own words lead to, and the usual questions that nothing answers.
package audit

import (
	"context"
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// Options are what an audit must be told beside the engine.
type Options struct {
	Serve corpus.Serving // what the configuration says of the built-in articles
	Told  []string       // topics that the configuration answers: a phone number, say
}

// Report is what an audit found. Sections without text do not count, and neither does what an article only opens with.
type Report struct {
	Articles, Builtin int // the clinic's own articles, and the built-in ones that are served
	Sections          int // of the own ones
	Serve             corpus.Serving
	Beside            bool                 // the built-in articles are served
	Replaced          []corpus.Replacement // built-in sections that own ones take the place of
	Findings          []Finding            // own sections that were asked for, in the order of the articles
	Hidden            []Hidden             // own sections that no usual question leads to
	Asked, Questions  int                  // how many questions were asked for them, of how many
	Usual             int                  // how many of the most usual questions are known
	Untold            []string             // those of them that nothing answers, in words
	Others            []string             // less usual topics of any business that nothing covers
}

// Counts are the figures of a report.
type Counts struct {
	Sections, Well, Badly, Hidden int
	Usual, Untold                 int
	Cut                           bool // not every question was asked: there were too many
}

// Run asks an engine. It takes a few milliseconds a question, of which there are at most [MostQuestions], and some more for what is usual;
// ctx can end it. The engine must stay open until it returns.
func Run(ctx context.Context, e *answer.Engine, o Options) (*Report, error) {
	c := e.Corpus()
	r := &Report{Serve: o.Serve, Beside: c.Builtin(), Replaced: c.Replaced()}
	var own []*corpus.Section
	for _, d := range c.Documents() {
		if d.Builtin {
			r.Builtin++
			continue
		}
		r.Articles++
		for _, s := range d.Sections {
			if len(s.Passages) > 0 && !opens(s) {
				own = append(own, s)
			}
		}
	}
	r.Sections = len(own)
	leads, err := r.usual(ctx, e, o.Told)
	if err != nil {
		return nil, err
	}
	if err := r.find(ctx, e, own, leads); err != nil {
		return nil, err
	}
	r.hide(c, own)
	return r, nil
}

// Counts adds up.
func (r *Report) Counts() Counts {
	n := Counts{Sections: r.Sections, Hidden: len(r.Hidden), Usual: r.Usual, Untold: len(r.Untold), Cut: r.Asked < r.Questions}
	for _, f := range r.Findings {
		if f.Well() {
			n.Well++
		} else {
			n.Badly++
		}
	}
	return n
}

// Badly are the sections that are badly found, the worst first.
func (r *Report) Badly() []Finding {
	out := slices.DeleteFunc(slices.Clone(r.Findings), Finding.Well)
	slices.SortStableFunc(out, func(a, b Finding) int { return a.Found()*b.Asked - b.Found()*a.Asked })
	return out
}

// topicsOf are the topics that a section covers, its first one first.
func topicsOf(s *corpus.Section) []string {
	var out []string
	for _, p := range s.Passages {
		for _, t := range p.Topics() {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}
