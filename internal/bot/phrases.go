package bot

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// Every sentence of the bot's own stands in this file, apart from the knowledge folder's: topics' replies and danger
// signs. None states a fact about health, a policy of the clinic, or something that the program does not do. The file is
// long so that a reviewer has one to read.

// usualSubjects are those of the built-in articles.
const usualSubjects = "massage and back pain"

// subjectsPlace stands for the subjects in a topic's reply.
const subjectsPlace = "{subjects}"

// unnamed is what a clinic without a configured name is called, and what the bot calls its people: where only its own articles are
// served, it need not be a clinic.
func unnamed(c Clinic) string {
	if c.Own {
		return "the team"
	}
	return "the clinic"
}

// phrases are the sentences with the clinic's particulars filled in.
type phrases struct {
	clinic Clinic
	they   string // "the clinic", or "the team" where it need not be one
	team   string // "the clinic's team", or "the team"
}

func newPhrases(c Clinic) phrases {
	p := phrases{c, unnamed(c), "the team"}
	if p.clinic.Name = cmp.Or(c.Name, p.they); !c.Own {
		p.clinic.Subjects, p.team = cmp.Or(c.Subjects, usualSubjects), "the clinic's team"
	}
	return p
}

func (p phrases) help() string {
	about, like := "", "in your own words."
	if p.clinic.Subjects != "" {
		about = "about " + p.clinic.Subjects + " "
	}
	if !p.clinic.Own {
		like = "something like \"Can massage help my lower back?\""
	}
	return "I'm Backtalk, an automatic helper. I answer questions " + about + "by quoting " + p.clinic.Name + "'s articles word for word. Ask me " + like
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

func (p phrases) contactLabel() string { return "Contact " + p.they }

func (p phrases) change() string {
	return "I can't do that, and I haven't told " + p.they + ". " + p.callPlease()
}

func (p phrases) callPlease() string {
	switch {
	case p.clinic.Phone != "":
		return "Please call " + p.clinic.Phone + "."
	case p.clinic.ContactURL != "":
		return "Please tell " + p.they + " through the link below."
	default:
		return "Please call " + p.clinic.Name + "."
	}
}

func (p phrases) askClinic() string {
	return "I don't have that. It's something only " + p.they + " can tell you. " + p.reach()
}

func (p phrases) askTherapist() string {
	who := "A massage therapist"
	if p.clinic.Own {
		who = "The team"
	}
	return "I don't have that in my articles. " + who + " can tell you more. " + p.reach()
}

func (p phrases) askDoctor() string {
	return "I don't have an answer to that. It's a question for a doctor or pharmacist."
}

func (p phrases) far() string {
	return "That's outside my field, so I don't have an answer. I only know " + p.known() + "."
}

// known is what the bot knows, after "know".
func (p phrases) known() string {
	if p.clinic.Subjects == "" {
		return "what is in " + p.clinic.Name + "'s own FAQ"
	}
	return "about " + p.clinic.Subjects
}

func (p phrases) unknown() string {
	return "I don't have an answer to that. You could try other words. " + p.reach()
}

func (p phrases) noneOfThese() string { return "Then I don't have an answer to that. " + p.reach() }

func (p phrases) clarify() string { return "I'm not sure what you mean. Is it one of these?" }

func (p phrases) aside() string { return "I have answered you privately." }

// waiting is the public line when the private answer could not be sent.
func (p phrases) waiting() string {
	return "I have an answer that is for you alone. Please press the button to see it."
}

// own are a topic's own words, if it has some that fit: where nobody has said what the subjects are, those that name them do not.
func (p phrases) own(t *corpus.Topic) string {
	if t == nil || p.clinic.Subjects == "" && strings.Contains(t.Reply, subjectsPlace) {
		return ""
	}
	return strings.ReplaceAll(t.Reply, subjectsPlace, p.clinic.Subjects)
}

func (p phrases) none() string { return "None of these" }

func (p phrases) uncovered(asked []string) string {
	if len(asked) > 1 {
		return "I don't have answers to your other questions (" + strings.Join(asked, " ") + "). " + p.reach()
	}
	return "I don't have an answer to your other question (" + strings.Join(asked, " ") + "). " + p.reach()
}

func (p phrases) half() string { return "I don't have an answer to the other thing you asked." }

func (p phrases) again(heading string) string {
	if heading == "" {
		return "I just answered that above."
	}
	return "I just answered that above, under \"" + heading + "\"."
}

func (p phrases) declined() string { return "I can't help with that." }

func (p phrases) chatter() string {
	if p.clinic.Subjects == "" {
		return "I only answer questions from " + p.clinic.Name + "'s own FAQ. Ask me one any time."
	}
	return "I only answer questions about " + p.clinic.Subjects + ". Ask me one any time."
}

func (p phrases) apology() string {
	return "Sorry, something went wrong on my side and I can't answer right now. " + p.reach()
}

func (p phrases) askAgain() string { return "I can't find that any more. Please ask again." }

// revealGone goes to whoever was answered privately. It names no danger, and whom to call in any.
func (p phrases) revealGone(emergency, crisis string) string {
	return "I can't find that any more. What I answer privately stays in my memory for a day, and not when I'm restarted. Please ask " +
		"again. In an emergency, call " + emergency + " or your local emergency number; in a personal crisis, call " + crisis + "."
}

// spanish is the one reply in Spanish. No native speaker has checked it yet.
func (p phrases) spanish() string {
	name := p.clinic.Name
	switch name {
	case unnamed(Clinic{}):
		name = "la clínica"
	case unnamed(Clinic{Own: true}):
		name = "el equipo"
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

// stands repeats a warning before the answer to another question. What it was of may not be known any more.
func (p phrases) stands(f sign.Finding) string {
	if f.ID == "" {
		return f.Advice
	}
	return "What I said before still holds: " + f.Advice
}

// lookedAt answers somebody who says that a doctor has looked at what they were warned of.
func (p phrases) lookedAt() string {
	return "Thank you for telling me. Please tell " + p.they + " what the doctor said before you book. " + p.reach()
}

// offered goes after a private warning of what was not said to the bot.
func (p phrases) offered() string {
	return "I'm Backtalk, an automatic helper. Something that you wrote in a channel sounded as if you need help now. Only you see this."
}

// disagreeLabel and those after it are for somebody who was misread.
func (p phrases) disagreeLabel() string { return "That's not what I meant" }

func (p phrases) onceMore(grave, staffed bool) string {
	switch {
	case !grave:
		return "If none of that is so, press \"" + p.disagreeLabel() + "\" once more. Then I take back what I said, and you can ask me again in other words."
	case staffed:
		return "If none of that is so, press \"" + p.disagreeLabel() + "\" once more. What I said stays for a day, but " + p.team + " sees that you disagree, and can lift it."
	}
	return "If none of that is so, " + p.they + " can help you. What I said stays for a day. " + p.reach()
}

func (p phrases) takenBack() string {
	return "I've taken it back. Please ask me again in other words; I read them as if for the first time."
}

// keptTold is said once staff have been sent a notice, and only then.
func (p phrases) keptTold() string {
	return "I've told " + p.team + " that you disagree. What I said stays for a day, unless they lift it."
}

func (p phrases) kept() string { return "What I said stays for a day. " + p.reach() }

func (p phrases) nothingHeld() string {
	return "There is nothing to take back any more. Please ask me again in other words."
}

// cleared answers a wish to book after a warning.
func (p phrases) cleared() string {
	if p.clinic.Phone != "" {
		return "Once a doctor has cleared you, please call us at " + p.clinic.Phone + "."
	}
	return "Once a doctor has cleared you, please call us."
}

// callToBook answers a wish to book in public after a private warning, of which nobody else may learn.
func (p phrases) callToBook() string {
	switch {
	case p.clinic.Phone != "":
		return "Please call us at " + p.clinic.Phone + " about an appointment."
	case p.clinic.ContactURL != "":
		return "Please ask us for an appointment through the link below."
	}
	return "Please call us about an appointment."
}

// firstDoctor goes with a caution: something to settle before a massage.
func (p phrases) firstDoctor() string { return "Please speak to us or to your doctor before booking." }

func (p phrases) notToday() string { return "Please don't come in today. " + p.callPlease() }

// notMedical and the two after it go with help: what this is not, and what is kept.
func (p phrases) notMedical(emergency string) string {
	return "I'm not a doctor, not a medical service and not for emergencies: in an emergency, call " + emergency +
		" or your local emergency number. I don't diagnose, and my silence doesn't mean that all is well. Please leave out what is private."
}

func (p phrases) keeps() string {
	return "What I keep: the ids and times of messages and of my replies for seven days, the text of a message only until it is answered, or for a " +
		"day when it can't be, who was warned for a day, and nothing of names. So that I understand follow-up questions, your last two messages stay " +
		"in my memory for ten more minutes; they are never written down for that."
}

func (p phrases) trainsNothing() string {
	return "Your messages train nothing: I learn only from what the people who made me wrote."
}

// privacyHow says where people see what is kept of them.
func (p phrases) privacyHow(platform string) string {
	switch platform {
	case "discord":
		return "/privacy shows what I keep of you, and erases it if you want."
	case "slack":
		return "\"/faq privacy\", or the Home tab, shows what I keep of you, and erases it if you want."
	}
	return ""
}

// inMemory goes with what is kept of somebody.
func (p phrases) inMemory() string {
	return "In my memory only, and never written down: your last two messages, for ten minutes."
}

func (p phrases) platformKeeps(platform string) string {
	switch platform {
	case "discord":
		return "Discord itself keeps what is typed there."
	case "slack":
		return "Slack itself keeps what is typed there."
	}
	return ""
}

// The labels of buttons name what pressing them does.

func (p phrases) revealLabel() string      { return "Show me privately" }
func (p phrases) othersLabel() string      { return "Show other answers" }
func (p phrases) shareLabel() string       { return "Share in channel" }
func (p phrases) clinicLabel() string      { return "Ask " + p.they }
func (p phrases) removeLabel() string      { return "Remove this answer" }
func (p phrases) removeMineLabel() string  { return "Remove my answer" }
func (p phrases) dismissLabel() string     { return "Dismiss" }
func (p phrases) postLabel() string        { return "Post as reply" }
func (p phrases) postLinkLabel() string    { return "Post with booking link" }
func (p phrases) postBookLabel() string    { return "Post booking link" }
func (p phrases) postWarningLabel() string { return "Post the warning" }
func (p phrases) consentLabel() string     { return "Yes, tell them" }
func (p phrases) noConsentLabel() string   { return "No, don't" }
func (p phrases) liftLabel() string        { return "Lift the hold" }
func (p phrases) forgetLabel() string      { return "Forget me" }

func (p phrases) othersLead() string { return "These may answer it as well:" }

func (p phrases) slowDown() string {
	return "That's more than I can answer at once. I'm leaving your next messages unanswered for a minute; please ask again then. In an " +
		"emergency, call your local emergency number."
}

func (p phrases) tooBusy() string {
	return "I've been asked too much in this channel at once. I'm leaving the next messages here unanswered for a minute; please ask again " +
		"then. In an emergency, call your local emergency number."
}

// late goes with an answer that comes long after its question.
func (p phrases) late(age time.Duration) string {
	return "You wrote this about " + roughly(age) + " ago; I couldn't answer sooner."
}

// keptOfYou and those after it answer people who want to know what is kept of them, or want it erased.
func (p phrases) keptOfYou(messages, waiting, notes int) string {
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

func (p phrases) keptHold(until time.Time) string {
	if until.IsZero() {
		return ""
	}
	return "That you were warned stays until " + until.Local().Format(dayAndTime) + ", so that I don't send you to a booking before a doctor had a look. Of what is " +
		"not written down."
}

func (p phrases) keptUnknown() string {
	return "I can't look that up right now. Please try again in a few minutes."
}

func (p phrases) forgotten(n int) string {
	if n == 0 {
		return "There was nothing to erase."
	}
	return "I've erased " + numbered(n, "entry") + " that named you, and our last messages from my memory. I no longer know which of my answers are yours, " +
		"so please ask " + p.team + " when one should go."
}

func (p phrases) notForgotten() string {
	return "I couldn't erase that right now. Please try again in a few minutes, or tell whoever looks after me. " + p.reach()
}

// What is said of pauses: to people, then to staff.
func (p phrases) paused() string { return "I'm paused here at the moment. " + p.reach() }

func (p phrases) pausedNow(everywhere bool) string {
	where := "in this channel"
	if everywhere {
		where = "everywhere in this space"
	}
	return "I'm paused " + where + " until somebody resumes me. I still answer danger signs that are said to me, and nothing else."
}

// directToo and directNot say whether a pause of a whole space covers direct messages.
func (p phrases) directToo() string { return "That goes for direct messages, too." }

func (p phrases) directNot() string {
	return "Direct messages go on being answered, since I serve more than one space."
}

func (p phrases) resumed(all, everywhere bool, channels int) string {
	switch {
	case !all && channels > 0:
		return "I'm no longer paused in this channel."
	case !all:
		return "I wasn't paused in this channel by itself."
	case everywhere && channels > 0:
		return "I'm no longer paused anywhere in this space. That ends the pause of " + numbered(channels, "single channel") + " too."
	case everywhere:
		return "I'm no longer paused anywhere in this space."
	case channels > 0:
		return "I'm no longer paused anywhere in this space; " + numbered(channels, "channel") + " had a pause."
	}
	return "I wasn't paused anywhere in this space."
}

func (p phrases) stillPaused() string {
	return "I'm still paused everywhere in this space, and that includes this channel."
}

func (p phrases) status(here, everywhere bool, others int) string {
	var where []string
	if everywhere {
		where = append(where, "everywhere in this space")
	}
	if here {
		where = append(where, "here")
	}
	if others > 0 {
		where = append(where, "in "+numbered(others, "other channel"))
	}
	if len(where) == 0 {
		return "I'm not paused anywhere in this space."
	}
	return "I'm paused: " + strings.Join(where, ", ") + "."
}

func (p phrases) notSaved() string {
	return "I couldn't save that, so it holds only until I'm restarted. Please tell whoever looks after me."
}

// Who may do what.
func (p phrases) onlyStaff() string { return "Only " + p.team + " can do that." }

func (p phrases) onlyAsker() string { return "Only the person who asked can do that." }

func (p phrases) onlyAskerOrStaff() string {
	return "Only the person who asked or " + p.team + " can do that."
}

// What is said about presses.
func (p phrases) posted() string { return "Posted." }

func (p phrases) notPosted() string {
	return "I couldn't post that. The message may be gone, or I may lack the permission to post there."
}

func (p phrases) shared() string { return "Shared in the channel." }

func (p phrases) removed() string { return "Removed." }

func (p phrases) notRemoved() string {
	return "I couldn't remove that. It may be gone already, or it is a warning, which only staff can take away."
}

func (p phrases) justDone() string {
	return "That was pressed a moment ago. Please look what came of it before you press again."
}

func (p phrases) noLinkNow() string {
	return "I haven't posted that: a booking link isn't right for this message. You can post the answer without the link."
}

// What is said to whoever looks for an answer to somebody's message.
func (p phrases) foundSure() string { return "This is what the articles say:" }

func (p phrases) foundUnsure() string {
	return "I'm not sure that this answers it. Please read it against the message first:"
}

func (p phrases) foundOther() string {
	return "This is another passage. Please read it against the message first:"
}

func (p phrases) foundNothing() string { return "I don't have a passage that answers this message." }

func (p phrases) foundBooking() string { return "This looks like a wish to book." }

func (p phrases) findDanger() string {
	return "This message has a danger sign. This is what to say to that person:"
}

func (p phrases) findRefused() string { return "This is something I don't answer. What I say then:" }

func (p phrases) sayPrivately() string {
	return "Please tell that person privately; the reason is not for everybody to read."
}

func (p phrases) nothingToRead() string {
	return "There are no words of somebody else in that message, so I have nothing to look for."
}

// aloud is an answer in short, to read out on the phone.
func (p phrases) aloud(title, sentence string) string {
	return "Our article \"" + title + "\" says: " + sentence
}

func (p phrases) checked() string { return "Checked by " + p.team + "." }

func (p phrases) checkedBy(name string) string { return "Checked by " + name + "." }

// passedOn and passedOnWho are said once staff have been sent a notice, and only then.
func (p phrases) passedOn() string {
	return "I've passed a link to your question on to " + p.team + ". I can't say when somebody looks at it."
}

func (p phrases) passedOnWho() string {
	return "I've told " + p.team + " who you are, and that you asked something that I couldn't answer. I can't say when somebody looks at it."
}

func (p phrases) notPassedOn() string { return "That didn't work: nobody was told. " + p.reach() }

func (p phrases) askedEnough() string {
	return "You have asked " + p.team + " several times just now. " + p.reach()
}

func (p phrases) consent() string {
	return "This shows " + p.team + " who you are, and that you asked something that I couldn't answer. They don't see what you wrote. Shall I tell them?"
}

// question and the two after it are notices in the staff channel.
func (p phrases) question() string { return "Somebody asked me something that I couldn't answer." }

func (p phrases) privateQuestion() string {
	return "Somebody asked me in private something that I couldn't answer, and agreed that you know who they are."
}

func (p phrases) alert(emergency bool, how manner) string {
	text := "Somebody wrote of what may be a personal crisis"
	if emergency {
		text = "Somebody wrote of what may be an emergency"
	}
	return text + p.answered(how)
}

// misconductAlert is said of reports about how somebody behaved. It takes no side.
func (p phrases) misconductAlert(how manner) string {
	whose := "a therapist's, a staff member's or another client's"
	if p.clinic.Own {
		whose = "a staff member's or another client's"
	}
	return "Somebody wrote of " + whose + " behaviour" + p.answered(how)
}

// answered ends an alert: how somebody was answered, and who judged.
func (p phrases) answered(how manner) string {
	switch how {
	case alone:
		return ", in private. I answered with whom to call. I don't show who it was. " + p.judged()
	case unasked:
		return ", not to me. I sent them privately whom to call, and nothing in public. " + p.judged()
	}
	return ". I answered with whom to call. " + p.judged()
}

// judged says who judged that there is a danger.
func (p phrases) judged() string { return "A program judged this; please look." }

// unsaid is what staff are told instead when the answer to a danger sign could not be shown to anybody.
func (p phrases) unsaid() string {
	return "Somebody wrote of what may be a danger to them, and I could NOT answer them. A program judged this; please look at once."
}

// disagreement is what staff are told when somebody says to have been misread.
func (p phrases) disagreement(private bool) string {
	text := "Somebody whom I warned of what may be an emergency says that they meant something else"
	if private {
		text += ". I don't show who it is"
	}
	return text + ". They can't book through me for a day, unless you lift that. " + p.judged()
}

// What staff read after they lifted a hold.
func (p phrases) lifted() string {
	return "Lifted. I answer that person as if I had not warned them."
}

func (p phrases) nothingToLift() string { return "There is no hold on that person any more." }

// trouble is a notice about a place where the bot may not post.
func (p phrases) trouble() string {
	return "I'm not allowed to post in this channel, so a question there may have got no answer. Please check my permissions there."
}

// missed tells staff of things that were not said, the first of them for a reason.
func (p phrases) missed(why chat.Why, n int) string {
	if n > 1 {
		return "There are " + numbered(n, "message") + " that I couldn't answer, or couldn't tell you of, this one among them. Please look; the status " +
			"command lists them."
	}
	switch why {
	case chat.TooLate:
		return "I couldn't answer a message for a whole day, and have given it up. Please look."
	case chat.Refused:
		return "I couldn't show my answer to a message. Please look."
	case chat.Unread:
		return "I was away, and couldn't read what was said in this channel meanwhile. Please look."
	case chat.Untold:
		return "There was something that I should have told you and couldn't. It may be urgent; please look."
	}
	return "I couldn't answer a message. Please look."
}

// missedPrivate goes after that when there is nothing to link.
func (p phrases) missedPrivate() string { return "It was in private, so I don't show where." }

// away tells staff of a time without a connection.
func (p phrases) away(platform string, from, to time.Time) string {
	return "I was away from " + platform + " from " + from.Local().Format(dayAndTime) + " to " + to.Local().Format(dayAndTime) +
		". What I find of what was said to me meanwhile, I answer now. Please look whether something is left."
}

// dead and those after it tell staff what became of the program.
func (p phrases) dead(platform, what string) string {
	return "I can't answer on " + platform + " any more, and somebody has to do something about it: " + what + ". Elsewhere I go on."
}

func (p phrases) back(platform string) string { return "I answer on " + platform + " again." }

func (p phrases) damaged() string {
	return "My data file was damaged, so I set it aside and began an empty one. Pauses are over, who was warned is forgotten, and questions that waited got no answer. " +
		"Please tell whoever looks after me."
}

func (p phrases) diskFails(fails bool) string {
	if !fails {
		return "I can write to my disk again."
	}
	return "I can't write to my disk; it may be full. I go on answering, but a restart may repeat or lose some answers. Please tell whoever looks after me."
}

// unsaidHere tells staff what could not be said in a space in the last seven days.
func (p phrases) unsaidHere(here map[chat.Why]int, elsewhere int) string {
	var parts []string
	for _, why := range whys() {
		if n := here[why]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+p.becauseLabel(why))
		}
	}
	text := "In the last seven days there was nothing that I couldn't answer."
	if len(parts) > 0 {
		text = "What I couldn't say in the last seven days: " + strings.Join(parts, "; ") + "."
	}
	if elsewhere > 0 {
		text += " In other places: " + strconv.Itoa(elsewhere) + "."
	}
	return text
}

func (p phrases) becauseLabel(why chat.Why) string {
	switch why {
	case chat.TooLate:
		return "unanswered for a day"
	case chat.Barred:
		return "where I may not post"
	case chat.Gone:
		return "gone before I answered"
	case chat.Refused:
		return "not shown"
	case chat.Unread:
		return "unread while I was away"
	case chat.Untold:
		return "not told to you"
	}
	return "for another reason"
}

// unsaidLabel is on a link to one of these.
func (p phrases) unsaidLabel(why chat.Why, at time.Time) string {
	return at.Local().Format("Mon 15:04") + ", " + p.becauseLabel(why)
}

func (p phrases) unsaidUnknown() string {
	return "What I couldn't say I can't look up right now."
}

// dayAndTime is how staff and people read a moment.
const dayAndTime = "Mon 2 Jan 15:04 MST"

// roughly is a length of time in words.
func roughly(d time.Duration) string {
	if d < 90*time.Minute {
		return numbered(int(d.Round(time.Minute)/time.Minute), "minute")
	}
	return numbered(int(d.Round(time.Hour)/time.Hour), "hour")
}

// numbered is a number of things.
func numbered(n int, thing string) string {
	if stem, y := strings.CutSuffix(thing, "ry"); n != 1 && y {
		thing = stem + "ries"
	} else if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
