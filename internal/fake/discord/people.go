package fakediscord

import "time"

// usersMe answers what is under users/.
func (c *call) usersMe() (int, any) {
	s := c.s
	switch {
	case c.is("GET", "users/@me"):
		return 200, wireUser(s.bot)
	case c.is("GET", "users/@me/guilds"):
		list := []wire{}
		for _, g := range s.guilds {
			if g.joined {
				list = append(list, wire{"id": g.ID, "name": g.Name, "owner": false, "permissions": bits(g.base(s.bot.ID)), "features": []string{}})
			}
		}
		return 200, list
	case c.is("POST", "users/@me/channels"):
		id, _ := c.object["recipient_id"].(string)
		if s.users[id] == nil {
			return refuse(400, 50033, "Invalid Recipient(s)")
		}
		return 200, s.wireChannel(s.openDM(id))
	case c.is("GET", "users/*"):
		if u := s.users[c.segs[1]]; u != nil {
			return 200, wireUser(u)
		}
		return refuse(404, 10013, "Unknown User")
	}
	return notFound()
}

// guilds answers what is under guilds/.
func (c *call) guilds() (int, any) {
	s := c.s
	g := s.guilds[c.seg(1)]
	if g == nil {
		return refuse(404, 10004, "Unknown Guild")
	}
	if !g.joined {
		return missingAccess()
	}
	switch {
	case c.is("GET", "guilds/*"):
		return 200, s.wireGuildShort(g)
	case c.is("GET", "guilds/*/roles"):
		return 200, s.wireRoles(g)
	case c.is("GET", "guilds/*/channels"):
		list := []wire{}
		for _, id := range g.order {
			if ch := s.channels[id]; !ch.isThread() {
				list = append(list, s.wireChannel(ch))
			}
		}
		return 200, list
	case c.is("GET", "guilds/*/threads/active"):
		list := []wire{}
		for _, id := range g.order {
			if ch := s.channels[id]; ch.isThread() && !ch.archived {
				list = append(list, s.wireChannel(ch))
			}
		}
		return 200, wire{"threads": list, "members": []wire{}}
	case c.is("GET", "guilds/*/members/*"):
		id := c.segs[3]
		if id == "@me" {
			id = s.bot.ID
		}
		m := g.members[id]
		if m == nil {
			return refuse(404, 10007, "Unknown Member")
		}
		w := s.wireMember(g, id)
		w["user"] = wireUser(m.user)
		return 200, w
	}
	return notFound()
}

// changeChannel is PATCH of a thread: its name, archived, locked.
func (c *call) changeChannel(ch *channel, may Permission) (int, any) {
	if !ch.isThread() || (may&ManageThreads == 0 && ch.owner != c.s.bot.ID) {
		return missingPower()
	}
	if v, ok := c.object["archived"].(bool); ok {
		ch.archived = v
	}
	if v, ok := c.object["locked"].(bool); ok {
		ch.locked = v
	}
	c.s.emit(event{name: "THREAD_UPDATE", intent: Guilds, channel: ch, body: c.s.wireChannel(ch)})
	return 200, c.s.wireChannel(ch)
}

// startThread opens a thread for the bot, on a message or beside it.
func (c *call) startThread(ch *channel, may Permission) (int, any) {
	s := c.s
	if may&CreateThreads == 0 {
		return missingPower()
	}
	name, _ := c.object["name"].(string)
	if n := runes(name); n < 1 || n > maxThreadName {
		return badForm("name must be 1 to 100 characters")
	}
	id := s.ids.next()
	if len(c.segs) == 5 {
		if id = c.segs[3]; ch.find(id) < 0 {
			return unknownMessage()
		}
		if s.channels[id] != nil {
			return refuse(400, 160004, "A thread has already been created for this message")
		}
	}
	kind := PublicThread
	if n, ok := c.object["type"].(float64); ok && Kind(n) == PrivateThread {
		kind = PrivateThread
	}
	return 201, s.wireChannel(s.openThread(ch, id, s.bot.ID, name, kind))
}

// Typing is how often the bot has shown that it is typing in a channel.
func (s *Server) Typing(x *Channel) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.channels[x.ID].typing
}

// SetAnswerTime sets how long the bot has for the first answer to an interaction; 3 s at first, as Discord's.
func (s *Server) SetAnswerTime(d time.Duration) { s.mu.Lock(); s.answerIn = d; s.mu.Unlock() }
