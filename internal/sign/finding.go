package sign

import "backtalk/internal/contact"

// Finding is a sign that a message may tell. Its texts hold contacts in braces until [Finding.Fill] fills them in.
type Finding struct {
	ID    string
	Title string
	Level Level
	Grade string
	Link  Link // what becomes of the booking link

	// Net is true between the zones: it is not sure that somebody has the sign. The answer stays, with the line of the sign
	// before it.
	Net bool

	Score   float64 // log-odds of danger
	Certain string  // the certain words that were found, as their pattern stands in the file; empty without
	Why     string  // what the decision goes by, for staff

	Reason  string // one sentence
	Advice  string // what to do, action first
	Line    string // the safety net
	AskedOn string // what is said to those who ask on
	Source  string // organisation and title

	// Spanish is true when the message is in Spanish and the sign's file has the words for it.
	Spanish                                   bool
	ReasonSpanish, AdviceSpanish, LineSpanish string

	Contact string // the name of the contact this is about: emergency, crisis, poison, violence, assault ...
	Private bool   // the reply must not be public
	Aside   string // the public line beside a private reply; empty: a neutral one of the caller's

	ApprovedBy string // who signed the sign; empty for a draft

	priority int
}

// Warns reports whether the finding replaces the answer by a warning.
func (f Finding) Warns() bool { return !f.Net && f.Level.Warns() }

// Overheard reports whether the finding is sure enough, in words that leave no doubt, to answer what was not said to the bot.
func (f Finding) Overheard() bool {
	return f.Warns() && f.Level >= Crisis && f.Certain != "" && f.Score >= overheardAt
}

// Offered reports whether help should be offered to the person alone after what was not said to the bot.
func (f Finding) Offered() bool { return f.Warns() && f.Level >= Crisis && f.Score >= offerAt }

// General is the finding for a warning that stands when it is not known any more of which sign.
func General(spanish bool) Finding {
	f := Finding{Level: Urgent, Grade: "SAMEDAY", Contact: "emergency", Private: true, Spanish: spanish,
		Advice: "Please do what I said before; call {emergency} if it gets worse, and {crisis} if you think of hurting yourself."}
	f.AskedOn = f.Advice + " Nobody can tell in a chat whether it is serious. No massage for this before a doctor has looked at it."
	if spanish {
		f.AdviceSpanish = "Por favor haga lo que le dije antes; llame al {emergency} si empeora, y al {crisis} si piensa en hacerse daño."
	}
	return f
}

// Fill returns the finding with the contacts filled into its texts.
func (f Finding) Fill(c contact.List) Finding {
	for _, text := range []*string{&f.Reason, &f.Advice, &f.Line, &f.AskedOn, &f.Aside, &f.ReasonSpanish, &f.AdviceSpanish, &f.LineSpanish} {
		*text = c.Fill(*text)
	}
	return f
}
