package bot

import (
	"slices"
	"strings"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/contact"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// Speaker puts answers into words. It is a value without state: the same answer always makes the same reply.
type Speaker struct {
	phrases  phrases
	contacts contact.List
}

// NewSpeaker returns the speaker of a clinic.
func NewSpeaker(c Clinic) Speaker {
	return Speaker{newPhrases(c), c.contacts()}
}

// Mood is what a reply depends on beside the answer.
type Mood struct {
	LinkGiven bool // this person got the booking link in this conversation already
	Held      bool // this person was warned lately: no booking link until a doctor has cleared them
	Discreet  bool // with Held: others read the reply who could not read the warning, so it must not tell of it
}

// Reply puts an answer into words; nil is silence.
func (s Speaker) Reply(a answer.Answer, mood Mood) *chat.Reply {
	r := &chat.Reply{Outcome: a.Outcome.String(), Level: a.Level()}
	p := s.phrases
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
		r.Lead = p.clarify()
		r.Choices = s.choices(a.Choices)
	case answer.Booking:
		offer = s.booking(r, a, mood)
	case answer.Greet:
		r.Lead = s.talk(a)
	case answer.Decline:
		r.Lead = p.declined()
		if own := p.own(a.Topic); own != "" && a.Topic.Kind == corpus.Decline {
			r.Lead = own
		}
		s.quotes(r, a.Quotes)
	default:
		s.abstain(r, a, mood)
	}
	if s.heed(r, a, mood) == sign.LinkKeep && offer != "" {
		r.Text = joinLines(r.Text, offer)
		if r.Link = s.bookingLink(); r.Link == nil {
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
	if a.Half {
		r.Text = s.phrases.half()
	}
	if len(a.Uncovered) > 0 {
		var asked []string
		for _, t := range a.Uncovered {
			asked = append(asked, t.Ask)
		}
		r.Text = s.phrases.uncovered(asked)
		s.contact(r)
		return ""
	}
	noLink := func(h answer.Hit) bool { return h.Topic != nil && h.Topic.NoLink }
	if mood.Held || !a.Books && (mood.LinkGiven || slices.ContainsFunc(a.Quotes, noLink)) {
		return ""
	}
	return s.phrases.offer()
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
		r.Lead = s.phrases.callToBook()
		s.contact(r)
		return ""
	}
	if mood.Held && !change {
		r.Lead = s.phrases.cleared()
		return ""
	}
	s.quotes(r, a.Quotes)
	if len(a.Choices) > 0 {
		r.Choices = s.choices(a.Choices)
	}
	if change {
		r.Text = s.phrases.change()
		s.contact(r)
		return ""
	}
	return s.phrases.book()
}

// abstain says plainly that nothing was found, and who can tell.
func (s Speaker) abstain(r *chat.Reply, a answer.Answer, mood Mood) {
	p := s.phrases
	if a.Standing != nil && a.Follow == sign.Cleared {
		r.Lead = p.lookedAt()
		if mood.Discreet {
			r.Lead = p.callToBook()
		}
		s.contact(r)
		return
	}
	if a.Spanish {
		r.Lead = p.spanish()
		s.contact(r)
		return
	}
	var kind corpus.Kind
	if a.Topic != nil {
		kind = a.Topic.Kind
	}
	contact := true
	switch kind {
	case corpus.Clinic:
		r.Lead = p.askClinic()
	case corpus.Massage:
		r.Lead = p.askTherapist()
	case corpus.Doctor:
		r.Lead, contact = p.askDoctor(), false
	case corpus.Far:
		r.Lead, contact = p.far(), false
	case corpus.SmallTalk, corpus.Chatter, corpus.Decline:
		r.Lead, contact = p.help(), false
	default:
		r.Lead = p.unknown()
	}
	if own := p.own(a.Topic); own != "" && (kind.Coverable() || kind == corpus.Far) {
		r.Lead = own
		if contact {
			r.Lead += " " + p.reach()
		}
	}
	if contact {
		s.contact(r)
	}
}

// talk answers small talk with the topic's own words.
func (s Speaker) talk(a answer.Answer) string {
	own := s.phrases.own(a.Topic)
	switch {
	case a.Empty || a.Topic == nil:
		return s.phrases.help()
	case own != "":
		return own
	case a.Topic.Kind == corpus.Chatter:
		return s.phrases.chatter()
	}
	return s.phrases.help()
}

// choices lists what sections answer, "none of these" last.
func (s Speaker) choices(all []answer.Suggestion) []chat.Choice {
	var out []chat.Choice
	for _, c := range all {
		out = append(out, chat.Choice{Label: cut(c.Ask, corpus.MaxAsk), Action: chat.Ask, Ref: c.Passage.ID()})
	}
	return append(out, chat.Choice{Label: s.phrases.none(), Action: chat.None})
}

// contact adds the way to the clinic that its configuration knows.
func (s Speaker) contact(r *chat.Reply) {
	r.Reach = true
	if s.phrases.clinic.ContactURL != "" {
		r.Link = &chat.Link{Label: s.phrases.contactLabel(), URL: s.phrases.clinic.ContactURL}
	}
}

func (s Speaker) bookingLink() *chat.Link {
	if s.phrases.clinic.BookingURL == "" {
		return nil
	}
	return &chat.Link{Label: s.phrases.bookLabel(), URL: s.phrases.clinic.BookingURL}
}

// joinLines puts lines together, leaving out empty ones.
func joinLines(lines ...string) string {
	kept := lines[:0]
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
