package fakeslack

import (
	"slices"
	"strings"
)

// scope is a scope that depends on the kind of the conversation, such as "channels:history".
func (c *Channel) scope(what string) string {
	switch c.Kind {
	case IM:
		return "im:" + what
	case Private:
		return "groups:" + what
	}
	return "channels:" + what
}

// conversation finds a conversation that the bot can see.
func (c *call) conversation(id string) (*Channel, string) {
	ch := c.channels[id]
	if ch == nil || ch.Team != c.team || ch.Kind != Public && !ch.has(c.team.Bot.ID) {
		return nil, "channel_not_found"
	}
	return ch, ""
}

// readable finds a conversation that the bot may read, and notes the scope that is missing.
func (c *call) readable(what string) (*Channel, string) {
	ch, code := c.conversation(c.args.str("channel"))
	if code != "" {
		return nil, code
	}
	if scope := ch.scope(what); !c.team.may(scope) {
		c.need = scope
		return nil, "missing_scope"
	}
	return ch, ""
}

func (c *Channel) json() object {
	bot := c.Team.Bot.ID
	o := object{"id": c.ID, "name": c.Name, "name_normalized": c.Name, "is_channel": c.Kind == Public, "is_group": c.Kind == Private, "is_im": c.Kind == IM,
		"is_mpim": false, "is_private": c.Kind != Public, "is_archived": c.archived, "is_member": c.has(bot), "is_ext_shared": c.shared,
		"is_shared": c.shared, "is_org_shared": false, "is_general": false, "num_members": len(c.members), "created": 1700000000,
		"creator": bot, "context_team_id": c.Team.ID, "topic": object{"value": ""}, "purpose": object{"value": ""}}
	if c.Kind == IM {
		o["user"] = c.user.ID
		delete(o, "name")
		delete(o, "name_normalized")
	}
	return o
}

func conversationsOpen(c *call) object {
	if id := c.args.str("channel"); id != "" {
		ch, code := c.conversation(id)
		if code != "" {
			return fail(code)
		}
		return object{"channel": ch.json()}
	}
	users := strings.Split(c.args.str("users"), ",")
	if len(users) != 1 {
		return fail("method_not_supported_for_channel_type")
	}
	ch, code := c.openDM(users[0])
	if code == "channel_not_found" {
		code = "user_not_found"
	}
	if code != "" {
		return fail(code)
	}
	return object{"channel": ch.json(), "no_op": false, "already_open": true}
}

// openDM opens the direct message with a user, or says why not.
func (c *call) openDM(user string) (*Channel, string) {
	u := c.users[user]
	switch {
	case u == nil || u.Team != c.team:
		return nil, "channel_not_found"
	case u.bot:
		return nil, "cannot_dm_bot"
	case u.refuseDM != "":
		return nil, u.refuseDM
	}
	return u.dm(), ""
}

func history(c *call) object {
	ch, code := c.readable("history")
	if code != "" {
		return fail(code)
	}
	if !ch.has(c.team.Bot.ID) {
		return fail("not_in_channel")
	}
	var found []*message
	for _, m := range slices.Backward(ch.messages) {
		if m.only == "" && (m.thread == "" || m.public) && c.inRange(m) {
			found = append(found, m)
		}
	}
	return c.page(found)
}

func replies(c *call) object {
	ch, code := c.readable("history")
	if code != "" {
		return fail(code)
	}
	if !ch.has(c.team.Bot.ID) {
		return fail("not_in_channel")
	}
	parent := ch.byTS[c.args.str("ts")]
	if parent == nil || parent.only != "" {
		return fail("thread_not_found")
	}
	found := []*message{parent}
	for _, m := range ch.threads[parent.ts] {
		if m.only == "" && c.inRange(m) {
			found = append(found, m)
		}
	}
	return c.page(found)
}

func (c *call) inRange(m *message) bool {
	oldest, latest := c.args.str("oldest"), c.args.str("latest")
	inclusive := c.args.flag("inclusive", false)
	after := oldest == "" || m.ts > oldest || inclusive && m.ts == oldest
	before := latest == "" || m.ts < latest || inclusive && m.ts == latest
	return after && before
}

// page is one page of messages; the cursor is the ts of its first.
func (c *call) page(found []*message) object {
	if cursor := c.args.str("cursor"); cursor != "" {
		found = found[max(slices.IndexFunc(found, func(m *message) bool { return m.ts == cursor }), 0):]
	}
	limit, next := c.args.number("limit", 100), ""
	if limit < 1 || limit > 1000 {
		limit = 100
	}
	if len(found) > limit {
		found, next = found[:limit], found[limit].ts
	}
	out := []object{}
	for _, m := range found {
		o := m.json()
		if m.metadata != nil && c.args.flag("include_all_metadata", false) {
			o["metadata"] = m.metadata
		}
		out = append(out, o)
	}
	return object{"messages": out, "has_more": next != "", "response_metadata": object{"next_cursor": next}}
}
