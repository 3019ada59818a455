package sign

import "strings"

// Sign is a danger sign, or something to settle or to refuse, as its file says it: its fields are the keys of the file.
type Sign struct {
	ID         string   `yaml:"-"` // the file's name
	File       string   `yaml:"-"`
	Title      string   `yaml:"title"`
	Level      string   `yaml:"level"`    // the name of a grade
	Priority   int      `yaml:"priority"` // which comes first when several are found; 0: the grade's
	LinkName   string   `yaml:"link"`     // what becomes of the booking link; empty: as the grade has it
	Meaning    string   `yaml:"meaning"`  // in clinical words
	Advice     string   `yaml:"advice"`   // what to do, whom to call first
	Reason     string   `yaml:"reason"`   // one sentence
	Net        string   `yaml:"net"`      // one line before an answer, where it is not sure that somebody has the sign
	AskedOn    string   `yaml:"asked_on"` // to those who ask on after the warning; empty: the advice
	Contact    string   `yaml:"contact"`  // whom to call: the name of a contact
	Private    bool     `yaml:"private"`  // the reply must not be public
	Aside      string   `yaml:"aside"`    // what may stand in public beside a private reply
	Sources    []string `yaml:"source"`   // keys of the list of sources
	Certain    []string `yaml:"certain"`  // patterns
	Field      []string `yaml:"field"`    // single words, one of which must be there where no pattern is found
	Fires      []string `yaml:"fires"`
	Not        []string `yaml:"not"`
	Spanish    Spanish  `yaml:"es"`
	ApprovedBy string   `yaml:"approved_by"`
	ApprovedOn string   `yaml:"approved_on"`
	Off        bool     `yaml:"off"` // a folder's own file takes the built-in sign away

	Grade Grade `yaml:"-"` // what Level names
	Link  Link  `yaml:"-"`
}

// Spanish is what a sign says in Spanish.
type Spanish struct {
	ReviewedBy string `yaml:"reviewed_by"` // a native speaker; empty until one has read it
	Advice     string `yaml:"advice"`
	Reason     string `yaml:"reason"`
	Net        string `yaml:"net"`
}

// Signed reports whether a clinician has signed the sign.
func (s Sign) Signed() bool { return s.ApprovedBy != "" }

// texts are all that may be said of the sign, joined.
func (s Sign) texts() string {
	return strings.Join([]string{s.Advice, s.Reason, s.Net, s.AskedOn, s.Aside, s.Spanish.Advice, s.Spanish.Reason, s.Spanish.Net}, " ")
}

// Fault is something wrong in a file.
type Fault struct {
	File string
	Text string // what is wrong, with the line where a parser knows it
}

// String returns "file: what is wrong".
func (f Fault) String() string { return f.File + ": " + f.Text }

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
