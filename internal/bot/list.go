package bot

import (
	"backtalk/internal/answer"
	"backtalk/internal/corpus"
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
	return []Phrase{
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
		en("In public, beside a private answer", p.aside()),
		en("With an answer about a danger sign that nobody has", p.ifNow(s.contacts["emergency"])),
		en("A wish to book after a warning", p.cleared()),
		en("With something to settle before a massage", p.firstDoctor()),
		en("With a reason not to come today", p.notToday()),
		{"A question in Spanish", p.spanish(), "es"},
	}
}

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
