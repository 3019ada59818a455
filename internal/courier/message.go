package courier

import (
	"context"

	"backtalk/internal/chat"
)

// Message takes a message on: when it returns, the Journal has it, and it will be answered in its turn. A message that
// was taken on before is left alone; one that is Edited gets its reply changed.
func (c *Courier) Message(ctx context.Context, m chat.Message) {
	if m.Edited {
		c.behind(m.Place, func(ctx context.Context) { c.change(ctx, m) })
		return
	}
	if c.accept(ctx, m.Key(), m.Author, &m) {
		c.put(m, func(ctx context.Context) {
			if e, ok := c.lookup(ctx, m.Key()); ok && e.Done {
				return // a change of it came first, and was answered
			}
			c.answer(ctx, m, false)
		})
	}
}

// accept notes a key. When the Journal fails, danger signs must be answered all the same: then what was seen lately in
// this run is told from what is new.
func (c *Courier) accept(ctx context.Context, key, author string, m *chat.Message) bool {
	isNew := c.recent.add(key)
	fresh, err := c.o.Journal.Accept(ctx, key, author, m, c.o.Now())
	if err != nil {
		c.o.Log.Error("writing to the journal; answers go on, but a restart may repeat some", "platform", c.o.Name, "error", err)
		return isNew
	}
	return fresh
}

// resume answers a message that was accepted earlier, unless its reply stands. While that cannot be told, it waits for
// the next sweep.
func (c *Courier) resume(ctx context.Context, m chat.Message) {
	if entry, ok := c.lookup(ctx, m.Key()); !ok || entry.Done {
		return
	}
	if !c.stands(ctx, m, "") {
		c.answer(ctx, m, true)
	}
}

// stands looks whether the reply to a message was posted in an earlier attempt, in public or to a person alone; it is
// true as well while that cannot be told.
func (c *Courier) stands(ctx context.Context, m chat.Message, person string) bool {
	ref, err := c.o.Platform.Find(ctx, m.Place, person, m.ID, nonceFor(m.Key()))
	switch {
	case ref != "":
		c.replied(ctx, m.Key(), chat.Posted{Ref: ref, Private: person != ""})
		return true
	case err != nil && !final(err):
		c.o.Log.Warn("cannot tell yet whether a question was answered; it waits", "platform", c.o.Name, "error", err)
		return true
	}
	return false
}

// answer has a message answered, for the first time or, after a crash, again.
func (c *Courier) answer(ctx context.Context, m chat.Message, again bool) {
	r := c.ask(ctx, m)
	if again && r != nil && r.Private && !m.Direct && c.stands(ctx, m, m.Author) {
		return
	}
	c.deliver(ctx, m, r)
}

// deliver posts the reply to a message, and then tells staff what they are to know.
func (c *Courier) deliver(ctx context.Context, m chat.Message, r *chat.Reply) {
	key := m.Key()
	if r == nil {
		c.done(ctx, key)
		return
	}
	p, ok := c.show(ctx, m, r)
	switch {
	case ok && (p.Ref != "" || p.Aside != ""):
		c.replied(ctx, key, p)
	case ok:
		c.done(ctx, key)
	}
	if r.Notice != nil && ok {
		c.notify(ctx, r.Notice)
	}
}

// Deleted takes the replies to a deleted message away, warnings excepted, and lets the handler forget it. m needs only
// its Place and ID.
func (c *Courier) Deleted(_ context.Context, m chat.Message) {
	c.behind(m.Place, func(ctx context.Context) {
		c.o.Handler.Forget(ctx, m.Key())
		entry, ok := c.lookup(ctx, m.Key())
		if !ok {
			return
		}
		c.done(ctx, m.Key())
		c.take(ctx, entry, false)
	})
}

// Ask answers a message whose reply the adapter shows itself, as platforms want it for commands; nil when it was asked
// before (a redelivery) or when there is nothing to say. When the reply stands where everybody sees it, the adapter
// calls [Courier.Shown]. The reply's Notice is taken care of.
func (c *Courier) Ask(ctx context.Context, m chat.Message) *chat.Reply {
	if !c.accept(ctx, m.Key(), m.Author, nil) {
		return nil
	}
	r := c.ask(ctx, m)
	c.done(ctx, m.Key())
	if r != nil && r.Notice != nil {
		c.later(m.Place, r.Notice)
	}
	return r
}

// Shown notes what an adapter posted itself for a message, so that it can be changed and removed.
func (c *Courier) Shown(ctx context.Context, key string, p chat.Posted) { c.replied(ctx, key, p) }
