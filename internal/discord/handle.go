package discord

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"slices"
	"time"

	"backtalk/internal/chat"
)

// work is something that an event, or a look at a channel, asks for.
type work struct {
	kind  string // the event's name
	m     message
	found bool // by a look at a channel
}

// event takes one event from the library, in the goroutine that reads the connection: what people write is put into the lane
// of its channel, and when there is no room the connection is read no further. When that lasts, the connection is given up
// as dead, and what was missed is caught up with afterwards: nothing is dropped.
func (a *Adapter) event(ctx context.Context, name string, data []byte) {
	defer a.caught("taking an event in")
	if ctx.Err() != nil {
		return
	}
	switch name {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE":
		a.takeIn(ctx, work{kind: name, m: decode[message](data)})
		return
	case "MESSAGE_DELETE_BULK":
		all := decode[struct {
			IDs       []string `json:"ids"`
			ChannelID string   `json:"channel_id"`
			GuildID   string   `json:"guild_id"`
		}](data)
		for _, id := range all.IDs {
			a.takeIn(ctx, work{kind: "MESSAGE_DELETE", m: message{ID: id, ChannelID: all.ChannelID, GuildID: all.GuildID}})
		}
		return
	case "INTERACTION_CREATE":
		a.takePress(ctx, decode[interaction](data))
		return
	}
	a.guilds.apply(name, data)
	a.compare(ctx)
	switch name {
	case "READY":
		a.afterReady(ctx)
	case "GUILD_CREATE":
		if g := decode[guild](data); !g.Unavailable {
			a.catchingUp(func() { a.catchUpGuild(ctx, g.ID) })
		}
	case "THREAD_CREATE":
		a.noteTitle(data)
	}
}

// caught ends a panic in a handler, which would end the program: the log gets the place, not the words.
func (a *Adapter) caught(doing string) {
	if recover() != nil {
		a.o.Log.Error("a fault in the program", "doing", doing, "stack", string(debug.Stack()))
	}
}

// noteTitle remembers the title of a new forum post for a while: its first message comes by another event.
func (a *Adapter) noteTitle(data json.RawMessage) {
	t := decode[struct {
		channel
		New bool `json:"newly_created"`
	}](data)
	if !t.New || !slices.Contains(a.space(t.GuildID).Forums, t.ParentID) {
		return
	}
	a.guilds.titles.Put(t.ID, t.Name, a.o.Now())
}

// How many new posts may wait for their first message, and for how long; after that Discord is asked.
const (
	manyTitles = 1000
	titleKept  = 10 * time.Minute
)

// handle does what an event asks for.
func (a *Adapter) handle(ctx context.Context, w work) {
	defer a.caught("handling a message")
	switch w.kind {
	case "MESSAGE_CREATE":
		a.message(ctx, w.m)
	case "MESSAGE_UPDATE":
		if a.past.newEdit(w.m.ID, *w.m.Edited) {
			a.message(ctx, w.m)
		}
	case "MESSAGE_DELETE":
		a.deleted(ctx, w.m.GuildID, w.m.ChannelID, w.m.ID)
	}
}

// noteOwn remembers a post of the bot's own by its nonce, which its event tells.
func (a *Adapter) noteOwn(m message) {
	if bot, _ := a.guilds.ids(); m.Author != nil && m.Author.ID == bot {
		nonce, _ := m.Nonce.(string)
		a.own.note(nonce, ref(m.ChannelID, m.ID))
	}
}

// message hands a message to the courier when it is for the bot.
func (a *Adapter) message(ctx context.Context, m message) {
	bot, _ := a.guilds.ids()
	if !a.concerns(m, bot) {
		return
	}
	if m.GuildID == "" {
		a.direct.keep(ctx, m.ChannelID, m.Author.ID)
	}
	if out, ok := receive(m, a.look(ctx, m, bot)); ok {
		a.courier.Message(ctx, a.asTaken(ctx, out))
	}
}

// concerns tells whether a message can be for the bot.
func (a *Adapter) concerns(m message, bot string) bool {
	space := a.space(m.GuildID)
	overhears := len(space.Listen)+len(space.Forums) > 0
	return byPerson(m, bot) && (m.GuildID == "" || overhears || m.Edited != nil || mentions(m, bot, a.guilds.role(m.GuildID)))
}

// look gathers what must be known to read a message, and asks Discord for what no event has told of; what is urgent does not
// wait for that for long.
func (a *Adapter) look(ctx context.Context, m message, bot string) setting {
	if chat.IsUrgent(ctx) {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, hurryTime)
		defer cancel()
	}
	return a.setting(m, bot, func(id string) (channel, bool) { return a.lookup(ctx, id) }, func(id string) string { return a.title(ctx, id) })
}

// known is what can be known of a message without asking anybody.
func (a *Adapter) known(m message, bot string) setting {
	return a.setting(m, bot, a.guilds.channel, a.notedTitle)
}

func (a *Adapter) setting(m message, bot string, find func(id string) (channel, bool), title func(id string) string) setting {
	at := setting{bot: bot, channel: channel{ID: m.ChannelID, Type: kindDirect}}
	if m.GuildID == "" {
		return at
	}
	at.role, at.space = a.guilds.role(m.GuildID), a.space(m.GuildID)
	if c, ok := find(m.ChannelID); ok {
		at.channel = c
	} else {
		at.channel.Type = kindText // what it is cannot be told now; it is answered there all the same
	}
	if at.channel.GuildID = m.GuildID; at.channel.isThread() {
		at.parent, _ = find(at.channel.ParentID)
	}
	if at.parent.isForum() && m.ID == m.ChannelID && slices.Contains(at.space.Forums, at.parent.ID) {
		at.title = title(m.ChannelID)
	}
	at.staff = a.staff(m, at)
	return at
}

// title is the title of a forum post.
func (a *Adapter) title(ctx context.Context, id string) string {
	if t := a.notedTitle(id); t != "" {
		return t
	}
	c, _ := a.fetch(ctx, id) // without a title there is the text, if it may be read
	return c.Name
}

// notedTitle is the title that an event told.
func (a *Adapter) notedTitle(id string) string {
	title, _ := a.guilds.titles.Get(id, a.o.Now())
	return title
}

// deleted tells the courier that a message is gone, unless the bot took away one of its own.
func (a *Adapter) deleted(ctx context.Context, guildID, channelID, id string) {
	a.own.forget(ref(channelID, id))
	if a.own.took(id) {
		return
	}
	at := chat.Place{Platform: Name, Channel: channelID}
	if c, ok := a.guilds.channel(channelID); ok {
		at = place(c)
	} else if guildID != "" {
		at.Space = guildID
		if c, ok := a.lookup(ctx, channelID); ok {
			at = place(c)
		}
	}
	a.courier.Deleted(ctx, a.asTaken(ctx, chat.Message{Place: at, ID: id}))
}
