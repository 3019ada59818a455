package discord

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"backtalk/internal/recent"
)

// guilds is what the bot knows of its guilds, from events: ids, roles and permissions. It is safe for concurrent use.
type guilds struct {
	mu       sync.RWMutex
	bot, app string
	known    chan struct{}               // closed when those are
	byID     map[string]server           // by guild
	channels map[string]channel          // threads too
	titles   *recent.Map[string, string] // of new forum posts; Discord is asked for others
	awaited  map[string]bool             // guilds that no event has told of yet; nil before the first READY
}

// server is what is known of one guild.
type server struct {
	guild                   // without channels and members
	mine    []string        // the bot's own roles
	botRole string          // the role that came with the bot
	within  map[string]bool // ids of channels
}

func newGuilds() *guilds {
	return &guilds{known: make(chan struct{}), byID: map[string]server{}, channels: map[string]channel{}, titles: recent.New[string, string](manyTitles, titleKept)}
}

// apply takes an event in.
func (s *guilds) apply(name string, data json.RawMessage) {
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
		if g, in := s.byID[e.GuildID]; in && e.User != nil && e.User.ID == s.bot {
			g.mine = e.Roles
			s.byID[e.GuildID] = g
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

func (s *guilds) addGuild(g guild) {
	if g.ID == "" || g.Unavailable {
		return
	}
	s.dropGuild(g.ID)
	of := server{within: map[string]bool{}}
	for _, m := range g.Members {
		if m.User != nil && m.User.ID == s.bot {
			of.mine = m.Roles
		}
	}
	s.byID[g.ID] = of
	for _, c := range append(slices.Clone(g.Channels), g.Threads...) {
		c.GuildID = g.ID
		s.add(c)
	}
	s.setRoles(g)
}

func (s *guilds) setRoles(g guild) {
	of := s.byID[g.ID]
	of.guild, of.botRole = guild{ID: g.ID, OwnerID: g.OwnerID, Roles: g.Roles}, ""
	for _, r := range g.Roles {
		if r.Tags.BotID == s.bot && s.bot != "" {
			of.botRole = r.ID
		}
	}
	s.byID[g.ID] = of
}

func (s *guilds) changeRoles(guildID, roleID string, r *role) {
	g := s.byID[guildID].guild
	g.Roles = slices.DeleteFunc(slices.Clone(g.Roles), func(x role) bool { return x.ID == roleID })
	if r != nil {
		g.Roles = append(g.Roles, *r)
	}
	if g.ID != "" {
		s.setRoles(g)
	}
}

func (s *guilds) dropGuild(id string) {
	for c := range s.byID[id].within {
		delete(s.channels, c)
	}
	delete(s.byID, id)
}

func (s *guilds) add(c channel) {
	if c.ID == "" {
		return
	}
	c.Name = "" // names are nobody's business here, but for a new post's title, which its event brings
	s.channels[c.ID] = c
	if in := s.byID[c.GuildID].within; in != nil {
		in[c.ID] = true
	}
}

func (s *guilds) drop(id string) {
	delete(s.byID[s.channels[id].GuildID].within, id)
	delete(s.channels, id)
}

// channel is what is known of a channel or thread.
func (s *guilds) channel(id string) (channel, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, ok := s.channels[id]
	return c, ok
}

// ids are the bot's own and its application's.
func (s *guilds) ids() (bot, app string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.bot, s.app
}

// self is the bot's own id. It is not known before the first connection stands, and is waited for a while.
func (s *guilds) self(ctx context.Context) (string, error) {
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
func (s *guilds) role(guildID string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[guildID].botRole
}

// guildIDs are the ids of the guilds that the bot is in.
func (s *guilds) guildIDs() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Sorted(maps.Keys(s.byID))
}

// members lists the channels of a guild.
func (s *guilds) in(guildID string) []channel {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []channel
	for _, id := range slices.Sorted(maps.Keys(s.byID[guildID].within)) {
		all = append(all, s.channels[id])
	}
	return all
}

// may is what a member may do in a channel; for the bot itself, roles may be nil.
func (s *guilds) may(c channel, person string, roles []string) int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	g, ok := s.byID[c.GuildID]
	if !ok {
		return noPermissions
	}
	if person == s.bot {
		roles = g.mine
	}
	p := inGuild(g.guild, person, roles)
	if c.isThread() {
		c = s.channels[c.ParentID]
	}
	return inChannel(p, g.guild, c, person, roles)
}

// remember keeps a channel that Discord was asked for.
func (s *guilds) remember(c channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.channels) < manyChannels {
		s.add(c)
	}
}

// manyChannels is more than all guilds of a clinic have; beyond it, channels are asked for each time.
const manyChannels = 100_000
