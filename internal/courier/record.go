package courier

import (
	"context"
	"errors"

	"backtalk/internal/chat"
)

// The Journal's errors are told to whoever runs the program, each spell of them once; answers go on without it.

func (c *Courier) lookup(ctx context.Context, key string) (chat.Entry, bool) {
	e, ok, _ := c.find(ctx, key)
	return e, ok
}

// errHangs is for a Journal that does not answer soon enough for a warning.
var errHangs = errors.New("the journal does not answer")

// find looks a key up, and tells an error to the log.
func (c *Courier) find(ctx context.Context, key string) (chat.Entry, bool, error) {
	type found struct {
		entry chat.Entry
		ok    bool
		err   error
	}
	f := soon(ctx, func() found {
		e, ok, err := c.o.Journal.Lookup(ctx, key)
		return found{e, ok, err}
	}, found{err: errHangs})
	c.noted(f.err)
	return f.entry, f.ok, f.err
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
	if err != nil && c.unnoted.begins(true) {
		c.o.Log.Error("using the journal; answers go on, but a restart may repeat or lose some", "platform", c.o.Name, "error", err)
	}
}

// postingFailed tells the log when posting begins to fail, and not each time: in an outage everything does.
func (c *Courier) postingFailed(what string, err error) {
	if c.failing.begins(true) {
		c.o.Log.Error(what, "platform", c.o.Name, "error", err)
	}
}

func (c *Courier) miss(ctx context.Context, u chat.Unsaid) {
	if c.o.Ledger != nil {
		c.noted(c.o.Ledger.Miss(context.WithoutCancel(ctx), u))
	}
}

func (c *Courier) told(ctx context.Context, u chat.Unsaid) {
	c.noted(c.o.Ledger.Tell(context.WithoutCancel(ctx), u))
}

func (c *Courier) said(ctx context.Context, u chat.Unsaid) {
	if c.o.Ledger != nil {
		c.noted(c.o.Ledger.Said(context.WithoutCancel(ctx), u))
	}
}

// notify tells staff something; it returns false when it could not.
func (c *Courier) notify(ctx context.Context, n *chat.Notice) bool {
	ctx = chat.WithUrgency(ctx, false)
	staff := c.o.Staff(n.To.Platform)
	if staff == nil {
		if c.untold.begins(true) {
			c.o.Log.Error("telling staff: their channel is on a platform that is not served now", "platform", n.To.Platform)
		}
		return false
	}
	told := *n
	what := "notice/" + n.To.Channel + "/" + line(n.About) + "/" + n.ID + "/" + n.Who + "/" + n.Text
	for _, b := range n.Buttons { // what tells two notices apart that name nobody
		what += "/" + b.Ref
	}
	told.Nonce = nonceFor(what)
	if link := c.linker(n.About.Platform); link != nil && (n.ID != "" || n.Place) {
		told.Link = link.Link(n.About, n.ID)
	}
	if n.Who != "" {
		told.Profile = c.o.Platform.Profile(n.About, n.Who)
	}
	err := c.again(ctx, func() error { return staff.Notify(ctx, told) })
	if c.untold.begins(err != nil) {
		c.o.Log.Error("telling staff in their channel; it is tried again", "platform", n.To.Platform, "error", err)
	}
	return err == nil
}

// linker makes addresses of messages on a platform; nil when it is not served.
func (c *Courier) linker(platform string) Notifier {
	if platform == c.o.Name {
		return c.o.Platform
	}
	return c.o.Staff(platform)
}

// tellBarred tells staff and the log, once a place, that the bot may not post there.
func (c *Courier) tellBarred(ctx context.Context, m chat.Message, err error) {
	at := m.Place
	if m.Direct || !c.barred.Add(line(at), struct{}{}, c.o.Now()) { // a direct channel names a person
		return
	}
	c.o.Log.Error("the bot may not post in a channel; give it the permissions that the set-up asks for", "platform", c.o.Name,
		"space", at.Space, "channel", at.Channel, "error", err)
	if c.o.Trouble != nil {
		if n := c.o.Trouble(at); n != nil {
			n.About, n.ID, n.Place = at, "", true
			c.announce(ctx, n)
		}
	}
}
