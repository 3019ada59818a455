package sign

// Level is how a message with a flag is to be treated. A higher one is graver; the zero value means no flag.
type Level uint8

// The levels, least grave first.
const (
	NoLevel   Level = iota
	Scope           // a question we may not answer: doses, diagnoses, minors
	Boundary        // a request to refuse
	Caution         // something to settle with a doctor or with us before a massage
	Urgent          // a doctor soon, no massage before
	Crisis          // a person at risk from themselves or from somebody else
	Emergency       // emergency number or emergency room now
)

// String returns the level's name as it is printed and logged.
func (l Level) String() string {
	names := [...]string{"none", "scope", "boundary", "caution", "urgent", "crisis", "emergency"}
	if int(l) >= len(names) {
		return "unknown"
	}
	return names[l]
}

// Warns reports whether a flag of this level replaces the answer by a warning.
func (l Level) Warns() bool { return l >= Urgent }

// Link says what becomes of the booking link in the reply. The zero value is the safe one; a higher one allows more.
type Link uint8

// What becomes of the booking link.
const (
	LinkNone       Link = iota // no link
	LinkReschedule             // contact to reschedule, not to book
	LinkClinic                 // "call us" instead of an instant booking
	LinkKeep                   // as without the flag
)

// String returns the name used in the files.
func (l Link) String() string {
	names := [...]string{"none", "reschedule", "clinic", "keep"}
	if int(l) >= len(names) {
		return "unknown"
	}
	return names[l]
}

// Grade is one of the thirteen grades that a sign's file can give (key "level").
type Grade struct {
	Name     string
	Level    Level
	Priority int  // which flag comes first when several fire
	Link     Link // what becomes of the booking link
	Meaning  string
}

// Grades returns the table of all grades, gravest first. Two signs step out of line with a priority of their own:
// somebody unconscious comes before everything, abuse after a crime against a child.
func Grades() []Grade {
	return []Grade{
		{"E911", Emergency, 100, LinkNone, "call the emergency number or go to an emergency room now"},
		{"CRISIS", Crisis, 90, LinkNone, "person at risk: the crisis line first and alone"},
		{"BOUNDARY-SEVERE", Boundary, 85, LinkNone, "refuse and end the conversation"},
		{"CRISIS-STAFF", Crisis, 80, LinkNone, "report about a therapist or a client: no questions about details"},
		{"SAMEDAY-ER", Urgent, 75, LinkNone, "doctor today, emergency room if there is none"},
		{"SAMEDAY", Urgent, 70, LinkNone, "medical review today"},
		{"CRISIS-SOFT", Crisis, 65, LinkNone, "hopelessness without a stated wish to die"},
		{"DOCTOR-SOON", Urgent, 60, LinkNone, "see a doctor within days, before massage"},
		{"DOCTOR-ROUTINE", Caution, 55, LinkKeep, "worth raising with a doctor; the answer stays"},
		{"BOUNDARY", Boundary, 50, LinkNone, "refuse once, plainly"},
		{"BEFORE", Caution, 40, LinkClinic, "settle with a doctor or with us before massage"},
		{"RESCHEDULE", Caution, 38, LinkReschedule, "not today"},
		{"SCOPE", Scope, 30, LinkKeep, "outside what we may answer"},
	}
}

// GradeOf returns the grade of that name.
func GradeOf(name string) (Grade, bool) {
	for _, g := range Grades() {
		if g.Name == name {
			return g, true
		}
	}
	return Grade{}, false
}

func linkOf(name string) (Link, bool) {
	for l := LinkNone; l <= LinkKeep; l++ {
		if l.String() == name {
			return l, true
		}
	}
	return LinkNone, false
}
