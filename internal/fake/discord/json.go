package fakediscord

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// dict is a JSON object on its way to the program under test.
type dict map[string]any

// stamp is a time in Discord's form, with microseconds and an offset: 2026-11-30T12:34:56.789000+00:00.
type stamp time.Time

// MarshalJSON writes it.
func (s stamp) MarshalJSON() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format(`"2006-01-02T15:04:05.000000-07:00"`)), nil
}

type userJSON struct {
	ID            string  `json:"id"`
	Username      string  `json:"username"`
	GlobalName    *string `json:"global_name"`
	Discriminator string  `json:"discriminator"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
}

func wireUser(u *User) *userJSON {
	if u == nil {
		return nil
	}
	return &userJSON{ID: u.ID, Username: u.Name, Discriminator: cmp.Or(u.tag, "0"), Bot: u.IsBot}
}

func bits(p Permission) string { return strconv.FormatInt(int64(p), 10) }

func (s *Server) wireRole(r *role) dict {
	w := dict{"id": r.ID, "name": r.Name, "permissions": bits(r.permissions), "position": r.position, "color": 0,
		"hoist": false, "managed": r.managed, "mentionable": false, "flags": 0}
	if r.managed {
		w["tags"] = dict{"bot_id": s.bot.ID}
	}
	return w
}

// wireMember is a member without the user, as it comes with messages.
func (s *Server) wireMember(g *guild, userID string) dict {
	w := dict{"roles": []string{}, "joined_at": stamp(time.Unix(0, 0)), "deaf": false, "mute": false, "flags": 0, "nick": nil}
	if m := g.members[userID]; m != nil {
		w["joined_at"] = stamp(m.joined)
		if m.roles != nil {
			w["roles"] = m.roles
		}
	}
	return w
}

func (s *Server) wireChannel(c *channel) dict {
	w := dict{"id": c.ID, "type": int(c.Kind), "last_message_id": nil, "flags": 0}
	if n := len(c.messages); n > 0 {
		w["last_message_id"] = c.messages[n-1].ID
	}
	if c.Kind == DirectMessage {
		w["recipients"] = []any{wireUser(s.users[c.recipient])}
		return w
	}
	w["name"], w["guild_id"], w["nsfw"] = c.Name, c.GuildID, false
	if c.ParentID != "" {
		w["parent_id"] = c.ParentID
	}
	if c.isThread() {
		w["owner_id"], w["member_count"], w["message_count"] = c.owner, 2, len(c.messages)
		w["thread_metadata"] = dict{"archived": c.archived, "locked": false, "auto_archive_duration": 1440,
			"archive_timestamp": stamp(time.Now()), "invitable": true}
		return w
	}
	overwrites := []dict{}
	for id, o := range c.overwrites {
		kind := 0
		if o.member {
			kind = 1
		}
		overwrites = append(overwrites, dict{"id": id, "type": kind, "allow": bits(o.allow), "deny": bits(o.deny)})
	}
	w["position"], w["permission_overwrites"], w["topic"] = 0, overwrites, nil
	return w
}

func (s *Server) wireRoles(g *guild) []dict {
	roles := []dict{}
	for _, r := range g.roles {
		roles = append(roles, s.wireRole(r))
	}
	slices.SortFunc(roles, func(a, b dict) int { return a["position"].(int) - b["position"].(int) })
	return roles
}

// wireGuild is a guild as GUILD_CREATE carries it: with channels, live threads, and the bot as its only member.
func (s *Server) wireGuild(g *guild) dict {
	channels, threads := []dict{}, []dict{}
	for _, id := range g.order {
		c := s.channels[id]
		switch {
		case s.permissions(s.bot.ID, c)&ViewChannel == 0:
		case !c.isThread():
			channels = append(channels, s.wireChannel(c))
		case !c.archived:
			threads = append(threads, s.wireChannel(c))
		}
	}
	bot := s.wireMember(g, s.bot.ID)
	bot["user"] = wireUser(s.bot)
	w := s.wireGuildShort(g)
	w["channels"], w["threads"], w["members"], w["member_count"] = channels, threads, []dict{bot}, len(g.members)
	w["unavailable"], w["large"], w["joined_at"] = false, false, stamp(time.Now())
	w["presences"], w["voice_states"], w["stage_instances"] = []dict{}, []dict{}, []dict{}
	return w
}

// wireGuildShort is a guild as GET /guilds/{id} has it.
func (s *Server) wireGuildShort(g *guild) dict {
	return dict{"id": g.ID, "name": g.Name, "owner_id": g.owner, "roles": s.wireRoles(g), "emojis": []dict{}, "stickers": []dict{},
		"features": []string{}, "preferred_locale": "en-US", "icon": nil, "afk_timeout": 300, "verification_level": 1,
		"default_message_notifications": 1, "explicit_content_filter": 0, "mfa_level": 0, "premium_tier": 0, "nsfw_level": 0}
}

type referenceJSON struct {
	Type      int    `json:"type"`
	MessageID string `json:"message_id"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id,omitempty"`
}

