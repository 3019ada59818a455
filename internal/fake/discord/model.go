package fakediscord

import (
	"encoding/json"
	"time"
)

// Kind is a type of channel (Discord, resources/channel, "Channel Types").
type Kind int

// The kinds of channels there are here.
const (
	Text          Kind = 0
	DirectMessage Kind = 1
	Category      Kind = 4
	PublicThread  Kind = 11
	PrivateThread Kind = 12
	Forum         Kind = 15
)

// User is a person or a bot. It does not change.
type User struct {
	ID, Name string
	IsBot    bool
	tag      string // the old discriminator: bots still have one, people have "0", and webhooks "0000"
}

// Mention is what pings the user when it stands in a message.
func (u *User) Mention() string { return "<@" + u.ID + ">" }

// Guild names a guild; it does not change.
type Guild struct{ ID, Name string }

// Role names a role of a guild.
type Role struct{ ID, Name, GuildID string }

// Channel names a channel, a thread or a direct message. It does not change.
type Channel struct {
	ID, Name string
	GuildID  string // empty in a direct message
	ParentID string // of a thread
	Kind     Kind
}

type role struct {
	*Role
	permissions Permission
	position    int
	managed     bool // the bot's own
}

type member struct {
	user   *User
	roles  []string
	joined time.Time
}

type guild struct {
	*Guild
	owner    string
	roles    map[string]*role
	members  map[string]*member
	order    []string // channel ids, oldest first
	commands commands
	botRole  *Role
	joined   bool // the bot is in it
}

type channel struct {
	*Channel
	overwrites map[string]*overwrite
	messages   []*Message // oldest first; a change replaces the pointer
	recipient  string     // of a direct message
	owner      string     // who opened the thread
	archived   bool
}

func (c *channel) isThread() bool { return c.Kind == PublicThread || c.Kind == PrivateThread }

// find is where a message stands in the channel, -1 when it does not. Ids grow, so it is a binary search.
func (c *channel) find(id string) int {
	n := number(id)
	low, high := 0, len(c.messages)
	for low < high {
		mid := (low + high) / 2
		if number(c.messages[mid].ID) < n {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.messages) && c.messages[low].ID == id {
		return low
	}
	return -1
}

// Message flags (Discord, resources/message, "Message Flags").
const (
	flagEphemeral = 1 << 6
	flagLoading   = 1 << 7
)

// Message types (Discord, resources/message, "Message Types").
const (
	typeReply       = 19
	typeCommand     = 20
	typeMenuCommand = 23
)

// Message is a message as it stood at one moment. It is never changed: an edit makes another.
type Message struct {
	ID, ChannelID, GuildID string
	Author                 *User // nil when the event came without one
	Webhook                string
	Type                   int
	Flags                  int
	Content                string
	Embeds                 []Embed
	Components             []Component
	ReplyTo                string // id of the message that it replies to
	Nonce                  string
	Sent                   time.Time
	Edited                 time.Time // zero when it never was
	OnlyFor                string    // id of the one person who sees an ephemeral message

	// Whom it notifies, with allowed_mentions and Discord's defaults taken into account.
	Pings        []string // user ids
	PingsRoles   []string
	PingsAll     bool // @everyone or @here
	PingsReplied bool // the author of the message that it replies to is among Pings for that

	interaction string          // id of the interaction that made it
	invoker     string          // who invoked that
	rawEmbeds   json.RawMessage // as it came
	rawParts    json.RawMessage // components, as they came
	names       func(kind byte, id string) string
}

// Ephemeral says that only one person sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&flagEphemeral != 0 }

// Loading says that the message is still "thinking".
func (m *Message) Loading() bool { return m.Flags&flagLoading != 0 }

// Embed is a message's embed.
type Embed struct {
	Title       string       `json:"title"`
	Description string       `json:"description"`
	URL         string       `json:"url"`
	Fields      []EmbedField `json:"fields"`
	Footer      EmbedPart    `json:"footer"`
	Author      EmbedPart    `json:"author"`
}

// EmbedField is a field of an embed.
type EmbedField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// EmbedPart is an embed's footer or author.
type EmbedPart struct {
	Text string `json:"text"`
	Name string `json:"name"`
}

// Component types (Discord, components/reference, "Component Types").
const (
	partRow    = 1
	partButton = 2
	partSelect = 3
	linkStyle  = 5 // of a button
)

// Component is a part of a message: a row, a button, a select.
type Component struct {
	Type        int         `json:"type"`
	CustomID    string      `json:"custom_id"`
	Label       string      `json:"label"`
	Style       int         `json:"style"`
	URL         string      `json:"url"`
	Disabled    bool        `json:"disabled"`
	Placeholder string      `json:"placeholder"`
	Options     []Option    `json:"options"`
	Components  []Component `json:"components"`
}

// Option is one line of a select.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description"`
}
