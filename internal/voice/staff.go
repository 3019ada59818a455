package voice

// OnlyStaff refuses what is for staff.
func (v Voice) OnlyStaff() string { return "Only " + v.team + " can do that." }

// OnlyAsker refuses what is for the asker.
func (v Voice) OnlyAsker() string { return "Only the person who asked can do that." }

// OnlyAskerOrStaff refuses what is for both.
func (v Voice) OnlyAskerOrStaff() string {
	return "Only the person who asked or " + v.team + " can do that."
}

// Posted tells staff that something was posted.
func (v Voice) Posted() string { return "Posted." }

// NotPosted says that it could not be posted.
func (v Voice) NotPosted() string {
	return "I couldn't post that. The message may be gone, or I may lack the permission to post there."
}

// Shared follows the button that shows everybody a private answer.
func (v Voice) Shared() string { return "Shared in the channel." }

// Removed says that an answer was taken away.
func (v Voice) Removed() string { return "Removed." }

// NotRemoved says that it could not be taken away.
func (v Voice) NotRemoved() string {
	return "I couldn't remove that. It may be gone already, or it is a warning, which only staff can take away."
}

// JustDone answers the same button, pressed twice.
func (v Voice) JustDone() string {
	return "That was pressed a moment ago. Please look what came of it before you press again."
}

// NoLinkNow says that the booking link is not right with a post.
func (v Voice) NoLinkNow() string {
	return "I haven't posted that: a booking link isn't right for this message. You can post the answer without the link."
}

// FoundSure stands before a passage that fits somebody's message.
func (v Voice) FoundSure() string { return "This is what the articles say:" }

// FoundUnsure stands before a passage that may fit it.
func (v Voice) FoundUnsure() string {
	return "I'm not sure that this answers it. Please read it against the message first:"
}

// FoundOther stands before another passage.
func (v Voice) FoundOther() string {
	return "This is another passage. Please read it against the message first:"
}

// FoundNothing is said when there is no passage for somebody's message.
func (v Voice) FoundNothing() string { return "I don't have a passage that answers this message." }

// FoundBooking is said of somebody's wish for an appointment.
func (v Voice) FoundBooking() string { return "This looks like a wish to book." }

// FindDanger stands before a warning for somebody's message.
func (v Voice) FindDanger() string {
	return "This message has a danger sign. This is what to say to that person:"
}

// FindRefused stands before what is refused in it.
func (v Voice) FindRefused() string { return "This is something I don't answer. What I say then:" }

// SayPrivately goes with a warning that is not for everybody.
func (v Voice) SayPrivately() string {
	return "Please tell that person privately; the reason is not for everybody to read."
}

// NothingToRead is said of a message without words, or the bot's own.
func (v Voice) NothingToRead() string {
	return "There are no words of somebody else in that message, so I have nothing to look for."
}

// Aloud is an answer in short, to read out on the phone.
func (v Voice) Aloud(title, sentence string) string {
	return "Our article \"" + title + "\" says: " + sentence
}

// Checked stands under what staff posted.
func (v Voice) Checked() string { return "Checked by " + v.team + "." }

// CheckedBy stands under it where names are shown.
func (v Voice) CheckedBy(name string) string { return "Checked by " + name + "." }

// PassedOn is said once staff have been sent a link to a question, and only then.
func (v Voice) PassedOn() string {
	return "I've passed a link to your question on to " + v.team + ". I can't say when somebody looks at it."
}

// PassedOnWho is said once staff have been told who asks, and only then.
func (v Voice) PassedOnWho() string {
	return "I've told " + v.team + " who you are, and that you asked something that I couldn't answer. I can't say when somebody looks at it."
}

// NotPassedOn says that a question could not be passed on.
func (v Voice) NotPassedOn() string { return "That didn't work: nobody was told. " + v.Reach() }

// AskedEnough answers somebody who has passed on too many questions.
func (v Voice) AskedEnough() string {
	return "You have asked " + v.team + " several times just now. " + v.Reach()
}

// Consent asks, before a question from a private place is passed on.
func (v Voice) Consent() string {
	return "This shows " + v.team + " who you are, and that you asked something that I couldn't answer. They don't see what you wrote. Shall I tell them?"
}

// Lifted tells staff that a hold was lifted.
func (v Voice) Lifted() string {
	return "Lifted. I answer that person as if I had not warned them."
}

// NothingToLift tells staff that there is none.
func (v Voice) NothingToLift() string { return "There is no hold on that person any more." }
