package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/courier"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// Check asks Slack whether the bot can do what the options want. It posts nothing.
func Check(ctx context.Context, o Options) []courier.Finding {
	client, err := link.New(link.Options{AppToken: o.AppToken, BotToken: o.BotToken, APIURL: o.APIURL})
	if err != nil {
		return []courier.Finding{{Fault: true, Text: err.Error()}}
	}
	defer client.Close()
	c := &checking{o: o, link: client}
	if team, ok := c.bot(ctx); ok {
		c.space(ctx, team)
	}
	c.socket(ctx)
	if !slices.ContainsFunc(c.found, func(f courier.Finding) bool { return f.Fault }) {
		c.say(false, "slack: both tokens, the scopes, Socket Mode and the channels are in order")
	}
	return c.found
}

// checking is a check under way.
type checking struct {
	o      Options
	link   *link.Client
	found  []courier.Finding
	scopes []string // that the bot token has; nil when Slack did not say
}

func (c *checking) say(fault bool, text string, a ...any) {
	c.found = append(c.found, courier.Finding{Fault: fault, Text: fmt.Sprintf(text, a...)})
}

// call does one call, and waits as Slack asks.
func (c *checking) call(ctx context.Context, method string, do func(context.Context) error) error {
	return c.link.Call(ctx, method, do)
}

// bot checks the bot token and its scopes.
func (c *checking) bot(ctx context.Context) (team string, ok bool) {
	var r *api.AuthTestResponse
	err := c.call(ctx, "auth.test", func(ctx context.Context) (err error) {
		r, err = c.link.API.AuthTestContext(ctx)
		return err
	})
	if err != nil {
		c.wrong(link.BotToken, "asking Slack who the bot is", err)
		return "", false
	}
	c.say(false, "slack: the bot is in the workspace %s", r.TeamID)
	c.given(r.Header.Get("X-OAuth-Scopes"))
	return r.TeamID, true
}

// given checks the scopes that Slack says the bot token has.
func (c *checking) given(header string) {
	if header == "" {
		return
	}
	for _, s := range strings.Split(header, ",") {
		c.scopes = append(c.scopes, strings.TrimSpace(s))
	}
	for _, s := range scopes(c.o) {
		if !slices.Contains(c.scopes, s) {
			c.say(true, "slack: the bot token lacks the scope %s; add it under OAuth & Permissions and install the app again", s)
		}
	}
}

// lookAround says in the log at the start what keeps the bot from working as it is configured: scopes that its token
// lacks, and channels that it is not in.
func (s *Slack) lookAround(ctx context.Context, who identity) {
	c := &checking{o: s.o, link: s.link}
	c.o.Spaces = *s.spaces.Load()
	c.given(who.scopes)
	c.channels(ctx, who.team)
	for _, f := range c.found {
		if f.Fault && ctx.Err() == nil {
			s.o.Log.Warn(f.Text)
		}
	}
}

// wrong tells an error of Slack's.
func (c *checking) wrong(token, doing string, err error) {
	if f := link.Fatal(token, err); f != nil {
		c.say(true, "%s", f.Error())
		return
	}
	c.say(true, "slack: %s did not work: %v; try again, or check slack.api_url and the network", doing, link.Bare(err))
}

// socket checks the app-level token and Socket Mode by asking for the address of a connection, which is not opened.
func (c *checking) socket(ctx context.Context) {
	err := c.call(ctx, "apps.connections.open", func(ctx context.Context) error {
		_, _, err := c.link.API.StartSocketModeContext(ctx)
		return err
	})
	if err != nil {
		c.wrong(link.AppToken, "asking Slack for a connection", err)
	}
}

// space checks the ids that are configured for the bot's workspace.
func (c *checking) space(ctx context.Context, team string) {
	c.channels(ctx, team)
	for _, id := range c.o.Spaces[team].Staff {
		c.staff(ctx, id)
	}
}

// channels checks that the workspace is the bot's and that the bot is in the channels that are configured for it.
func (c *checking) channels(ctx context.Context, team string) {
	for id := range c.o.Spaces {
		if id != team {
			c.say(true, "slack: the bot is not in the workspace %s that is configured; its own is %s", id, team)
		}
	}
	space := c.o.Spaces[team]
	for _, id := range space.Listen {
		c.channel(ctx, id, "listening channel")
	}
	if space.StaffChannel != "" {
		c.channel(ctx, space.StaffChannel, "staff channel")
	}
}

// channel checks that the bot is in a channel.
func (c *checking) channel(ctx context.Context, id, what string) {
	err := c.call(ctx, "conversations.history", func(ctx context.Context) error {
		_, err := c.link.API.GetConversationHistoryContext(ctx, &api.GetConversationHistoryParameters{ChannelID: id, Limit: 1})
		return err
	})
	switch link.Code(err) {
	case "missing_scope":
		if c.scopes == nil { // else it was told as a missing scope already
			c.wrong(link.BotToken, "looking at the "+what+" "+id, err)
		}
	case "not_in_channel":
		c.say(true, "slack: the bot is not in the %s %s; type /invite @%s there", what, id, voice.AppName)
	case "channel_not_found":
		c.say(true, "slack: there is no %s %s, or it is private and the bot is not in it; check the id, and type /invite @%s there", what, id, voice.AppName)
	case "is_archived":
		c.say(true, "slack: the %s %s is archived; take it out of the configuration", what, id)
	default:
		if err != nil {
			c.wrong(link.BotToken, "looking at the "+what+" "+id, err)
		}
	}
}

// staff checks that a person or a user group is there.
func (c *checking) staff(ctx context.Context, id string) {
	method, need := "users.info", "users:read"
	do := func(ctx context.Context) error {
		_, err := c.link.API.GetUserInfoContext(ctx, id)
		return err
	}
	if strings.HasPrefix(id, "S") {
		method, need = "usergroups.users.list", "usergroups:read"
		do = func(ctx context.Context) error {
			_, err := c.link.API.GetUserGroupMembersContext(ctx, id)
			return err
		}
	}
	if c.scopes != nil && !slices.Contains(c.scopes, need) {
		if !slices.Contains(scopes(c.o), need) { // else it was told as a missing scope already
			c.unverified(id, need)
		}
		return
	}
	err := c.call(ctx, method, do)
	switch link.Code(err) {
	case "missing_scope":
		c.unverified(id, need)
	case "user_not_found", "user_not_visible", "no_such_subteam", "subteam_not_found", "users_not_found", "invalid_user", "invalid_arguments":
		c.say(true, "slack: nobody in the workspace has the id %s that is configured as staff; copy the id from the person's or the group's profile", id)
	default:
		if err != nil {
			c.wrong(link.BotToken, "looking for the staff "+id, err)
		}
	}
}

// unverified says that an id of staff could not be looked up. The bot works without the scope for that.
func (c *checking) unverified(id, need string) {
	c.say(false, "slack: whether the staff id %s is somebody's cannot be verified without the scope %s, which the bot does not need otherwise; compare it with the id in the person's profile", id, need)
}
