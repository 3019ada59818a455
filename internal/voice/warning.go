package voice

import "backtalk/internal/sign"

// Aside is the public line beside a private answer.
func (v Voice) Aside() string { return "I have answered you privately." }

// Waiting is the public line when the private answer could not be sent.
func (v Voice) Waiting() string {
	return "I have an answer that is for you alone. Please press the button to see it."
}

// RevealGone follows a button for a private answer that is gone. It names no danger, and whom to call in any.
func (v Voice) RevealGone() string {
	return "I can't find that any more. What I answer privately stays in my memory for a day, and not when I'm restarted. Please ask " +
		"again. In an emergency, call " + v.contacts["emergency"] + " or your local emergency number; in a personal crisis, call " + v.contacts["crisis"] + "."
}

// Stands repeats a warning before the answer to another question. What it was of may not be known any more.
func (v Voice) Stands(f sign.Finding) string {
	if f.ID == "" {
		return f.Advice
	}
	return "What I said before still holds: " + f.Advice
}

// LookedAt answers somebody who says that a doctor has looked at what they were warned of.
func (v Voice) LookedAt() string {
	return "Thank you for telling me. Please tell " + v.they + " what the doctor said before you book. " + v.Reach()
}

// Offered goes after a private warning of what was not said to the bot.
func (v Voice) Offered() string {
	return "I'm Backtalk, an automatic helper. Something that you wrote in a channel sounded as if you need help now. Only you see this."
}

// OnceMore says what it takes to go on, to somebody who says that they were misread.
func (v Voice) OnceMore(grave, staffed bool) string {
	switch {
	case !grave:
		return "If none of that is so, press \"" + v.DisagreeLabel() + "\" once more. Then I take back what I said, and you can ask me again in other words."
	case staffed:
		return "If none of that is so, press \"" + v.DisagreeLabel() + "\" once more. What I said stays for a day, but " + v.team + " sees that you disagree, and can lift it."
	}
	return "If none of that is so, " + v.they + " can help you. What I said stays for a day. " + v.Reach()
}

// TakenBack is said after the second press, of something urgent.
func (v Voice) TakenBack() string {
	return "I've taken it back. Please ask me again in other words; I read them as if for the first time."
}

// KeptTold is said once staff have been sent a notice, and only then.
func (v Voice) KeptTold() string {
	return "I've told " + v.team + " that you disagree. What I said stays for a day, unless they lift it."
}

// Kept is said after the second press, of an emergency, when nobody could be told.
func (v Voice) Kept() string { return "What I said stays for a day. " + v.Reach() }

// NothingHeld is said when no warning stands any more.
func (v Voice) NothingHeld() string {
	return "There is nothing to take back any more. Please ask me again in other words."
}
