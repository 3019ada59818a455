package fakediscord

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// SayOption changes how a message is said.
type SayOption func(*saying)

type saying struct {
	m      *Message
	silent bool
	repeat int
}

// ByWebhook makes a webhook with the author's name the sender: a bot's user that is nobody's.
func ByWebhook() SayOption {
	return func(y *saying) {
		y.m.Webhook = y.m.ID
		y.m.Author = &User{ID: y.m.Webhook, Name: y.m.Author.Name, IsBot: true, tag: "0000"}
	}
}

// OfType sets the message's type, for those that are not from people (7 somebody joined, 6 a pin, 18 a thread was made).
func OfType(n int) SayOption { return func(y *saying) { y.m.Type = n } }

// WithComponents adds components as raw JSON, such as a type that no library knows yet: `[{"type": 20}]`.
func WithComponents(raw string) SayOption {
	return func(y *saying) { y.m.rawParts = json.RawMessage(raw) }
}

// WithoutAuthor leaves the author out of the event.
func WithoutAuthor() SayOption { return func(y *saying) { y.m.Author = nil } }

// Unannounced lets the message stand in the channel although no event tells of it.
func Unannounced() SayOption { return func(y *saying) { y.silent = true } }

// Twice delivers the event twice.
func Twice() SayOption { return func(y *saying) { y.repeat = 2 } }

// SentAt dates the message back; it must be after all that stands in the channel.
func SentAt(at time.Time) SayOption {
	return func(y *saying) { y.m.ID, y.m.Sent = Snowflake(at), at }
}

// Say lets a person (or another bot) write a message.
func (s *Server) Say(x *Channel, who *User, text string, options ...SayOption) *Message {
	s.mu.Lock()
	c := s.channels[x.ID]
	if c == nil {
		s.mu.Unlock()
		s.fatalf("saying something in a channel that is gone")
		return nil
	}
	defer s.mu.Unlock()
	return s.say(c, who, text, options...)
}

func (s *Server) say(c *channel, who *User, text string, options ...SayOption) *Message {
	m := &Message{ID: s.ids.next(), ChannelID: c.ID, GuildID: c.GuildID, Author: who, Content: strings.TrimSpace(text), Sent: time.Now()}
	y := &saying{m: m, repeat: 1}
	for _, o := range options {
		o(y)
	}
	m.Embeds, m.Components = parseEmbeds(m.rawEmbeds), parseComponents(m.rawParts)
	s.ping(m, nil, s.permissions(who.ID, c)&MentionEveryone != 0, c)
	if c.archived {
		c.archived = false
		s.emit(event{name: "THREAD_UPDATE", intent: Guilds, channel: c, body: s.wireChannel(c)})
	}
	s.stand(c, m)
	for range y.repeat {
		if !y.silent {
			s.emitMessage("MESSAGE_CREATE", c, m)
		}
	}
	return m
}

// stand adds a message to its channel.
func (s *Server) stand(c *channel, m *Message) {
	m.names = s.nameOf
	c.messages = append(c.messages, m)
	if n := len(c.messages); n > 1 && number(c.messages[n-2].ID) > number(m.ID) {
		slices.SortStableFunc(c.messages, func(a, b *Message) int {
			return int(min(max(number(a.ID)-number(b.ID), -1), 1))
		})
	}
	s.touch()
}

// EditMessage lets the author change a message's text. It returns the message as it is now.
func (s *Server) EditMessage(m *Message, text string) *Message {
	s.mu.Lock()
	c, at := s.locate(m)
	if at < 0 {
		s.mu.Unlock()
		s.fatalf("editing a message that is gone")
		return nil
	}
	defer s.mu.Unlock()
	next := *c.messages[at]
	next.Content, next.Edited = strings.TrimSpace(text), time.Now()
	s.ping(&next, nil, false, c)
	c.messages[at] = &next
	s.emitMessage("MESSAGE_UPDATE", c, &next)
	s.touch()
	return &next
}

// DeleteMessage deletes a message, whoever wrote it.
func (s *Server) DeleteMessage(m *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, at := s.locate(m); at >= 0 {
		s.remove(c, at)
	}
}

func (s *Server) locate(m *Message) (*channel, int) {
	c := s.channels[m.ChannelID]
	if c == nil {
		return nil, -1
	}
	return c, c.find(m.ID)
}

func (s *Server) remove(c *channel, at int) {
	m := c.messages[at]
	c.messages = slices.Delete(slices.Clone(c.messages), at, at+1)
	body := dict{"id": m.ID, "channel_id": c.ID}
	if c.GuildID != "" {
		body["guild_id"] = c.GuildID
	}
	s.emit(event{name: "MESSAGE_DELETE", intent: messagesIntent(c), channel: c, body: body})
	s.touch()
}

// Post lets a person open a post in a forum, or a thread with a first message in a channel.
func (s *Server) Post(forum *Channel, who *User, title, text string, options ...SayOption) (*Channel, *Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.openThread(s.channels[forum.ID], s.ids.next(), who.ID, title, PublicThread)
	// A post's first message has the thread's own id.
	own := func(y *saying) { y.m.ID = c.ID }
	return c.Channel, s.say(c, who, text, append([]SayOption{own}, options...)...)
}

// StartThread opens a thread on a message.
func (s *Server) StartThread(m *Message, who *User, name string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.openThread(s.channels[m.ChannelID], m.ID, who.ID, name, PublicThread).Channel
}

func (s *Server) openThread(parent *channel, id, owner, name string, kind Kind) *channel {
	c := s.newChannel(&Channel{ID: id, Name: name, GuildID: parent.GuildID, ParentID: parent.ID, Kind: kind})
	c.owner = owner
	body := s.wireChannel(c)
	body["newly_created"] = true
	s.emit(event{name: "THREAD_CREATE", intent: Guilds, channel: c, body: body})
	return c
}

func messagesIntent(c *channel) Intents {
	if c.Kind == DirectMessage {
		return DirectMessages
	}
	return GuildMessages
}
