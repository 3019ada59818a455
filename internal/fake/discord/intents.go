package fakediscord

// Intents is what events a gateway connection asks for (Discord, events/gateway, "List of Intents").
type Intents int

// The intents that decide something here.
const (
	Guilds         Intents = 1 << 0
	GuildMembers   Intents = 1 << 1 // privileged
	GuildPresences Intents = 1 << 8 // privileged
	GuildMessages  Intents = 1 << 9
	DirectMessages Intents = 1 << 12
	MessageContent Intents = 1 << 15 // privileged
	privileged             = GuildMembers | GuildPresences | MessageContent
	everyIntent            = 1<<26 - 1
)

// AllowIntents ticks privileged intents in the portal. None is ticked at first.
func (s *Server) AllowIntents(i Intents) { s.mu.Lock(); s.gate.allowed |= i; s.mu.Unlock() }

// ForbidIntents unticks them: the next IDENTIFY that asks for one is closed with 4014.
func (s *Server) ForbidIntents(i Intents) { s.mu.Lock(); s.gate.allowed &^= i; s.mu.Unlock() }

// event is something to tell the program under test.
type event struct {
	name    string
	intent  Intents  // one of them is needed; 0 for none
	channel *channel // the bot must see it; nil for none
	guild   string   // the bot must be in it; empty for none
	body    any
	blanked any // the body for those without the message content intent; nil when it is the same
}

// emit tells every session that asked for such events. The caller holds the lock.
func (s *Server) emit(e event) {
	s.touch()
	if len(s.sessions) == 0 {
		return
	}
	if e.channel != nil && s.permissions(s.bot.ID, e.channel)&ViewChannel == 0 {
		return
	}
	if g := s.guilds[e.guild]; e.guild != "" && (g == nil || !g.joined) {
		return
	}
	var full, blanked []byte
	for _, x := range s.sessions {
		if e.intent != 0 && x.intents&e.intent == 0 {
			continue
		}
		body := &full
		value := e.body
		if e.blanked != nil && x.intents&MessageContent == 0 {
			body, value = &blanked, e.blanked
		}
		if *body == nil {
			*body = mustJSON(value)
		}
		s.deliver(x, e.name, *body)
	}
}

// emitMessage tells of a new or changed message. Without the message content intent a bot sees the text of its own
// messages, of direct messages and of those that mention it (Discord, events/gateway, "Message Content Intent").
func (s *Server) emitMessage(name string, c *channel, m *Message) {
	if len(s.sessions) == 0 {
		return
	}
	body := s.withMember(s.wireMessage(m, 1), m, c)
	e := event{name: name, intent: messagesIntent(c), channel: c, body: body}
	if m.Ephemeral() {
		e.intent, e.channel = DirectMessages, nil
	}
	if !s.mayRead(m, c) {
		e.blanked = body.blank()
	}
	if r := body.ReferencedMessage; r != nil {
		if at := c.find(r.ID); at >= 0 && !s.mayRead(c.messages[at], c) {
			b := *body
			if e.blanked != nil {
				b = *e.blanked.(*messageJSON)
			}
			b.ReferencedMessage = r.blank()
			e.blanked = &b
		}
	}
	s.emit(e)
}

// mayRead says whether the bot sees a message's text without the message content intent.
func (s *Server) mayRead(m *Message, c *channel) bool {
	if c.Kind == DirectMessage || m.Author == s.bot {
		return true
	}
	for _, id := range m.Pings {
		if id == s.bot.ID {
			return true
		}
	}
	return false
}
