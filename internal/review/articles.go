package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"backtalk/internal/corpus"
)

const (
	leading = 3  // questions that lead to a passage: so many are shown
	tries   = 50 // and so many tried
)

// article is a document.
type article struct {
	Anchor, Title, File, Source string
	State                       string // in words
	Mark                        string // "open", "done" or "late"
	Withheld                    bool   // clients don't get it
	Sections                    []section

	state corpus.ReviewState
}

// section is a section that holds passages.
type section struct {
	Anchor, Heading, Grade string
	Hard                   bool
	Passages               []passage
}

// passage is a passage, word for word.
type passage struct {
	Anchor, ID, Place, Text string
	Introduces              string // the headings that are shown after it
	Source                  string
	Topics                  []topic
	Asked                   bool     // it is known how people ask for it
	Questions               []string // that lead to it
	Tried                   int      // questions tried for that
	Grade                   string
	Hard                    bool // above AimGrade
	State, Mark             string
	Boxes                   boxes

	grade float64
}

// topic is what a passage covers.
type topic struct{ ID, Ask string }

func newArticles(in Input) ([]article, error) {
	var out []article
	for _, d := range in.Corpus.Documents() {
		state := d.ReviewState(in.Today)
		a := article{Anchor: "article-" + d.Name, Title: d.Title, File: d.File, Source: d.Source, state: state,
			State: stateInWords(d, state, in.Today), Mark: [...]string{"open", "done", "late"}[state],
			Withheld: in.Required && state != corpus.Reviewed}
		for _, s := range d.Sections {
			if len(s.Passages) == 0 {
				continue
			}
			grade := SectionGrade(s)
			sec := section{Anchor: "section-" + s.ID, Heading: sectionTitle(s), Grade: fmt.Sprintf("%.1f", grade), Hard: grade > AimGrade}
			for i, p := range s.Passages {
				q, err := newPassage(in, p)
				if err != nil {
					return nil, err
				}
				q.State, q.Mark = a.State, a.Mark
				q.Boxes.About = sec.Heading
				if len(s.Passages) > 1 {
					q.Boxes.About += fmt.Sprintf(", passage %d", i+1)
				}
				sec.Passages = append(sec.Passages, q)
			}
			a.Sections = append(a.Sections, sec)
		}
		out = append(out, a)
	}
	return out, nil
}

func newPassage(in Input, p *corpus.Passage) (passage, error) {
	q := passage{Anchor: anchor(p), ID: p.ID(), Place: fmt.Sprintf("%s:%d", p.Document().File, p.Line()), Text: p.Text(),
		Introduces: strings.Join(p.Introduces(), ", "), Source: p.Source(), grade: Grade(sentencesOf(p))}
	q.Grade, q.Hard = fmt.Sprintf("%.1f", q.grade), q.grade > AimGrade
	var asked [][]string
	for _, id := range p.Topics() {
		if t := in.Corpus.Topic(id); t != nil {
			q.Topics = append(q.Topics, topic{t.ID, t.Ask})
			questions := slices.Concat(t.Questions, in.Questions[id])
			q.Asked = q.Asked || len(questions) > 0
			asked = append(asked, append([]string{t.Ask}, questions...))
		}
	}
	if !q.Asked {
		return q, nil
	}
	var err error
	q.Questions, q.Tried, err = leadingTo(in, p, asked)
	return q, err
}

// leadingTo finds the first questions that lead to a passage, in turn from each of its topics.
func leadingTo(in Input, p *corpus.Passage, asked [][]string) (found []string, tried int, err error) {
	for i, more := 0, true; more; i++ {
		more = false
		for _, questions := range asked {
			if i >= len(questions) || len(found) == leading || tried == tries {
				continue
			}
			more = true
			tried++
			ok := true
			if in.Leads != nil {
				if ok, err = in.Leads(questions[i], p); err != nil {
					return nil, tried, fmt.Errorf("asking for passage %s: %w", p.ID(), err)
				}
			}
			if ok {
				found = append(found, questions[i])
			}
		}
	}
	return found, tried, nil
}

// sectionTitle is a section's heading, or words for having none.
func sectionTitle(s *corpus.Section) string { return cmp.Or(s.Heading, "Before the first heading") }

// anchor is a passage's place on the page.
func anchor(p *corpus.Passage) string { return "passage-" + strings.ReplaceAll(p.ID(), "/", "-") }

// stateInWords says who answers for an article.
func stateInWords(d *corpus.Document, state corpus.ReviewState, today time.Time) string {
	until := ""
	if d.ReviewUntil != "" {
		until = ", valid until " + inWords(d.ReviewUntil)
	}
	switch {
	case state == corpus.Reviewed:
		return "Reviewed by " + d.ReviewedBy + " on " + inWords(d.Reviewed) + until
	case state == corpus.Expired:
		return "Review has expired: " + d.ReviewedBy + ", " + inWords(d.Reviewed) + until
	case d.ReviewedBy != "" && d.Reviewed > today.Format(time.DateOnly):
		return "Not reviewed yet: signed by " + d.ReviewedBy + " for a day still to come, " + inWords(d.Reviewed)
	}
	return "Not reviewed yet"
}

// inWords writes a date as people do.
func inWords(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return longDate(t)
}
