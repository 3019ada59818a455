package discord

import (
	"encoding/json"
	"strconv"
	"time"
)

// The parts of Discord's objects that are read. The library's own types are not used for events: one unknown component
// in a message makes it lose the whole message, and its interactions know nothing of the channel.

type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
	Bot        bool   `json:"bot"`
}

type member struct {
	User        *user    `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // in interactions only
}

type message struct {
	ID           string     `json:"id"`
	ChannelID    string     `json:"channel_id"`
	GuildID      string     `json:"guild_id"`
	Type         int        `json:"type"`
	Flags        int        `json:"flags"`
	Content      string     `json:"content"`
	Author       *user      `json:"author"`
	Member       *member    `json:"member"`
	WebhookID    string     `json:"webhook_id"`
	Nonce        any        `json:"nonce"` // a string or a number
	Mentions     []user     `json:"mentions"`
	MentionRoles []string   `json:"mention_roles"`
	Timestamp    time.Time  `json:"timestamp"`
	Edited       *time.Time `json:"edited_timestamp"`
	Reference    *struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
	Referenced referenced `json:"referenced_message"`

	answered bool // another person has answered it, as a look at the channel told
}

// referenced is the message that a message replies to. Discord tells null of one that is gone, and leaves the field out
// when it did not look (resources/message, "Message Object").
type referenced struct {
	Author *user
	gone   bool
}

// UnmarshalJSON tells a message that is gone from one that is not told; what does not fit is left empty.
func (r *referenced) UnmarshalJSON(data []byte) error {
	r.gone = string(data) == "null"
	r.Author = decode[struct {
		Author *user `json:"author"`
	}](data).Author
	return nil
}

type overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"` // 0 role, 1 member
	Allow string `json:"allow"`
	Deny  string `json:"deny"`
}

type channel struct {
	ID            string      `json:"id"`
	GuildID       string      `json:"guild_id"`
	ParentID      string      `json:"parent_id"`
	Type          int         `json:"type"`
	Name          string      `json:"name"`
	LastMessageID string      `json:"last_message_id"`
	Overwrites    []overwrite `json:"permission_overwrites"`
}

func (c channel) isThread() bool {
	return c.Type == kindNewsThread || c.Type == kindPublicThread || c.Type == kindPrivateThread
}

func (c channel) isForum() bool { return c.Type == kindForum || c.Type == kindMedia }

type role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions string `json:"permissions"`
	Tags        struct {
		BotID string `json:"bot_id"`
	} `json:"tags"`
}

type guild struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	OwnerID     string    `json:"owner_id"`
	Unavailable bool      `json:"unavailable"`
	Roles       []role    `json:"roles"`
	Channels    []channel `json:"channels"`
	Threads     []channel `json:"threads"`
	Members     []member  `json:"members"`
}

type ready struct {
	User        user    `json:"user"`
	Guilds      []guild `json:"guilds"` // ids only
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
}

// Types of interactions (interactions/receiving-and-responding, "Interaction Type").
const (
	interactionCommand      = 2
	interactionComponent    = 3
	interactionAutocomplete = 4
)

type interaction struct {
	ID        string   `json:"id"`
	AppID     string   `json:"application_id"`
	Type      int      `json:"type"`
	Token     string   `json:"token"`
	GuildID   string   `json:"guild_id"`
	ChannelID string   `json:"channel_id"`
	Channel   *channel `json:"channel"`
	Member    *member  `json:"member"`
	User      *user    `json:"user"`
	Message   *message `json:"message"`
	Data      struct {
		Name     string   `json:"name"`
		Type     int      `json:"type"`
		Options  []option `json:"options"`
		CustomID string   `json:"custom_id"`
		Values   []string `json:"values"`
		TargetID string   `json:"target_id"`
		Resolved struct {
			Messages map[string]message `json:"messages"`
		} `json:"resolved"`
	} `json:"data"`
}

type option struct {
	Name    string   `json:"name"`
	Value   any      `json:"value"`
	Focused bool     `json:"focused"`
	Options []option `json:"options"`
}

// find returns the option of a name; the zero option when there is none.
func find(all []option, name string) option {
	for _, o := range all {
		if o.Name == name {
			return o
		}
	}
	return option{}
}

// decode reads JSON as far as it fits: one field of another type than expected leaves that field empty.
func decode[T any](data []byte) T {
	var v T
	_ = json.Unmarshal(data, &v) // what could not be read is missed by those who need it
	return v
}

// firstMoment is the beginning of 2015, from which ids count milliseconds (reference, "Snowflakes").
const firstMoment = 1420070400000

// number is an id as a number; 0 when it is none.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// idAt is the smallest id of a moment, and timeOf the moment of an id.
func idAt(t time.Time) uint64 { return uint64(max(t.UnixMilli()-firstMoment, 0)) << 22 }

func timeOf(id string) time.Time { return time.UnixMilli(int64(number(id)>>22) + firstMoment) }
