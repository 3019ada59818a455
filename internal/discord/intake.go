package discord

import (
	"context"
	"time"

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

// tellsOfDanger tells whether a message goes before all others, from what is known without asking Discord.
func (a *Adapter) tellsOfDanger(ctx context.Context, m message, bot string) bool {
	out, ok := receive(m, a.known(m, bot))
	return ok && a.isUrgent(ctx, out)
}

// isUrgent asks the handler whether a message goes before all others; it does not when the handler fails.
func (a *Adapter) isUrgent(ctx context.Context, m chat.Message) (is bool) {
	defer a.caught("looking for danger")
	return a.courier.Urgent(ctx, m)
}

// pressed is an interaction that waits to be worked on, and since when.
type pressed struct {
	i    interaction
	came time.Time
}

// takePress queues a command or a press. A question that tells of danger has a queue of its own; only when that is full it
// goes with the others.
func (a *Adapter) takePress(ctx context.Context, i interaction) {
	p := pressed{i, time.Now()}
	if a.asksOfDanger(ctx, i) {
		select {
		case a.presses.alarms <- p:
			return
		default:
		}
	}
	select {
	case a.presses.waiting <- p:
	default:
		a.o.Log.Error("too many commands and presses at once; one was not answered, and Discord says so to whoever made it")
	}
}

// asksOfDanger tells whether an interaction is a question that goes before all others.
func (a *Adapter) asksOfDanger(ctx context.Context, i interaction) bool {
	if i.Type != interactionCommand || i.Data.Name != cmdAsk {
		return false
	}
	d := readInteraction(i, a.reading(i, nil))
	return d.question != nil && a.isUrgent(ctx, *d.question)
}

// reading is what must be known to read an interaction; where finds the channels that controls name.
func (a *Adapter) reading(i interaction, where func(id string) (chat.Place, bool)) reading {
	bot, _ := a.guilds.ids()
	return reading{bot: bot, space: a.space(i.GuildID), private: a.o.Private, now: a.o.Now(), where: where}
}
