package courier

import (
	"cmp"
	"context"
	"errors"

	"backtalk/internal/chat"
)

// change answers a message anew after an edit, in the place of its first reply. A warning is never taken back.
func (c *Courier) change(ctx context.Context, m chat.Message) {
	name := "edit/" + m.Key()
	c.o.Backlog.drop(c.o.Name, name) // what was to be made of earlier words is out of date
	entry, known, err := c.find(ctx, m.Key())
	if !known && !(m.Addressed && c.o.Now().Sub(m.Time) < chat.Lasting) && err == nil {
		return
	}
	if !known && err == nil && !c.accept(ctx, m.Key(), m.Author, &m) {
		return
	}
	r := c.ask(ctx, m)
	if err != nil {
		if r != nil && r.Warning { // without the Journal, what may save somebody is said, even twice
			c.show(ctx, m, r)
		}
		return
	}
	over := true
	old, posted := own(entry)
	switch {
	case !posted:
		over = c.deliver(ctx, m, r)
	case old.Warning && (r == nil || !r.Warning):
		// the warning stays, and nothing is said beside it
	case r == nil:
		over = c.takeOne(ctx, old)
	case old.Ref == "" || old.Private != (r.Private() || m.Direct):
		if !old.Warning {
			c.takeOne(ctx, old)
		}
		over = c.deliver(ctx, m, r)
	default:
		over = c.replace(ctx, m, old, r)
	}
	if !over {
		c.later(name, m)
	}
}

// later has a change or a deletion tried again with the next sweep, for a day; then it is listed.
func (c *Courier) later(name string, m chat.Message) {
	if !c.o.Backlog.later(c.o.Name, name, m, c.o.Now()) {
		c.Unsaid(c.ctx, m, chat.TooLate)
	}
}

// own is the bot's own reply among what was posted for a message.
func own(e chat.Entry) (chat.Posted, bool) {
	for i := len(e.Posted) - 1; i >= 0; i-- {
		if !e.Posted[i].Staff {
			return e.Posted[i], true
		}
	}
	return chat.Posted{}, false
}

// replace changes a posted reply into another one. It returns false when that is to be tried again.
func (c *Courier) replace(ctx context.Context, m chat.Message, old chat.Posted, r *chat.Reply) (over bool) {
	if r.Warning {
		ctx = chat.WithUrgency(ctx, true)
	}
	switch err := c.again(ctx, func() error { return c.o.Platform.Edit(ctx, old.Ref, r) }); {
	case errors.Is(err, ErrGone) && r.Warning: // somebody took it away: a warning is given again
		c.removed(ctx, old.Ref)
		over = c.deliver(ctx, m, r)
	case errors.Is(err, ErrGone):
		over = true
	case final(err):
		over = true
		c.Unsaid(ctx, m, chat.Refused)
	case err != nil:
		c.postingFailed("changing a reply after its question changed; it is tried again", err)
		return false
	default:
		over = true
		old.Warning = r.Warning
		c.replied(ctx, m.Key(), old)
	}
	if r.Notice() != nil {
		c.Tell(r.Notice())
	}
	return over
}

// take removes what was posted for a message: warnings too only when all is true. It returns false when something that is
// to go stands still.
func (c *Courier) take(ctx context.Context, e chat.Entry, all bool) bool {
	gone := true
	for _, p := range e.Posted {
		if all || !p.Warning {
			gone = c.takeOne(ctx, p) && gone
		}
	}
	return gone
}

// takeOne removes one reply and the line beside it.
func (c *Courier) takeOne(ctx context.Context, p chat.Posted) bool {
	gone := true
	for _, ref := range []string{p.Ref, p.Aside} {
		if ref == "" {
			continue
		}
		if err := c.again(ctx, func() error { return c.o.Platform.Delete(ctx, ref) }); err != nil && !errors.Is(err, ErrGone) {
			c.postingFailed("removing a reply", err)
			gone = false
		}
	}
	if gone {
		c.removed(ctx, cmp.Or(p.Ref, p.Aside))
	}
	return gone
}

// redo queues a change or a deletion that the platform did not take; false when the courier has ended.
func (c *Courier) redo(name string, m chat.Message) bool {
	work := func(ctx context.Context) { c.change(ctx, m) }
	if !m.Edited {
		work = func(ctx context.Context) { c.bury(ctx, m) }
	}
	return c.follow(name, m, false, work)
}
