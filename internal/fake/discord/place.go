package fakediscord

import (
	"slices"
)

// AddChannel makes a text channel.
func (s *Server) AddChannel(g *Guild, name string) *Channel { return s.addChannel(g, name, Text) }

// AddForum makes a forum, which holds posts only.
func (s *Server) AddForum(g *Guild, name string) *Channel { return s.addChannel(g, name, Forum) }

// AddCategory makes a category, which holds channels only.
func (s *Server) AddCategory(g *Guild, name string) *Channel { return s.addChannel(g, name, Category) }

func (s *Server) addChannel(g *Guild, name string, kind Kind) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.newChannel(&Channel{ID: s.ids.next(), Name: name, GuildID: g.ID, Kind: kind})
	s.emit(event{name: "CHANNEL_CREATE", intent: Guilds, channel: c, body: s.wireChannel(c)})
	return c.Channel
}

func (s *Server) newChannel(x *Channel) *channel {
	c := &channel{Channel: x, overwrites: map[string]*overwrite{}}
	s.channels[x.ID] = c
	if g := s.guilds[x.GuildID]; g != nil {
		g.order = append(g.order, x.ID)
	}
	return c
}

// DeleteChannel deletes a channel or thread with all that stands in it.
func (s *Server) DeleteChannel(x *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deleteChannel(s.channels[x.ID])
}

func (s *Server) deleteChannel(c *channel) {
	if c == nil {
		return
	}
	if g := s.guilds[c.GuildID]; g != nil {
		for _, id := range slices.Clone(g.order) {
			if t := s.channels[id]; t != nil && t.ParentID == c.ID {
				s.deleteChannel(t)
			}
		}
		g.order = slices.DeleteFunc(g.order, func(id string) bool { return id == c.ID })
	}
	name := "CHANNEL_DELETE"
	if c.isThread() {
		name = "THREAD_DELETE"
	}
	s.emit(event{name: name, intent: Guilds, channel: c, body: s.wireChannel(c)})
	delete(s.channels, c.ID)
	s.touch()
}

// Allow gives a person or a role permissions in a channel.
func (s *Server) Allow(c *Channel, who Subject, p Permission) { s.overwrite(c, who, p, 0) }

// Deny takes permissions from a person or a role in a channel.
func (s *Server) Deny(c *Channel, who Subject, p Permission) { s.overwrite(c, who, 0, p) }

func (s *Server) overwrite(x *Channel, who Subject, allow, deny Permission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[x.ID]
	saw := s.permissions(s.bot.ID, c)&ViewChannel != 0
	id, isMember := who.subject()
	o := c.overwrites[id]
	if o == nil {
		o = &overwrite{member: isMember}
		c.overwrites[id] = o
	}
	o.allow = o.allow&^deny | allow
	o.deny = o.deny&^allow | deny
	e := event{name: "CHANNEL_UPDATE", intent: Guilds, guild: c.GuildID, body: s.wireChannel(c)}
	if saw && s.permissions(s.bot.ID, c)&ViewChannel == 0 {
		e.name = "CHANNEL_DELETE" // what one may no longer see is gone
	}
	s.emit(e)
}

// Archive puts a thread away: whoever writes there brings it back.
func (s *Server) Archive(thread *Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[thread.ID]
	c.archived = true
	s.emit(event{name: "THREAD_UPDATE", intent: Guilds, channel: c, body: s.wireChannel(c)})
}

// DM is the direct channel of the bot and a person, opened when there is none yet.
func (s *Server) DM(u *User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.openDM(u.ID).Channel
}

func (s *Server) openDM(userID string) *channel {
	if c := s.dms[userID]; c != nil {
		return c
	}
	c := s.newChannel(&Channel{ID: s.ids.next(), Kind: DirectMessage})
	c.recipient = userID
	s.dms[userID] = c
	return c
}

// CloseDMs makes a person refuse direct messages: sending one fails with 50007.
func (s *Server) CloseDMs(u *User) { s.mu.Lock(); s.closedDMs[u.ID] = true; s.mu.Unlock() }

// sharesGuild says whether the person and the bot are both in some guild.
func (s *Server) sharesGuild(userID string) bool {
	for _, g := range s.guilds {
		if g.joined && g.members[userID] != nil {
			return true
		}
	}
	return false
}
