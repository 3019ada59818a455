package discord

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
)

// Application flags for the message content intent: of big bots, and of those in fewer than 100 servers
// (resources/application, "Application Flags").
const (
	flagContent        = 1 << 18
	flagContentLimited = 1 << 19
)

// check is one check of the whole set-up.
type check struct {
	o     Options
	rest  *link.Client
	bot   string
	found []courier.Finding
}

// Check asks Discord whether the set-up works: the token, the intents, the guilds, and for every configured channel and
// role whether it is there and whether the bot may do there what it must. It changes nothing.
func Check(ctx context.Context, o Options) []courier.Finding {
	rest, err := link.NewClient(o.Token, o.APIURL, o.PerSecond)
	if err != nil {
		return []courier.Finding{{Fault: true, Text: err.Error()}}
	}
	defer rest.Close()
	c := &check{o: o, rest: rest}
	c.run(ctx)
	return c.found
}

func (c *check) good(format string, args ...any) {
	c.found = append(c.found, courier.Finding{Text: fmt.Sprintf(format, args...)})
}

func (c *check) bad(format string, args ...any) {
	c.found = append(c.found, courier.Finding{Fault: true, Text: fmt.Sprintf(format, args...)})
}

func (c *check) get(ctx context.Context, doing string, of link.Path, out any) error {
	return c.rest.Call(ctx, doing, "GET", of, nil, out)
}

func (c *check) run(ctx context.Context) {
	var me user
	switch err := c.get(ctx, "asking Discord about the token", link.Self(), &me); {
	case link.Unauthorized(err):
		c.bad("%s.", link.BadToken)
		return
	case err != nil:
		c.bad("Discord cannot be reached: %v; is this machine online?", err)
		return
	}
	c.bot = me.ID
	c.good("Discord knows the token.")
	c.intents(ctx)
	var in []guild
	if err := c.get(ctx, "asking Discord for the bot's servers", link.SelfGuilds(), &in); err != nil {
		c.bad("The bot's servers cannot be looked up: %v.", err)
		return
	}
	if len(in) == 0 {
		c.bad("The bot is in no server; open the link that \"backtalk discord invite\" prints.")
	}
	for _, id := range slices.Sorted(maps.Keys(c.o.Spaces)) {
		if !c.isIn(in, id) {
			c.bad("spaces.%s: the bot is not in that server; invite it with the link of \"backtalk discord invite\", or correct the id (it is in: %s).", id, ids(in))
			continue
		}
		c.guild(ctx, id, c.o.Spaces[id])
	}
	if c.o.TryGuild != "" && !c.isIn(in, c.o.TryGuild) {
		c.bad("discord.try_in: the bot is not in the server %s; correct the id, or take the line out.", c.o.TryGuild)
	}
	for _, g := range in {
		if _, configured := c.o.Spaces[g.ID]; !configured {
			c.good("The bot is in the server %s too, where nothing special is configured.", g.ID)
		}
	}
}

func (c *check) isIn(all []guild, id string) bool {
	return slices.ContainsFunc(all, func(g guild) bool { return g.ID == id })
}

func ids(all []guild) string {
	var s []string
	for _, g := range all {
		s = append(s, g.ID)
	}
	if len(s) == 0 {
		return "none"
	}
	return strings.Join(s, ", ")
}

func (c *check) intents(ctx context.Context) {
	var app struct {
		Flags    int64  `json:"flags"`
		Endpoint string `json:"interactions_endpoint_url"`
	}
	if err := c.get(ctx, "asking Discord about the application", link.Application(), &app); err != nil {
		c.bad("The application's settings cannot be looked up: %v.", err)
		return
	}
	switch on := app.Flags&(flagContent|flagContentLimited) != 0; {
	case readsAll(c.o) && !on:
		c.bad("The Message Content Intent is off, and listen or forum_text need it; switch it on in the developer portal under Bot.")
	case !readsAll(c.o) && on:
		c.good("The Message Content Intent is on and not needed; better switch it off in the developer portal under Bot.")
	default:
		c.good("The intents are right.")
	}
	if app.Endpoint != "" {
		c.bad("An Interactions Endpoint URL is set, so commands and buttons do not reach the bot; empty it in the developer portal under General Information.")
	}
}

