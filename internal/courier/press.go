package courier

import (
	"context"
	"errors"
	"slices"

	"backtalk/internal/chat"
)

// Press answers a press: what the reply wants published, removed or told to staff is done when it returns. It is nil
// for a redelivery, else what to show to the presser. The courier fills in p.Mine and p.Answered. The adapter shows the
// reply: with Replace in the place of the reply that was pressed, else privately and anew.
func (c *Courier) Press(ctx context.Context, p chat.Press) *chat.Reply {
	if !c.accept(ctx, "press/"+c.o.Name+"/"+p.ID, "", nil) {
		return nil
	}
	defer c.done(ctx, "press/"+c.o.Name+"/"+p.ID)
	var entry chat.Entry
	if p.Target != nil {
		known := false
		if entry, known = c.lookup(ctx, p.Target.Key()); known {
			p.Mine, p.Answered = entry.Author != "" && entry.Author == p.Author, len(entry.Posted) > 0
		} else {
			p.Mine = p.Target.Author != "" && p.Target.Author == p.Author
			if p.Action == chat.Find && p.Target.Author != "" { // so that its author can take away what staff post
				c.accept(ctx, p.Target.Key(), p.Target.Author, nil)
				c.done(ctx, p.Target.Key())
			}
		}
	}
	r := c.press(ctx, p)
	if !c.carryOut(ctx, p, entry, r) && r.Failed() != nil {
		return r.Failed()
	}
	if r.Notice() != nil && r.Failed() == nil {
		c.Tell(r.Notice())
	}
	return c.linked(r)
}

// linked makes links of what a reply lists as not said.
func (c *Courier) linked(r *chat.Reply) *chat.Reply {
	if len(r.Unsaid) == 0 {
		return r
	}
	with := *r
	for _, u := range r.Unsaid {
		at := c.linker(u.Platform)
		if at == nil || u.Channel == "" || len(with.Links) == chat.MaxLinks {
			continue
		}
		if url := at.Link(u.Place, u.ID); url != "" {
			with.Links = append(with.Links, chat.Link{Label: u.Label, URL: url})
		}
	}
	return &with
}

// carryOut does what a reply wants done before it is shown. It returns false when something could not be done.
func (c *Courier) carryOut(ctx context.Context, p chat.Press, entry chat.Entry, r *chat.Reply) bool {
	at := chat.Message{Place: p.Place, ID: p.ID}
	if p.Target != nil {
		at = *p.Target
	}
	if r.Publish() != nil && !c.inLine(ctx, at.Place, func(ctx context.Context) bool { return c.publish(ctx, p, at, r.Publish()) }) {
		return false
	}
	removes := func(x chat.Posted) bool { return p.Staff || !x.Warning }
	if r.Remove() && !(slices.ContainsFunc(entry.Posted, removes) && c.inLine(ctx, at.Place, func(ctx context.Context) bool { return c.take(ctx, entry, p.Staff) })) {
		return false
	}
	return r.Notice() == nil || r.Failed() == nil || c.notify(ctx, r.Notice())
}

// publish posts, for all to see, what staff or an asker had prepared.
func (c *Courier) publish(ctx context.Context, p chat.Press, at chat.Message, r *chat.Reply) bool {
	nonce := nonceFor("publish/" + p.ID)
	ref, err := c.try(ctx, at, "", nonce, false, func(ctx context.Context) (string, error) {
		return c.o.Platform.Post(ctx, at.Place, r, nonce)
	})
	if err != nil {
		if errors.Is(err, ErrForbidden) {
			c.tellBarred(ctx, at, err)
		} else {
			c.postingFailed("posting what was asked for by a press", err)
		}
		return false
	}
	if p.Target != nil {
		c.accept(ctx, at.Key(), at.Author, nil)
		c.replied(ctx, at.Key(), chat.Posted{Ref: ref, Warning: r.Warning, Staff: true})
	}
	return true
}
