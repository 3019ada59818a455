package bot

import (
	"strconv"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// Phrase is a fixed sentence of the bot's own, for whoever reviews them.
type Phrase struct {
	When string // when it is said, in a few words
	Text string
	Lang string // the language it is in: "en" or "es"
}

// Phrases lists every fixed sentence that the bot can say, with the clinic's particulars filled in as the configuration
// has them. Where a sentence takes in other words, a stand-in in brackets shows the place.
func (s Speaker) Phrases() []Phrase {
	p := s.phrases
	en := func(when, text string) Phrase { return Phrase{when, text, "en"} }
	return append([]Phrase{
		en("Asked for help, or asked nothing", p.help()),
		en("With a quote, before the booking link", p.offer()),
		en("Somebody wants an appointment", p.book()),
		en("On the booking link", p.bookLabel()),
		en("On the link to the clinic", p.contactLabel()),
		en("Somebody wants an appointment changed or cancelled", p.change()),
		en("How to reach the clinic, after other sentences", p.reach()),
		en("A request to call, after other sentences", p.callPlease()),
		en("Nothing here answers it: the clinic can", p.askClinic()),
		en("Nothing here answers it: a therapist can", p.askTherapist()),
		en("Nothing here answers it: a doctor can", p.askDoctor()),
		en("Nothing here answers it: not our field", p.far()),
		en("Nothing here answers it, and it isn't clear what it is", p.unknown()),
		en("One question of several has no answer here", p.uncovered([]string{"[the other question]"})),
		en("The same, and it isn't clear what it is about", p.half()),
		en("More than one has none", p.uncovered([]string{"[one question]", "[another question]"})),
		en("It could mean several things, before the choices", p.clarify()),
		en("The last of the choices", p.none()),
		en("None of the choices was right", p.noneOfThese()),
		en("The same question again", p.again("[the heading]")),
		en("The same question again, and the passage has no heading", p.again("")),
		en("Something it doesn't do", p.declined()),
		en("Talk that is not for it", p.chatter()),
		en("A fault in the program", p.apology()),
		en("A button whose answer is gone", p.askAgain()),
		en("A button for a private answer that is gone", p.revealGone(s.contacts["emergency"], s.contacts["crisis"])),
		en("In public, beside a private answer", p.aside()),
		en("In public, when a private answer could not be sent", p.waiting()),
		en("Before the answer to another question, while a warning stands", p.stands(sign.Finding{ID: "-", Advice: "[What to do]."})),
		en("The same when it is not known any more what the warning was of", p.stands(sign.General(false).Fill(s.contacts))),
		{"The same in Spanish, before it", sign.General(true).Fill(s.contacts).AdviceSpanish, "es"},
		en("Somebody asks on, when it is not known any more what the warning was of", sign.General(false).Fill(s.contacts).AskedOn),
		en("Somebody says that a doctor has looked at what they were warned of", p.lookedAt()),
		en("After a private warning of what was not said to it", p.offered()),
		en("On the button for somebody who was misread", p.disagreeLabel()),
		en("After that button: the line of the sign, and, of something urgent", p.onceMore(false, false)),
		en("The same, of an emergency", p.onceMore(true, true)),
		en("The same, of an emergency, without a staff channel", p.onceMore(true, false)),
		en("After the second press, of something urgent", p.takenBack()),
		en("After the second press, of an emergency", p.keptTold()),
		en("After the second press, of an emergency, when nobody could be told", p.kept()),
		en("After that button, when no warning stands any more", p.nothingHeld()),
		en("A wish to book after a warning", p.cleared()),
		en("The same in public, when the warning was private", p.callToBook()),
		en("With something to settle before a massage", p.firstDoctor()),
		en("With a reason not to come today", p.notToday()),
		{"A question in Spanish", p.spanish(), "es"},
		en("Help: what this is not", p.notMedical(s.contacts["emergency"])),
		en("Help: what is kept", p.keeps()),
		en("Help: what is learnt", p.trainsNothing()),
		en("Help: where to see what is kept, on Discord", p.privacyHow("discord")),
		en("Help: where to see what is kept, on Slack", p.privacyHow("slack")),
		en("With what is kept of somebody", p.inMemory()),
		en("With an answer that comes late", p.late(25*time.Minute)),
		en("With one that comes later still", p.late(23*time.Hour)),
		en("Asked what is kept of somebody", p.keptOfYou(12, 1, 1)),
		en("The same: nothing", p.keptOfYou(0, 0, 0)),
		en("The same, and after erasing, when a warning is a day old or less", p.keptHold(someday())),
		en("The same, when it can't be looked up", p.keptUnknown()),
		en("On the button that erases that", p.forgetLabel()),
		en("What is kept of somebody was erased", p.forgotten(12)),
		en("There was nothing to erase", p.forgotten(0)),
		en("It could not be erased", p.notForgotten()),
		en("Help, on Discord", p.platformKeeps("discord")),
		en("Help, on Slack", p.platformKeeps("slack")),
		en("On the button beside a public line, where no direct message reaches the asker", p.revealLabel()),
		en("On the button for other passages", p.othersLabel()),
		en("Before other passages", p.othersLead()),
		en("On the button that shows everybody a private answer", p.shareLabel()),
		en("After that button", p.shared()),
		en("Somebody asks too much", p.slowDown()),
		en("Too much is asked in a channel", p.tooBusy()),
		en("A command while it is paused", p.paused()),
	}, s.staffPhrases()...)
}

// staffPhrases are the sentences around staff: what they read, and what others read of them.
func (s Speaker) staffPhrases() []Phrase {
	p := s.phrases
	en := func(when, text string) Phrase { return Phrase{when, text, "en"} }
	var reasons []Phrase
	for i, why := range whys() {
		reasons = append(reasons, en("Status: reason "+strconv.Itoa(i+1), p.becauseLabel(why)))
	}
	return append(reasons, []Phrase{
		en("Paused in a channel", p.pausedNow(false)),
		en("Paused everywhere", p.pausedNow(true)),
		en("After that, direct messages are covered", p.directToo()),
		en("After that, direct messages are not covered", p.directNot()),
		en("Resumed in a channel", p.resumed(false, false, 1)),
		en("To resume in a channel, which was not paused", p.resumed(false, false, 0)),
		en("Resumed everywhere", p.resumed(true, true, 0)),
		en("Resumed everywhere, single channels too", p.resumed(true, true, 2)),
		en("Resumed everywhere, where single channels were paused", p.resumed(true, false, 2)),
		en("To resume everywhere, where nothing was paused", p.resumed(true, false, 0)),
		en("Resumed in a channel, while all is paused", p.stillPaused()),
		en("Where it is paused", p.status(true, true, 2)),
		en("Where it is paused: nowhere", p.status(false, false, 0)),
		en("A pause or its end could not be saved", p.notSaved()),
		en("Somebody else presses what is for staff", p.onlyStaff()),
		en("Somebody else presses what is for the asker", p.onlyAsker()),
		en("Somebody else presses what is for both", p.onlyAskerOrStaff()),
		en("On the button that takes an answer away", p.removeLabel()),
		en("On the button that takes the bot's answer to a message away", p.removeMineLabel()),
		en("An answer was taken away", p.removed()),
		en("An answer could not be taken away", p.notRemoved()),
		en("On the button that takes a private reply away", p.dismissLabel()),
		en("On the button that posts a passage", p.postLabel()),
		en("On the button that posts it with the booking link", p.postLinkLabel()),
		en("On the button that posts a warning", p.postWarningLabel()),
		en("Staff posted something", p.posted()),
		en("Something could not be posted", p.notPosted()),
		en("The same button twice", p.justDone()),
		en("The booking link is not right with a post", p.noLinkNow()),
		en("For somebody's message, before a passage that fits", p.foundSure()),
		en("For somebody's message, before a passage that may fit", p.foundUnsure()),
		en("For somebody's message, before another passage", p.foundOther()),
		en("For somebody's message, when there is no passage", p.foundNothing()),
		en("For somebody's message, when it asks for an appointment", p.foundBooking()),
		en("On the button that posts the booking link alone", p.postBookLabel()),
		en("For somebody's message, before a warning", p.findDanger()),
		en("For somebody's message, before a refusal", p.findRefused()),
		en("With a warning that is not for everybody", p.sayPrivately()),
		en("For a message without words, or the bot's own", p.nothingToRead()),
		en("To read out on the phone", p.aloud("[the article]", "[a sentence of it]")),
		en("Under what staff posted", p.checked()),
		en("Under what staff posted, where names are shown", p.checkedBy("[a name]")),
		en("On the button that passes a question on", p.clinicLabel()),
		en("Before a question from a private place is passed on", p.consent()),
		en("On the button that agrees to that", p.consentLabel()),
		en("On the button that does not", p.noConsentLabel()),
		en("A question was passed on", p.passedOn()),
		en("A question from a private place was passed on", p.passedOnWho()),
		en("A question could not be passed on", p.notPassedOn()),
		en("Too many questions to pass on", p.askedEnough()),
		en("To staff: a question", p.question()),
		en("To staff: a question from a private place", p.privateQuestion()),
		en("To staff: a danger sign that nobody could be answered", p.unsaid()),
		en("To staff: an emergency", p.alert(true, inTheOpen)),
		en("To staff: an emergency, in private", p.alert(true, alone)),
		en("To staff: an emergency, overheard and answered privately", p.alert(true, unasked)),
		en("To staff: a crisis", p.alert(false, inTheOpen)),
		en("To staff: a crisis, in private", p.alert(false, alone)),
		en("To staff: a crisis, overheard and answered privately", p.alert(false, unasked)),
		en("To staff: somebody's behaviour", p.misconductAlert(inTheOpen)),
		en("To staff: somebody's behaviour, in private", p.misconductAlert(alone)),
		en("To staff: somebody's behaviour, overheard and answered privately", p.misconductAlert(unasked)),
		en("To staff, after each of these", p.judged()),
		en("To staff: somebody says to have been misread", p.disagreement(false)),
		en("To staff: the same, in private", p.disagreement(true)),
		en("On the button that lifts a hold", p.liftLabel()),
		en("A hold was lifted", p.lifted()),
		en("There is no hold to lift", p.nothingToLift()),
		en("To staff: a permission is missing", p.trouble()),
		en("To staff: several messages got no answer", p.missed(chat.TooLate, 7)),
		en("To staff: a message got no answer for a day", p.missed(chat.TooLate, 1)),
		en("To staff: an answer could not be shown", p.missed(chat.Refused, 1)),
		en("To staff: what was said could not be read", p.missed(chat.Unread, 1)),
		en("To staff: they could not be told of something", p.missed(chat.Untold, 1)),
		en("To staff: any other message without an answer", p.missed("", 1)),
		en("To staff, after these, of what was private", p.missedPrivate()),
		en("To staff: it was away", p.away("[a platform]", someday(), someday().Add(20*time.Minute))),
		en("To staff: a platform is out of reach for good", p.dead("[a platform]", "[what to do]")),
		en("To staff: a platform is served again", p.back("[a platform]")),
		en("To staff: the data file was damaged", p.damaged()),
		en("To staff: the disk fails", p.diskFails(true)),
		en("To staff: the disk works again", p.diskFails(false)),
		en("Status: what could not be said", p.unsaidHere(map[chat.Why]int{chat.TooLate: 2, chat.Barred: 1}, 3)),
		en("Status: nothing that could not be said", p.unsaidHere(nil, 0)),
		en("Status: it can't be looked up", p.unsaidUnknown()),
		en("On the link to one of these", p.unsaidLabel(chat.TooLate, someday())),
	}...)
}

// whys are the reasons for which something was not said; the last is any other.
func whys() []chat.Why {
	return []chat.Why{chat.TooLate, chat.Barred, chat.Gone, chat.Refused, chat.Unread, chat.Untold, ""}
}

// someday is a moment to show where one stands.
func someday() time.Time { return time.Date(2026, 11, 30, 9, 10, 0, 0, time.UTC) }

// Uncovered is what the bot says to a message that it takes for a topic, as long as no passage covers the topic.
func (s Speaker) Uncovered(t *corpus.Topic) string {
	a := answer.Answer{Outcome: answer.Abstain, Topic: t}
	switch t.Kind {
	case corpus.Booking, corpus.Change:
		a.Outcome = answer.Booking
	case corpus.SmallTalk, corpus.Chatter:
		a.Outcome = answer.Greet
	case corpus.Decline:
		a.Outcome = answer.Decline
	}
	r := s.Reply(a, Mood{})
	return joinLines(r.Lead, r.Text)
}

// Fill puts the clinic's contacts into a danger sign's words, as [Speaker.Reply] does.
func (s Speaker) Fill(text string) string { return s.contacts.Fill(text) }
