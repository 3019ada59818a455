package audit

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"backtalk/internal/corpus"
)

// What fits on a screen.
const (
	width      = 80
	badlyShown = 4 // sections that are badly found; the details name all
	hiddenRows = 3 // hidden sections
	nameWidth  = 24
)

// Screen is the report on one screen, in plain words.
func (r *Report) Screen() string {
	paragraphs := []string{wrap(r.serving())}
	if r.Sections > 0 {
		paragraphs = append(paragraphs, r.findability())
	}
	if len(r.Hidden) > 0 {
		paragraphs = append(paragraphs, r.hiddenRows())
	}
	if r.Usual > 0 {
		paragraphs = append(paragraphs, wrap(r.untold()))
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// serving says what is served, and why.
func (r *Report) serving() string {
	if r.Articles == 0 {
		return fmt.Sprintf("Serving %s and none of yours: there are none yet. No faults.", count(r.Builtin, "built-in article", "built-in articles"))
	}
	builtin := count(r.Builtin, "built-in one", "built-in ones")
	own := fmt.Sprintf("%s of yours (%s)", count(r.Articles, "article", "articles"), count(r.Sections, "section", "sections"))
	why, hint := "because knowledge.builtin says so", ""
	switch {
	case r.Serve == corpus.Auto && r.Beside:
		why = "because yours speak of massage"
	case r.Serve == corpus.Auto:
		why, hint = "because yours do not speak of massage", " (knowledge.builtin: true serves them too)"
	}
	switch n := len(r.Replaced); {
	case !r.Beside:
		return fmt.Sprintf("Serving %s and no built-in ones, %s%s. No faults.", own, why, hint)
	case n == 0:
		return fmt.Sprintf("Serving %s and %s, %s. No faults.", own, builtin, why)
	default:
		return fmt.Sprintf("Serving %s and %s, %s. Yours replace %s, listed below. No faults.", own, builtin, why, count(n, "built-in section", "built-in sections"))
	}
}

// findability says how well the sections are found, and which are the worst.
func (r *Report) findability() string {
	n := r.Counts()
	var quoted, offered, unsure, all int
	for _, f := range r.Findings {
		quoted, offered, unsure, all = quoted+f.Quoted, offered+f.Offered, unsure+f.Unsure, all+f.Asked
	}
	said := fmt.Sprintf("%d of %s found well.", n.Well, are(n.Sections))
	if all > 0 {
		said += fmt.Sprintf(" Of %s as people ask them, %d get the section quoted, %d a choice with it first", count(all, "question", "questions"), quoted, offered)
		if unsure > 0 {
			said += fmt.Sprintf(", %d find it too unsurely to show it", unsure)
		}
		said += "."
	}
	if n.Cut {
		said += fmt.Sprintf(" (%d questions were too many; %d were asked.)", r.Questions, r.Asked)
	}
	badly := r.Badly()
	if len(badly) > badlyShown {
		said += fmt.Sprintf(" %d are found badly; the worst:", len(badly))
	} else if len(badly) > 0 {
		said += " Found badly:"
	}
	rows := []string{wrap(said)}
	for _, f := range badly[:min(badlyShown, len(badly))] {
		rows = append(rows, f.row())
	}
	return strings.Join(rows, "\n")
}

// row is a badly found section on one line; what does not fit is left out.
func (f Finding) row() string {
	out := fmt.Sprintf("  %s: %d of %d ways find it; instead", clip(name(f.Section)), f.Found(), f.Asked)
	for i, in := range f.Instead() {
		next := fmt.Sprintf(" %s (%d)", quoted(in.Section, clip), in.Times)
		if i > 0 {
			next = "," + next
			if utf8.RuneCountInString(out+next) > width {
				break
			}
		} else if room := width - utf8.RuneCountInString(out+next); room < 0 && in.Section != nil {
			next = fmt.Sprintf(" %s (%d)", quoted(in.Section, func(s string) string { return clipTo(s, nameWidth+room) }), in.Times)
		}
		out += next
	}
	return out
}

// String is the whole line of a finding.
func (f Finding) String() string {
	out := fmt.Sprintf("%s: %d of %d ways to ask find it", name(f.Section), f.Found(), f.Asked)
	for i, in := range f.Instead() {
		if i == 0 {
			out += "; instead comes"
		} else {
			out += ","
		}
		out += fmt.Sprintf(" %s (%d)", quoted(in.Section, nil), in.Times)
	}
	return out
}

// hiddenRows names the hidden sections, with the words that lead to them.
func (r *Report) hiddenRows() string {
	n := len(r.Hidden)
	said := "Nothing but its own words leads to 1 section."
	if n > 1 {
		said = fmt.Sprintf("Nothing but their own words leads to %d sections.", n)
	}
	rows := []string{wrap(said + " Say in the heading what people say, or write how they ask under ask: in the head of the article.")}
	for _, h := range r.Hidden[:min(hiddenRows, n)] {
		rows = append(rows, clipTo("  "+clip(name(h.Section))+": "+strings.Join(h.Words, ", "), width))
	}
	return strings.Join(rows, "\n")
}

// untold says which usual questions nothing answers.
func (r *Report) untold() string {
	var said string
	if len(r.Untold) == 0 {
		said = "What people ask most of any business has an answer."
	} else {
		said = "Nobody is told " + strings.Join(r.Untold, ", ") + "."
	}
	if r.Articles == 0 {
		return said + " Write that down in an article of your own, or take in the FAQ page that you have: backtalk import."
	}
	if n := len(r.Others); n > 0 {
		said += fmt.Sprintf(" %s without an answer (backtalk check --library).", count(n, "less usual question is", "less usual questions are"))
	}
	return said
}

// Lines is the report in a line or two.
func (r *Report) Lines() string {
	n := r.Counts()
	said := fmt.Sprintf("%d of %s found well, %d badly, %d only by their own words.", n.Well, are(n.Sections), n.Badly, n.Hidden)
	if n.Usual > 0 {
		said += fmt.Sprintf(" Of the %d most usual questions %d have no answer.", n.Usual, n.Untold)
	}
	return wrap(said) + "\n"
}

// Details names every section that is badly found, with the questions that miss it, and every hidden one; empty when there is none.
func (r *Report) Details() string {
	var b strings.Builder
	if badly := r.Badly(); len(badly) > 0 {
		b.WriteString("Sections that are badly found, and what was asked:\n")
		for _, f := range badly {
			fmt.Fprintf(&b, "  %s\n", f)
			for _, m := range f.Misses {
				fmt.Fprintf(&b, "    %q: %s\n", m.Question, quoted(m.Instead, nil))
			}
		}
	}
	if len(r.Hidden) > hiddenRows {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString("Sections that only their own words lead to, such as:\n")
		for _, h := range r.Hidden {
			fmt.Fprintf(&b, "  %s (%s:%d): %s\n", name(h.Section), h.Section.Document().File, h.Section.Line, strings.Join(h.Words, ", "))
		}
	}
	return b.String()
}

// name is what a section is called.
func name(s *corpus.Section) string {
	if s.Heading == "" {
		return fmt.Sprintf("(%s, line %d)", s.Document().File, s.Line)
	}
	return s.Heading
}

// quoted is a section's name in quotes, cut when cut is given; nil is no answer.
func quoted(s *corpus.Section, cut func(string) string) string {
	if s == nil {
		return "no answer"
	}
	said := name(s)
	if cut != nil {
		said = cut(said)
	}
	if s.Document().Builtin && cut == nil {
		return `"` + said + `", built in`
	}
	return `"` + said + `"`
}

func clip(s string) string { return clipTo(s, nameWidth) }

// clipTo shortens a text to so many characters.
func clipTo(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:max(most-1, 1)]), " ") + "…"
}

// wrap breaks a text into lines that fit the screen.
func wrap(s string) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}

// count is a number and what is counted.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// are counts sections of which something is said.
func are(n int) string { return count(n, "section is", "sections are") }
