package discord

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
)

// lookup is what is known of a channel; Discord is asked when no event has told of it.
func (a *Adapter) lookup(ctx context.Context, id string) (channel, bool) {
	if c, ok := a.guilds.channel(id); ok {
		return c, true
	}
	c, err := a.fetch(ctx, id)
	return c, err == nil
}

// fetch asks Discord for a channel, and remembers it as an event would.
func (a *Adapter) fetch(ctx context.Context, id string) (channel, error) {
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	var c channel
	if !isID(id) {
		return c, fmt.Errorf("looking up a channel: its id is malformed")
	}
	err := a.rest.Call(ctx, "looking up a channel", "GET", link.Channel(id), nil, &c)
	if err != nil {
		a.heed(err)
		return c, err
	}
	a.guilds.remember(c)
	return c, nil
}

// asTaken is a message in a thread as it was taken on, when that was at a time at which Discord did not tell that its channel
// is a thread: else it would be another message, and answered once more.
func (a *Adapter) asTaken(ctx context.Context, m chat.Message) chat.Message {
	if m.Thread == "" {
		return m
	}
	guessed := m
	guessed.Channel, guessed.Thread = m.Thread, ""
	known := make(chan bool, 1)
	a.background.Go(func() {
		_, is, err := a.o.Courier.Journal.Lookup(ctx, guessed.Key())
		known <- is && err == nil
	})
	late := time.NewTimer(hurryTime) // a disk that hangs holds no warning up
	defer late.Stop()
	select {
	case is := <-known:
		if is {
			return guessed
		}
	case <-late.C:
	}
	return m
}

// directChannel is the direct channel with a person, which Discord opens when there is none.
func (a *Adapter) directChannel(ctx context.Context, person string) (string, error) {
	if id, known := a.direct.with(person); known {
		return id, nil
	}
	var c channel
	err := a.rest.Call(ctx, "opening a direct channel", "POST", link.DirectChannels(),
		map[string]string{"recipient_id": person}, &c)
	if err != nil {
		a.heed(err)
		return "", err
	}
	a.direct.found(person, c.ID)
	return c.ID, nil
}

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
