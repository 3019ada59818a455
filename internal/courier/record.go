package courier

import (
	"context"

	"backtalk/internal/chat"
)

// The Journal's errors are told to whoever runs the program, once here each time; answers go on without it.

func (c *Courier) lookup(ctx context.Context, key string) (chat.Entry, bool) {
	e, ok, err := c.o.Journal.Lookup(ctx, key)
	c.noted(err)
	return e, ok
}

// What was done is noted even when the time for doing it has run out.

func (c *Courier) done(ctx context.Context, key string) {
	c.noted(c.o.Journal.Done(context.WithoutCancel(ctx), key))
}

func (c *Courier) replied(ctx context.Context, key string, p chat.Posted) {
	c.noted(c.o.Journal.Replied(context.WithoutCancel(ctx), key, p))
}

func (c *Courier) removed(ctx context.Context, ref string) {
	c.noted(c.o.Journal.Removed(context.WithoutCancel(ctx), ref))
}

func (c *Courier) noted(err error) {
	if err != nil {
		c.o.Log.Error("using the journal", "platform", c.o.Name, "error", err)
	}
}

// notify tells staff something; it returns false when it could not.
func (c *Courier) notify(ctx context.Context, n *chat.Notice) bool {
	staff := c.o.Staff(n.To.Platform)
	if staff == nil {
		c.o.Log.Error("telling staff: their channel is on a platform that is not served", "platform", n.To.Platform)
		return false
	}
	told := *n
	what := "notice/" + n.To.Channel + "/" + line(n.About) + "/" + n.ID + "/" + n.Who + "/" + n.Text
	for _, b := range n.Buttons { // what tells two notices apart that name nobody
		what += "/" + b.Ref
	}
	told.Nonce = nonceFor(what)
	if n.ID != "" {
		told.Link = c.o.Platform.Link(n.About, n.ID)
	}
	if n.Who != "" {
		told.Profile = c.o.Platform.Profile(n.About, n.Who)
	}
	if err := c.again(ctx, func() error { return staff.Notify(ctx, told) }); err != nil {
		c.o.Log.Error("telling staff in their channel", "platform", n.To.Platform, "error", err)
		return false
	}
	return true
}

// later tells staff something without making anybody wait.
func (c *Courier) later(at chat.Place, n *chat.Notice) {
	c.behind(at, func(ctx context.Context) { c.notify(ctx, n) })
}

// tellBarred tells staff and the log, once a place, that the bot may not post there.
func (c *Courier) tellBarred(ctx context.Context, at chat.Place, err error) {
	if !c.barred.add(line(at)) {
		return
	}
	c.o.Log.Error("the bot may not post in a channel; give it the permissions that the set-up asks for", "platform", c.o.Name,
		"space", at.Space, "channel", at.Channel, "error", err)
	if c.o.Trouble != nil {
		if n := c.o.Trouble(at); n != nil {
			n.About, n.ID = at, ""
			n.Link = c.o.Platform.Link(at, "")
			c.notify(ctx, n)
		}
	}
}
