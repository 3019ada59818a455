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

// New returns a bot that answers with an engine, which it closes when it is swapped or closed itself.
func New(engine *answer.Engine, clinic Clinic, now func() time.Time, log *slog.Logger) *Bot {
	return &Bot{speaker: NewSpeaker(clinic), memory: newMemory(), now: now, log: log, current: &lease{engine: engine}}
}

// Message answers a message; nil is silence.
func (b *Bot) Message(ctx context.Context, m chat.Message) *chat.Reply {
	engine, done := b.engine()
	defer done()
	now := b.now()
	key, person := conversationKey(m.Place, m.Author), personKey(m.Place, m.Author)
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
		b.memory.note(key, noted(m, a), a.Outcome == answer.Quote && Offers(reply), now)
	}
	return reply
}

// conversationKey names what one person says in one place, personKey the person in all places of a platform.
func conversationKey(p chat.Place, author string) string {
	return p.Platform + "/" + p.Space + "/" + p.Channel + "/" + p.Thread + "/" + author
}

func personKey(p chat.Place, author string) string { return p.Platform + "/" + author }

// noted is what is remembered of a message.
func noted(m chat.Message, a answer.Answer) said {
	s := said{message: m.Key(), text: m.Text}
	if a.Outcome == answer.Quote {
		s.passage, s.heading = a.Quotes[0].Passage.ID(), a.Quotes[0].Passage.Heading()
	}
	return s
}

// repeated finds the same question, asked and answered a moment ago by the same person in the same place. What goes
// with a danger sign is never cut short.
func repeated(past conversation, m chat.Message, a answer.Answer) (said, bool) {
	if a.Outcome != answer.Quote || len(a.Flags) > 0 || m.Edited {
		return said{}, false
	}
	for _, s := range past.said {
		if s.message != m.Key() && s.passage == a.Quotes[0].Passage.ID() && sameQuestion(s.text, m.Text) {
			return s, true
		}
	}
	return said{}, false
}

func (b *Bot) apologize(m chat.Message) *chat.Reply {
	if !m.Addressed {
		return nil
	}
	r := &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.Apology(), ReplyTo: m.ID}
	b.speaker.contact(r)
	return r
}

// Apology is what to say when something went wrong, for adapters that must say it themselves.
func (b *Bot) Apology() string { return b.speaker.phrases.apology() }

// Press answers a press; it never returns nil.
func (b *Bot) Press(ctx context.Context, p chat.Press) *chat.Reply {
	engine, done := b.engine()
	defer done()
	c := engine.Corpus()
	switch p.Action {
	case chat.Ask:
		if t := c.Topic(p.Ref); t != nil {
			return b.chosen(p, t, c.Covering(t.ID))
		}
	case chat.Show:
		if passage := c.Passage(p.Ref); passage != nil {
			return b.speaker.Reply(quoting(nil, passage), Mood{LinkGiven: true})
		}
	case chat.None:
		r := &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.speaker.phrases.noneOfThese()}
		b.speaker.contact(r)
		return r
	}
	return &chat.Reply{Outcome: answer.Abstain.String(), Lead: b.speaker.phrases.askAgain(), Private: true}
}

// chosen quotes what covers a topic that somebody chose.
func (b *Bot) chosen(p chat.Press, t *corpus.Topic, covering []*corpus.Passage) *chat.Reply {
	a := answer.Answer{Outcome: answer.Abstain, Topic: t}
	if len(covering) > 0 {
		a = quoting(t, covering[0])
	}
	now, key := b.now(), conversationKey(p.Place, p.Author)
	past := b.memory.recall(key, now)
	reply := b.speaker.Reply(a, Mood{LinkGiven: past.linkGiven, Held: b.memory.isHeld(personKey(p.Place, p.Author), now)})
	if a.Outcome == answer.Quote && Offers(reply) {
		b.memory.noteLink(key, now)
	}
	return reply
}

// quoting is the answer that quotes a passage without having searched for it.
func quoting(t *corpus.Topic, p *corpus.Passage) answer.Answer {
	return answer.Answer{Outcome: answer.Quote, Topic: t, Quotes: []answer.Hit{{Section: p.Section().ID, Passage: p, Topic: t}}}
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
