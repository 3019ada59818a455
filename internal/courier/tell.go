package courier

import (
	"context"

	"backtalk/internal/chat"
)

// Tell tells staff something, now or as soon as they are within reach, for a day.
func (c *Courier) Tell(n *chat.Notice) {
	if !c.behind(n.To, func(ctx context.Context) { c.announce(ctx, n) }) { // the program ends: the next run tells
		c.miss(c.ctx, c.listed(n))
	}
}

// listed is a notice as the Ledger lists it while it is not told.
func (c *Courier) listed(n *chat.Notice) chat.Unsaid {
	u := chat.Unsaid{Place: n.About, ID: n.ID, Why: chat.Untold, At: c.o.Now()}
	if n.ID == "" {
		u.Place = chat.Place{Platform: c.o.Name}
	}
	return u
}

// announce tells staff something; what cannot be told now waits in the backlog.
func (c *Courier) announce(ctx context.Context, n *chat.Notice) {
	if c.notify(ctx, n) {
		return
	}
	w := waiting{*n, c.listed(n)}
	c.miss(ctx, w.listed)
	c.o.Backlog.add(w)
}

// retell tries again to tell what waits in the backlog. What waits for more than a day stays listed as untold.
func (c *Courier) retell(ctx context.Context) {
	for _, w := range c.o.Backlog.take() {
		switch {
		case c.o.Now().Sub(w.listed.At) > chat.Lasting:
			c.o.Log.Error("staff could not be told of something for a day; it is given up, and listed in the status", "platform", c.o.Name)
		case c.notify(ctx, &w.notice):
			c.said(ctx, w.listed)
		default:
			c.o.Backlog.add(w)
		}
	}
}

// Unsaid notes something that could not be said, or not be read, for staff to see. m may tell more of a private place than
// may be kept: that is left out.
func (c *Courier) Unsaid(ctx context.Context, m chat.Message, why chat.Why) {
	u := chat.Unsaid{Place: m.Place, ID: m.ID, Why: why, At: m.Time}
	if m.Private || m.Direct {
		u.Place, u.ID = chat.Place{Platform: m.Platform}, ""
	}
	if u.At.IsZero() {
		u.At = c.o.Now()
	}
	if c.miss(ctx, u); (why == chat.Barred || why == chat.Gone) && c.o.Ledger != nil { // of a place they are told by itself
		c.told(ctx, u)
	}
}

// tellUnsaid tells staff on this platform of what was not said on any, in one notice for each of their channels.
func (c *Courier) tellUnsaid(ctx context.Context) {
	if c.o.Ledger == nil || c.o.Missed == nil {
		return
	}
	all, err := c.o.Ledger.Unsaid(ctx, true)
	c.noted(err)
	groups := map[chat.Place][]chat.Unsaid{}
	for _, u := range all {
		n := c.o.Missed(u, 1)
		switch {
		case u.Why == chat.Untold && !u.At.Before(c.o.Backlog.begun) && c.o.Now().Sub(u.At) < chat.Lasting:
			// it waits in the backlog
		case n != nil && n.To.Platform == c.o.Name:
			groups[n.To] = append(groups[n.To], u)
		case n == nil && u.Platform == c.o.Name: // there is nobody to tell
			c.told(ctx, u)
		}
	}
	for _, missed := range groups {
		if c.notify(ctx, c.o.Missed(missed[0], len(missed))) {
			for _, u := range missed {
				c.told(ctx, u)
			}
		}
	}
}
