package redflag

import (
	"fmt"
	"strings"
)

// Rule is one rule as it stands in the files, for review.
type Rule struct {
	ID       string
	Grade    Grade
	Priority int // the grade's, unless the rule has one of its own
	Link     Link
	Title    string
	Sign     string // in clinical words
	Patterns []Line
	Unless   []Line   // what keeps the whole rule from firing
	Graver   []Graver // what raises it
	Even     []string // guards that do not hold this rule back: gone, past, asked, unlike
	Reason   string
	Advice   string
	Sources  []string
	Contact  string
	Private  bool
	Aside    string
	Fires    []Line // examples that must fire
	Not      []Line // look-alikes that must not
	Spanish  *Spanish

	ApprovedBy, ApprovedOn string
	Place                  Place
}

// Spanish holds what a rule says and recognises in Spanish.
type Spanish struct {
	ReviewedBy string // a native speaker; empty until one has read it
	Patterns   []Line
	Reason     string
	Advice     string
	Fires      []Line
	Not        []Line
}

// Graver raises a rule that has fired: to a grade, if something else is there too.
type Graver struct {
	Grade Grade
	If    Line
}

// Place is a line of a file.
type Place struct {
	File string
	Line int
}

// String returns "file:line".
func (p Place) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// Line is a pattern or an example and where it stands.
type Line struct {
	Text  string
	Place Place
}

// Fault is something wrong in a file.
type Fault struct {
	Place Place
	Rule  string // the rule's id, if it concerns one
	Text  string
}

// String returns "file:line: RULE: what is wrong".
func (f Fault) String() string {
	if f.Rule == "" {
		return fmt.Sprintf("%s: %s", f.Place, f.Text)
	}
	return fmt.Sprintf("%s: %s: %s", f.Place, f.Rule, f.Text)
}

// Faults is an error that lists everything wrong.
type Faults []Fault

// Error returns one fault a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// Signed reports whether a clinician has signed the rule.
func (r Rule) Signed() bool { return r.ApprovedBy != "" }

// SourceOf returns what a rule rests on: organisation and title of each source.
func (r *Rules) SourceOf(rule Rule) string { return r.source(rule.Sources) }

// Describe returns the rule's patterns in plain words with all phrases written out, for somebody who reviews them.
func (r *Rules) Describe(rule Rule) []string {
	lines := append([]Line(nil), rule.Patterns...)
	if rule.Spanish != nil {
		lines = append(lines, rule.Spanish.Patterns...)
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = r.inWords(l.Text)
	}
	return out
}

func (r *Rules) inWords(pattern string) string {
	body, unless, has := strings.Cut(pattern+" ", " unless ")
	var b strings.Builder
	for i, raw := range strings.Split(body, " & ") {
		if i > 0 {
			b.WriteString(", AND anywhere ")
		}
		var words []string
		flush := func() {
			if len(words) > 0 {
				b.WriteString(r.elementInWords(strings.Join(words, " ")))
				words = nil
			}
		}
		for field := range strings.FieldsSeq(raw) {
			within, ordered, ok, _ := nearness(field)
			if !ok {
				words = append(words, field)
				continue
			}
			flush()
			if ordered {
				fmt.Fprintf(&b, " followed within %d words by ", within)
			} else {
				fmt.Fprintf(&b, " within %d words of ", within)
			}
		}
		flush()
	}
	if has {
		b.WriteString(", but not with " + r.elementInWords(strings.TrimSpace(unless)))
	}
	return b.String()
}

func (r *Rules) elementInWords(text string) string {
	ever := ""
	if rest, ok := strings.CutPrefix(text, "ever "); ok {
		ever, text = " (now or ever)", rest
	}
	var all []string
	for alt := range strings.SplitSeq(text, "|") {
		all = append(all, r.phrases(strings.TrimSpace(alt))...)
	}
	return "[" + strings.Join(all, ", ") + "]" + ever
}

// phrases returns what a phrase stands for: the words of a set, or itself.
func (r *Rules) phrases(text string) []string {
	name, isSet := strings.CutPrefix(text, "<")
	if !isSet || strings.Count(text, "<") > 1 || !strings.HasSuffix(name, ">") {
		return []string{strings.TrimPrefix(text, "=")}
	}
	name = strings.TrimSuffix(name, ">")
	if low, top, ok := rangeOf(name); ok {
		return []string{fmt.Sprintf("a number from %g to %g", low, top)}
	}
	var all []string
	for _, line := range r.sets[name] {
		all = append(all, r.phrases(line)...)
	}
	return all
}
