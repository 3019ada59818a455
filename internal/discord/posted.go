package discord

import (
	"context"
	"time"

	"backtalk/internal/recent"
)

// own is what the bot knows of its own posts. It is safe for concurrent use.
type own struct {
	now     func() time.Time
	byNonce *recent.Map[string, string]   // their references
	taken   *recent.Map[string, struct{}] // messages that the bot takes away
}

func newOwn(now func() time.Time) *own {
	return &own{now, recent.New[string, string](manyPosted, 0), recent.New[string, struct{}](manyTaken, 0)}
}

// Bounds of what is remembered.
const (
	manyPosted = 1000 // posts by nonce: those whose outcome may still be in doubt are a few
	manyTaken  = 1000 // messages taken away whose event has not come yet
)

// note remembers under which nonce a post stands: Discord tells it when it posts, in the answer or the event, and not any
// more in a look at the channel.
func (o *own) note(nonce, ref string) {
	if nonce != "" {
		o.byNonce.Put(nonce, ref, o.now())
	}
}

// forget forgets a post that is gone.
func (o *own) forget(ref string) {
	o.byNonce.Sweep(func(_ string, r *string) bool { return *r != ref })
}

// as is the post with a nonce, when it is remembered.
func (o *own) as(nonce string) (ref string, ok bool) { return o.byNonce.Get(nonce, o.now()) }

// has tells whether a post is remembered under any nonce.
func (o *own) has(ref string) (known bool) {
	o.byNonce.Sweep(func(_ string, r *string) bool {
		known = known || *r == ref
		return true
	})
	return known
}

// taking notes that the bot itself takes a message of its own away, and took tells whether it did.
func (o *own) taking(id string) { o.taken.Put(id, struct{}{}, o.now()) }

func (o *own) took(id string) bool { return o.taken.Drop(id) }

// ownOther tells whether a post is known to be another one than what is looked for: remembered under its own nonce, or
// noted in the journal.
func (a *Adapter) ownOther(ctx context.Context, ref string) bool {
	if a.own.has(ref) {
		return true
	}
	_, known := a.courier.Question(ctx, ref)
	return known
}

// isPost tells whether m, found in a look at the channel, is the post with a nonce that answers the message id. Where
// Discord does not tell a nonce, it is the reply that nothing else is known of.
func (a *Adapter) isPost(ctx context.Context, m message, channelID, id, nonce string) bool {
	if told, ok := m.Nonce.(string); ok && told != "" && nonce != "" {
		return told == nonce
	}
	return id != "" && m.Reference != nil && m.Reference.MessageID == id && !a.ownOther(ctx, ref(channelID, m.ID))
}
