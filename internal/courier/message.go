package courier

import (
	"context"
	"time"

	"backtalk/internal/chat"
)

// Message takes a message on: when it returns, the Journal has it, and it will be answered in its turn; what tells of danger
// goes first. A message that was taken on before is left alone; one that is Edited gets its reply changed.
func (c *Courier) Message(ctx context.Context, m chat.Message) {
	began, danger := time.Now(), c.danger(ctx, m)
	if danger {
		ctx = chat.WithUrgency(ctx, true)
	}
	if m.Edited {
		c.o.Backlog.drop(c.o.Name, "edit/"+m.Key())
		c.follow("edit/"+m.Key(), m, danger, func(ctx context.Context) { c.change(ctx, m) })
		return
	}
	c.taking.Store(m.Key(), true)
	defer c.taking.Delete(m.Key())
	if c.accept(ctx, m.Key(), m.Author, &m) {
		c.put(m, danger, func(ctx context.Context) {
			if e, ok := c.lookup(ctx, m.Key()); ok && e.Done {
				return // a change of it came first, and was answered
			}
			c.deliver(came(ctx, began), m, c.ask(ctx, m))
		})
	}
}

// accept notes a key. When the Journal fails, danger signs must be answered all the same: then what was seen lately in
// this run is told from what is new.
func (c *Courier) accept(ctx context.Context, key, author string, m *chat.Message) bool {
	isNew := c.recent.Add(key, struct{}{}, c.o.Now())
	return soon(ctx, func() bool {
		fresh, err := c.o.Journal.Accept(ctx, key, author, m, c.o.Now())
		if c.noted(err); err != nil {
			return isNew
		}
		c.unnoted.begins(false)
		return fresh
	}, isNew)
}

// resume takes up a message that was accepted earlier: it may have been answered, and that not noted. While it cannot be
// told whether its reply stands, it waits for the next sweep; a warning does not wait. What has waited for too long is not
// answered any more, and the Journal gives it up.
func (c *Courier) resume(ctx context.Context, m chat.Message) {
	if entry, ok := c.lookup(ctx, m.Key()); !ok || entry.Done || !m.Time.IsZero() && c.o.Now().Sub(m.Time) > chat.Lasting {
		return
	}
	r := c.ask(ctx, m)
	if r == nil {
		c.done(ctx, m.Key())
		return
	}
	person := ""
	if r.Private() && !m.Direct {
		person = m.Author
	}
	ref, err := c.o.Platform.Find(ctx, m.Place, person, m.ID, nonceOf(m))
	switch {
	case ref != "":
		p := chat.Posted{Ref: ref, Private: person != "" || m.Direct, Warning: r.Warning}
		if person != "" && r.Beside().Text != "" {
			p.Aside, _ = c.beside(ctx, m, r, false)
		}
		c.replied(ctx, m.Key(), p)
		c.tell(r, true)
	case err != nil && !final(err) && !r.Warning:
		c.postingFailed("cannot tell yet whether a question was answered; it waits", err)
	default:
		c.deliver(ctx, m, r)
	}
}

// deliver posts the reply to a message, and then tells staff what they are to know. It returns false when that is to be
// tried again.
func (c *Courier) deliver(ctx context.Context, m chat.Message, r *chat.Reply) (over bool) {
	key := m.Key()
	if r == nil {
		c.done(ctx, key)
		return true
	}
	if r.Warning {
		ctx = chat.WithUrgency(ctx, true)
	}
	p := c.show(ctx, m, r)
	if r.Warning && p.reached {
		c.timely(ctx)
	}
	switch {
	case p.over && p.Ref+p.Aside != "":
		c.replied(ctx, key, p.Posted)
	case p.over:
		c.done(ctx, key)
		if p.why != "" {
			c.Unsaid(ctx, m, p.why)
		}
	case !c.unsaid.Add(key, struct{}{}, c.o.Now()):
		return false // staff know that this one waits
	}
	if p.over || r.Warning {
		c.tell(r, p.reached)
	}
	return p.over
}

// tell tells staff what goes with a reply, and whether it reached anybody. The next person in danger does not wait for that.
func (c *Courier) tell(r *chat.Reply, reached bool) {
	if r.Notice() == nil {
		return
	}
	n := *r.Notice()
	if !reached && n.Unsaid != "" {
		n.Text = n.Unsaid
	}
	c.Tell(&n)
}

// Deleted takes the replies to a deleted message away, warnings excepted, lets the handler forget it, and erases who wrote
// it and when. m needs only its Place and ID.
func (c *Courier) Deleted(_ context.Context, m chat.Message) {
	c.follow("gone/"+m.Key(), m, false, func(ctx context.Context) { c.bury(ctx, m) })
}

// bury does what follows a deletion.
func (c *Courier) bury(ctx context.Context, m chat.Message) {
	c.o.Backlog.drop(c.o.Name, "edit/"+m.Key())
	c.o.Handler.Forget(ctx, m.Key())
	entry, ok := c.lookup(ctx, m.Key())
	if !ok {
		return
	}
	c.done(ctx, m.Key())
	if !c.take(ctx, entry, false) {
		c.later("gone/"+m.Key(), m)
	}
	if c.o.Keeper != nil {
		c.noted(c.o.Keeper.ForgetMessage(ctx, m.Key()))
	}
}

// Ask answers a message whose reply the adapter shows itself, as platforms want it for commands; nil when it was asked
// before (a redelivery) or when there is nothing to say. When the reply stands where everybody sees it, the adapter
// calls [Courier.Shown]. The reply's Notice is taken care of.
func (c *Courier) Ask(ctx context.Context, m chat.Message) *chat.Reply {
	if c.danger(ctx, m) {
		ctx = chat.WithUrgency(ctx, true)
	}
	if !c.accept(ctx, m.Key(), m.Author, nil) {
		return nil
	}
	r := c.ask(ctx, m)
	soon(ctx, func() bool { c.done(ctx, m.Key()); return true }, false)
	if r != nil && r.Notice() != nil {
		c.Tell(r.Notice())
	}
	return r
}

// Shown notes what an adapter posted itself for a message, so that it can be changed and removed.
func (c *Courier) Shown(ctx context.Context, key string, p chat.Posted) { c.replied(ctx, key, p) }
