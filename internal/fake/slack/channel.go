package fakeslack

import "slices"

// Kind is a kind of conversation.
type Kind string

// The kinds of conversations, as Slack calls them in channel_type.
const (
	Public  Kind = "channel"
	Private Kind = "group"
	IM      Kind = "im"
)

// Channel is a conversation: a channel or a direct message.
type Channel struct {
	ID, Name string
	Kind     Kind
	Team     *Team

	s        *Server
	shared   bool
	archived bool
	members  []string
	user     *User // of a direct message with the bot
	messages []*message
	byTS     map[string]*message
	threads  map[string][]*message // replies by the parent's ts
	prompts  []Prompt
}

// Prompt is a suggested prompt of the agent surface.
type Prompt struct{ Title, Message string }

// AddChannel adds a public channel with everybody of the workspace who is there by now, but not the bot.
func (t *Team) AddChannel(name string) *Channel { return t.addChannel(name, Public) }

// AddPrivateChannel adds a private channel with these people in it.
func (t *Team) AddPrivateChannel(name string, users ...*User) *Channel {
	c := t.addChannel(name, Private)
	c.AddUsers(users...)
	return c
}

// AddSharedChannel adds a public channel that is shared with other organisations (Slack Connect).
func (t *Team) AddSharedChannel(name string) *Channel {
	c := t.addChannel(name, Public)
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	c.shared = true
	return c
}

func (t *Team) addChannel(name string, kind Kind) *Channel {
	s := t.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &Channel{ID: s.id("C"), Name: name, Kind: kind, Team: t, s: s, byTS: map[string]*message{}, threads: map[string][]*message{}}
	if kind == Public {
		for _, u := range s.users {
			if u.Team == t && !u.bot {
				c.members = append(c.members, u.ID)
			}
		}
		slices.Sort(c.members)
	}
	s.channels[c.ID] = c
	return c
}

// AddUsers lets people join.
func (c *Channel) AddUsers(users ...*User) {
	c.s.mu.Lock()
	var out []*Delivery
	for _, u := range users {
		out = append(out, c.join(u, nil)...)
	}
	c.s.mu.Unlock()
	c.s.send(out...)
}

// AddBot makes the app's bot a member, without an event.
func (c *Channel) AddBot() *Channel {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if !c.has(c.Team.Bot.ID) {
		c.members = append(c.members, c.Team.Bot.ID)
	}
	return c
}

// Archive archives the channel.
func (c *Channel) Archive() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.archived = true
}

// Prompts are the prompts that the app suggests there.
func (c *Channel) Prompts() []Prompt {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return slices.Clone(c.prompts)
}

func (c *Channel) has(user string) bool { return slices.Contains(c.members, user) }

// join makes somebody a member and returns the event that follows, if the bot hears it. The lock is held.
func (c *Channel) join(u, inviter *User) []*Delivery {
	if c.has(u.ID) {
		return nil
	}
	c.members = append(c.members, u.ID)
	e := object{"type": "member_joined_channel", "user": u.ID, "channel": c.ID, "channel_type": "C", "team": c.Team.ID, "event_ts": c.s.ts()}
	if c.Kind == Private {
		e["channel_type"] = "G"
	}
	if inviter != nil {
		e["inviter"] = inviter.ID
	}
	if !c.has(c.Team.Bot.ID) {
		return nil
	}
	return c.s.event(c, "member_joined_channel", e)
}

// DM is the person's direct message with the bot; it is made when it is not there yet.
func (u *User) DM() *Channel {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.dm()
}

func (u *User) dm() *Channel {
	for _, c := range u.s.channels {
		if c.Kind == IM && c.user == u {
			return c
		}
	}
	c := &Channel{ID: u.s.id("D"), Kind: IM, Team: u.Team, s: u.s, user: u, members: []string{u.ID, u.Team.Bot.ID}, byTS: map[string]*message{}, threads: map[string][]*message{}}
	u.s.channels[c.ID] = c
	return c
}
