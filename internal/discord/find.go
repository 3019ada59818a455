package discord

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
)

// Find looks for the post with a nonce: in memory, and among what was said after the message that it answers. What may be
// another post is not taken for it: the same one again within minutes is posted once, by its nonce.
func (a *Adapter) Find(ctx context.Context, at chat.Place, person, id, nonce string) (string, error) {
	if posted, ok := a.own.as(nonce); ok {
		return posted, nil
	}
	bot, err := a.guilds.self(ctx)
	if err != nil {
		return "", fmt.Errorf("looking for a reply: %w", err)
	}
	channelID := room(at)
	if person != "" {
		if channelID, err = a.directChannel(ctx, person); err != nil {
			return "", err
		}
	}
	after, answers := id, id
	if person != "" {
		answers = "" // which stands in another channel
	}
	for range findPages {
		page, err := a.history(ctx, channelID, look{after: after})
		if err != nil {
			return "", err
		}
		for _, m := range page {
			if m.Author != nil && m.Author.ID == bot && a.isPost(ctx, m, channelID, answers, nonce) {
				return ref(channelID, m.ID), nil
			}
		}
		if len(page) < maxPage {
			return "", nil
		}
		after = page[len(page)-1].ID
	}
	return "", errors.New("looking for a reply: too much was said since")
}

// findPages is how many pages of history are looked at for one reply.
const findPages = 3

// look is where to look in a channel: at what was said after a message, before one, or last.
type look struct{ after, before string }

// history is up to a hundred messages of a channel, oldest first.
func (a *Adapter) history(ctx context.Context, channelID string, l look) ([]message, error) {
	q := url.Values{"limit": {fmt.Sprint(maxPage)}}
	if l.after != "" {
		q.Set("after", l.after)
	}
	if l.before != "" {
		q.Set("before", l.before)
	}
	var page []message
	err := a.rest.Call(ctx, "reading what was said", "GET", link.Messages(channelID, q), nil, &page)
	if err != nil {
		a.heed(err)
		return nil, err
	}
	slices.SortFunc(page, func(x, y message) int { return cmp.Compare(number(x.ID), number(y.ID)) })
	return page, nil
}

// isPost tells whether m, found in a look at the channel, is the post with a nonce that answers the message id. Where
// Discord does not tell a nonce, it is the reply that nothing else is known of.
func (a *Adapter) isPost(ctx context.Context, m message, channelID, id, nonce string) bool {
	if told, ok := m.Nonce.(string); ok && told != "" && nonce != "" {
		return told == nonce
	}
	return id != "" && m.Reference != nil && m.Reference.MessageID == id && !a.ownOther(ctx, ref(channelID, m.ID))
}

// ownOther tells whether a post is known to be another one than what is looked for: remembered under its own nonce, or
// noted in the journal.
func (a *Adapter) ownOther(ctx context.Context, ref string) bool {
	if a.own.has(ref) {
		return true
	}
	_, known := a.courier.Question(ctx, ref)
	return known
}
