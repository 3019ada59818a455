package courier

import (
	"context"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// manyNotices is how many notices wait for staff to be within reach; beyond, the oldest is given up. They wait in memory:
// written down, they would tell of whom and of what.
const manyNotices = 1000

// outbox holds notices that could not be posted yet.
type outbox struct {
	mu      sync.Mutex
	notices []waiting
}

// waiting is a notice and what the Ledger says about it meanwhile.
type waiting struct {
	notice chat.Notice
	listed chat.Unsaid
}

func (o *outbox) add(w waiting) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.notices = append(o.notices, w)
	o.notices = o.notices[max(0, len(o.notices)-manyNotices):]
}

// take empties the outbox.
func (o *outbox) take() []waiting {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.notices
	o.notices = nil
	return all
}

// Tell tells staff something, now or as soon as they are within reach, for a day.
func (c *Courier) Tell(n *chat.Notice) {
	c.behind(n.To, func(ctx context.Context) { c.announce(ctx, n) })
}

// announce tells staff something; what cannot be told now waits in the outbox.
func (c *Courier) announce(ctx context.Context, n *chat.Notice) {
	if c.notify(ctx, n) {
		return
	}
	w := waiting{*n, chat.Unsaid{Place: n.About, ID: n.ID, Why: chat.Untold, At: c.o.Now()}}
	if n.ID == "" {
		w.listed.Place = chat.Place{Platform: c.o.Name}
	}
	c.miss(ctx, w.listed)
	c.outbox.add(w)
}

// retell tries again to tell what waits in the outbox. What waits for more than a day stays listed as untold.
func (c *Courier) retell(ctx context.Context) {
	for _, w := range c.outbox.take() {
		switch {
		case c.o.Now().Sub(w.listed.At) > chat.Lasting:
			c.o.Log.Error("staff could not be told of something for a day; it is given up, and listed in the status", "platform", c.o.Name)
		case c.notify(ctx, &w.notice):
			c.said(ctx, w.listed)
		default:
			c.outbox.add(w)
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
	if c.miss(ctx, u); why == chat.Barred && c.o.Ledger != nil { // of the place they are told by itself
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
		case u.Why == chat.Untold && c.o.Now().Sub(u.At) < c.waitedFor():
			// it may be in the outbox
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

// waitedFor is how long this run has been at work: what it could not tell staff itself waits in its outbox.
func (c *Courier) waitedFor() time.Duration { return c.o.Now().Sub(c.begun) }
