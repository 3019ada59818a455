package fakeslack

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

type object = map[string]any

// message is a message as the server holds it. The server's lock guards it.
type message struct {
	channel  *Channel
	ts       string
	thread   string // the parent's ts; empty when it is not in a thread, and for a parent
	user     *User
	bot      bool // said by the app
	subtype  string
	text     string
	blocks   []object
	edited   string // ts of the edit
	only     string // the one user who sees it, when it is ephemeral
	metadata json.RawMessage
	public   bool // a reply that is in the channel too (reply_broadcast)
	replies  int
	how      parsing
}

// parsing is how the text of a message was to be read.
type parsing struct {
	none        bool // parse: none, so that addresses are not links
	names       bool // link_names, so that @name and #name are links
	unfurlLinks bool
	unfurlMedia bool
}

// ts makes a timestamp that no other has. The lock is held.
func (s *Server) ts() string {
	s.lastTS = max(s.lastTS+1, time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.lastTS/1_000_000, s.lastTS%1_000_000)
}

// add puts a message at the end of its channel. The lock is held.
func (c *Channel) add(m *message) {
	m.channel = c
	if m.ts == "" {
		m.ts = c.s.ts()
	}
	c.messages = append(c.messages, m)
	c.byTS[m.ts] = m
	if m.thread != "" {
		c.threads[m.thread] = append(c.threads[m.thread], m)
	}
	if p := c.byTS[m.thread]; p != nil && m.only == "" {
		p.replies++
	}
	c.s.changed()
}

// remove takes a message away; a parent with replies leaves a note in its place. The lock is held.
func (c *Channel) remove(m *message) {
	if m.replies > 0 {
		m.subtype, m.text, m.blocks, m.metadata = "tombstone", "This message was deleted.", nil, nil
		m.user, m.bot, m.edited = nil, false, ""
		c.s.changed()
		return
	}
	same := func(o *message) bool { return o == m }
	c.messages = slices.DeleteFunc(c.messages, same)
	c.threads[m.thread] = slices.DeleteFunc(c.threads[m.thread], same)
	delete(c.byTS, m.ts)
	if p := c.byTS[m.thread]; p != nil && m.only == "" {
		p.replies--
	}
	c.s.changed()
}

// json is the message as Slack's API gives it.
func (m *message) json() object {
	o := object{"type": "message", "text": m.text, "ts": m.ts}
	if m.user != nil {
		o["user"], o["team"] = m.user.ID, m.user.Team.ID
	}
	if m.subtype != "" {
		o["subtype"] = m.subtype
	}
	if m.subtype == "tombstone" {
		o["user"], o["hidden"] = "USLACKBOT", true
	}
	if len(m.blocks) > 0 {
		o["blocks"] = m.blocks
	}
	if m.bot {
		a := &m.channel.s.app
		t := m.channel.Team
		o["bot_id"], o["app_id"] = t.botID, a.id
		o["bot_profile"] = object{"id": t.botID, "app_id": a.id, "user_id": t.Bot.ID, "name": a.name, "deleted": false, "updated": 1700000000, "team_id": t.ID}
	} else if m.user != nil && m.user.bot {
		o["bot_id"] = "B" + m.user.ID[1:]
	}
	if m.edited != "" {
		o["edited"] = object{"user": m.user.ID, "ts": m.edited}
	}
	if m.thread != "" {
		o["thread_ts"] = m.thread
		if p := m.channel.byTS[m.thread]; p != nil && p.user != nil {
			o["parent_user_id"] = p.user.ID
		}
	} else if m.replies > 0 {
		o["thread_ts"], o["reply_count"] = m.ts, m.replies
	}
	return o
}

// Message is a message as it stands on Slack at one moment.
type Message struct {
	Channel     *Channel
	TS          string
	ThreadTS    string // the parent's ts when it is a reply
	User        string // who said it; the bot's own are the bot user's
	FromBot     bool   // said by the app under test
	Text        string // as stored, with entities and <...>
	Blocks      []map[string]any
	Edited      bool
	Tombstone   bool // a deleted parent of a thread
	Ephemeral   bool // only the person who looks sees it
	Broadcast   bool // a reply that is shown in the channel too
	Replies     int
	UnfurlLinks bool // addresses in it are expanded
	UnfurlMedia bool
	Metadata    json.RawMessage

	how  parsing
	raw  *message
	team *Team
}

func (m *message) snapshot() Message {
	out := Message{
		Channel: m.channel, TS: m.ts, ThreadTS: m.thread, FromBot: m.bot, Text: m.text, Blocks: m.blocks,
		Edited: m.edited != "", Tombstone: m.subtype == "tombstone", Ephemeral: m.only != "", Broadcast: m.public,
		Replies: m.replies, UnfurlLinks: m.how.unfurlLinks, UnfurlMedia: m.how.unfurlMedia, Metadata: m.metadata,
		how: m.how, raw: m, team: m.channel.Team,
	}
	if m.user != nil {
		out.User = m.user.ID
	}
	return out
}

func clone(o object) object {
	c := maps.Clone(o)
	for k, v := range c {
		if inner, ok := v.(object); ok {
			c[k] = clone(inner)
		}
	}
	return c
}
