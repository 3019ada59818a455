package fakediscord

import (
	"time"
)

// Kinds of interactions (Discord, interactions/receiving-and-responding, "Interaction Type").
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
)

// Kinds of answers to them (the same page, "Interaction Callback Type").
const (
	answerMessage      = 4
	answerDefer        = 5
	answerDeferUpdate  = 6
	answerUpdate       = 7
	answerAutocomplete = 8
)

// tokenFor is how long an interaction's token lives after its first answer.
const tokenFor = 15 * time.Minute

// Interaction is a command or a press on its way to the bot, and what came back.
type Interaction struct {
	ID    string
	Token string
	User  *User

	s         *Server
	kind      int
	channel   *channel
	at        time.Time
	name      string // of the command
	source    *Message
	response  *Response
	original  string // id of the message that @original is
	followUps []string
}

// Response is the bot's first answer to an interaction.
type Response struct {
	Type    int // 4 message, 5 "thinking", 6 nothing yet, 7 changed message, 8 choices
	Choices []Choice
	Private bool // only the person sees the message
	After   time.Duration
}

// Choice is what is proposed while somebody types.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Wait waits for the first answer. It is nil when there is none within d: the person sees "did not respond".
func (i *Interaction) Wait(d time.Duration) *Response {
	var r *Response
	i.s.Until(d, func() bool {
		i.s.mu.Lock()
		defer i.s.mu.Unlock()
		r = i.response
		return r != nil
	})
	return r
}

// Message waits until the answer's message stands and is no longer "thinking". After a press that changes the message it
// sits on, it is that message. It is nil when there is none within d.
func (i *Interaction) Message(d time.Duration) *Message {
	var m *Message
	i.s.Until(d, func() bool {
		i.s.mu.Lock()
		defer i.s.mu.Unlock()
		m = i.s.current(i.channel, i.original)
		return m != nil && !m.Loading()
	})
	if m != nil && m.Loading() {
		return nil
	}
	return m
}

// FollowUps is the further messages that stand, as they are now.
func (i *Interaction) FollowUps() []*Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var list []*Message
	for _, id := range i.followUps {
		if m := i.s.current(i.channel, id); m != nil {
			list = append(list, m)
		}
	}
	return list
}

// current is a message as it stands, an ephemeral one as well; nil when it does not.
func (s *Server) current(c *channel, id string) *Message {
	if m := s.ephemerals[id]; m != nil {
		return m
	}
	if at := c.find(id); at >= 0 {
		return c.messages[at]
	}
	return nil
}

// begin makes an interaction and sends it. The caller holds the lock.
func (s *Server) begin(kind int, c *channel, who *User, data dict, source *Message) *Interaction {
	i := &Interaction{ID: s.ids.next(), Token: secret("interaction-"), User: who, s: s, kind: kind, channel: c, at: time.Now(), source: source}
	i.name, _ = data["name"].(string)
	s.interactions[i.Token] = i
	body := dict{"id": i.ID, "application_id": s.appID, "type": kind, "token": i.Token, "version": 1, "data": data,
		"channel_id": c.ID, "channel": s.wireChannel(c), "locale": "en-US", "entitlements": []dict{},
		"app_permissions": bits(s.permissions(s.bot.ID, c)), "context": 0, "authorizing_integration_owners": dict{"0": c.GuildID}}
	if g := s.guilds[c.GuildID]; g != nil {
		m := s.wireMember(g, who.ID)
		m["user"], m["permissions"] = wireUser(who), bits(s.permissions(who.ID, c))
		body["guild_id"], body["guild_locale"], body["member"] = g.ID, "en-US", m
	} else {
		body["user"], body["context"] = wireUser(who), 1
	}
	if source != nil && kind != kindCommand {
		body["message"] = s.wireMessage(source, 1)
	}
	s.forgetInteractions()
	s.emit(event{name: "INTERACTION_CREATE", body: body})
	return i
}

// forgetInteractions drops those whose token is dead for long.
func (s *Server) forgetInteractions() {
	if len(s.interactions)%512 != 0 {
		return
	}
	for token, i := range s.interactions {
		if time.Since(i.at) > 2*tokenFor {
			delete(s.interactions, token)
		}
	}
}
