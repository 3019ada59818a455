package fakediscord

import (
	"encoding/json"
	"slices"
	"strings"
)

// allowed is allowed_mentions as it came; nil when it did not come.
type allowed struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// forInteractions is what counts for interactions and webhooks that say nothing: users only.
func forInteractions() *allowed { return &allowed{Parse: []string{"users"}} }

// ping works out whom a message notifies: what its text mentions, outside code, as far as a allows it. A nil a is an
// ordinary message without allowed_mentions, where everything counts, the author that is replied to included (Discord,
// resources/message, "Allowed Mentions Object").
func (s *Server) ping(m *Message, a *allowed, mayEveryone bool, c *channel) {
	ordinary := a == nil
	if ordinary {
		replied := m.PingsReplied || m.Author == s.bot
		a = &allowed{Parse: []string{"users", "roles", "everyone"}, RepliedUser: replied}
	}
	m.Pings, m.PingsRoles, m.PingsAll, m.PingsReplied = nil, nil, false, false
	text := m.Content
	if strings.ContainsAny(text, "@") {
		found := mentionsIn(text)
		for _, id := range found.users {
			if u := s.users[id]; u != nil && (slices.Contains(a.Parse, "users") || slices.Contains(a.Users, id)) {
				m.Pings = addOnce(m.Pings, id)
			}
		}
		for _, id := range found.roles {
			if slices.Contains(a.Parse, "roles") || slices.Contains(a.Roles, id) {
				m.PingsRoles = addOnce(m.PingsRoles, id)
			}
		}
		m.PingsAll = found.all && mayEveryone && slices.Contains(a.Parse, "everyone")
	}
	if m.ReplyTo != "" && a.RepliedUser {
		if at := c.find(m.ReplyTo); at >= 0 && c.messages[at].Author != nil && c.messages[at].interaction == "" {
			// Replies to what a command said mention nobody (Discord, gateway/you-might-not-need-a-privileged-intent).
			m.PingsReplied = true
			m.Pings = addOnce(m.Pings, c.messages[at].Author.ID)
		}
	}
}

func addOnce(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

func parseEmbeds(raw json.RawMessage) []Embed {
	var embeds []Embed
	if len(raw) > 0 {
		json.Unmarshal(raw, &embeds) // checked when it came
	}
	return embeds
}

func parseComponents(raw json.RawMessage) []Component {
	var parts []Component
	if len(raw) > 0 {
		json.Unmarshal(raw, &parts) // as above; unknown types stay empty
	}
	return parts
}

// nameOf is what a reader sees for a mention: of a user ('@'), a channel ('#') or a role ('&').
func (s *Server) nameOf(kind byte, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch kind {
	case '@':
		if u := s.users[id]; u != nil {
			return "@" + u.Name
		}
		return "@unknown-user"
	case '#':
		if c := s.channels[id]; c != nil {
			return "#" + c.Name
		}
		return "#unknown"
	}
	for _, g := range s.guilds {
		if r := g.roles[id]; r != nil {
			return "@" + strings.TrimPrefix(r.Name, "@")
		}
	}
	return "@unknown-role"
}
