package discord

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync/atomic"

	"backtalk/internal/courier"
)

// configured is what was decided for which guild, and what was done about it.
type configured struct {
	spaces     atomic.Pointer[map[string]Space] // as they are configured now
	compared   atomic.Bool                      // with what there is
	registered atomic.Bool                      // the commands
}

// compare looks once, when all guilds are known, whether what the configuration names is there. What is not gets one
// warning each, since nothing else tells: the bot only keeps silent there.
func (a *Adapter) compare(ctx context.Context) {
	if !a.guilds.complete() || a.configured.compared.Swap(true) {
		return
	}
	a.background.Go(func() {
		defer a.caught("comparing the configuration with the servers")
		for _, id := range slices.Sorted(maps.Keys(*a.configured.spaces.Load())) {
			if !a.guilds.isIn(id) {
				a.o.Log.Warn("the configuration names a server that the bot is not in; correct the id, or invite the bot with the link of \"backtalk discord invite\"", "server", id)
				continue
			}
			s := a.space(id)
			for _, named := range []struct {
				key string
				ids []string
			}{{"listen", s.Listen}, {"forums", s.Forums}, {"staff_channel", []string{s.StaffChannel}}} {
				for _, channelID := range named.ids {
					a.compareChannel(ctx, id, named.key, channelID)
				}
			}
		}
	})
}

func (a *Adapter) compareChannel(ctx context.Context, guildID, key, id string) {
	if id == "" {
		return
	}
	c, ok := a.guilds.channel(id)
	var err error
	if !ok {
		c, err = a.fetch(ctx, id)
	}
	switch {
	case errors.Is(err, courier.ErrForbidden):
		a.o.Log.Warn("the configuration names a channel that the bot may not see; give its role View Channels there (Edit Channel > Permissions)", "server", guildID, "key", key, "channel", id)
	case errors.Is(err, courier.ErrGone), errors.Is(err, courier.ErrInvalid):
		a.o.Log.Warn("the configuration names a channel that does not exist; copy its id anew (right click on the channel, with Developer Mode on)", "server", guildID, "key", key, "channel", id)
	case err == nil && c.Type == kindCategory:
		a.o.Log.Warn("the configuration names a category, where nothing is said; write the ids of its channels instead", "server", guildID, "key", key, "channel", id)
	case err == nil && c.GuildID != guildID && key != "staff_channel":
		a.o.Log.Warn("the configuration names a channel of another server; put it there, or correct it", "server", guildID, "key", key, "channel", id)
	}
}

// complete tells whether all guilds have been told of that the bot is in.
func (s *guilds) complete() bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.awaited != nil && len(s.awaited) == 0
}

// isIn tells whether the bot is in a guild.
func (s *guilds) isIn(guildID string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.byID[guildID].ID != ""
}

// Configure takes in, while it runs, what is special in which guild from now on. It returns false, and changes nothing, when
// that needs a connection with other intents: then a new adapter has to be made.
func (a *Adapter) Configure(spaces map[string]Space) bool {
	next := a.o
	next.Spaces = spaces
	if readsAll(next) != readsAll(a.o) {
		return false
	}
	a.configured.spaces.Store(&spaces)
	a.configured.compared.Store(false) // with the next event
	return true
}

// space is what is special in a guild.
func (a *Adapter) space(guildID string) Space { return (*a.configured.spaces.Load())[guildID] }
