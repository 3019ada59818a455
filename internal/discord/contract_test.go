package discord

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
)

// underTest is the adapter as the contract sees it: people write in one channel that the bot listens in.
type underTest struct {
	*world
	turn sync.Mutex // one person acts at a time; what follows runs side by side

	said    map[string]*fakediscord.Message
	people  map[string]*fakediscord.User
	pressed map[string]bool
}

func newUnderTest(t testing.TB, s chattest.Setup) chattest.Adapter {
	u := &underTest{said: map[string]*fakediscord.Message{}, people: map[string]*fakediscord.User{}, pressed: map[string]bool{}}
	u.world = newWorld(t, s.Handler, func(w *world, o *Options) {
		o.Spaces[w.guild.ID] = Space{Listen: []string{w.room.ID}}
		o.Courier.Deadline, o.Log, o.Courier.Log = s.Deadline, s.Log, s.Log
		w.server.AllowIntents(fakediscord.MessageContent)
	})
	u.settle()
	return u
}

func (u *underTest) person(id string) *fakediscord.User {
	if u.people[id] == nil {
		u.people[id] = u.server.AddMember(u.guild, "person")
	}
	return u.people[id]
}

// Message says, repeats or changes a message.
func (u *underTest) Message(m chat.Message) {
	u.turn.Lock()
	text := m.Text
	if m.Addressed {
		text = u.server.Bot().Mention() + " " + text
	}
	before := u.said[m.ID]
	switch {
	case before == nil:
		u.said[m.ID] = u.server.Say(u.room, u.person(m.Author), text)
	case m.Edited:
		u.said[m.ID] = u.server.EditMessage(before, text)
	default:
		u.server.SendEvent("MESSAGE_CREATE", redelivery(before, u.server.Bot(), m.Addressed))
	}
	u.turn.Unlock()
	u.drain()
}

// redelivery is the event of a message once more.
func redelivery(m *fakediscord.Message, bot *fakediscord.User, mentioned bool) string {
	e := map[string]any{"id": m.ID, "channel_id": m.ChannelID, "guild_id": m.GuildID, "content": m.Content, "type": m.Type,
		"author": map[string]any{"id": m.Author.ID}, "member": map[string]any{"roles": []string{}}}
	if mentioned {
		e["mentions"] = []any{map[string]any{"id": bot.ID}}
	}
	b, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Press presses what the newest post offers; Discord delivers it twice.
func (u *underTest) Press(p chat.Press) {
	u.turn.Lock()
	defer u.turn.Unlock()
	if u.pressed[p.ID] {
		return
	}
	u.pressed[p.ID] = true
	u.server.DuplicateEvents(1)
	posts := u.server.ByBot()
	post := posts[len(posts)-1]
	want, _ := control{action: p.Action, ref: p.Ref}.value()
	for _, s := range post.Selects() {
		if slices.ContainsFunc(s.Options, func(o fakediscord.Option) bool { return o.Value == want }) {
			if u.server.Choose(post, u.person(p.Author), s.CustomID, want).Message(soon) == nil {
				u.t.Errorf("nothing was shown after a choice")
			}
			u.drain()
			return
		}
	}
	u.t.Errorf("%q is not offered", want)
}

// Delete deletes a message.
func (u *underTest) Delete(m chat.Message) {
	u.server.DeleteMessage(u.said[m.ID])
	u.drain()
}

// Posts is what the bot has standing.
func (u *underTest) Posts() []chattest.Post {
	var all []chattest.Post
	for _, m := range u.server.ByBot() {
		p := chattest.Post{Text: m.Text(), Private: m.Ephemeral() || m.GuildID == "", Mentions: m.Pings}
		if m.PingsAll {
			p.Mentions = append(p.Mentions, "everyone")
		}
		p.Mentions = append(p.Mentions, m.PingsRoles...)
		for _, l := range m.Labels() {
			p.Text += "\n" + l
		}
		for _, l := range m.Links() {
			p.Links = append(p.Links, chat.Link(l))
		}
		all = append(all, p)
	}
	return all
}

// Close ends the adapter.
func (u *underTest) Close() error {
	if err := u.end(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	return nil
}

// TestContract: Discord can do everything.
func TestContract(t *testing.T) {
	t.Parallel()
	chattest.Suite{New: newUnderTest, Can: []chattest.Ability{chattest.Redelivery, chattest.Editing, chattest.Deleting,
		chattest.Pressing, chattest.Buttons, chattest.Privacy, chattest.Overhears}}.Run(t)
}
