package discord

import "context"

// manyPosted is how many posts are remembered by nonce: those whose outcome may still be in doubt are a few.
const manyPosted = 1000

// notePosted remembers under which nonce a post stands: Discord tells it when it posts, in the answer or the event, and
// not any more in a look at the channel.
func (a *Adapter) notePosted(nonce, ref string) {
	if nonce == "" {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.posted) >= manyPosted {
		clear(a.posted)
	}
	a.posted[nonce] = ref
}

// forgetPosted forgets a post that is gone.
func (a *Adapter) forgetPosted(ref string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for nonce, r := range a.posted {
		if r == ref {
			delete(a.posted, nonce)
		}
	}
}

// postedAs is the post with a nonce, when it is remembered.
func (a *Adapter) postedAs(nonce string) (ref string, ok bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	ref, ok = a.posted[nonce]
	return ref, ok
}

// ownOther tells whether a post is known to be another one than what is looked for: remembered under its own nonce, or
// noted in the journal.
func (a *Adapter) ownOther(ctx context.Context, ref string) bool {
	a.mu.Lock()
	for _, r := range a.posted {
		if r == ref {
			a.mu.Unlock()
			return true
		}
	}
	a.mu.Unlock()
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
