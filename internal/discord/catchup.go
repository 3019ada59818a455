package discord

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"backtalk/internal/courier"
)

// Where the Memo keeps the last message that was seen, and the direct channels.
const (
	memoSeen   = "seen/discord"
	memoDirect = "dm/discord/"
)

// saw notes that a message has been taken on.
func (a *Adapter) saw(id string) {
	for n := number(id); ; {
		old := a.seen.Load()
		if n <= old || a.seen.CompareAndSwap(old, n) {
			return
		}
	}
}

// loadSeen reads how far the last run came. A bot that never ran begins now.
func (a *Adapter) loadSeen(ctx context.Context) {
	v, ok, err := a.o.Memo.Kept(ctx, memoSeen)
	if err != nil {
		a.o.Log.Error("looking up the last message seen; what was said while the bot was away is not answered", "error", err)
	}
	n := number(v)
	if !ok || n == 0 {
		n = idAt(a.o.Now())
	}
	a.seen.Store(n)
	a.kept = n
}

// keepSeen notes how far this run came, once nothing before that is left to be caught up with.
func (a *Adapter) keepSeen(ctx context.Context) {
	n := a.seen.Load()
	if n == a.kept || a.catching.Load() > 0 || a.cutShort.Load() {
		return
	}
	if err := a.o.Memo.Keep(ctx, memoSeen, strconv.FormatUint(n, 10), a.o.Now().Add(dmLasts)); err != nil {
		a.o.Log.Error("noting the last message seen", "error", err)
		return
	}
	a.kept = n
}

// beginGap fixes from where to catch up: a little before the last message seen, or where the last time began when that
// was cut short, but nothing that is too old to answer.
func (a *Adapter) beginGap() {
	seen := a.seen.Load()
	back := uint64(overlap.Milliseconds()) << 22
	from := seen - min(back, seen)
	if unfinished := a.cutShort.Swap(false) || a.catching.Load() > 0; unfinished {
		from = min(from, a.gap.Load())
	}
	a.gap.Store(max(from, idAt(a.o.Now().Add(-courier.Fresh))))
}

// catchingUp does some catching up in the background.
func (a *Adapter) catchingUp(do func()) {
	a.catching.Add(1)
	a.background.Go(func() {
		defer a.catching.Add(-1)
		defer a.caught("catching up")
		do()
	})
}

// catchUpGuild looks for what was said in a guild while there was no connection.
func (a *Adapter) catchUpGuild(ctx context.Context, guildID string) {
	bot, _ := a.state.ids()
	for _, c := range a.state.in(guildID) {
		if number(c.LastMessageID) <= a.gap.Load() || c.isForum() {
			continue
		}
		if p := a.state.may(c, bot, nil); p&mayView == 0 || p&mayReadHistory == 0 {
			continue
		}
		a.catchUp(ctx, guildID, c.ID)
	}
}

// catchUpDirect does the same for the direct channels of the last week.
func (a *Adapter) catchUpDirect(ctx context.Context) {
	all, err := a.o.Memo.List(ctx, memoDirect)
	if err != nil {
		a.o.Log.Error("looking up direct channels; what was said there while the bot was away is not answered", "error", err)
	}
	for key := range all {
		a.catchUp(ctx, "", key[len(memoDirect):])
	}
}

// catchUp queues what was said in a channel since the gap began and has no answer yet.
func (a *Adapter) catchUp(ctx context.Context, guildID, channelID string) {
	since := a.gap.Load()
	after := strconv.FormatUint(since, 10)
	var said []message
	for range findPages {
		var page []message
		err := again(ctx, func() (err error) {
			page, err = a.history(ctx, channelID, after)
			return err
		})
		if errors.Is(err, courier.ErrGone) {
			return
		}
		if err != nil {
			if !settled(err) { // the next connection tries again
				a.cutShort.Store(true)
			}
			a.o.Log.Warn("what was said in a channel while the bot was away could not be read", "error", err)
			return
		}
		if said = append(said, page...); len(page) < maxPage {
			break
		}
		after = page[len(page)-1].ID
	}
	bot, _ := a.state.ids()
	for _, m := range unanswered(said, bot) {
		m.GuildID = guildID
		kinds := []string{"MESSAGE_CREATE"}
		if m.Edited != nil && idAt(*m.Edited) > since {
			kinds = append(kinds, "MESSAGE_UPDATE")
		}
		for _, kind := range kinds {
			one := m
			select {
			case a.intake <- work{kind: kind, m: &one}:
			case <-ctx.Done():
				a.cutShort.Store(true)
				return
			}
		}
	}
}

// unanswered are the messages of people among what was said, oldest first, that the bot has not replied to. Where
// another person spoke after a message, it counts as answered by that person.
func unanswered(said []message, bot string) []message {
	replied := map[string]bool{}
	for _, m := range said {
		if m.Author != nil && m.Author.ID == bot && m.Reference != nil {
			replied[m.Reference.MessageID] = true
		}
	}
	var out []message
	for i, m := range said {
		if !byPerson(m, bot) || replied[m.ID] {
			continue
		}
		m.answered = slices.ContainsFunc(said[i+1:], func(x message) bool {
			return byPerson(x, bot) && x.Author.ID != m.Author.ID && (!mentions(x, bot, "") || x.Reference != nil && x.Reference.MessageID == m.ID)
		})
		out = append(out, m)
	}
	return out
}

// keepDirect remembers a direct channel for a week; not at every message.
func (a *Adapter) keepDirect(ctx context.Context, channelID string) {
	now := a.o.Now()
	a.mu.Lock()
	last, known := a.keptDirect[channelID]
	fresh := known && now.Sub(last) < dmLasts/7
	if !fresh {
		if len(a.keptDirect) >= manyDirect {
			clear(a.keptDirect)
		}
		a.keptDirect[channelID] = now
	}
	a.mu.Unlock()
	if fresh {
		return
	}
	if err := a.o.Memo.Keep(ctx, memoDirect+channelID, "1", now.Add(dmLasts)); err != nil {
		a.o.Log.Error("noting a direct channel", "error", err)
	}
}
