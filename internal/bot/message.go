package bot

import (
	"context"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/redflag"
)

// The outcomes of replies that are no answers, for figures.
const (
	outcomePaused    = "paused"
	outcomeLimited   = "limited"
	outcomeRefused   = "refused"
	outcomeDone      = "done"
	outcomeDismissed = "dismissed"
	outcomeAsked     = "asked"
)

// heard is a message on its way to an answer.
type heard struct {
	chat.Message
	setting
	past conversation
	now  time.Time
}

func (m heard) person() string { return personKey(m.Place, m.Author) }

// opens tells whether the message opens a post and was not said to the bot.
func (m heard) opens() bool { return m.Opening && !m.Addressed }

// Message answers a message; nil is silence. Danger signs come before every reason for it.
func (b *Bot) Message(ctx context.Context, message chat.Message) *chat.Reply {
	engine, done := b.engine()
	defer done()
	now := b.now()
	b.traffic.observe(message, now)
	m := heard{message, b.settings.at(message.Place), b.memory.recall(conversationKey(message.Place, message.Author, message.Direct), now), now}
	a, err := engine.Answer(ctx, m.question())
	if err != nil {
		b.log.Error("answering a message", "error", err, "platform", m.Message.Platform)
	}
	if r, stop := b.silenced(ctx, m, a); stop {
		return r
	}
	if a.Outcome == answer.Warn {
		return b.warn(ctx, m, a)
	}
	if err != nil {
		return b.apologize(m)
	}
	if m.Addressed {
		a = proposed(engine, m.Text, a)
	}
	if !m.Addressed && !b.mayListen(m, a) {
		return nil
	}
	if m.opens() {
		a.Uncovered = nil
	}
	if s, ok := repeated(m, a); ok {
		if !m.Addressed {
			return nil
		}
		return m.finish(&chat.Reply{Outcome: a.Outcome.String(), Lead: m.phrases.again(s.heading)})
	}
	reply := m.Reply(a, Mood{LinkGiven: m.past.linkGiven, Held: b.isHeld(ctx, m.person())})
	if reply == nil {
		return nil
	}
	b.note(m, a, reply)
	b.controls(ctx, m, a, reply)
	return m.finish(reply)
}

// question is the message as the engine gets it. What opens a post is weighed as if it had been said to the bot.
func (m heard) question() answer.Question {
	q := answer.Question{Text: m.Text, Addressed: m.Addressed || m.opens()}
	for _, s := range m.past.said {
		if s.message != m.Key() {
			q.Before = append(q.Before, s.text)
		}
	}
	return q
}

// silenced tells whether a message gets no answer, because of a pause or of too many messages, and what it gets
// instead.
func (b *Bot) silenced(ctx context.Context, m heard, a answer.Answer) (r *chat.Reply, stop bool) {
	danger := a.Outcome == answer.Warn
	if here, everywhere := b.pauses.paused(ctx, m.setting, m.Place); here || everywhere {
		if danger && m.Addressed {
			return nil, false
		}
		b.noteUnanswered(m)
		if m.Command {
			return m.finish(m.pausedLine()), true
		}
		return nil, true
	}
	if _, answered := m.past.of(m.Key()); danger || !m.Addressed || m.Edited && answered { // silence would take its answer away
		return nil, false
	}
	people, channel := b.traffic.take(m.person(), m.Place, m.Private, m.now)
	over, text := people, m.phrases.slowDown()
	if people == within {
		over, text = channel, m.phrases.tooBusy()
	}
	if over == within {
		return nil, false
	}
	b.noteUnanswered(m)
	switch {
	case over == first || m.Command:
		return m.finish(&chat.Reply{Outcome: outcomeLimited, Lead: text}), true
	}
	return nil, true
}

// noteUnanswered remembers what was said to the bot without an answer: with what comes next it may be a danger sign.
func (b *Bot) noteUnanswered(m heard) {
	if m.Addressed {
		b.memory.note(conversationKey(m.Place, m.Author, m.Direct), said{message: m.Key(), text: m.Text}, false, m.now)
	}
}

