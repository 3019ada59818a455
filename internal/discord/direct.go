package discord

import (
	"context"
	"log/slog"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// memoDirect is where the Memo keeps direct channels.
const memoDirect = "dm/discord/"

// direct is what the bot knows of its direct channels. It is safe for concurrent use.
type direct struct {
	memo     chat.Memo
	log      *slog.Logger
	now      func() time.Time
	byPerson *recent.Map[string, string]   // ids of channels
	kept     *recent.Map[string, struct{}] // that the Memo was told of lately
}

func newDirect(o Options) *direct {
	return &direct{memo: o.Memo, log: o.Log, now: o.Now, byPerson: recent.New[string, string](manyDirect, 0), kept: recent.New[string, struct{}](manyDirect, dmLasts/7)}
}

// manyDirect is how many direct channels are remembered.
const manyDirect = 10_000

// keep remembers a direct channel for a week, and whose it is, so that it can be forgotten with the person; not at every
// message.
func (d *direct) keep(ctx context.Context, channelID, person string) {
	now := d.now()
	if !d.kept.Add(channelID, struct{}{}, now) {
		return
	}
	if err := d.memo.Keep(ctx, memoDirect+channelID, person, now.Add(dmLasts)); err != nil {
		d.log.Error("noting a direct channel", "error", err)
	}
}

// lately are the ids of the direct channels of the last week.
func (d *direct) lately(ctx context.Context) (ids []string) {
	all, err := d.memo.List(ctx, memoDirect)
	if err != nil {
		d.log.Error("looking up direct channels; what was said there while the bot was away is not answered", "error", err)
	}
	for key := range all {
		ids = append(ids, key[len(memoDirect):])
	}
	return ids
}

// forget has direct channels be remembered anew with their next message, since somebody wanted to be forgotten.
func (d *direct) forget() {
	d.kept.Clear()
	d.byPerson.Clear()
}

// with is the direct channel with a person, when it is remembered; found remembers it.
func (d *direct) with(person string) (id string, known bool) { return d.byPerson.Get(person, d.now()) }

func (d *direct) found(person, id string) { d.byPerson.Put(person, id, d.now()) }
