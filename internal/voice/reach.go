package voice

import (
	"cmp"

	"backtalk/internal/chat"
)

// Reach says how to get hold of the clinic.
func (v Voice) Reach() string {
	switch {
	case v.clinic.Phone != "" && v.clinic.ContactURL != "":
		return "You can reach " + v.clinic.Name + " at " + v.clinic.Phone + " or through the link below."
	case v.clinic.Phone != "":
		return "You can reach " + v.clinic.Name + " at " + v.clinic.Phone + "."
	case v.clinic.ContactURL != "":
		return "You can reach " + v.clinic.Name + " through the link below."
	default:
		return "Please get in touch with " + v.clinic.Name + " directly."
	}
}

// Book says how to get an appointment.
func (v Voice) Book() string {
	if v.clinic.BookingURL != "" {
		return "You can book here:"
	}
	return "I can't book for you. " + v.Reach()
}

// Offer goes with a quote, before the booking link.
func (v Voice) Offer() string {
	if v.clinic.BookingURL != "" {
		return "If you'd like to come in:"
	}
	return "If you'd like to come in: " + lowerFirst(v.Reach())
}

// BookLabel is on the booking link.
func (v Voice) BookLabel() string { return cmp.Or(v.clinic.BookingLabel, "Book a session") }

// ContactLabel is on the link to the clinic.
func (v Voice) ContactLabel() string { return "Contact " + v.they }

// Change answers a wish to change or cancel an appointment.
func (v Voice) Change() string {
	return "I can't do that, and I haven't told " + v.they + ". " + v.CallPlease()
}

// CallPlease asks to call, after other sentences.
func (v Voice) CallPlease() string {
	switch {
	case v.clinic.Phone != "":
		return "Please call " + v.clinic.Phone + "."
	case v.clinic.ContactURL != "":
		return "Please tell " + v.they + " through the link below."
	default:
		return "Please call " + v.clinic.Name + "."
	}
}

// Cleared answers a wish to book after a warning.
func (v Voice) Cleared() string {
	if v.clinic.Phone != "" {
		return "Once a doctor has cleared you, please call us at " + v.clinic.Phone + "."
	}
	return "Once a doctor has cleared you, please call us."
}

// CallToBook answers a wish to book in public after a private warning, of which nobody else may learn.
func (v Voice) CallToBook() string {
	switch {
	case v.clinic.Phone != "":
		return "Please call us at " + v.clinic.Phone + " about an appointment."
	case v.clinic.ContactURL != "":
		return "Please ask us for an appointment through the link below."
	}
	return "Please call us about an appointment."
}

// FirstDoctor goes with a caution: something to settle before a massage.
func (v Voice) FirstDoctor() string { return "Please speak to us or to your doctor before booking." }

// NotToday goes with a reason not to come today.
func (v Voice) NotToday() string { return "Please don't come in today. " + v.CallPlease() }

// BookingLink leads to an appointment; nil when no page for that is configured.
func (v Voice) BookingLink() *chat.Link {
	if v.clinic.BookingURL == "" {
		return nil
	}
	return &chat.Link{Label: v.BookLabel(), URL: v.clinic.BookingURL}
}

// ContactLink leads to the clinic; nil when no page for that is configured.
func (v Voice) ContactLink() *chat.Link {
	if v.clinic.ContactURL == "" {
		return nil
	}
	return &chat.Link{Label: v.ContactLabel(), URL: v.clinic.ContactURL}
}
