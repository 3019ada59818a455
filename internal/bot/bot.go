// Package bot decides when to speak and how to put it: it keeps the thread of a conversation, turns answers into
// replies, and says nothing twice. It holds no client of any platform; what it returns is all that it can say.
package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// Bot is the chat.Handler. Make it with [New]; it is safe for concurrent use.
type Bot struct {
	speaker Speaker
	memory  *memory
	now     func() time.Time
	log     *slog.Logger

	mu      sync.Mutex
	current *lease
}

var _ chat.Handler = (*Bot)(nil)

// lease counts the readers of an engine, so that it is closed after the last of them.
type lease struct {
	engine  *answer.Engine
	users   int
	retired bool
}

// New returns a bot that answers with an engine, which it closes when it is swapped or closed itself.
func New(engine *answer.Engine, clinic Clinic, now func() time.Time, log *slog.Logger) *Bot {
	return &Bot{speaker: NewSpeaker(clinic), memory: newMemory(), now: now, log: log, current: &lease{engine: engine}}
}

// Swap puts new knowledge in the place of the old, between two messages. The old engine is closed after its last
// reader.
func (b *Bot) Swap(engine *answer.Engine) {
	b.mu.Lock()
	old := b.current
	b.current = &lease{engine: engine}
	b.mu.Unlock()
	b.retire(old)
}

// Close closes the engine after its last reader. The bot must not be used afterwards.
func (b *Bot) Close() {
	b.mu.Lock()
	old := b.current
	b.mu.Unlock()
	b.retire(old)
}

func (b *Bot) retire(l *lease) {
	b.mu.Lock()
	l.retired = true
	idle := l.users == 0
	b.mu.Unlock()
	if idle {
		b.closeEngine(l)
	}
}

// engine lends the current engine; done gives it back.
func (b *Bot) engine() (engine *answer.Engine, done func()) {
	b.mu.Lock()
	l := b.current
	l.users++
	b.mu.Unlock()
	return l.engine, func() {
		b.mu.Lock()
		l.users--
		last := l.retired && l.users == 0
		b.mu.Unlock()
		if last {
			b.closeEngine(l)
		}
	}
}

func (b *Bot) closeEngine(l *lease) {
	if err := l.engine.Close(); err != nil {
		b.log.Error("closing the index", "error", err)
	}
}

// Message answers a message; nil is silence.
func (b *Bot) Message(ctx context.Context, m chat.Message) *chat.Reply {
	engine, done := b.engine()
	defer done()
	now := b.now()
	key := m.Platform + "/" + m.Space + "/" + m.Channel + "/" + m.Thread + "/" + m.Author
	person := m.Platform + "/" + m.Author
	past := b.memory.recall(key, now)
	q := answer.Question{Text: m.Text, Addressed: m.Addressed}
	for _, s := range past.said {
		if s.message != m.Key() {
			q.Before = append(q.Before, s.text)
		}
	}
	a, err := engine.Answer(ctx, q)
	if err != nil {
		b.log.Error("answering a message", "error", err, "platform", m.Platform)
		if a.Outcome != answer.Warn {
			return b.apologize(m)
		}
	}
	if a.Outcome == answer.Warn {
		b.memory.hold(person, now)
	} else if s, ok := repeated(past, m, a); ok {
		return &chat.Reply{Outcome: a.Outcome.String(), Lead: b.speaker.phrases.again(s.heading), ReplyTo: m.ID}
	}
	reply := b.speaker.Reply(a, Mood{LinkGiven: past.linkGiven, Held: b.memory.isHeld(person, now)})
	if reply != nil {
		reply.ReplyTo = m.ID
	}
	if reply != nil || m.Addressed {
		b.memory.note(key, noted(m, a), reply != nil && reply.Link != nil && a.Outcome == answer.Quote, now)
	}
	return reply
}

// noted is what is remembered of a message.
func noted(m chat.Message, a answer.Answer) said {
	s := said{message: m.Key(), text: m.Text}
	if a.Outcome == answer.Quote {
		s.quoted, s.heading = true, a.Quotes[0].Passage.Heading()
	}
	return s
}

// repeated finds the same question, asked and answered a moment ago by the same person in the same place.
func repeated(past conversation, m chat.Message, a answer.Answer) (said, bool) {
	if a.Outcome != answer.Quote || m.Edited {
		return said{}, false
	}
	for _, s := range past.said {
		if s.quoted && s.message != m.Key() && sameQuestion(s.text, m.Text) && s.heading == a.Quotes[0].Passage.Heading() {
			return s, true
		}
	}
	return said{}, false
}

func (b *Bot) apologize(m chat.Message) *chat.Reply {
	if !m.Addressed {
		return nil
	}
	r := &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.speaker.phrases.apology(), ReplyTo: m.ID}
	b.speaker.contact(r)
	return r
}

// Press answers a press; it never returns nil.
func (b *Bot) Press(ctx context.Context, p chat.Press) *chat.Reply {
	engine, done := b.engine()
	defer done()
	c := engine.Corpus()
	switch p.Action {
	case chat.Ask:
		if t := c.Topic(p.Ref); t != nil {
			return b.chosen(t, c.Covering(t.ID), b.memory.isHeld(p.Platform+"/"+p.Author, b.now()))
		}
	case chat.Show:
		if passage := c.Passage(p.Ref); passage != nil {
			return b.chosen(nil, []*corpus.Passage{passage}, true)
		}
	case chat.None:
		r := &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.speaker.phrases.noneOfThese()}
		b.speaker.contact(r)
		return r
	}
	return &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.speaker.phrases.askAgain(), Private: true}
}

// chosen quotes what covers a topic that somebody chose.
func (b *Bot) chosen(t *corpus.Topic, covering []*corpus.Passage, held bool) *chat.Reply {
	a := answer.Answer{Outcome: answer.Abstain, Topic: t}
	if len(covering) > 0 {
		a.Outcome = answer.Quote
		a.Quotes = []answer.Hit{{Section: covering[0].Section().ID, Passage: covering[0], Topic: t}}
	}
	return b.speaker.Reply(a, Mood{LinkGiven: held, Held: held})
}

// Suggest proposes covered questions for what has been typed so far, best first.
func (b *Bot) Suggest(ctx context.Context, typed string, max int) []chat.Suggestion {
	engine, done := b.engine()
	defer done()
	topics, err := engine.Suggest(ctx, typed, max)
	if err != nil {
		b.log.Error("suggesting questions", "error", err)
		return nil
	}
	var out []chat.Suggestion
	for _, t := range topics {
		out = append(out, chat.Suggestion{Label: t.Ask, Ref: t.ID})
	}
	return out
}

// Forget drops what is remembered of a message. A warning's hold on the booking link stays.
func (b *Bot) Forget(_ context.Context, key string) { b.memory.forget(key) }
