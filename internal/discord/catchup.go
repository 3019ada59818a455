package discord

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
)

// memoSeen is where the Memo keeps the last message that was seen.
const memoSeen = "seen/discord"

// loadSeen reads how far the last run came. A bot that never ran begins now.
func (a *Adapter) loadSeen(ctx context.Context) {
	v, ok, err := a.o.Memo.Kept(ctx, memoSeen)
	if err != nil {
		a.o.Log.Error("looking up the last message seen; what was said while the bot was away is not answered", "error", err)
	}
	n := number(v)
	if !ok || n == 0 {
		n = idAt(a.o.Now())
		a.past.first = n
	}
	a.past.seen.start(n)
	if a.past.kept = n; a.past.first != 0 {
		a.past.kept = 0
		a.keepSeen(ctx) // at once: a first run that is killed must not make the next one the first
	}
}

// keepSeen notes how far this run came, once nothing before that is left to be caught up with.
func (a *Adapter) keepSeen(ctx context.Context) {
	n, news := a.past.toKeep()
	if !news {
		return
	}
	if err := a.o.Memo.Keep(ctx, memoSeen, strconv.FormatUint(n, 10), a.o.Now().Add(dmLasts)); err != nil {
		a.o.Log.Error("noting the last message seen", "error", err)
		return
	}
	a.past.kept = n
}

// catchingUp does some catching up in the background.
func (a *Adapter) catchingUp(do func()) {
	a.past.looking.Add(1)
	a.background.Go(func() {
		defer a.past.looking.Add(-1)
		defer a.caught("catching up")
		do()
	})
}

// catchUpAgain looks once more for what could not be read, while the connection stands.
func (a *Adapter) catchUpAgain(ctx context.Context) {
	if !a.past.again() {
		return
	}
	for _, id := range a.guilds.guildIDs() {
		a.catchingUp(func() { a.catchUpGuild(ctx, id) })
	}
	a.catchingUp(func() { a.catchUpDirect(ctx) })
}

// catchUpGuild looks for what was said in a guild while there was no connection, and what was changed of what was said there
// before.
func (a *Adapter) catchUpGuild(ctx context.Context, guildID string) {
	bot, _ := a.guilds.ids()
	from := idAt(a.o.Now().Add(-chat.Lasting))
	for _, c := range a.guilds.in(guildID) {
		if number(c.LastMessageID) <= from || c.isForum() {
			continue
		}
		switch p := a.guilds.may(c, bot, nil); {
		case p&mayView == 0:
		case p&mayReadHistory != 0:
			a.catchUp(ctx, c)
		case p&(maySend|maySendInThreads) != 0 && a.past.gap.missed(c.LastMessageID):
			a.unread(ctx, c, courier.ErrForbidden)
		}
	}
}

// catchUpDirect does the same for the direct channels of the last week.
func (a *Adapter) catchUpDirect(ctx context.Context) {
	for _, id := range a.direct.lately(ctx) {
		a.catchUp(ctx, channel{ID: id, Type: kindDirect})
	}
}

// catchUp queues what was said in a channel since the gap began and has no answer yet, and what was changed or deleted
// since, as far as what is read for that shows it.
func (a *Adapter) catchUp(ctx context.Context, c channel) {
	since := a.past.gap.start()
	said, err := a.missedIn(ctx, c.ID, since)
	if errors.Is(err, courier.ErrGone) {
		return
	}
	if err != nil {
		a.unread(ctx, c, err)
	}
	a.queue(ctx, c.GuildID, c.ID, said, since)
}

// missedIn reads what was said in a channel since an id, the newest page at least, which shows what was changed of what was
// said before, too. With an error it returns what it could read.
func (a *Adapter) missedIn(ctx context.Context, channelID string, since uint64) (said []message, err error) {
	before := ""
	for {
		var page []message
		err := link.Again(ctx, func() (err error) {
			page, err = a.history(ctx, channelID, look{before: before})
			return err
		})
		if err != nil {
			return said, err
		}
		said = append(page, said...)
		switch {
		case len(page) < maxPage, number(page[0].ID) <= since:
			return said, nil
		case len(said) >= maxMissed:
			return said, errTooMuch
		}
		before = page[0].ID
	}
}

// queue queues what a look at a channel told: what is new, what was changed, and what is gone.
func (a *Adapter) queue(ctx context.Context, guildID, channelID string, said []message, since uint64) {
	bot, _ := a.guilds.ids()
	var all []work
	for _, m := range unanswered(said, bot) {
		if number(m.ID) > since {
			all = append(all, work{kind: "MESSAGE_CREATE", m: m, found: true})
		}
	}
	for _, m := range changed(said, bot, since) {
		all = append(all, work{kind: "MESSAGE_UPDATE", m: m, found: true})
	}
	for _, id := range orphans(said, bot) {
		all = append(all, work{kind: "MESSAGE_DELETE", m: message{ID: id, ChannelID: channelID}, found: true})
	}
	for _, w := range all {
		w.m.GuildID = guildID
		if !a.takeIn(ctx, w) {
			a.past.cutShort.Store(true)
			return
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
		m.answered = byAnother(said[i+1:], m, bot)
		out = append(out, m)
	}
	return out
}

// byAnother tells whether another person spoke after a message, not just to the bot.
func byAnother(after []message, m message, bot string) bool {
	return slices.ContainsFunc(after, func(x message) bool {
		return byPerson(x, bot) && x.Author.ID != m.Author.ID && (!mentions(x, bot, "") || x.Reference != nil && x.Reference.MessageID == m.ID)
	})
}
