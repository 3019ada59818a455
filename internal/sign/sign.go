package sign

import (
	"maps"
	"slices"
	"strings"

	"backtalk/internal/fault"
)

// Sign is a danger sign, or something to settle or to refuse, as its file says it. It has as many fields as the page has lines that a
// clinician signs.
type Sign struct {
	ID         string // the file's name
	File       string
	Title      string
	Level      string   // the name of a grade
	Priority   int      // which comes first when several are found; 0: the grade's
	LinkName   string   // what becomes of the booking link; empty: as the grade has it
	Meaning    string   // in clinical words
	Advice     string   // what to do, whom to call first
	Reason     string   // one sentence
	Net        string   // one line before an answer, where it is not sure that somebody has the sign
	AskedOn    string   // to those who ask on after the warning; empty: the advice
	Contact    string   // whom to call: the name of a contact
	Private    bool     // the reply must not be public
	Aside      string   // what may stand in public beside a private reply
	Sources    []string // keys of the list of sources
	Certain    []string // patterns
	Field      []string // single words, one of which must be there where no pattern is found
	Fires      []string
	Not        []string
	Spanish    Spanish
	ApprovedBy string
	ApprovedOn string
	Off        bool // a folder's own file takes the built-in sign away

	Grade Grade // what Level names
	Link  Link
}

// Spanish is what a sign says in Spanish.
type Spanish struct {
	ReviewedBy string // a native speaker; empty until one has read it
	Advice     string
	Reason     string
	Net        string
}

// Signed reports whether a clinician has signed the sign.
func (s Sign) Signed() bool { return s.ApprovedBy != "" }

// texts are all that may be said of the sign, joined.
func (s Sign) texts() string {
	return strings.Join([]string{s.Advice, s.Reason, s.Net, s.AskedOn, s.Aside, s.Spanish.Advice, s.Spanish.Reason, s.Spanish.Net}, " ")
}

// read takes what a sign's file says.
func (s *Sign) read(y fault.YAML, text string) {
	texts := map[string]*string{"title": &s.Title, "level": &s.Level, "link": &s.LinkName, "meaning": &s.Meaning, "advice": &s.Advice, "reason": &s.Reason,
		"net": &s.Net, "asked_on": &s.AskedOn, "contact": &s.Contact, "aside": &s.Aside, "approved_by": &s.ApprovedBy, "approved_on": &s.ApprovedOn}
	lists := map[string]*[]string{"source": &s.Sources, "certain": &s.Certain, "field": &s.Field, "fires": &s.Fires, "not": &s.Not}
	for _, f := range y.Parse(text, `"title:"`) {
		switch {
		case texts[f.Key] != nil:
			*texts[f.Key] = y.Text(f)
		case lists[f.Key] != nil:
			*lists[f.Key] = listed(y.Texts(f))
		case f.Key == "priority":
			s.Priority = y.Int(f)
		case f.Key == "private":
			s.Private = y.Bool(f)
		case f.Key == "off":
			s.Off = y.Bool(f)
		case f.Key == "es":
			s.Spanish.read(y, f)
		default:
			y.Unknown(f, slices.Concat(slices.Collect(maps.Keys(texts)), slices.Collect(maps.Keys(lists)), []string{"priority", "private", "off", "es"})...)
		}
	}
}

// read takes what a sign's file says in Spanish.
func (s *Spanish) read(y fault.YAML, f fault.Field) {
	texts := map[string]*string{"reviewed_by": &s.ReviewedBy, "advice": &s.Advice, "reason": &s.Reason, "net": &s.Net}
	for _, f := range y.Fields(f, `"advice:"`) {
		if to := texts[f.Key]; to != nil {
			*to = y.Text(f)
		} else {
			y.Unknown(f, slices.Collect(maps.Keys(texts))...)
		}
	}
}

// listed are the texts of a list.
func listed(entries []fault.Entry) []string {
	var out []string
	for _, e := range entries {
		out = append(out, e.Text)
	}
	return out
}
