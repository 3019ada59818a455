package discord

import (
	"context"
	"errors"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
)

// gap is a time without a connection, of which must be looked up what was said in it.
type gap struct {
	mu    sync.Mutex
	from  uint64          // the id after which to look
	seen  uint64          // the newest message taken on before it
	ended time.Time       // when the connection was there again
	next  time.Time       // when to look again for what could not be read
	wait  time.Duration   // before the look after that
	given map[string]bool // channels that were given up
}

// begin fixes where a gap begins, of which the newest message before it is told: a little before that. It is the last one
// still when that was not looked up to its end. Nothing before floor is looked for.
func (g *gap) begin(seen, floor uint64, unfinished bool, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	from := seen - min(uint64(overlap.Milliseconds())<<22, seen)
	if unfinished {
		from, seen = min(from, g.from), min(seen, g.seen)
	} else {
		g.ended, g.next, g.wait, g.given = now, now, keepEvery, map[string]bool{}
	}
	g.from, g.seen = max(from, floor), seen
}

// start is the id after which to look.
func (g *gap) start() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.from
}

// missed tells whether a message was not taken on before the gap.
func (g *gap) missed(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return number(id) > max(g.seen, g.from)
}

// due tells whether it is time to look again; the time after that is longer.
func (g *gap) due(now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now.Before(g.next) {
		return false
	}
	g.next, g.wait = now.Add(g.wait), min(2*g.wait, longestLook)
	return true
}

// patient tells whether what cannot be read is still tried.
func (g *gap) patient(now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return now.Sub(g.ended) < lookFor
}

// give gives a channel up; it returns false when that was done before.
func (g *gap) give(channelID string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.given[channelID] {
		return false
	}
	g.given[channelID] = true
	return true
}

// Bounds of looking at what was missed.
const (
	longestLook = 5 * time.Minute // between two looks
	lookFor     = time.Hour       // while Discord's answers are of no use
	maxMissed   = 2000            // messages of one channel, the newest ones
)

// errTooMuch: a channel holds more than is looked at.
var errTooMuch = errors.New("more was said there than is looked at")

// unread deals with a channel, a direct one when it is in no guild, of which could not be read what was said in the gap. It
// is read later, when that may help; else staff are to know, once.
func (a *Adapter) unread(ctx context.Context, c channel, err error) {
	switch {
	case ctx.Err() != nil:
		a.past.cutShort.Store(true) // the next connection looks, or the next run
	case !link.Settled(err) && !errors.Is(err, errTooMuch) && a.past.gap.patient(a.o.Now()):
		a.past.cutShort.Store(true)
		a.o.Log.Warn("what was said in a channel while the bot was away could not be read; it is tried again", "error", err)
	case a.past.gap.give(c.ID):
		where := c.ID
		if c.GuildID == "" {
			where = "a direct one" // its id names a person
		}
		a.o.Log.Error("what was said in a channel while the bot was away could not all be read, and is not answered", "channel", where, "error", err)
		a.unsaid(context.WithoutCancel(ctx), chat.Message{Place: place(c), Direct: c.GuildID == ""}, chat.Unread)
	}
}
