package fakediscord

import "time"

// AddGuild makes a guild with the bot in it. Everyone may read, write, write in threads, and use commands.
func (s *Server) AddGuild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	owner := s.addUser(name+"-owner", false)
	g := &guild{
		Guild: &Guild{ID: s.ids.next(), Name: name}, owner: owner.ID, joined: true,
		roles: map[string]*role{}, members: map[string]*member{}, commands: commands{},
	}
	g.roles[g.ID] = &role{Role: &Role{ID: g.ID, Name: "@everyone", GuildID: g.ID}, permissions: defaultPermission}
	g.members[owner.ID] = &member{user: owner, joined: time.Now()}
	own := &role{Role: &Role{ID: s.ids.next(), Name: s.bot.Name, GuildID: g.ID}, position: 1, managed: true}
	g.roles[own.ID], g.botRole = own, own.Role
	g.members[s.bot.ID] = &member{user: s.bot, joined: time.Now(), roles: []string{own.ID}}
	s.guilds[g.ID] = g
	s.emit(event{name: "GUILD_CREATE", intent: Guilds, body: s.wireGuild(g)})
	return g.Guild
}

// Everyone is the role that everybody has.
func (s *Server) Everyone(g *Guild) *Role { return &Role{ID: g.ID, Name: "@everyone", GuildID: g.ID} }

// AddRole makes a role that adds permissions to what everyone may do.
func (s *Server) AddRole(g *Guild, name string, p Permission) *Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &role{Role: &Role{ID: s.ids.next(), Name: name, GuildID: g.ID}, permissions: p, position: len(s.guilds[g.ID].roles)}
	s.guilds[g.ID].roles[r.ID] = r
	s.emit(event{name: "GUILD_ROLE_CREATE", intent: Guilds, guild: g.ID, body: dict{"guild_id": g.ID, "role": s.wireRole(r)}})
	return r.Role
}

// SetPermissions changes what a role adds; for [Server.Everyone] it is what everyone may do.
func (s *Server) SetPermissions(r *Role, p Permission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.guilds[r.GuildID].roles[r.ID]
	x.permissions = p
	s.emit(event{name: "GUILD_ROLE_UPDATE", intent: Guilds, guild: r.GuildID, body: dict{"guild_id": r.GuildID, "role": s.wireRole(x)}})
}

// AddMember makes a person who is a member of the guild.
func (s *Server) AddMember(g *Guild, name string, roles ...*Role) *User {
	u := s.AddUser(name)
	s.Join(g, u, roles...)
	return u
}

// AddUser makes a person who shares no guild with the bot.
func (s *Server) AddUser(name string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addUser(name, false)
}

// AddBot makes another bot that is a member of the guild.
func (s *Server) AddBot(g *Guild, name string) *User {
	s.mu.Lock()
	u := s.addUser(name, true)
	s.mu.Unlock()
	s.Join(g, u)
	return u
}

func (s *Server) addUser(name string, bot bool) *User {
	u := &User{ID: s.ids.next(), Name: name, IsBot: bot}
	if bot {
		u.tag = u.ID[len(u.ID)-4:]
	}
	s.users[u.ID] = u
	return u
}

// Join makes a user a member of the guild, the bot as well.
func (s *Server) Join(g *Guild, u *User, roles ...*Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &member{user: u, joined: time.Now()}
	for _, r := range roles {
		m.roles = append(m.roles, r.ID)
	}
	x := s.guilds[g.ID]
	x.members[u.ID] = m
	if u == s.bot {
		x.joined = true
		s.emit(event{name: "GUILD_CREATE", intent: Guilds, body: s.wireGuild(x)})
		return
	}
	s.emitMember("GUILD_MEMBER_ADD", x, m)
}

func (s *Server) emitMember(name string, g *guild, m *member) {
	intent := GuildMembers
	if m.user == s.bot {
		intent |= Guilds // changes of the bot itself are always sent
	}
	body := s.wireMember(g, m.user.ID)
	body["guild_id"], body["user"] = g.ID, wireUser(m.user)
	s.emit(event{name: name, intent: intent, guild: g.ID, body: body})
}
