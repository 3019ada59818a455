package voice

import (
	"slices"
	"strconv"
	"time"

	"backtalk/internal/chat"
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
func (v Voice) Phrases() []Phrase {
	return slices.Concat(v.clientPhrases(), v.staffPhrases(), layoutPhrases(), discordPhrases(), slackPhrases(), terminalPhrases())
}

// en is a phrase in English.
func en(when, text string) Phrase { return Phrase{when, text, "en"} }

// clientPhrases are the sentences to people who ask.
func (v Voice) clientPhrases() []Phrase {
	return []Phrase{
		en("Asked for help, or asked nothing", v.Help()),
		en("With a quote, before the booking link", v.Offer()),
		en("Somebody wants an appointment", v.Book()),
		en("On the booking link", v.BookLabel()),
		en("On the link to the clinic", v.ContactLabel()),
		en("Somebody wants an appointment changed or cancelled", v.Change()),
		en("How to reach the clinic, after other sentences", v.Reach()),
		en("A request to call, after other sentences", v.CallPlease()),
		en("Nothing here answers it: the clinic can", v.AskClinic()),
		en("Nothing here answers it: a therapist can", v.AskTherapist()),
		en("Nothing here answers it: a doctor can", v.AskDoctor()),
		en("Nothing here answers it: not our field", v.Far()),
		en("Nothing here answers it, and it isn't clear what it is", v.Unknown()),
		en("One question of several has no answer here", v.OtherQuestions([]string{"[the other question]"})),
		en("The same, and it isn't clear what it is about", v.Half()),
		en("The same, before what may answer it", v.Rest()),
		en("More than one has none", v.OtherQuestions([]string{"[one question]", "[another question]"})),
		en("It could mean several things, before the choices", v.Clarify()),
		en("The last of the choices", v.None()),
		en("None of the choices was right", v.NoneOfThese()),
		en("The same question again", v.Again("[the heading]")),
		en("The same question again, and the passage has no heading", v.Again("")),
		en("Something it doesn't do", v.Declined()),
		en("Talk that is not for it", v.Chatter()),
		en("A fault in the program", v.Apology()),
		en("A button whose answer is gone", v.AskAgain()),
		en("A button for a private answer that is gone", v.RevealGone()),
		en("In public, beside a private answer", v.Aside()),
		en("In public, when a private answer could not be sent", v.Waiting()),
		en("Before the answer to another question, while a warning stands", v.Stands(sign.Finding{ID: "-", Advice: "[What to do]."})),
		en("The same when it is not known any more what the warning was of", v.Stands(v.Sign(sign.General(false)))),
		{"The same in Spanish, before it", v.Sign(sign.General(true)).AdviceSpanish, "es"},
		en("Somebody asks on, when it is not known any more what the warning was of", v.Sign(sign.General(false)).AskedOn),
		en("Somebody says that a doctor has looked at what they were warned of", v.LookedAt()),
		en("After a private warning of what was not said to it", v.Offered()),
		en("On the button for somebody who was misread", v.DisagreeLabel()),
		en("After that button: the line of the sign, and, of something urgent", v.OnceMore(false, false)),
		en("The same, of an emergency", v.OnceMore(true, true)),
		en("The same, of an emergency, without a staff channel", v.OnceMore(true, false)),
		en("After the second press, of something urgent", v.TakenBack()),
		en("After the second press, of an emergency", v.KeptTold()),
		en("After the second press, of an emergency, when nobody could be told", v.Kept()),
		en("After that button, when no warning stands any more", v.NothingHeld()),
		en("A wish to book after a warning", v.Cleared()),
		en("The same in public, when the warning was private", v.CallToBook()),
		en("With something to settle before a massage", v.FirstDoctor()),
		en("With a reason not to come today", v.NotToday()),
		{"A question in Spanish", v.Spanish(), "es"},
		en("Help: what this is not", v.NotMedical()),
		en("Help: what is kept", v.Keeps()),
		en("Help: what is learnt", v.TrainsNothing()),
		en("Help: where to see what is kept, on Discord", v.PrivacyHow("discord")),
		en("Help: where to see what is kept, on Slack", v.PrivacyHow("slack")),
		en("With what is kept of somebody", v.InMemory()),
		en("With an answer that comes late", v.Late(25*time.Minute)),
		en("With one that comes later still", v.Late(23*time.Hour)),
		en("Asked what is kept of somebody", v.KeptOfYou(12, 1, 1)),
		en("The same: nothing", v.KeptOfYou(0, 0, 0)),
		en("The same, and after erasing, when a warning is a day old or less", v.KeptHold(someday())),
		en("The same, when it can't be looked up", v.KeptUnknown()),
		en("On the button that erases that", v.ForgetLabel()),
		en("What is kept of somebody was erased", v.Forgotten(12)),
		en("There was nothing to erase", v.Forgotten(0)),
		en("It could not be erased", v.NotForgotten()),
		en("Help, on Discord", v.PlatformKeeps("discord")),
		en("Help, on Slack", v.PlatformKeeps("slack")),
		en("On the button beside a public line, where no direct message reaches the asker", v.RevealLabel()),
		en("On the button for other passages", v.OthersLabel()),
		en("Before other passages", v.OthersLead()),
		en("On the button that shows everybody a private answer", v.ShareLabel()),
		en("After that button", v.Shared()),
		en("Somebody asks too much", v.SlowDown()),
		en("Too much is asked in a channel", v.TooBusy()),
		en("A command while it is paused", v.Paused()),
	}
}

// staffPhrases are the sentences around staff: what they read, and what others read of them.
func (v Voice) staffPhrases() []Phrase {
	var reasons []Phrase
	for i, why := range whys() {
		reasons = append(reasons, en("Status: reason "+strconv.Itoa(i+1), v.becauseLabel(why)))
	}
	return append(reasons, []Phrase{
		en("Paused in a channel", v.PausedNow(false)),
		en("Paused everywhere", v.PausedNow(true)),
		en("After that, direct messages are covered", v.DirectToo()),
		en("After that, direct messages are not covered", v.DirectNot()),
		en("Resumed in a channel", v.Resumed(false, false, 1)),
		en("To resume in a channel, which was not paused", v.Resumed(false, false, 0)),
		en("Resumed everywhere", v.Resumed(true, true, 0)),
		en("Resumed everywhere, single channels too", v.Resumed(true, true, 2)),
		en("Resumed everywhere, where single channels were paused", v.Resumed(true, false, 2)),
		en("To resume everywhere, where nothing was paused", v.Resumed(true, false, 0)),
		en("Resumed in a channel, while all is paused", v.StillPaused()),
		en("Where it is paused", v.Status(true, true, 2)),
		en("Where it is paused: nowhere", v.Status(false, false, 0)),
		en("A pause or its end could not be saved", v.NotSaved()),
		en("Somebody else presses what is for staff", v.OnlyStaff()),
		en("Somebody else presses what is for the asker", v.OnlyAsker()),
		en("Somebody else presses what is for both", v.OnlyAskerOrStaff()),
		en("On the button that takes an answer away", v.RemoveLabel()),
		en("On the button that takes the bot's answer to a message away", v.RemoveMineLabel()),
		en("An answer was taken away", v.Removed()),
		en("An answer could not be taken away", v.NotRemoved()),
		en("On the button that takes a private reply away", v.DismissLabel()),
		en("On the button that posts a passage", v.PostLabel()),
		en("On the button that posts it with the booking link", v.PostLinkLabel()),
		en("On the button that posts a warning", v.PostWarningLabel()),
		en("Staff posted something", v.Posted()),
		en("Something could not be posted", v.NotPosted()),
		en("The same button twice", v.JustDone()),
		en("The booking link is not right with a post", v.NoLinkNow()),
		en("For somebody's message, before a passage that fits", v.FoundSure()),
		en("For somebody's message, before a passage that may fit", v.FoundUnsure()),
		en("For somebody's message, before another passage", v.FoundOther()),
		en("For somebody's message, when there is no passage", v.FoundNothing()),
		en("For somebody's message, when it asks for an appointment", v.FoundBooking()),
		en("On the button that posts the booking link alone", v.PostBookLabel()),
		en("For somebody's message, before a warning", v.FindDanger()),
		en("For somebody's message, before a refusal", v.FindRefused()),
		en("With a warning that is not for everybody", v.SayPrivately()),
		en("For a message without words, or the bot's own", v.NothingToRead()),
		en("To read out on the phone", v.Aloud("[the article]", "[a sentence of it]")),
		en("Under what staff posted", v.Checked()),
		en("Under what staff posted, where names are shown", v.CheckedBy("[a name]")),
		en("On the button that passes a question on", v.ClinicLabel()),
		en("Before a question from a private place is passed on", v.Consent()),
		en("On the button that agrees to that", v.ConsentLabel()),
		en("On the button that does not", v.NoConsentLabel()),
		en("A question was passed on", v.PassedOn()),
		en("A question from a private place was passed on", v.PassedOnWho()),
		en("A question could not be passed on", v.NotPassedOn()),
		en("Too many questions to pass on", v.AskedEnough()),
		en("To staff: a question", v.Question()),
		en("To staff: a question from a private place", v.PrivateQuestion()),
		en("To staff: a danger sign that nobody could be answered", v.Unsaid()),
		en("To staff: an emergency", v.Alert(true, InTheOpen)),
		en("To staff: an emergency, in private", v.Alert(true, Alone)),
		en("To staff: an emergency, overheard and answered privately", v.Alert(true, Unasked)),
		en("To staff: a crisis", v.Alert(false, InTheOpen)),
		en("To staff: a crisis, in private", v.Alert(false, Alone)),
		en("To staff: a crisis, overheard and answered privately", v.Alert(false, Unasked)),
		en("To staff: somebody's behaviour", v.MisconductAlert(InTheOpen)),
		en("To staff: somebody's behaviour, in private", v.MisconductAlert(Alone)),
		en("To staff: somebody's behaviour, overheard and answered privately", v.MisconductAlert(Unasked)),
		en("To staff, after each of these", v.judged()),
		en("To staff: somebody says to have been misread", v.Disagreement(false)),
		en("To staff: the same, in private", v.Disagreement(true)),
		en("On the button that lifts a hold", v.LiftLabel()),
		en("A hold was lifted", v.Lifted()),
		en("There is no hold to lift", v.NothingToLift()),
		en("To staff: a permission is missing", v.Trouble()),
		en("To staff: several messages got no answer", v.Missed(chat.TooLate, 7)),
		en("To staff: a message got no answer for a day", v.Missed(chat.TooLate, 1)),
		en("To staff: an answer could not be shown", v.Missed(chat.Refused, 1)),
		en("To staff: what was said could not be read", v.Missed(chat.Unread, 1)),
		en("To staff: they could not be told of something", v.Missed(chat.Untold, 1)),
		en("To staff: any other message without an answer", v.Missed("", 1)),
		en("To staff, after these, of what was private", v.MissedPrivate()),
		en("To staff: it was away", v.Away("[a platform]", someday(), someday().Add(20*time.Minute))),
		en("To staff: a platform is out of reach for good", v.Dead("[a platform]", "[what to do]")),
		en("To staff: a platform is served again", v.Back("[a platform]")),
		en("To staff: the data file was damaged", v.Damaged()),
		en("To staff: the disk fails", v.DiskFails(true)),
		en("To staff: the disk works again", v.DiskFails(false)),
		en("Status: what could not be said", v.UnsaidHere(map[chat.Why]int{chat.TooLate: 2, chat.Barred: 1}, 3)),
		en("Status: nothing that could not be said", v.UnsaidHere(nil, 0)),
		en("Status: it can't be looked up", v.UnsaidUnknown()),
		en("On the link to one of these", v.UnsaidLabel(chat.TooLate, someday())),
	}...)
}

// whys are the reasons for which something was not said; the last is any other.
func whys() []chat.Why {
	return []chat.Why{chat.TooLate, chat.Barred, chat.Gone, chat.Refused, chat.Unread, chat.Untold, ""}
}

// someday is a moment to show where one stands.
func someday() time.Time { return time.Date(2026, 11, 30, 9, 10, 0, 0, time.UTC) }
