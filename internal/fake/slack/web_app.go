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

func manifestValidate(c *call) object {
	var manifest object
	if json.Unmarshal(c.args.raw("manifest"), &manifest) != nil {
		return fail("invalid_manifest")
	}
	if _, ok := manifest["display_information"].(object); !ok {
		return object{"ok": false, "error": "invalid_manifest", "errors": []object{{"message": "must have required property 'display_information'", "pointer": "/"}}}
	}
	return object{"errors": []object{}}
}

func authTest(c *call) object {
	t := c.team
	return object{"url": "https://" + t.Name + ".slack.test/", "team": t.Name, "user": t.Bot.Name, "team_id": t.ID,
		"user_id": t.Bot.ID, "bot_id": t.botID, "is_enterprise_install": false}
}

func botsInfo(c *call) object {
	if id := c.args.str("bot"); id != "" && id != c.team.botID {
		return fail("bot_not_found")
	}
	return object{"bot": object{"id": c.team.botID, "deleted": false, "name": c.app.name, "updated": 1700000000,
		"app_id": c.app.id, "user_id": c.team.Bot.ID, "icons": object{}}}
}

func teamInfo(c *call) object {
	return object{"team": object{"id": c.team.ID, "name": c.team.Name, "domain": c.team.Name, "email_domain": "", "icon": object{}}}
}

func usersInfo(c *call) object {
	u := c.users[c.args.str("user")]
	if u == nil || u.Team != c.team {
		return fail("user_not_found")
	}
	return object{"user": object{"id": u.ID, "team_id": u.Team.ID, "name": u.Name, "real_name": u.Name, "deleted": false,
		"profile": object{"display_name": u.Name, "real_name": u.Name, "team": u.Team.ID},
		"is_bot":  u.bot, "is_restricted": u.guest, "is_ultra_restricted": false, "is_stranger": false, "is_app_user": false, "tz": "Europe/London", "updated": 1700000000}}
}

func usergroupsList(c *call) object {
	out := []object{}
	for _, g := range c.team.groups {
		o := object{"id": g.ID, "team_id": c.team.ID, "is_usergroup": true, "name": g.Handle, "handle": g.Handle, "user_count": len(g.users)}
		if c.args.flag("include_users", false) {
			o["users"] = ids(g.users)
		}
		out = append(out, o)
	}
	return object{"usergroups": out}
}

func usergroupsUsers(c *call) object {
	for _, g := range c.team.groups {
		if g.ID == c.args.str("usergroup") {
			return object{"users": ids(g.users)}
		}
	}
	return fail("no_such_subteam")
}

func ids(users []*User) []string {
	out := []string{}
	for _, u := range users {
		out = append(out, u.ID)
	}
	return out
}

// setStatus shows what the app is doing; chat:write is enough since 2026-03-05.
func setStatus(c *call) object {
	if !c.team.may("chat:write") && !c.team.may("assistant:write") {
		c.need = "chat:write"
		return nil
	}
	ch, code := c.conversation(c.args.str("channel_id"))
	if code != "" {
		return fail(code)
	}
	if c.args.str("thread_ts") == "" {
		return fail("invalid_arguments")
	}
	var loading []string
	if raw := c.args.raw("loading_messages"); raw != nil && json.Unmarshal(raw, &loading) != nil || len(loading) > 10 {
		return fail("invalid_arguments")
	}
	ch.status = c.args.str("status")
	return object{}
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

func setTitle(c *call) object {
	_, code := c.conversation(c.args.str("channel_id"))
	if code != "" {
		return fail(code)
	}
	return object{}
}
