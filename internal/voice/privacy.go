package voice

import (
	"strconv"
	"time"
)

// NotMedical says what this is not.
func (v Voice) NotMedical() string {
	return "I'm not a doctor, not a medical service and not for emergencies: in an emergency, call " + v.contacts["emergency"] +
		" or your local emergency number. I don't diagnose, and my silence doesn't mean that all is well. Please leave out what is private."
}

// Keeps says what is kept.
func (v Voice) Keeps() string {
	return "What I keep: the ids and times of messages and of my replies for seven days, the text of a message only until it is answered, or for a " +
		"day when it can't be, who was warned for a day, and nothing of names. So that I understand follow-up questions, your last two messages stay " +
		"in my memory for ten more minutes; they are never written down for that."
}

// TrainsNothing says that nothing is learnt from people's messages.
func (v Voice) TrainsNothing() string {
	return "Your messages train nothing: I learn only from what the people who made me wrote."
}

// PrivacyHow says where people of a platform see what is kept of them.
func (v Voice) PrivacyHow(platform string) string {
	switch platform {
	case "discord":
		return "/privacy shows what I keep of you, and erases it if you want."
	case "slack":
		return "\"/faq privacy\", or the Home tab, shows what I keep of you, and erases it if you want."
	}
	return ""
}

// InMemory goes with what is kept of somebody.
func (v Voice) InMemory() string {
	return "In my memory only, and never written down: your last two messages, for ten minutes."
}

// PlatformKeeps says that the platform keeps things, too.
func (v Voice) PlatformKeeps(platform string) string {
	switch platform {
	case "discord":
		return "Discord itself keeps what is typed there."
	case "slack":
		return "Slack itself keeps what is typed there."
	}
	return ""
}

// KeptOfYou says what is kept of somebody: of how many messages, how many of them with their text, and other notes.
func (v Voice) KeptOfYou(messages, waiting, notes int) string {
	if messages+notes == 0 {
		return "I keep nothing that names you."
	}
	text := "What I keep that names you: the ids and times of " + numbered(messages, "message") + " of yours"
	if waiting > 0 {
		text += " (" + strconv.Itoa(waiting) + " of them with the text, until it is answered)"
	}
	if notes > 0 {
		text += ", and where you talk with me"
	}
	return text + ". Each goes by itself after seven days."
}

// KeptHold goes with that when somebody was warned a day ago or less; it is empty for the zero time.
func (v Voice) KeptHold(until time.Time) string {
	if until.IsZero() {
		return ""
	}
	return "That you were warned stays until " + until.Local().Format(dayAndTime) + ", so that I don't send you to a booking before a doctor had a look. Of what is " +
		"not written down."
}

// KeptUnknown is said when what is kept cannot be looked up.
func (v Voice) KeptUnknown() string {
	return "I can't look that up right now. Please try again in a few minutes."
}

// Forgotten says that what is kept of somebody was erased.
func (v Voice) Forgotten(n int) string {
	if n == 0 {
		return "There was nothing to erase."
	}
	return "I've erased " + numbered(n, "entry") + " that named you, and our last messages from my memory. I no longer know which of my answers are yours, " +
		"so please ask " + v.team + " when one should go."
}

// NotForgotten says that it could not be erased.
func (v Voice) NotForgotten() string {
	return "I couldn't erase that right now. Please try again in a few minutes, or tell whoever looks after me. " + v.Reach()
}
