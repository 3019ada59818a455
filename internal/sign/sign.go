package sign

import "fmt"

// Sign is a danger sign, or something to settle or to refuse, as its file says it.
type Sign struct {
	ID       string // the file's name
	Title    string
	Meaning  string // in clinical words
	Grade    Grade
	Priority int  // which comes first when several are found; the grade's, unless the file gives one
	Link     Link // what becomes of the booking link; the grade's, unless the file gives one
	Advice   string
	Reason   string // one sentence
	Net      string // one line before an answer, where it is not sure that somebody has the sign
	AskedOn  string // what is said to those who ask on after the warning; empty: the advice
	Sources  []string
	Contact  string              // whom to call: the name of a contact
	Private  bool                // the reply must not be public
	Aside    string              // what may stand in public beside a private reply
	Certain  []Line              // patterns
	Words    map[string][]string // sets of its own
	Field    []Line              // single words, one of which must be there where no pattern is found
	Fires    []Line
	Not      []Line
	Spanish  Spanish

	ApprovedBy, ApprovedOn string
	Place                  Place
}

// Spanish is what a sign says in Spanish.
type Spanish struct {
	ReviewedBy          string // a native speaker; empty until one has read it
	Advice, Reason, Net string
}

// Signed reports whether a clinician has signed the sign.
func (s Sign) Signed() bool { return s.ApprovedBy != "" }

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
