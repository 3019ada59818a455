package redflag

// Flag is one rule that a message set off. Its texts hold contacts in braces until [Flag.With] fills them in.
type Flag struct {
	ID    string
	Title string
	Level Level
	Grade string // the rule's grade, or the graver one that a combination raised it to
	Link  Link   // what becomes of the booking link

	// Asked is true for a sign that is only asked about, and for one whose pattern fits a message that sounds harmless.
	// Such a flag is no warning: the question is answered, with one line "if you have this now, call".
	Asked bool

	// Alike is how much the message sounds like those that tell of the sign, 0 to 1, where no pattern of the rule holds;
	// otherwise 0.
	Alike float64

	Reason string // one sentence
	Advice string // what to do, action first
	Source string // organisation and title

	// Spanish is true when the sign was found in Spanish; the two texts below are then filled.
	Spanish       bool
	ReasonSpanish string
	AdviceSpanish string

	Contact string // the name of the contact this flag is about: emergency, crisis, poison, violence, assault ...
	Private bool   // the reply must not be public
	Aside   string // the public line beside a private reply; empty: a neutral one of the caller's

	ApprovedBy string // who signed the rule; empty for a draft

	priority int
}

// Warns reports whether the flag replaces the answer by a warning.
func (f Flag) Warns() bool { return !f.Asked && f.Level.Warns() }

// With returns the flag with the contacts filled into its texts.
func (f Flag) With(c Contacts) Flag {
	f.Reason, f.Advice, f.Aside = c.Fill(f.Reason), c.Fill(f.Advice), c.Fill(f.Aside)
	f.ReasonSpanish, f.AdviceSpanish = c.Fill(f.ReasonSpanish), c.Fill(f.AdviceSpanish)
	return f
}
