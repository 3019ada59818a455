// Package voice holds every sentence and every label that the program says to people, with the clinic's particulars filled
// in: replies, buttons, forms, commands, what the terminal prints. What stands in the knowledge folder (passages, topics'
// replies, danger signs, with sign.General for a sign that is not known any more) and what a member of staff writes is all
// that can be said beside it. No sentence here states a fact about health, a policy of the clinic, or something that the
// program does not do. [Voice.Phrases] lists them all for whoever reviews them; a wrong sentence is corrected here.
//
// It also says in which order a reply is read, and under which labels: [Lay] takes a [chat.Reply] apart for all adapters alike
// (layout.go).
package voice

import (
	"cmp"

	"backtalk/internal/contact"
	"backtalk/internal/sign"
)

// Clinic is what a reply may say of the clinic. Empty fields are not configured; nothing is made up in their place.
type Clinic struct {
	Name         string
	Phone        string
	ContactURL   string
	BookingURL   string
	BookingLabel string
	Subjects     string            // what people may ask about; empty for massage and back pain or, with Own, for what nobody has said
	Own          bool              // the clinic's own articles are served alone, so that it need not be a clinic and nothing speaks of massage
	Contacts     map[string]string // emergency and crisis numbers that replace the built-in ones, by name
}

// usualSubjects are those of the built-in articles.
const usualSubjects = "massage and back pain"

// unnamed is what a clinic without a configured name is called, and what the bot calls its people: where only its own articles are
// served, it need not be a clinic.
func unnamed(c Clinic) string {
	if c.Own {
		return "the team"
	}
	return "the clinic"
}

// Voice says everything for one clinic. It is a value without state; make it with [New].
type Voice struct {
	clinic   Clinic
	they     string       // "the clinic", or "the team" where it need not be one
	team     string       // "the clinic's team", or "the team"
	contacts contact.List // the numbers that warnings name
}

// New returns the voice of a clinic.
func New(c Clinic) Voice {
	v := Voice{clinic: c, they: unnamed(c), team: "the team", contacts: contacts(c)}
	if v.clinic.Name = cmp.Or(c.Name, v.they); !c.Own {
		v.clinic.Subjects, v.team = cmp.Or(c.Subjects, usualSubjects), "the clinic's team"
	}
	return v
}

// contacts are the numbers that warnings name: the built-in ones, the clinic's own in their place. The clinic's own number
// never stands without its name, since "the manager at 555-0100" is nobody.
func contacts(c Clinic) contact.List {
	all := contact.Default().With(contact.List{"clinic_phone": unnamed(c)}).With(c.Contacts)
	if c.Phone != "" {
		all["clinic_phone"] = cmp.Or(c.Name, unnamed(c)) + " at " + c.Phone
	}
	return all
}

// Fill puts the clinic's contacts into a danger sign's words.
func (v Voice) Fill(text string) string { return v.contacts.Fill(text) }

// Sign is a danger sign as it is said: with the clinic's contacts in its words.
func (v Voice) Sign(f sign.Finding) sign.Finding { return f.Fill(v.contacts) }
