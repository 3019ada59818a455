package voice

import (
	"strings"
	"time"
)

// Help says what this is, to who asks for help, or asks nothing.
func (v Voice) Help() string {
	about, like := "", "in your own words."
	if v.clinic.Subjects != "" {
		about = "about " + v.clinic.Subjects + " "
	}
	if !v.clinic.Own {
		like = "something like \"Can massage help my lower back?\""
	}
	return "I'm Backtalk, an automatic helper. I answer questions " + about + "by quoting " + v.clinic.Name + "'s articles word for word. Ask me " + like
}

// AskClinic is said when nothing here answers it, and the clinic can.
func (v Voice) AskClinic() string {
	return "I don't have that. It's something only " + v.they + " can tell you. " + v.Reach()
}

// AskTherapist is said when nothing here answers it, and a therapist can.
func (v Voice) AskTherapist() string {
	who := "A massage therapist"
	if v.clinic.Own {
		who = "The team"
	}
	return "I don't have that in my articles. " + who + " can tell you more. " + v.Reach()
}

// AskDoctor is said when nothing here answers it, and a doctor can.
func (v Voice) AskDoctor() string {
	return "I don't have an answer to that. It's a question for a doctor or pharmacist."
}

// Far is said of what is not our field.
func (v Voice) Far() string {
	return "That's outside my field, so I don't have an answer. I only know " + v.known() + "."
}

// known is what the bot knows, after "know".
func (v Voice) known() string {
	if v.clinic.Subjects == "" {
		return "what is in " + v.clinic.Name + "'s own FAQ"
	}
	return "about " + v.clinic.Subjects
}

// Unknown is said when nothing here answers it, and it is not clear what it is about.
func (v Voice) Unknown() string {
	return "I don't have an answer to that. You could try other words. " + v.Reach()
}

// NoneOfThese answers somebody to whom none of the choices was right.
func (v Voice) NoneOfThese() string { return "Then I don't have an answer to that. " + v.Reach() }

// Clarify stands before the choices, when a question could mean several things.
func (v Voice) Clarify() string { return "I'm not sure what you mean. Is it one of these?" }

// None is the last of the choices.
func (v Voice) None() string { return "None of these" }

// OtherQuestions names what has no answer here, of a message that asks several things.
func (v Voice) OtherQuestions(asked []string) string {
	if len(asked) > 1 {
		return "I don't have answers to your other questions (" + strings.Join(asked, " ") + "). " + v.Reach()
	}
	return "I don't have an answer to your other question (" + strings.Join(asked, " ") + "). " + v.Reach()
}

// Half says the same where it is not clear what the other thing is about.
func (v Voice) Half() string { return "I don't have an answer to the other thing you asked." }

// Rest stands before what may answer the other thing that somebody asked.
func (v Voice) Rest() string { return "For the other thing you asked, this may help:" }

// Again answers the same question, asked again under the heading of its answer.
func (v Voice) Again(heading string) string {
	if heading == "" {
		return "I just answered that above."
	}
	return "I just answered that above, under \"" + heading + "\"."
}

// Declined is said of something that the bot does not do.
func (v Voice) Declined() string { return "I can't help with that." }

// Chatter answers talk that is not for it.
func (v Voice) Chatter() string {
	if v.clinic.Subjects == "" {
		return "I only answer questions from " + v.clinic.Name + "'s own FAQ. Ask me one any time."
	}
	return "I only answer questions about " + v.clinic.Subjects + ". Ask me one any time."
}

// Apology is said after a fault in the program.
func (v Voice) Apology() string {
	return "Sorry, something went wrong on my side and I can't answer right now. " + v.Reach()
}

// AskAgain follows a button whose answer is gone.
func (v Voice) AskAgain() string { return "I can't find that any more. Please ask again." }

// OthersLead stands before other passages.
func (v Voice) OthersLead() string { return "These may answer it as well:" }

// Late goes with an answer that comes long after its question.
func (v Voice) Late(age time.Duration) string {
	return "You wrote this about " + roughly(age) + " ago; I couldn't answer sooner."
}

// SlowDown tells somebody that they ask too much.
func (v Voice) SlowDown() string {
	return "That's more than I can answer at once. I'm leaving your next messages unanswered for a minute; please ask again then. In an " +
		"emergency, call your local emergency number."
}

// TooBusy tells a channel that too much is asked there.
func (v Voice) TooBusy() string {
	return "I've been asked too much in this channel at once. I'm leaving the next messages here unanswered for a minute; please ask again " +
		"then. In an emergency, call your local emergency number."
}

// Spanish is the one reply in Spanish. No native speaker has checked it yet.
func (v Voice) Spanish() string {
	name := v.clinic.Name
	switch name {
	case unnamed(Clinic{}):
		name = "la clínica"
	case unnamed(Clinic{Own: true}):
		name = "el equipo"
	}
	reach := "Por favor, póngase en contacto con " + name + "."
	switch {
	case v.clinic.Phone != "":
		reach = "Puede llamar a " + name + " al " + v.clinic.Phone + "."
	case v.clinic.ContactURL != "":
		reach = "Puede escribir a " + name + " por el enlace de abajo."
	}
	return "Solo puedo responder en inglés. " + reach
}
