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

// article is a document as it stands on the page.
type article struct {
	*corpus.Document
	State    string // in words
	Mark     string // "open", "done" or "late"
	Withheld bool   // clients don't get it
	Sections []section
	Passages int // in all sections

	state corpus.ReviewState
}

// section is a section that holds passages.
type section struct {
	ID, Heading string
	Grade       grade
	Passages    []passage
}

// passage is a passage, word for word.
type passage struct {
	*corpus.Passage
	Topics    []*corpus.Topic // that it covers
	Asked     bool            // it is known how people ask for it
	Questions []string        // that lead to it
	Tried     int             // questions tried for that
	Grade     grade
	Boxes     boxes
}

// Anchor is a passage's place on the page.
func (q passage) Anchor() string { return "passage-" + strings.ReplaceAll(q.ID(), "/", "-") }

// Title is the heading that a passage stands under.
func (q passage) Title() string { return sectionTitle(q.Section()) }

func newArticles(in Input) ([]article, error) {
	var out []article
	for _, d := range in.Corpus.Documents() {
		state := d.ReviewState(in.Today)
		a := article{Document: d, state: state, State: stateInWords(d, state, in.Today),
			Mark: [...]string{"open", "done", "late"}[state], Withheld: in.Required && state != corpus.Reviewed}
		for _, s := range d.Sections {
			if len(s.Passages) == 0 {
				continue
			}
			a.Passages += len(s.Passages)
			sec := section{ID: s.ID, Heading: sectionTitle(s), Grade: grade(SectionGrade(s))}
			for i, p := range s.Passages {
				q, err := newPassage(in, p)
				if err != nil {
					return nil, err
				}
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
	q := passage{Passage: p, Grade: grade(Grade(sentencesOf(p)))}
	var asked [][]string
	for _, id := range p.Topics() {
		if t := in.Corpus.Topic(id); t != nil {
			q.Topics = append(q.Topics, t)
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
			leads, err := in.Leads(questions[i], p)
			if err != nil {
				return nil, tried, fmt.Errorf("asking for passage %s: %w", p.ID(), err)
			}
			if leads {
				found = append(found, questions[i])
			}
		}
	}
	return found, tried, nil
}

// sectionTitle is a section's heading, or words for having none.
func sectionTitle(s *corpus.Section) string { return cmp.Or(s.Heading, "Before the first heading") }

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
