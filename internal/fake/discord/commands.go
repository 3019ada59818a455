package fakediscord

import (
	"encoding/json"
	"slices"
	"strings"
)

// commands is what is registered in one scope, by id.
type commands map[string]*Command

// Command is an application command as it is registered.
type Command struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Type        int             `json:"type"` // 1 slash, 2 on a user, 3 on a message
	Options     []CommandOption `json:"options"`
	Permissions *string         `json:"default_member_permissions"` // who sees it; nil for everybody
	Contexts    []int           `json:"contexts"`                   // 0 guilds, 1 the bot's direct messages; nil for everywhere
	InDMs       *bool           `json:"dm_permission"`

	raw map[string]any // as it is told to the program
}

// CommandOption is a command's option or subcommand.
type CommandOption struct {
	Type         int             `json:"type"`
	Name         string          `json:"name"`
	Required     bool            `json:"required"`
	Autocomplete bool            `json:"autocomplete"`
	MinLength    int             `json:"min_length"`
	MaxLength    int             `json:"max_length"`
	Options      []CommandOption `json:"options"`
}

func (k commands) list() []map[string]any {
	var all []*Command
	for _, x := range k {
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b *Command) int { return int(min(max(number(a.ID)-number(b.ID), -1), 1)) })
	list := []map[string]any{}
	for _, x := range all {
		list = append(list, x.raw)
	}
	return list
}

// named is the command of a type with a name.
func (k commands) named(kind int, name string) *Command {
	for _, x := range k {
		if x.Type == kind && x.Name == name {
			return x
		}
	}
	return nil
}

// applications answers what is under applications/ and oauth2/applications/.
func (c *call) applications() (int, any) {
	s := c.s
	if c.is("GET", "applications/@me") || c.is("GET", "oauth2/applications/@me") {
		return 200, dict{"id": s.appID, "name": s.bot.Name, "flags": s.appFlags(), "bot": wireUser(s.bot), "description": "",
			"bot_public": true, "bot_require_code_grant": false, "verify_key": strings.Repeat("0", 64), "icon": nil, "summary": ""}
	}
	if c.seg(1) != s.appID {
		return refuse(404, 10002, "Unknown Application")
	}
	scope, rest, guildID := s.commands, c.segs[2:], ""
	if c.seg(2) == "guilds" {
		g := s.guilds[c.seg(3)]
		if g == nil || !g.joined {
			return missingAccess()
		}
		scope, rest, guildID = g.commands, c.segs[4:], g.ID
	}
	if len(rest) != 1 || rest[0] != "commands" {
		return notFound()
	}
	if c.method != "GET" {
		s.counts.CommandWrites++
	}
	switch c.method {
	case "GET":
		return 200, scope.list()
	case "PUT":
		var list []map[string]any
		if json.Unmarshal(c.body, &list) != nil {
			return badForm("not a list of commands")
		}
		if fault := tooManyCommands(list); fault != "" {
			c.violate(fault)
			return badForm(fault)
		}
		keep := map[string]bool{}
		for _, o := range list {
			x, fault := c.upsert(scope, o, guildID)
			if fault != "" {
				return badForm(fault)
			}
			keep[x.ID] = true
		}
		for id := range scope {
			if !keep[id] {
				delete(scope, id)
			}
		}
		return 200, scope.list()
	}
	return notFound()
}

// upsert registers a command, or changes the one of its type and name.
func (c *call) upsert(scope commands, o map[string]any, guildID string) (x *Command, fault string) {
	if fault := c.check("ApplicationCommandCreateRequest", o, 0); fault != "" {
		return nil, fault
	}
	x = &Command{}
	if json.Unmarshal(mustJSON(o), x) != nil {
		return nil, "not a command"
	}
	if x.Type == 0 {
		x.Type = 1
	}
	old := scope.named(x.Type, x.Name)
	if old == nil {
		x.ID = c.s.ids.next()
	} else {
		x.ID = old.ID
	}
	x.raw = map[string]any{"nsfw": false, "default_member_permissions": nil, "name_localizations": nil, "description_localizations": nil}
	if guildID == "" {
		x.raw["dm_permission"], x.raw["contexts"], x.raw["integration_types"] = true, nil, []any{0.0}
	}
	for k, v := range o {
		if v = lean(v); v != nil {
			x.raw[k] = v
		}
	}
	x.raw["id"], x.raw["application_id"], x.raw["version"], x.raw["type"] = x.ID, c.s.appID, c.s.ids.next(), x.Type
	if guildID != "" {
		x.raw["guild_id"] = guildID
	}
	scope[x.ID] = x
	return x, ""
}

// lean leaves out what Discord leaves out when it tells of an option: nulls, falsehoods and empty lists.
func lean(v any) any {
	switch v := v.(type) {
	case []any:
		if len(v) == 0 {
			return nil
		}
		list := make([]any, len(v))
		for i := range v {
			list[i] = lean(v[i])
		}
		return list
	case map[string]any:
		o := map[string]any{}
		for k, x := range v {
			if x = lean(x); x != nil && x != false {
				o[k] = x
			}
		}
		return o
	}
	return v
}

// Commands is what is registered for a guild, or globally when g is nil.
func (s *Server) Commands(g *Guild) []*Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	scope := s.commands
	if g != nil {
		scope = s.guilds[g.ID].commands
	}
	var list []*Command
	for _, x := range scope {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *Command) int { return strings.Compare(a.Name, b.Name) })
	return list
}
