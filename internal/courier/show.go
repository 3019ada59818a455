package courier

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"backtalk/internal/chat"
)

// shown is what became of a reply.
type shown struct {
	chat.Posted
	reached bool     // somebody was shown something
	over    bool     // it is not to be tried again
	why     chat.Why // nobody was shown anything; empty when staff are told at once
}

// show brings a reply to where it belongs. It is over without anybody reached when there is no place left to answer in.
func (c *Courier) show(ctx context.Context, m chat.Message, r *chat.Reply) shown {
	if r.Private() && !m.Direct {
		return c.whisper(ctx, m, r)
	}
	p := shown{Posted: chat.Posted{Warning: r.Warning, Private: m.Direct}}
	ref, err := c.post(ctx, m, r)
	switch {
	case errors.Is(err, ErrForbidden):
		c.tellBarred(ctx, m, err)
		if r.Warning { // danger first: then privately
			return c.whisper(ctx, m, r)
		}
		p.over, p.why = true, chat.Barred
		return p
	case errors.Is(err, ErrGone):
		c.o.Log.Info("a question's place is gone; nobody is left to answer there", "platform", c.o.Name)
		if r.Warning && !m.Direct { // whoever asked is perhaps not
			return c.whisper(ctx, m, r)
		}
		p.over, p.why = true, chat.Gone
		return p
	case errors.Is(err, ErrInvalid): // plain words, too
		p.over, p.why = true, chat.Refused
		return p
	case err != nil:
		c.postingFailed("posting a reply; it is tried again", err)
		return p
	}
	c.failing.begins(false)
	c.barred.Drop(line(m.Place))
	p.Ref, p.reached, p.over = ref, true, true
	return p
}

// whisper shows a private reply to its asker alone, and the neutral line in public. When no direct message arrives, for
// whatever reason, the reply is shown in the place itself where the platform can do that, and waits behind a button
// beside the line. Without a line it reaches nobody then.
func (c *Courier) whisper(ctx context.Context, m chat.Message, r *chat.Reply) shown {
	p := shown{Posted: chat.Posted{Private: true, Warning: r.Warning}}
	nonce := nonceOf(m)
	ref, err := c.try(ctx, m, m.Author, nonce, r.Warning, func(ctx context.Context) (string, error) {
		return c.o.Platform.Whisper(ctx, m.Place, m.Author, r, nonce)
	})
	if err != nil && !errors.Is(err, ErrRefused) {
		c.postingFailed("sending a private reply; it waits behind a button", err)
	}
	p.reached = err == nil
	if s, ok := c.o.Platform.(Shower); ok && err != nil {
		p.reached = s.Show(ctx, m.Place, m.Author, r) == nil
	}
	p.Ref = ref
	if r.Beside().Text != "" {
		if p.Aside, err = c.beside(ctx, m, r, ref == ""); err != nil && !final(err) {
			p.over = ref != "" // with neither of the two it is tried again
			return p
		}
		p.reached = p.reached || p.Aside != ""
	}
	p.over = p.reached || final(err)
	switch {
	case !p.over || p.reached || r.Notice() != nil: // else staff are told at once
	case errors.Is(err, ErrGone):
		p.why = chat.Gone
	default:
		p.why = chat.Barred
	}
	return p
}

// beside posts the public line beside a private reply: with a button when the reply waits.
func (c *Courier) beside(ctx context.Context, m chat.Message, r *chat.Reply, waits bool) (string, error) {
	aside := &chat.Reply{Words: chat.Words{Lead: r.Beside().Text}, ReplyTo: m.ID, Warning: r.Warning}
	if waits && r.Beside().Button != "" {
		aside.Lead = cmp.Or(r.Beside().Waiting, r.Beside().Text)
		aside.About, aside.Buttons = m.ID, []chat.Button{{Label: r.Beside().Button, Action: chat.Reveal}}
	}
	nonce := nonceFor("aside/" + nonceOf(m))
	ref, err := c.try(ctx, m, "", nonce, r.Warning, func(ctx context.Context) (string, error) {
		return c.o.Platform.Post(ctx, m.Place, aside, nonce)
	})
	if errors.Is(err, ErrForbidden) {
		c.tellBarred(ctx, m, err)
	} else if err != nil && !errors.Is(err, ErrGone) {
		c.postingFailed("posting the line beside a private reply", err)
	}
	return ref, err
}

// post posts a reply in public, or in the direct message where it was asked. A reply that the platform calls malformed
// is posted in plain words instead.
func (c *Courier) post(ctx context.Context, m chat.Message, r *chat.Reply) (string, error) {
	nonce := nonceOf(m)
	ref, err := c.try(ctx, m, "", nonce, r.Warning, func(ctx context.Context) (string, error) { return c.o.Platform.Post(ctx, m.Place, r, nonce) })
	if !errors.Is(err, ErrInvalid) {
		return ref, err
	}
	c.o.Log.Error("posting a reply; it goes in plain words instead", "platform", c.o.Name, "error", err)
	plain := &chat.Reply{Words: chat.Words{Lead: c.o.Apology()}, ReplyTo: r.ReplyTo}
	if r.Warning {
		plain.Lead, plain.Warning = r.Lead, true
	}
	return c.try(ctx, m, "", nonce, r.Warning, func(ctx context.Context) (string, error) { return c.o.Platform.Post(ctx, m.Place, plain, nonce) })
}

// try posts, a few times where that may help, and looks before each new attempt whether the last one stands after all.
// While that cannot be told it does not post again, unless it must.
func (c *Courier) try(ctx context.Context, m chat.Message, person, nonce string, must bool, post func(context.Context) (string, error)) (ref string, err error) {
	for wait, n := c.pauseIn(ctx), 1; ; wait, n = 2*wait, n+1 {
		if ref, err = post(ctx); err == nil || final(err) || n == attempts {
			return ref, err
		}
		select {
		case <-ctx.Done():
			return "", err
		case <-time.After(wait):
		}
		found, ferr := c.o.Platform.Find(ctx, m.Place, person, m.ID, nonce)
		switch {
		case ferr == nil && found != "":
			return found, nil
		case ferr != nil && !final(ferr) && !must:
			return "", err
		}
	}
}

// again does something until it succeeds, a few times where that may help.
func (c *Courier) again(ctx context.Context, do func() error) error {
	for wait, n := c.pauseIn(ctx), 1; ; wait, n = 2*wait, n+1 {
		err := do()
		if err == nil || final(err) || n == attempts {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait):
		}
	}
}

// pauseIn is the pause after a first failed attempt: a warning is in a hurry.
func (c *Courier) pauseIn(ctx context.Context) time.Duration {
	if chat.IsUrgent(ctx) {
		return c.pause / 5
	}
	return c.pause
}

// final tells whether trying again cannot help.
func final(err error) bool {
	return errors.Is(err, ErrGone) || errors.Is(err, ErrForbidden) || errors.Is(err, ErrRefused) || errors.Is(err, ErrInvalid)
}

// nonceOf is the nonce of the reply to a message as it stands. A change of it has another one: what it brings must not be
// taken for the reply to the words before, which may be on its way.
func nonceOf(m chat.Message) string {
	if m.Edited {
		return nonceFor("edit/" + m.Key())
	}
	return nonceFor(m.Key())
}

// nonceFor is the nonce of the reply to a message: the same in every run, and nothing can be read from it.
func nonceFor(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:12])
}
