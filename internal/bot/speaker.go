package bot

import (
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// Speaker puts answers into words. It is a value without state: the same answer always makes the same reply.
type Speaker struct {
	voice voice.Voice
}

// NewSpeaker returns the speaker of a clinic.
func NewSpeaker(c voice.Clinic) Speaker { return Speaker{voice.New(c)} }

// Mood is what a reply depends on beside the answer.
type Mood struct {
	LinkGiven bool // this person got the booking link in this conversation already
	Held      bool // this person was warned lately: no booking link until a doctor has cleared them
	Discreet  bool // with Held: others read the reply who could not read the warning, so it must not tell of it
}

// Reply puts an answer into words; nil is silence.
func (s Speaker) Reply(a answer.Answer, mood Mood) *chat.Reply {
	r := &chat.Reply{}
	p := s.voice
	offer := ""
	switch a.Outcome {
	case answer.Silent:
		return nil
	case answer.Warn:
		s.warn(r, a)
		return r
	case answer.Quote:
		offer = s.quote(r, a, mood)
	case answer.Clarify:
		r.Lead = p.Clarify()
		r.Choices = s.choices(a.Choices)
	case answer.Booking:
		offer = s.booking(r, a, mood)
	case answer.Greet:
		r.Lead = s.talk(a)
	case answer.Decline:
		r.Lead = p.Decline(a.Topic)
		s.quotes(r, a.Quotes)
	default:
		s.abstain(r, a, mood)
	}
	if s.heed(r, a, mood) == sign.LinkKeep && offer != "" {
		r.Text = voice.Lines(r.Text, offer)
		if r.Link = s.voice.BookingLink(); r.Link == nil {
			s.contact(r)
		}
	}
	return r
}

// Offers tells whether the reply to an answer offers the booking link or, with none configured, says how to reach the
// clinic: the way out that a question about booking needs.
func (s Speaker) Offers(a answer.Answer) bool { return Offers(s.Reply(a, Mood{})) }

// Offers tells whether a reply leads to the clinic: by its link, or by saying how to get in touch.
func Offers(r *chat.Reply) bool {
	return r != nil && (r.Link != nil || r.Reach)
}

// quote shows passages. It returns the words that offer the booking link: to who wishes for an appointment as well, else once a
// conversation, and never beside money, complaints or harm; and never after a warning.
func (s Speaker) quote(r *chat.Reply, a answer.Answer, mood Mood) (offer string) {
	s.quotes(r, a.Quotes)
	if len(a.Uncovered) > 0 {
		var asked []string
		for _, t := range a.Uncovered {
			asked = append(asked, t.Ask)
		}
		r.Text = s.voice.OtherQuestions(asked)
	}
	s.rest(r, a)
	if len(a.Uncovered) > 0 {
		s.contact(r)
		return ""
	}
	noLink := func(h answer.Hit) bool { return h.Topic != nil && h.Topic.NoLink }
	if mood.Held || !a.Books && (mood.LinkGiven || slices.ContainsFunc(a.Quotes, noLink)) {
		return ""
	}
	return s.voice.Offer()
}

// rest names what a message asks beside what is quoted, with what may answer it. That is shown beside the answer, never in its
// place, so that there is no "none of these" to press.
func (s Speaker) rest(r *chat.Reply, a answer.Answer) {
	switch {
	case len(a.Choices) > 0:
		r.Text = voice.Lines(r.Text, s.voice.Rest())
		for _, c := range a.Choices {
			r.Choices = append(r.Choices, chat.Choice{Label: cut(c.Ask, corpus.MaxAsk), Action: chat.Also, Ref: c.Passage.ID()})
		}
	case a.Half:
		r.Text = s.voice.Half()
	}
}

func (s Speaker) quotes(r *chat.Reply, hits []answer.Hit) {
	for _, h := range hits {
		r.Passages = append(r.Passages, chat.Quote{Passage: h.Passage, Sentence: h.Sentence, Leads: h.Passage.Introduces()})
	}
}

// booking leads to an appointment, or, for changes, to the people who can make them. After a warning it does neither
// before a doctor has had a look.
func (s Speaker) booking(r *chat.Reply, a answer.Answer, mood Mood) (offer string) {
	change := a.Topic != nil && a.Topic.Kind == corpus.Change
	if mood.Held && mood.Discreet && !change {
		r.Lead = s.voice.CallToBook()
		s.contact(r)
		return ""
	}
	if mood.Held && !change {
		r.Lead = s.voice.Cleared()
		return ""
	}
	s.quotes(r, a.Quotes)
	if len(a.Choices) > 0 {
		r.Choices = s.choices(a.Choices)
	}
	if change {
		r.Text = s.voice.Change()
		s.contact(r)
		return ""
	}
	return s.voice.Book()
}

// abstain says plainly that nothing was found, and who can tell.
func (s Speaker) abstain(r *chat.Reply, a answer.Answer, mood Mood) {
	p := s.voice
	if a.Standing != nil && a.Follow == sign.Cleared {
		r.Lead = p.LookedAt()
		if mood.Discreet {
			r.Lead = p.CallToBook()
		}
		s.contact(r)
		return
	}
	if a.Spanish {
		r.Lead = p.Spanish()
		s.contact(r)
		return
	}
	text, reach := p.NoAnswer(a.Topic)
	if r.Lead = text; reach {
		s.contact(r)
	}
}

// talk answers small talk.
func (s Speaker) talk(a answer.Answer) string {
	if a.Empty {
		return s.voice.Talk(nil)
	}
	return s.voice.Talk(a.Topic)
}

// choices lists what sections answer, "none of these" last.
func (s Speaker) choices(all []answer.Suggestion) []chat.Choice {
	var out []chat.Choice
	for _, c := range all {
		out = append(out, chat.Choice{Label: cut(c.Ask, corpus.MaxAsk), Action: chat.Ask, Ref: c.Passage.ID()})
	}
	return append(out, chat.Choice{Label: s.voice.None(), Action: chat.None})
}

// contact adds the way to the clinic that its configuration knows.
func (s Speaker) contact(r *chat.Reply) {
	r.Reach = true
	if l := s.voice.ContactLink(); l != nil {
		r.Link = l
	}
}
