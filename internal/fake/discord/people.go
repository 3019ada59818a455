package fakediscord

import "time"

// usersMe answers what is under users/.
func (c *call) usersMe() (int, any) {
	s := c.s
	switch {
	case c.is("GET", "users/@me"):
		return 200, wireUser(s.bot)
	case c.is("GET", "users/@me/guilds"):
		list := []dict{}
		for _, g := range s.guilds {
			if g.joined {
				list = append(list, dict{"id": g.ID, "name": g.Name, "owner": false, "permissions": bits(g.base(s.bot.ID)), "features": []string{}})
			}
		}
		return 200, list
	case c.is("POST", "users/@me/channels"):
		id, _ := c.object["recipient_id"].(string)
		if s.users[id] == nil {
			return refuse(400, 50033, "Invalid Recipient(s)")
		}
		return 200, s.wireChannel(s.openDM(id))
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

// SetAnswerTime sets how long the bot has for the first answer to an interaction; 3 s at first, as Discord's.
func (s *Server) SetAnswerTime(d time.Duration) { s.mu.Lock(); s.answerIn = d; s.mu.Unlock() }
