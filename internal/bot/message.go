package bot

import (
	"context"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// heard is a message on its way to an answer.
type heard struct {
	chat.Message
	setting
	past  conversation
	stood answer.Standing // the warning that stands
	now   time.Time
}

func (m heard) person() string { return personKey(m.Place, m.Author) }

// opens tells whether the message opens a post and was not said to the bot.
func (m heard) opens() bool { return m.Opening && !m.Addressed }

// hear gathers what must be known to answer a message.
func (b *Bot) hear(ctx context.Context, m chat.Message) heard {
	now := b.now()
	return heard{m, b.settings().at(m.Place), b.conversations.recall(conversationOf(m), now), b.standing(ctx, m.Place, m.Author, m.Private), now}
}

// Message answers a message; nil is silence. What is answered late is said to be late.
func (b *Bot) Message(ctx context.Context, m chat.Message) *chat.Reply {
	r := b.reply(ctx, m)
	age, late := b.late(m)
	if r == nil || !late {
		return r
	}
	dated, line := *r, b.settings().usual.voice.Late(age)
	if dated.Lead = voice.Lines(line, r.Lead); r.Warning { // what to do comes first
		dated.Lead = voice.Lines(r.Lead, line)
	}
	return &dated
}

// late tells whether a message is answered long after it was said, and how long. A change of it is a moment old.
func (b *Bot) late(m chat.Message) (age time.Duration, late bool) {
	if m.Time.IsZero() || m.Edited {
		return 0, false
	}
	age = b.now().Sub(m.Time)
	return age, age > chat.Fresh
}

// reply is what a message gets. Danger signs come before every reason for it. A message that comes again,
// because its reply could not be posted, counts once and gets the same reply, unless it would not be right any more.
func (b *Bot) reply(ctx context.Context, message chat.Message) *chat.Reply {
	engine, done := b.engine()
	defer done()
	now := b.now()
	b.spaces.note(message.Place, message.Direct)
	m := b.hear(ctx, message)
	here, everywhere := b.pauses.paused(ctx, m.setting, m.Place)
	paused := here || everywhere
	before := b.handled.of(message, now)
	if before.over && before.held == b.isHeld(ctx, m.person()) && (!paused || before.warned() && m.Addressed) {
		b.handled.keep(message, before, now)
		return before.again(message)
	}
	b.lately.observe(message, now)
	a, err := engine.Answer(ctx, m.question())
	if err != nil {
		b.log.Error("answering a message", "error", err, "platform", m.Message.Platform)
	}
	r := b.decide(ctx, engine, m, a, err, paused)
	if !m.Addressed && !m.Edited {
		b.lately.await(message, r != nil, now)
	}
	if err == nil && (!paused || r != nil && r.Warning) {
		last := b.handled.of(message, now)
		last.over, last.reply, last.held = true, r, b.isHeld(ctx, m.person())
		b.handled.keep(message, last, now)
	}
	return r
}

// decide says what becomes of a message with an answer.
func (b *Bot) decide(ctx context.Context, engine *answer.Engine, m heard, a answer.Answer, err error, paused bool) *chat.Reply {
	if r, stop := b.silenced(m, a, paused); stop {
		return r
	}
	switch {
	case a.AskedOn:
		return b.askedOn(ctx, m, a)
	case a.Outcome == answer.Warn:
		return b.warn(ctx, m, a)
	case err != nil:
		return b.apologize(m)
	}
	if m.Addressed {
		a = proposed(engine, m.Text, a)
	}
	if !m.Addressed && !b.mayListen(m, a) {
		return nil
	}
	a.Signs = b.nets.fresh(m, a.Signs)
	if m.opens() {
		a.Uncovered = nil
	}
	if s, ok := repeated(m, a); ok {
		if !m.Addressed {
			return nil
		}
		return m.finish(&chat.Reply{Words: chat.Words{Lead: m.voice.Again(s.heading)}})
	}
	reply := m.Reply(a, b.mood(ctx, m.person(), m.Private, m.past, a.Standing))
	if reply == nil {
		return nil
	}
	if a.Standing != nil && a.Follow == sign.Cleared {
		b.settle(ctx, m.Place, m.Author)
	}
	b.note(m, a, reply)
	b.controls(ctx, m, a, reply)
	return m.finish(reply)
}

// question is the message as the engine gets it. What opens a post is weighed as if it had been said to the bot. Words that
// were warned of are read together with others only while the warning stands: then nothing is quoted for both.
func (m heard) question() answer.Question {
	q := answer.Question{Text: m.Text, Addressed: m.Addressed || m.opens()}
	if m.Addressed {
		q.Standing = m.stood
	}
	for _, s := range m.past.said {
		if s.message != m.Key() && (!s.warned || m.stood.On) {
			q.Before = append(q.Before, s.text)
		}
	}
	return q
}

// silenced tells whether a message gets no answer, because of a pause or of too many messages, and what it gets
// instead.
func (b *Bot) silenced(m heard, a answer.Answer, paused bool) (r *chat.Reply, stop bool) {
	danger := a.Outcome == answer.Warn
	if paused {
		if danger && m.Addressed {
			return nil, false
		}
		b.noteUnanswered(m)
		if m.Command {
			return m.finish(m.pausedLine()), true
		}
		return nil, true
	}
	if _, answered := m.past.of(m.Key()); danger && !a.AskedOn || !m.Addressed || m.Edited && answered { // silence would take its answer away
		return nil, false
	}
	if _, late := b.late(m.Message); late { // they come all at once, after an outage
		return nil, false
	}
	people, channel := b.count(m)
	over, text := people, m.voice.SlowDown()
	if people == within {
		over, text = channel, m.voice.TooBusy()
	}
	if over == within {
		return nil, false
	}
	b.noteUnanswered(m)
	switch {
	case over == first || m.Command:
		return m.finish(&chat.Reply{Words: chat.Words{Lead: text}}), true
	}
	return nil, true
}

// count counts a message against the limits, once.
func (b *Bot) count(m heard) (people, channel verdict) {
	t := b.handled.of(m.Message, m.now)
	if !t.counted {
		t.counted = true
		t.people, t.channel = b.lately.take(m.person(), m.Place, m.Private, m.now)
		b.handled.keep(m.Message, t, m.now)
	}
	return t.people, t.channel
}

// noteUnanswered remembers what was said to the bot without an answer: with what comes next it may be a danger sign.
func (b *Bot) noteUnanswered(m heard) {
	if m.Addressed {
		b.conversations.note(conversationOf(m.Message), said{message: m.Key(), text: m.Text}, false, m.now)
	}
}

// pausedLine says that the bot is paused, and how to reach the clinic.
func (s Speaker) pausedLine() *chat.Reply {
	r := privately(s.voice.Paused())
	s.contact(r)
	return r
}

// mayListen tells whether to answer what was not said to the bot. Somebody for whom a warning stands is told nothing else
// unasked.
func (b *Bot) mayListen(m heard, a answer.Answer) bool {
	if m.stood.On {
		return false
	}
	if m.opens() {
		return !m.Answered && (a.Outcome == answer.Quote || a.Outcome == answer.Booking)
	}
	if _, late := b.late(m.Message); late || a.Outcome != answer.Quote {
		return false
	}
	if before, ok := m.past.of(m.Key()); ok && m.Edited && before.passage != "" {
		return true // it has its answer, which changes with it
	}
	t := b.handled.of(m.Message, m.now)
	if t.listened {
		return true
	}
	if m.To != "" || m.Answered || b.lately.joined(m.Message, m.now) || b.lately.heardLately(m.person(), m.now) {
		return false
	}
	b.lately.hear(m.person(), m.now)
	t.listened = true
	b.handled.keep(m.Message, t, m.now)
	return true
}

// note remembers a message and what it got.
func (b *Bot) note(m heard, a answer.Answer, r *chat.Reply) {
	s := said{message: m.Key(), thread: m.Thread, text: m.Text}
	switch a.Outcome {
	case answer.Quote:
		if !r.Private() || m.Direct {
			s.passage, s.heading = a.Quotes[0].Passage.ID(), a.Quotes[0].Passage.Heading()
		}
	case answer.Warn:
		if s.warned = true; !a.AskedOn {
			s.level = a.Level()
		}
	}
	b.conversations.note(conversationOf(m.Message), s, a.Outcome == answer.Quote && Offers(r), m.now)
}

// repeated finds the same question, asked and answered a moment ago by the same person in the same place. What goes
// with a danger sign is never cut short, nor is what only the asker sees beside what others say: it may be gone there.
func repeated(m heard, a answer.Answer) (said, bool) {
	if a.Outcome != answer.Quote || len(a.Signs) > 0 || m.Edited || m.Private && !m.Direct {
		return said{}, false
	}
	for _, s := range m.past.said {
		if s.message != m.Key() && s.thread == m.Thread && s.passage == a.Quotes[0].Passage.ID() && sameQuestion(s.text, m.Text) {
			return s, true
		}
	}
	return said{}, false
}

func (b *Bot) apologize(m heard) *chat.Reply {
	if !m.Addressed {
		return nil
	}
	r := &chat.Reply{Words: chat.Words{Lead: m.voice.Apology()}}
	m.contact(r)
	return m.finish(r)
}

// finish says which message a reply is for, and keeps what was asked privately private.
func (m heard) finish(r *chat.Reply) *chat.Reply {
	r.ReplyTo = m.ID
	if len(r.Choices)+len(r.Buttons) > 0 || r.Private() && r.Beside().Text != "" {
		r.About = m.ID
	}
	if m.Private {
		r.Audience = chat.ForAsker()
	}
	return r
}
