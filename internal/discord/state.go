package discord

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// state is what the bot knows of its guilds, from events: ids, roles and permissions.
type state struct {
	mu       sync.RWMutex
	bot, app string
	known    chan struct{}              // closed when those are
	guilds   map[string]guild           // without channels
	channels map[string]channel         // threads too
	mine     map[string][]string        // the bot's own roles, by guild
	botRole  map[string]string          // the role that came with the bot, by guild
	within   map[string]map[string]bool // channel ids by guild
	awaited  map[string]bool            // guilds that no event has told of yet; nil before the first READY
}

func newState() *state {
	return &state{known: make(chan struct{}), guilds: map[string]guild{}, channels: map[string]channel{}, mine: map[string][]string{},
		botRole: map[string]string{}, within: map[string]map[string]bool{}}
}

// apply takes an event in.
func (s *state) apply(name string, data json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch name {
	case "READY":
		r := decode[ready](data)
		if s.bot == "" && r.User.ID != "" {
			close(s.known)
		}
		s.bot, s.app = r.User.ID, r.Application.ID
		s.awaited = map[string]bool{}
		for _, g := range r.Guilds {
			s.awaited[g.ID] = true
		}
	case "GUILD_CREATE":
		g := decode[guild](data)
		s.addGuild(g)
		if !g.Unavailable {
			delete(s.awaited, g.ID)
		}
	case "GUILD_UPDATE":
		g := decode[guild](data)
		s.setRoles(g)
	case "GUILD_DELETE":
		if g := decode[guild](data); !g.Unavailable {
			s.dropGuild(g.ID)
			delete(s.awaited, g.ID)
		}
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE":
		e := decode[struct {
			GuildID string `json:"guild_id"`
			Role    role   `json:"role"`
		}](data)
		s.changeRoles(e.GuildID, e.Role.ID, &e.Role)
	case "GUILD_ROLE_DELETE":
		e := decode[struct {
			GuildID string `json:"guild_id"`
			RoleID  string `json:"role_id"`
		}](data)
		s.changeRoles(e.GuildID, e.RoleID, nil)
	case "GUILD_MEMBER_UPDATE":
		e := decode[struct {
			GuildID string `json:"guild_id"`
			member
		}](data)
		if e.User != nil && e.User.ID == s.bot {
			s.mine[e.GuildID] = e.Roles
		}
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
		s.add(decode[channel](data))
	case "CHANNEL_DELETE", "THREAD_DELETE":
		s.drop(decode[channel](data).ID)
	case "THREAD_LIST_SYNC":
		e := decode[guild](data)
		for _, c := range e.Threads {
			s.add(c)
		}
	}
}

func (s *state) addGuild(g guild) {
	if g.ID == "" || g.Unavailable {
		return
	}
	s.dropGuild(g.ID)
	s.within[g.ID] = map[string]bool{}
	for _, c := range append(slices.Clone(g.Channels), g.Threads...) {
		c.GuildID = g.ID
		s.add(c)
	}
	for _, m := range g.Members {
		if m.User != nil && m.User.ID == s.bot {
			s.mine[g.ID] = m.Roles
		}
	}
	g.Channels, g.Threads, g.Members = nil, nil, nil
	s.guilds[g.ID] = g
	s.setRoles(g)
}

func (s *state) setRoles(g guild) {
	s.guilds[g.ID] = guild{ID: g.ID, OwnerID: g.OwnerID, Roles: g.Roles}
	delete(s.botRole, g.ID)
	for _, r := range g.Roles {
		if r.Tags.BotID == s.bot && s.bot != "" {
			s.botRole[g.ID] = r.ID
		}
	}
}

func (s *state) changeRoles(guildID, roleID string, r *role) {
	g := s.guilds[guildID]
	g.Roles = slices.DeleteFunc(slices.Clone(g.Roles), func(x role) bool { return x.ID == roleID })
	if r != nil {
		g.Roles = append(g.Roles, *r)
	}
	if g.ID != "" {
		s.setRoles(g)
	}
}

func (s *state) dropGuild(id string) {
	for c := range s.within[id] {
		delete(s.channels, c)
	}
	delete(s.within, id)
	delete(s.guilds, id)
	delete(s.mine, id)
	delete(s.botRole, id)
}

func (s *state) add(c channel) {
	if c.ID == "" {
		return
	}
	c.Name = "" // names are nobody's business here, but for a new post's title, which its event brings
	s.channels[c.ID] = c
	if in := s.within[c.GuildID]; in != nil {
		in[c.ID] = true
	}
}

func (s *state) drop(id string) {
	delete(s.within[s.channels[id].GuildID], id)
	delete(s.channels, id)
}

// channel is what is known of a channel or thread.
func (s *state) channel(id string) (channel, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, ok := s.channels[id]
	return c, ok
}

// ids are the bot's own and its application's.
func (s *state) ids() (bot, app string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.bot, s.app
}

// self is the bot's own id. It is not known before the first connection stands, and is waited for a while.
func (s *state) self(ctx context.Context) (string, error) {
	t := time.NewTimer(lookupTime)
	defer t.Stop()
	select {
	case <-s.known:
		bot, _ := s.ids()
		return bot, nil
	case <-ctx.Done():
		return "", ctx.Err()
	case <-t.C:
		return "", errors.New("there is no connection to Discord yet, which would tell the bot its own id")
	}
}

// role is the role that came with the bot in a guild.
func (s *state) role(guildID string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.botRole[guildID]
}

// guildIDs are the ids of the guilds that the bot is in.
func (s *state) guildIDs() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Sorted(maps.Keys(s.guilds))
}

// members lists the channels of a guild.
func (s *state) in(guildID string) []channel {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []channel
	for _, id := range slices.Sorted(maps.Keys(s.within[guildID])) {
		all = append(all, s.channels[id])
	}
	return all
}

// may is what a member may do in a channel; for the bot itself, roles may be nil.
func (s *state) may(c channel, person string, roles []string) int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	g, ok := s.guilds[c.GuildID]
	if !ok {
		return noPermissions
	}
	if person == s.bot {
		roles = s.mine[c.GuildID]
	}
	p := inGuild(g, person, roles)
	if c.isThread() {
		c = s.channels[c.ParentID]
	}
	return inChannel(p, g, c, person, roles)
}

// place is where a channel or thread stands.
func place(c channel) chat.Place {
	p := chat.Place{Platform: Name, Space: c.GuildID, Channel: c.ID}
	if c.isThread() {
		p.Channel, p.Thread = c.ParentID, c.ID
	}
	return p
}

// room is the channel or thread of a place: what Discord calls the channel.
func room(p chat.Place) string {
	if p.Thread != "" {
		return p.Thread
	}
	return p.Channel
}

// remember keeps a channel that Discord was asked for.
func (s *state) remember(c channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.channels) < manyChannels {
		s.add(c)
	}
}

// manyChannels is more than all guilds of a clinic have; beyond it, channels are asked for each time.
const manyChannels = 100_000