type messageJSON struct {
	ID                  string          `json:"id"`
	ChannelID           string          `json:"channel_id"`
	GuildID             string          `json:"guild_id,omitempty"`
	Type                int             `json:"type"`
	Content             string          `json:"content"`
	Author              *userJSON       `json:"author,omitempty"`
	Member              dict            `json:"member,omitempty"`
	Mentions            []mentionJSON   `json:"mentions"`
	MentionRoles        []string        `json:"mention_roles"`
	MentionEveryone     bool            `json:"mention_everyone"`
	ChannelType         *Kind           `json:"channel_type,omitempty"`
	Timestamp           stamp           `json:"timestamp"`
	EditedTimestamp     *stamp          `json:"edited_timestamp"`
	TTS                 bool            `json:"tts"`
	Pinned              bool            `json:"pinned"`
	Attachments         []dict          `json:"attachments"`
	Embeds              json.RawMessage `json:"embeds"`
	Components          json.RawMessage `json:"components"`
	Flags               int             `json:"flags"`
	WebhookID           string          `json:"webhook_id,omitempty"`
	ApplicationID       string          `json:"application_id,omitempty"`
	Nonce               string          `json:"nonce,omitempty"`
	MessageReference    *referenceJSON  `json:"message_reference,omitempty"`
	ReferencedMessage   *messageJSON    `json:"referenced_message,omitempty"`
	InteractionMetadata dict            `json:"interaction_metadata,omitempty"`

	orphan bool // what it replies to is gone
}

// MarshalJSON writes null for a message that was replied to and is gone, as Discord does (resources/message, "Message
// Object").
func (w *messageJSON) MarshalJSON() ([]byte, error) {
	type plain messageJSON
	if !w.orphan {
		return json.Marshal((*plain)(w))
	}
	return json.Marshal(struct {
		*plain
		ReferencedMessage *messageJSON `json:"referenced_message"`
	}{plain: (*plain)(w)})
}

type mentionJSON struct {
	*userJSON
	Member dict `json:"member,omitempty"`
}

var emptyList = json.RawMessage("[]")

func orEmpty(b json.RawMessage) json.RawMessage {
	if len(b) == 0 || string(b) == "null" {
		return emptyList
	}
	return b
}

// wireMessage is a message as REST gives it; events add guild and member (withMember).
func (s *Server) wireMessage(m *Message, depth int) *messageJSON {
	w := &messageJSON{
		ID: m.ID, ChannelID: m.ChannelID, Type: m.Type, Content: m.Content, Author: wireUser(m.Author), Mentions: []mentionJSON{},
		MentionRoles: []string{}, MentionEveryone: m.PingsAll, Timestamp: stamp(m.Sent), Attachments: []dict{},
		Embeds: orEmpty(m.rawEmbeds), Components: orEmpty(m.rawParts), Flags: m.Flags, WebhookID: m.Webhook, Nonce: m.Nonce,
	}
	if len(m.PingsRoles) > 0 {
		w.MentionRoles = m.PingsRoles
	}
	for _, id := range m.Pings {
		if u := s.users[id]; u != nil {
			w.Mentions = append(w.Mentions, mentionJSON{userJSON: wireUser(u)})
		}
	}
	if !m.Edited.IsZero() {
		at := stamp(m.Edited)
		w.EditedTimestamp = &at
	}
	if m.interaction != "" {
		w.ApplicationID, w.WebhookID = s.appID, s.appID
		w.InteractionMetadata = dict{"id": m.interaction, "type": 2, "user": wireUser(s.users[m.invoker]), "authorizing_integration_owners": dict{}}
	}
	if m.ReplyTo != "" {
		w.MessageReference = &referenceJSON{MessageID: m.ReplyTo, ChannelID: m.ChannelID, GuildID: m.GuildID}
		if c := s.channels[m.ChannelID]; c != nil && depth > 0 {
			if at := c.find(m.ReplyTo); at >= 0 {
				w.ReferencedMessage = s.wireMessage(c.messages[at], depth-1)
			} else {
				w.orphan = true
			}
		}
	}
	return w
}

// withMember adds what only events carry: the channel's type, the guild, the author's membership, and that of those who
// are mentioned.
func (s *Server) withMember(w *messageJSON, m *Message, c *channel) *messageJSON {
	w.ChannelType = &c.Kind
	g := s.guilds[m.GuildID]
	if g == nil || m.Ephemeral() {
		return w // an ephemeral message comes as from nowhere: no guild, no member
	}
	w.GuildID = g.ID
	if m.Author != nil && m.Webhook == "" {
		w.Member = s.wireMember(g, m.Author.ID)
	}
	for i := range w.Mentions {
		w.Mentions[i].Member = s.wireMember(g, w.Mentions[i].ID)
	}
	return w
}

// blank takes away what only bots with the message content intent see.
func (w *messageJSON) blank() *messageJSON {
	b := *w
	b.Content, b.Embeds, b.Components, b.Attachments = "", emptyList, emptyList, []dict{}
	return &b
}
