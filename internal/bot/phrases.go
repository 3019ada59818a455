package bot

import (
	"cmp"
	"strings"
)

// Every sentence of the bot's own stands in this file, apart from the knowledge folder's: topics' replies and danger
// signs. None states a fact about health, a policy of the clinic, or something that the program does not do.

// unnamed is what a clinic without a configured name is called.
const unnamed = "the clinic"

// phrases are the sentences with the clinic's particulars filled in.
type phrases struct{ clinic Clinic }

func (p phrases) help() string {
	return "I'm Backtalk, an automatic helper. I answer questions about massage and back pain by quoting " + p.clinic.Name +
		"'s articles word for word. Ask me something like \"Can massage help my lower back?\""
}

// reach says how to get hold of the clinic.
func (p phrases) reach() string {
	switch {
	case p.clinic.Phone != "" && p.clinic.ContactURL != "":
		return "You can reach " + p.clinic.Name + " at " + p.clinic.Phone + " or through the link below."
	case p.clinic.Phone != "":
		return "You can reach " + p.clinic.Name + " at " + p.clinic.Phone + "."
	case p.clinic.ContactURL != "":
		return "You can reach " + p.clinic.Name + " through the link below."
	default:
		return "Please get in touch with " + p.clinic.Name + " directly."
	}
}

// book says how to get an appointment.
func (p phrases) book() string {
	if p.clinic.BookingURL != "" {
		return "You can book here:"
	}
	return "I can't book for you. " + p.reach()
}

// offer goes with a quote and the booking link.
func (p phrases) offer() string {
	if p.clinic.BookingURL != "" {
		return "If you'd like to come in:"
	}
	return "If you'd like to come in: " + lowerFirst(p.reach())
}

// bookLabel and contactLabel are what the two links are called.
func (p phrases) bookLabel() string { return cmp.Or(p.clinic.BookingLabel, "Book a session") }

func (p phrases) contactLabel() string { return "Contact the clinic" }

func (p phrases) change() string {
	return "I can't do that, and nobody at the clinic has seen this. " + p.callPlease()
}

func (p phrases) callPlease() string {
	switch {
	case p.clinic.Phone != "":
		return "Please call " + p.clinic.Phone + "."
	case p.clinic.ContactURL != "":
		return "Please tell the clinic through the link below."
	default:
		return "Please call " + p.clinic.Name + "."
	}
}

func (p phrases) askClinic() string {
	return "I don't have that. It's something only the clinic can tell you. " + p.reach()
}

func (p phrases) askTherapist() string {
	return "I don't have that in my articles. A massage therapist can tell you more. " + p.reach()
}

func (p phrases) askDoctor() string {
	return "I don't have an answer to that. It's a question for a doctor or pharmacist."
}

func (p phrases) far() string {
	return "That's outside my field, so I don't have an answer. I only know about massage and back pain."
}

func (p phrases) unknown() string {
	return "I don't have an answer to that. You could try other words. " + p.reach()
}

func (p phrases) noneOfThese() string { return "Then I don't have an answer to that. " + p.reach() }

func (p phrases) clarify() string { return "I'm not sure what you mean. Is it one of these?" }

func (p phrases) aside() string { return "I have answered you privately." }

func (p phrases) none() string { return "None of these" }

func (p phrases) uncovered(asked []string) string {
	if len(asked) > 1 {
		return "I don't have answers to your other questions (" + strings.Join(asked, " ") + "). " + p.reach()
	}
	return "I don't have an answer to your other question (" + strings.Join(asked, " ") + "). " + p.reach()
}

func (p phrases) again(heading string) string {
	if heading == "" {
		return "I just answered that above."
	}
	return "I just answered that above, under \"" + heading + "\"."
}

func (p phrases) declined() string { return "I can't help with that." }

func (p phrases) chatter() string {
	return "I only answer questions about massage and back pain. Ask me one any time."
}

func (p phrases) apology() string {
	return "Sorry, something went wrong on my side and I can't answer right now. " + p.reach()
}

func (p phrases) askAgain() string { return "I can't find that any more. Please ask again." }

// spanish is the one reply in Spanish. No native speaker has checked it yet.
func (p phrases) spanish() string {
	name := p.clinic.Name
	if name == unnamed {
		name = "la clínica"
	}
	reach := "Por favor, póngase en contacto con " + name + "."
	switch {
	case p.clinic.Phone != "":
		reach = "Puede llamar a " + name + " al " + p.clinic.Phone + "."
	case p.clinic.ContactURL != "":
		reach = "Puede escribir a " + name + " por el enlace de abajo."
	}
	return "Solo puedo responder en inglés. " + reach
}

// ifNow goes with an answer to a question about a danger sign that nobody has.
func (p phrases) ifNow(number string) string {
	return "If you or somebody with you has this now, call " + number + "."
}

// cleared answers a wish to book after a warning.
func (p phrases) cleared() string {
	if p.clinic.Phone != "" {
		return "Once a doctor has cleared you, please call us at " + p.clinic.Phone + "."
	}
	return "Once a doctor has cleared you, please call us."
}

// firstDoctor goes with a caution: something to settle before a massage.
func (p phrases) firstDoctor() string { return "Please speak to us or to your doctor before booking." }

func (p phrases) notToday() string { return "Please don't come in today. " + p.callPlease() }

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
