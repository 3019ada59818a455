// Package review puts everything that the bot can say on one page, so that the people who answer for it can read it in
// an evening and sign it: the passages, the danger signs, the fixed phrases, and what is said about topics that nothing
// covers. The page is one file without scripts that asks nothing of any network, for a browser and for paper.
package review

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"backtalk/internal/corpus"
	"backtalk/internal/phrase"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

//go:embed *.html
var templates embed.FS

//go:embed page.css
var pageStyle string

// Input is what is to be reviewed.
type Input struct {
	Clinic   string // its name
	Corpus   *corpus.Corpus
	Signs    *sign.Signs
	Voice    voice.Voice
	Required bool // passages without a valid review are withheld from clients
	Today    time.Time

	Examples  bool                // every example, not eight and eight, and the phrases
	Phrases   map[string]Phrases  // what is learnt from, by sign
	Questions map[string][]string // and by topic, beside those that stand with the topics

	// Leads tells whether a question gets a passage. Without it, the questions of a passage's topics are taken to
	// lead to it.
	Leads func(question string, p *corpus.Passage) (bool, error)
}

// Write writes the page.
func Write(w io.Writer, in Input) error {
	page, err := newPage(in)
	if err != nil {
		return fmt.Errorf("gathering what is to be reviewed: %w", err)
	}
	t, err := template.ParseFS(templates, "*.html")
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	if err := page.countWords(t); err != nil {
		return err
	}
	var b bytes.Buffer // nothing is written of a page that fails half way
	if err := t.ExecuteTemplate(&b, "page.html", page); err != nil {
		return fmt.Errorf("filling in the page: %w", err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// countWords counts what there is to read, and what of it to sign. The figures are words of the page themselves, so it is
// counted once more with them in their places.
func (p *page) countWords(t *template.Template) error {
	for range 2 {
		var all, signs strings.Builder
		if err := errors.Join(t.ExecuteTemplate(&all, "page.html", p), t.ExecuteTemplate(&signs, "signs", p)); err != nil {
			return fmt.Errorf("counting the page's words: %w", err)
		}
		toSign := countWords(signs.String())
		p.Summary.Words, p.Summary.ToSign, p.Summary.Time = rounded(countWords(all.String())), rounded(toSign), readingTime(toSign)
	}
	return nil
}

// page is what the template shows.
type page struct {
	Style    template.CSS
	Clinic   string
	Date     string
	Required bool
	Examples bool // every example of the signs is shown
	Apart    int  // how many words the parts of certain words may stand apart

	Articles []article
	Pairs    []topicPairs
	Levels   []level
	Phrases  []fixed
	Replies  []kindReplies
	Summary  summary
}

// summary is the head of the page.
type summary struct {
	Words, ToSign      string // about how many words there are, and how many of them a clinician signs
	Time               string // that the latter take
	Passages, Reviewed int
	Unreviewed         []openArticle // articles that nobody has reviewed
	Expired            []openArticle // and those past their date
	Hard               []passage     // passages above AimGrade
	Unled              []passage     // passages that no topic leads to
	Signs, Spanish     int
	Unsigned           []signPage // danger signs that no clinician has signed
	UnreadSpanish      []signPage // and those whose Spanish no native speaker has read
	Missing            []signPage // and those that judge an example wrongly
	Right, Examples    int        // examples of signs, and those that are judged as they must be
	Replies            int
	MaxGrade, AimGrade int
}

// openArticle is an article that is waiting for a review.
type openArticle struct {
	Anchor, Title, State string
	Passages             int
}

func newPage(in Input) (*page, error) {
	p := &page{Style: template.CSS(pageStyle), Clinic: in.Clinic, Date: longDate(in.Today), Required: in.Required, Examples: in.Examples, Apart: phrase.Apart}
	var err error
	if p.Articles, err = newArticles(in); err != nil {
		return nil, err
	}
	p.Pairs = newPairs(in.Corpus)
	if p.Levels, err = newSigns(in); err != nil {
		return nil, err
	}
	for _, ph := range in.Voice.Phrases() {
		p.Phrases = append(p.Phrases, fixed{ph, boxes{About: ph.When}})
	}
	p.Replies = newReplies(in)
	p.Summary = p.sum()
	return p, nil
}

// sum counts what is still open.
func (p *page) sum() summary {
	s := summary{MaxGrade: MaxGrade, AimGrade: AimGrade}
	for _, a := range p.Articles {
		open := openArticle{Anchor: a.Anchor, Title: a.Title, State: a.State}
		for _, sec := range a.Sections {
			open.Passages += len(sec.Passages)
			for _, q := range sec.Passages {
				if q.grade > AimGrade {
					s.Hard = append(s.Hard, q)
				}
				if len(q.Topics) == 0 {
					s.Unled = append(s.Unled, q)
				}
			}
		}
		s.Passages += open.Passages
		switch a.state {
		case corpus.Unreviewed:
			s.Unreviewed = append(s.Unreviewed, open)
		case corpus.Expired:
			s.Expired = append(s.Expired, open)
		default:
			s.Reviewed += open.Passages
		}
	}
	for _, l := range p.Levels {
		for _, sg := range l.Signs {
			s.Signs++
			if sg.Signed == "" {
				s.Unsigned = append(s.Unsigned, sg)
			}
			s.Right, s.Examples = s.Right+sg.Figures.Right, s.Examples+sg.Figures.All
			if len(sg.Figures.Misses) > 0 {
				s.Missing = append(s.Missing, sg)
			}
			if sg.Spanish != nil {
				s.Spanish++
				if sg.ReadBy == "" {
					s.UnreadSpanish = append(s.UnreadSpanish, sg)
				}
			}
		}
	}
	for _, k := range p.Replies {
		s.Replies += len(k.Replies)
	}
	return s
}

// count is the number of passages in a list of articles.
func count(list []openArticle) int {
	n := 0
	for _, a := range list {
		n += a.Passages
	}
	return n
}

// UnreviewedPassages and ExpiredPassages are the passages in the articles of that state.
func (s summary) UnreviewedPassages() int { return count(s.Unreviewed) }

// ExpiredPassages are the passages in articles past their date.
func (s summary) ExpiredPassages() int { return count(s.Expired) }

// boxes are the fields in which a reviewer answers.
type boxes struct {
	About string // what they stand beside, for people who hear the page
	Yes   string // what a tick means, when it isn't that the words may stand
}

// fixed is a fixed phrase with its boxes.
type fixed struct {
	voice.Phrase
	Boxes boxes
}

func longDate(t time.Time) string { return t.Format("January 2, 2006") }