// guild checks what is configured for one guild.
func (c *check) guild(ctx context.Context, id string, s Space) {
	g, roles, err := c.lookup(ctx, id)
	if err != nil {
		c.bad("spaces.%s: the server cannot be looked up: %v.", id, err)
		return
	}
	before := len(c.found)
	for _, r := range s.Staff {
		if !slices.ContainsFunc(g.Roles, func(x role) bool { return x.ID == r }) {
			c.bad("spaces.%s.staff: there is no role %s; copy the id anew (Server Settings > Roles, with Developer Mode on).", id, r)
		}
	}
	for _, x := range s.Listen {
		c.channel(ctx, g, roles, "listen", x, false)
	}
	for _, x := range s.Forums {
		c.channel(ctx, g, roles, "forums", x, true)
	}
	if s.StaffChannel != "" {
		c.channel(ctx, g, roles, "staff_channel", s.StaffChannel, false)
	}
	if len(c.found) == before {
		c.everywhere(g, roles, len(s.Listen)+len(s.Forums) > 0)
	}
}

// lookup asks Discord for a guild and the bot's roles there.
func (c *check) lookup(ctx context.Context, id string) (g guild, roles []string, err error) {
	var m member
	if err = c.get(ctx, "asking Discord about a server", link.Guild(id), &g); err == nil {
		err = c.get(ctx, "asking Discord for the bot's roles", link.Member(id, c.bot), &m)
	}
	return g, m.Roles, err
}

// everywhere checks the server as a whole, when nothing else was wrong. Where the bot may answer in channels of its own,
// no more may be wanted.
func (c *check) everywhere(g guild, roles []string, elsewhere bool) {
	switch missing := missing(inGuild(g, c.bot, roles), needsToTalk()); {
	case missing != "" && elsewhere:
		c.good("spaces.%s: the server, its channels and roles are as configured; the bot lacks %s on the server as a whole, so it answers only in the channels where it has that.", g.ID, missing)
		return
	case missing != "":
		c.bad("spaces.%s: the bot lacks %s on the server as a whole; give it to its role (Server Settings > Roles), or only in the channels where it is to answer.", g.ID, missing)
		return
	}
	c.good("spaces.%s: the server, its channels and roles are as configured.", g.ID)
}

// channel checks one channel of the configuration.
func (c *check) channel(ctx context.Context, g guild, roles []string, key, id string, forum bool) {
	var x channel
	err := c.get(ctx, "asking Discord about a channel", link.Channel(id), &x)
	at := fmt.Sprintf("spaces.%s.%s", g.ID, key)
	switch {
	case errors.Is(err, courier.ErrGone):
		c.bad("%s: there is no channel %s; copy the id anew (right click on the channel, with Developer Mode on).", at, id)
		return
	case errors.Is(err, courier.ErrForbidden):
		c.bad("%s: the bot may not see the channel %s; give its role View Channels there (Edit Channel > Permissions).", at, id)
		return
	case err != nil:
		c.bad("%s: the channel %s cannot be looked up: %v.", at, id, err)
		return
	case x.Type == kindCategory:
		c.bad("%s: %s is a category, where nothing is said; write the ids of its channels instead.", at, id)
		return
	case x.GuildID != g.ID && key != "staff_channel":
		c.bad("%s: the channel %s is in another server (%s); put it there, or correct it.", at, id, x.GuildID)
		return
	case forum != x.isForum():
		kinds := map[bool]string{true: "a forum", false: "a text channel"}
		c.bad("%s: the channel %s is not %s; choose one that is.", at, id, kinds[forum])
		return
	case x.GuildID != g.ID:
		if g, roles, err = c.lookup(ctx, x.GuildID); err != nil {
			c.bad("%s: the channel %s is in another server (%s), which cannot be looked up: %v.", at, id, x.GuildID, err)
			return
		}
	}
	needs := needsToTalk()
	if forum {
		needs = needsInForum()
	}
	if lack := missing(inChannel(inGuild(g, c.bot, roles), g, x, c.bot, roles), needs); lack != "" {
		c.bad("%s: in the channel %s the bot lacks %s; give it to its role there (Edit Channel > Permissions).", at, id, lack)
	}
}

// missing names what is lacking.
func missing(p int64, needs []need) string {
	var names []string
	for _, n := range needs {
		if p&n.bit == 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, ", ")
}
