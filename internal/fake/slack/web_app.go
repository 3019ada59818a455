package fakeslack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// connectionsOpen gives the address of a WebSocket with a ticket in it.
func connectionsOpen(c *call) object {
	if !c.app.socketMode {
		return fail("socket_mode_not_enabled")
	}
	c.counter++
	ticket := fmt.Sprintf("fa4e%08x-%d", c.counter, c.rand.Int64())
	c.tickets[ticket] = true
	return object{"url": cmp.Or(c.faults.sockets, "ws://"+c.addr+"/link/") + "?ticket=" + ticket + "&app_id=" + c.app.id}
}

func authTest(c *call) object {
	t := c.team
	return object{"url": "https://" + t.Name + ".slack.test/", "team": t.Name, "user": t.Bot.Name, "team_id": t.ID,
		"user_id": t.Bot.ID, "bot_id": t.botID, "is_enterprise_install": false}
}

func usersInfo(c *call) object {
	u := c.users[c.args.str("user")]
	if u == nil || u.Team != c.team {
		return fail("user_not_found")
	}
	return object{"user": object{"id": u.ID, "team_id": u.Team.ID, "name": u.Name, "real_name": u.Name, "deleted": false,
		"profile": object{"display_name": u.Name, "real_name": u.Name, "team": u.Team.ID},
		"is_bot":  u.bot, "is_restricted": false, "is_ultra_restricted": false, "is_stranger": false, "is_app_user": false, "tz": "Europe/London", "updated": 1700000000}}
}

func usergroupsUsers(c *call) object {
	for _, g := range c.team.groups {
		if g.ID == c.args.str("usergroup") {
			users := []string{}
			for _, u := range g.users {
				users = append(users, u.ID)
			}
			return object{"users": users}
		}
	}
	return fail("no_such_subteam")
}

// setSuggestedPrompts shows prompts. With agent_view a thread_ts makes it fail in silence: it says yes and shows
// nothing.
func setSuggestedPrompts(c *call) object {
	ch, code := c.conversation(c.args.str("channel_id"))
	if code != "" {
		return fail(code)
	}
	var prompts []Prompt
	if json.Unmarshal(c.args.raw("prompts"), &prompts) != nil || len(prompts) == 0 || len(prompts) > 4 ||
		slices.ContainsFunc(prompts, func(p Prompt) bool { return p.Title == "" || p.Message == "" }) {
		c.violate(c.name, "prompts", "want 1 to 4 prompts with title and message")
		return fail("invalid_arguments")
	}
	thread := c.args.str("thread_ts")
	switch {
	case c.app.agent && thread != "":
		c.violate(c.name, "thread_ts", "must be left out in an app with agent_view; Slack shows nothing")
		return object{}
	case !c.app.agent && thread == "":
		return fail("invalid_thread_ts")
	}
	ch.prompts = prompts
	return object{}
}
