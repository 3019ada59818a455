package discord

import (
	"context"

	"backtalk/internal/chat"
)

// takeIn puts what an event or a look at a channel asks for into the lane of its channel; what tells of danger goes beside
// all lanes, at once. It returns false when that came to nothing: the connection, or the program, has ended.
func (a *Adapter) takeIn(ctx context.Context, w work) bool {
	bot, _ := a.guilds.ids()
	mark := uint64(0) // of what would have to be looked for again, if it is not done
	switch w.kind {
	case "MESSAGE_CREATE":
		a.noteOwn(w.m)
		w.m.Edited = nil // a look at a channel shows messages that were changed since: they are new all the same
		if mark = number(w.m.ID); !a.concerns(w.m, bot) {
			a.past.seen.took(mark)
			return true
		}
	case "MESSAGE_UPDATE":
		if !a.isEdit(w) || !a.concerns(w.m, bot) {
			return true
		}
		mark = idAt(*w.m.Edited)
	}
	a.past.seen.came(mark)
	// What is begun gets into the journal.
	working := context.WithoutCancel(ctx)
	do := func() {
		a.handle(working, w)
		if w.kind == "MESSAGE_CREATE" {
			a.past.seen.took(mark)
		}
		a.past.seen.left(mark)
	}
	taken := false
	if w.kind != "MESSAGE_DELETE" && a.tellsOfDanger(ctx, w.m, bot) {
		working = chat.WithUrgency(working, true)
		taken = a.intake.aside(do)
	} else {
		taken = a.intake.put(ctx, w.m.ChannelID, do)
	}
	if !taken {
		a.past.seen.left(mark) // the next connection, or the next run, looks from before it
	}
	return taken
}

// isEdit tells whether an update is an edit made lately: previews of links and pins come as updates too, without a new time.
// What is found later was made while there was nobody to see it.
func (a *Adapter) isEdit(w work) bool {
	late := chat.Fresh
	if w.found {
		late = chat.Lasting
	}
	return w.m.Edited != nil && a.o.Now().Sub(*w.m.Edited) < late
}

// reading is what must be known to read an interaction; where finds the channels that controls name.
func (a *Adapter) reading(i interaction, where func(id string) (chat.Place, bool)) reading {
	bot, _ := a.guilds.ids()
	return reading{bot: bot, space: a.space(i.GuildID), private: a.o.Private, now: a.o.Now(), where: where}
}
