package discord

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"slices"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
)

// work is something that an event asks for, to be done in the order of the events.
type work struct {
	kind string // the event's name
	data json.RawMessage
	m    *message // of a look at a channel, in the place of data
}

// event takes one event from the library, in the goroutine that reads the connection: it is queued, and when the queue
// is full the connection is read no further. When that lasts, the connection is given up as dead, and what was missed is
// caught up with afterwards: nothing is dropped.
func (a *Adapter) event(ctx context.Context, e *discordgo.Event) {
	defer a.caught("taking an event in")
	if ctx.Err() != nil {
		return
	}
	switch e.Type {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		select {
		case a.intake <- work{kind: e.Type, data: e.RawData}:
		case <-ctx.Done():
		}
		return
	case "INTERACTION_CREATE":
		select {
		case a.presses <- e.RawData:
		default:
			a.o.Log.Error("too many commands and presses at once; one was not answered, and Discord says so to whoever made it")
		}
		return
	}
	a.state.apply(e.Type, e.RawData)
	a.compare(ctx)
	switch e.Type {
	case "READY":
		a.afterReady(ctx)
	case "GUILD_CREATE":
		if g := decode[guild](e.RawData); !g.Unavailable {
			a.catchingUp(func() { a.catchUpGuild(ctx, g.ID) })
		}
	case "THREAD_CREATE":
		a.noteTitle(e.RawData)
	}
}

// caught ends a panic in a handler, which would end the program: the log gets the place, not the words.
func (a *Adapter) caught(doing string) {
	if recover() != nil {
		a.o.Log.Error("a fault in the program", "doing", doing, "stack", string(debug.Stack()))
	}
}

// noteTitle remembers the title of a new forum post until its first message comes.
func (a *Adapter) noteTitle(data json.RawMessage) {
	t := decode[struct {
		channel
		New bool `json:"newly_created"`
	}](data)
	if !t.New || !slices.Contains(a.o.Spaces[t.GuildID].Forums, t.ParentID) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.titles) >= manyTitles {
		clear(a.titles) // Discord is asked for those
	}
	a.titles[t.ID] = t.Name
}

// manyTitles is how many new posts may wait for their first message.
const manyTitles = 1000

// take works on the queued events until ctx ends.
func (a *Adapter) take(ctx context.Context) {
	for {
		select {
		case w := <-a.intake:
			a.handle(context.WithoutCancel(ctx), w) // what is begun gets into the journal
		case <-ctx.Done():
			return
		}
	}
}

func (a *Adapter) handle(ctx context.Context, w work) {
	defer a.caught("handling a message")
	m := w.m
	if m == nil {
		d := decode[message](w.data)
		m = &d
	}
	switch w.kind {
	case "MESSAGE_CREATE":
		a.noteOwn(*m)
		m.Edited = nil // a look at a channel shows messages that were changed since: they are new all the same
		a.message(ctx, *m)
		a.saw(m.ID)
	case "MESSAGE_UPDATE":
		// Previews of links and pins come as updates too, without a new time.
		if m.Edited != nil && a.o.Now().Sub(*m.Edited) < chat.Fresh && a.newEdit(m.ID, *m.Edited) {
			a.message(ctx, *m)
		}
	case "MESSAGE_DELETE":
		a.deleted(ctx, m.GuildID, m.ChannelID, m.ID)
	case "MESSAGE_DELETE_BULK":
		d := decode[struct {
			IDs       []string `json:"ids"`
			ChannelID string   `json:"channel_id"`
			GuildID   string   `json:"guild_id"`
		}](w.data)
		for _, id := range d.IDs {
			a.deleted(ctx, d.GuildID, d.ChannelID, id)
		}
	}
}

// noteOwn remembers a post of the bot's own by its nonce, which its event tells.
func (a *Adapter) noteOwn(m message) {
	if bot, _ := a.state.ids(); m.Author != nil && m.Author.ID == bot {
		nonce, _ := m.Nonce.(string)
		a.notePosted(nonce, ref(m.ChannelID, m.ID))
	}
}

// message hands a message to the courier when it is for the bot.
func (a *Adapter) message(ctx context.Context, m message) {
	bot, _ := a.state.ids()
	if !byPerson(m, bot) {
		return
	}
	at, ok := a.setting(ctx, m, bot)
	if !ok {
		return
	}
	if out, ok := receive(m, at); ok {
		a.courier.Message(ctx, out)
	}
}

// setting gathers what must be known to read a message; false when it cannot be for the bot.
func (a *Adapter) setting(ctx context.Context, m message, bot string) (setting, bool) {
	at := setting{bot: bot, channel: channel{ID: m.ChannelID, Type: kindDirect}}
	if m.GuildID == "" {
		a.keepDirect(ctx, m.ChannelID)
		return at, true
	}
	at.role, at.space = a.state.role(m.GuildID), a.o.Spaces[m.GuildID]
	overhears := len(at.space.Listen)+len(at.space.Forums) > 0
	if !overhears && m.Edited == nil && !mentions(m, bot, at.role) {
		return at, false
	}
	if c, ok := a.lookup(ctx, m.ChannelID); ok {
		at.channel = c
	} else {
		at.channel.Type = kindText // what it is cannot be told now; it is answered there all the same
	}
	if at.channel.GuildID = m.GuildID; at.channel.isThread() {
		at.parent, _ = a.lookup(ctx, at.channel.ParentID)
	}
	if at.parent.isForum() && m.ID == m.ChannelID && slices.Contains(at.space.Forums, at.parent.ID) {
		at.title = a.title(ctx, m.ChannelID)
	}
	at.staff = a.staff(m, at)
	return at, true
}

// title is the title of a forum post.
func (a *Adapter) title(ctx context.Context, id string) string {
	a.mu.Lock()
	t, ok := a.titles[id]
	a.mu.Unlock()
	if ok {
		return t
	}
	c, _ := a.fetch(ctx, id) // without a title there is the text, if it may be read
	return c.Name
}

// staff tells whether the author of a message is: by the configured roles, else by the permission to manage messages.
func (a *Adapter) staff(m message, at setting) bool {
	if m.Member == nil {
		return false
	}
	if len(at.space.Staff) > 0 {
		return slices.ContainsFunc(m.Member.Roles, func(id string) bool { return slices.Contains(at.space.Staff, id) })
	}
	return a.state.may(at.channel, m.Author.ID, m.Member.Roles)&mayManageMessages != 0
}

// deleted tells the courier that a message is gone, unless the bot took away one of its own.
func (a *Adapter) deleted(ctx context.Context, guildID, channelID, id string) {
	a.forgetPosted(ref(channelID, id))
	a.mu.Lock()
	own := a.taken[id]
	delete(a.taken, id)
	a.mu.Unlock()
	if own {
		return
	}
	at := chat.Place{Platform: Name, Channel: channelID}
	if c, ok := a.state.channel(channelID); ok {
		at = place(c)
	} else if guildID != "" {
		at.Space = guildID
		if c, ok := a.lookup(ctx, channelID); ok {
			at = place(c)
		}
	}
	a.courier.Deleted(ctx, chat.Message{Place: at, ID: id})
}

// taking notes that the bot itself takes a message of its own away.
func (a *Adapter) taking(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.taken) >= manyTitles {
		clear(a.taken) // their events were missed
	}
	a.taken[id] = true
}