// pausedLine says that the bot is paused, and how to reach the clinic.
func (s Speaker) pausedLine() *chat.Reply {
	r := &chat.Reply{Outcome: outcomePaused, Lead: s.phrases.paused(), Private: true}
	s.contact(r)
	return r
}

// mayListen tells whether to answer what was not said to the bot.
func (b *Bot) mayListen(m heard, a answer.Answer) bool {
	if m.opens() {
		return !m.Answered && (a.Outcome == answer.Quote || a.Outcome == answer.Booking)
	}
	if a.Outcome != answer.Quote {
		return false
	}
	if before, ok := m.past.of(m.Key()); ok && m.Edited && before.passage != "" {
		return true // it has its answer, which changes with it
	}
	if m.To != "" || m.Answered || b.traffic.joined(m.Message, m.now) || b.traffic.heardLately(m.person(), m.now) {
		return false
	}
	b.traffic.hear(m.person(), m.now)
	return true
}

// warn answers a danger sign, in full each time, and tells staff of the gravest.
func (b *Bot) warn(ctx context.Context, m heard, a answer.Answer) *chat.Reply {
	b.hold(ctx, m.person())
	r := m.Reply(a, Mood{})
	r.Warning = true
	before, known := m.past.of(m.Key())
	if level := gravest(a.Flags); m.hasStaff() && level >= redflag.Crisis && !(known && m.Edited && before.level == r.Level) {
		r.Notice = m.alert(level)
	}
	b.note(m, a, r)
	b.remind(ctx, m, a, r)
	return m.finish(r)
}

// gravest is the gravest level that is warned of.
func gravest(flags []redflag.Flag) redflag.Level {
	level := redflag.NoLevel
	for _, f := range flags {
		if f.Warns() {
			level = max(level, f.Level)
		}
	}
	return level
}

// alert tells staff that somebody may be in danger: where, when that is no secret, but neither who nor of what.
func (m heard) alert(level redflag.Level) *chat.Notice {
	n := &chat.Notice{To: m.StaffChannel, Text: m.phrases.alert(level == redflag.Emergency, m.Private)}
	if !m.Private {
		n.About, n.ID = m.Place, m.ID
	}
	return n
}

// note remembers a message and what it got.
func (b *Bot) note(m heard, a answer.Answer, r *chat.Reply) {
	s := said{message: m.Key(), text: m.Text}
	switch a.Outcome {
	case answer.Quote:
		s.passage, s.heading = a.Quotes[0].Passage.ID(), a.Quotes[0].Passage.Heading()
	case answer.Warn:
		s.level = r.Level
	}
	b.memory.note(conversationKey(m.Place, m.Author, m.Direct), s, a.Outcome == answer.Quote && Offers(r), m.now)
}

// repeated finds the same question, asked and answered a moment ago by the same person in the same place. What goes
// with a danger sign is never cut short.
func repeated(m heard, a answer.Answer) (said, bool) {
	if a.Outcome != answer.Quote || len(a.Flags) > 0 || m.Edited {
		return said{}, false
	}
	for _, s := range m.past.said {
		if s.message != m.Key() && s.passage == a.Quotes[0].Passage.ID() && sameQuestion(s.text, m.Text) {
			return s, true
		}
	}
	return said{}, false
}

func (b *Bot) apologize(m heard) *chat.Reply {
	if !m.Addressed {
		return nil
	}
	r := &chat.Reply{Outcome: answer.Abstain.String(), Lead: m.phrases.apology()}
	m.contact(r)
	return m.finish(r)
}

// finish says which message a reply is for, and keeps what was asked privately private.
func (m heard) finish(r *chat.Reply) *chat.Reply {
	r.ReplyTo = m.ID
	if len(r.Choices)+len(r.Buttons) > 0 || r.Private && r.Aside != "" {
		r.About = m.ID
	}
	if m.Private {
		r.Private, r.Aside, r.Reveal = true, "", ""
	}
	return r
}
