package quality

import (
	"slices"
	"strings"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// Match says how a quoted passage is known for the right one.
type Match string

// The ways of matching.
const (
	Auto      Match = ""        // by section where the knowledge has the expected sections, else by phrase
	BySection Match = "section" // its section is one of those expected
	ByPhrase  Match = "phrase"  // it holds one of the phrases
)

// bookingSection is the section that may be quoted where nothing else may: it says how to get an appointment.
const bookingSection = "booking"

// judge knows by which rules replies are right.
type judge struct {
	by      Match
	phrases map[string][]string // by section
	read    map[Reading]bool    // question and section -> whether it answers
	offers  func(answer.Answer) bool
	corpus  *corpus.Corpus
}

// newJudge works out what is left open in the options.
func newJudge(c *corpus.Corpus, cases []Case, o Options) judge {
	j := judge{by: o.By, phrases: map[string][]string{}, read: map[Reading]bool{}, offers: o.Offers, corpus: c}
	for _, p := range o.Phrases {
		for _, phrase := range p.Phrases {
			j.phrases[p.Section] = append(j.phrases[p.Section], withoutMarks(phrase))
		}
	}
	for _, r := range o.Readings {
		j.read[Reading{ID: r.ID, Section: r.Section}] = r.Answers
	}
	if j.by == Auto {
		j.by = matchFor(c, cases)
	}
	return j
}

// matchFor chooses by section when the knowledge has at least half of the sections that the questions name.
func matchFor(c *corpus.Corpus, cases []Case) Match {
	has := map[string]bool{}
	for _, p := range c.Passages() {
		has[p.Section().ID] = true
	}
	wanted := map[string]bool{}
	found := 0
	for _, c := range cases {
		for _, id := range c.Expect {
			if !wanted[id] && has[id] {
				found++
			}
			wanted[id] = true
		}
	}
	if 2*found < len(wanted) {
		return ByPhrase
	}
	return BySection
}

// answers tells whether a passage answers a question, by its labels or, when readings count, by somebody's reading.
func (j judge) answers(c Case, p *corpus.Passage, readings bool) bool {
	if readings {
		if answers, read := j.read[Reading{ID: c.ID, Section: p.Section().ID}]; read {
			return answers
		}
	}
	if j.by == BySection {
		return slices.Contains(c.Expect, p.Section().ID)
	}
	said := withoutMarks(p.Text())
	return slices.ContainsFunc(j.phrasesOf(c), func(phrase string) bool { return strings.Contains(said, phrase) })
}

// phrasesOf are a question's own phrases, else those of the sections that it expects.
func (j judge) phrasesOf(c Case) []string {
	var out []string
	for _, phrase := range c.Phrases {
		out = append(out, withoutMarks(phrase))
	}
	if len(out) == 0 {
		for _, id := range c.Expect {
			out = append(out, j.phrases[id]...)
		}
	}
	return out
}

// first tells whether the first passage shown is right. Where only the overview of all types is, what is shown must
// also name them all.
func (j judge) first(c Case, shown []*corpus.Passage, readings bool) bool {
	return len(shown) > 0 && j.answers(c, shown[0], readings) && (!needsAll(c) || complete(c, shown))
}

// anywhere tells whether any passage shown is right.
func (j judge) anywhere(c Case, shown []*corpus.Passage, readings bool) bool {
	right := slices.ContainsFunc(shown, func(p *corpus.Passage) bool { return j.answers(c, p, readings) })
	return right && (!needsAll(c) || complete(c, shown))
}

func needsAll(c Case) bool {
	return len(c.Complete) > 0 && slices.Equal(c.Expect, []string{"types-overview"})
}

// complete tells whether what is shown names everything that a complete reply names. A heading that a passage leads in
// to is shown after it.
func complete(c Case, shown []*corpus.Passage) bool {
	var all []string
	for _, p := range shown {
		all = append(append(all, p.Text()), p.Introduces()...)
	}
	said := text.Normal(withoutMarks(strings.Join(all, "\n")))
	for _, name := range c.Complete {
		if !strings.Contains(said, text.Normal(withoutMarks(name))) {
			return false
		}
	}
	return true
}

// isBooking tells whether a passage is about appointments and nothing else.
func (j judge) isBooking(p *corpus.Passage) bool {
	if p.Section().ID == bookingSection {
		return true
	}
	if j.by == BySection || len(j.phrases[bookingSection]) == 0 {
		return slices.Equal(p.Topics(), []string{bookingSection})
	}
	said := withoutMarks(p.Text())
	holds := func(section string) bool {
		return slices.ContainsFunc(j.phrases[section], func(phrase string) bool { return strings.Contains(said, phrase) })
	}
	for section := range j.phrases {
		if section != bookingSection && holds(section) {
			return false
		}
	}
	return holds(bookingSection)
}

// readAs tells whether somebody's reading found that the passage answers the question.
func (j judge) readAs(c Case, p *corpus.Passage) bool {
	return j.read[Reading{ID: c.ID, Section: p.Section().ID}]
}

// offered tells whether the reply gives the way to an appointment.
func (j judge) offered(a answer.Answer) bool {
	return a.Outcome == answer.Booking || j.offers != nil && j.offers(a)
}

// offersRight tells whether a choice holds the right section.
func (j judge) offersRight(c Case, choices []answer.Suggestion, readings bool) bool {
	return slices.ContainsFunc(choices, func(s answer.Suggestion) bool { return j.answers(c, s.Passage, readings) })
}

// withoutMarks takes Markdown's marks out of a text, for comparing phrases: quote marks at line starts, bold, italic and
// escape characters go, and white space collapses. Curly quotes stay.
func withoutMarks(markdown string) string {
	lines := strings.Split(markdown, "\n")
	for i, line := range lines {
		line = strings.TrimLeft(line, " \t")
		for strings.HasPrefix(line, ">") {
			line = strings.TrimLeft(line[1:], " \t")
		}
		lines[i] = line
	}
	bare := strings.NewReplacer("*", "", "_", "", "\\", "").Replace(strings.Join(lines, "\n"))
	return strings.Join(strings.Fields(bare), " ")
}
