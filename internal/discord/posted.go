package discord

import "context"

// manyPosted is how many posts are remembered by nonce: those whose outcome may still be in doubt are a few.
const manyPosted = 1000

// notePosted remembers under which nonce a post stands: Discord tells it when it posts, in the answer or the event, and
// not any more in a look at the channel.
func (a *Adapter) notePosted(nonce, ref string) {
	if nonce != "" {
		a.posted.Put(nonce, ref, a.o.Now())
	}
}

// forgetPosted forgets a post that is gone.
func (a *Adapter) forgetPosted(ref string) {
	a.posted.Sweep(func(_ string, r *string) bool { return *r != ref })
}

// postedAs is the post with a nonce, when it is remembered.
func (a *Adapter) postedAs(nonce string) (ref string, ok bool) {
	return a.posted.Get(nonce, a.o.Now())
}

// ownOther tells whether a post is known to be another one than what is looked for: remembered under its own nonce, or
// noted in the journal.
func (a *Adapter) ownOther(ctx context.Context, ref string) bool {
	known := false
	a.posted.Sweep(func(_ string, r *string) bool {
		known = known || *r == ref
		return true
	})
	if !known {
		_, known = a.courier.Question(ctx, ref)
	}
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
