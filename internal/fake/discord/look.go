package fakediscord

import (
	"slices"
	"time"
)

// Messages is what stands in a channel for everybody, oldest first.
func (s *Server) Messages(x *Channel) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[x.ID]
	if c == nil {
		return nil
	}
	return slices.Clone(c.messages)
}

// Ephemerals is the ephemeral messages that a person sees anywhere, oldest first.
func (s *Server) Ephemerals(who *User) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*Message
	for _, m := range s.ephemerals {
		if m.OnlyFor == who.ID {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, older)
	return list
}

// ByBot is all that the bot has standing anywhere, ephemeral messages included, oldest first.
func (s *Server) ByBot() []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*Message
	for _, c := range s.channels {
		for _, m := range c.messages {
			if m.Author == s.bot {
				list = append(list, m)
			}
		}
	}
	for _, m := range s.ephemerals {
		list = append(list, m)
	}
	slices.SortFunc(list, older)
	return list
}

func older(a, b *Message) int { return int(min(max(number(a.ID)-number(b.ID), -1), 1)) }

// Replies is what stands as a reply of the bot to m.
func (s *Server) Replies(m *Message) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[m.ChannelID]
	if c == nil {
		return nil
	}
	var list []*Message
	// A reply is younger than what it replies to.
	from, _ := slices.BinarySearchFunc(c.messages, m, older)
	for _, x := range c.messages[from:] {
		if x.ReplyTo == m.ID && x.Author == s.bot {
			list = append(list, x)
		}
	}
	return list
}

// WaitReply waits until the bot's reply to m stands; nil when there is none within d.
func (s *Server) WaitReply(m *Message, d time.Duration) *Message {
	var found *Message
	s.Until(d, func() bool {
		if r := s.Replies(m); len(r) > 0 {
			found = r[0]
		}
		return found != nil
	})
	return found
}

// WaitFor waits until the bot has a message in a channel that ok takes; nil when there is none within d.
func (s *Server) WaitFor(x *Channel, d time.Duration, ok func(*Message) bool) *Message {
	var found *Message
	s.Until(d, func() bool {
		for _, m := range s.Messages(x) {
			if m.Author == s.bot && ok(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// WaitConnected waits until n sessions have a live connection.
func (s *Server) WaitConnected(n int, d time.Duration) bool {
	return s.Until(d, func() bool { return s.Connected() == n })
}

// Channels is every channel and thread of a guild, oldest first.
func (s *Server) Channels(g *Guild) []*Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*Channel
	for _, id := range s.guilds[g.ID].order {
		list = append(list, s.channels[id].Channel)
	}
	return list
}

// controls walks over buttons and selects, in the order in which they stand.
func controls(parts []Component, visit func(*Component)) {
	for i := range parts {
		p := &parts[i]
		if p.Type == partButton || p.Type == partSelect {
			visit(p)
		}
		controls(p.Components, visit)
	}
}

// Buttons is the message's buttons, links included.
func (m *Message) Buttons() []Component { return m.all(partButton) }

// Selects is the message's selects.
func (m *Message) Selects() []Component { return m.all(partSelect) }

func (m *Message) all(kind int) []Component {
	var list []Component
	controls(m.Components, func(p *Component) {
		if p.Type == kind {
			list = append(list, *p)
		}
	})
	return list
}

// part is the control of a kind with a custom id, or else with that label or placeholder, or else the only one.
func (m *Message) part(kind int, name string) *Component {
	list := m.all(kind)
	for i := range list {
		if list[i].CustomID == name && name != "" {
			return &list[i]
		}
	}
	for i := range list {
		if (kind == partButton && list[i].Label == name) || (kind == partSelect && list[i].Placeholder == name) {
			return &list[i]
		}
	}
	if kind == partSelect && len(list) == 1 && name == "" {
		return &list[0]
	}
	return nil
}

func (m *Message) labels() []string {
	var list []string
	controls(m.Components, func(p *Component) { list = append(list, p.Label+p.Placeholder) })
	return list
}
