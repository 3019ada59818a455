package fakediscord

import (
	"fmt"
	"slices"
	"strings"
)

// Option types (Discord, interactions/application-commands, "Application Command Option Type").
const (
	optionSub    = 1
	optionGroup  = 2
	optionString = 3
)

// OpenCommand shows a command to everybody although it is for some only, as an admin can in Server Settings > Integrations.
func (s *Server) OpenCommand(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = append(s.opened, name)
}

// CanUse says whether a person is offered a command (its first word) or a menu command in a channel.
func (s *Server) CanUse(x *Channel, who *User, name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[x.ID]
	for _, kind := range []int{1, 3} {
		if k := s.command(c, kind, name); k != nil && s.offered(c, who, k) {
			return true
		}
	}
	return false
}

// command is the registered command of a type and name that counts in a channel: the guild's before the global one.
func (s *Server) command(c *channel, kind int, name string) *Command {
	if c == nil {
		return nil
	}
	if g := s.guilds[c.GuildID]; g != nil {
		if k := g.commands.named(kind, name); k != nil {
			return k
		}
		if k := s.commands.named(kind, name); k != nil && (k.Contexts == nil || slices.Contains(k.Contexts, 0)) {
			return k
		}
		return nil
	}
	k := s.commands.named(kind, name)
	if k == nil || (k.Contexts != nil && !slices.Contains(k.Contexts, 1)) || (k.Contexts == nil && k.InDMs != nil && !*k.InDMs) {
		return nil
	}
	return k
}

func (s *Server) offered(c *channel, who *User, k *Command) bool {
	may := s.permissions(who.ID, c)
	if may&UseCommands == 0 {
		return false
	}
	if k.Permissions == nil || c.GuildID == "" || slices.Contains(s.opened, k.Name) {
		return true
	}
	need := Permission(number(*k.Permissions))
	if need == 0 {
		need = Administrator
	}
	return may&need == need
}

// Slash lets a person run a slash command, such as "ask" or "backtalk pause", with options by name.
func (s *Server) Slash(x *Channel, who *User, command string, options map[string]any) *Interaction {
	return s.slash(kindCommand, x, who, command, options, "")
}

// Typed lets a person type into an option of a slash command that completes it. What is proposed is in the response's Choices.
func (s *Server) Typed(x *Channel, who *User, command, option, typed string) *Interaction {
	return s.slash(kindAutocomplete, x, who, command, map[string]any{option: typed}, option)
}

func (s *Server) slash(kind int, x *Channel, who *User, command string, options map[string]any, focused string) *Interaction {
	s.mu.Lock()
	i, err := s.trySlash(kind, s.channels[x.ID], who, command, options, focused)
	s.mu.Unlock()
	if err != nil {
		s.fatalf("running /%s: %v", command, err)
	}
	return i
}

func (s *Server) trySlash(kind int, c *channel, who *User, command string, options map[string]any, focused string) (*Interaction, error) {
	words := strings.Fields(command)
	if len(words) == 0 {
		return nil, fmt.Errorf("no command")
	}
	k := s.command(c, 1, words[0])
	if k == nil {
		return nil, fmt.Errorf("no such command is registered for this place")
	}
	if !s.offered(c, who, k) {
		return nil, fmt.Errorf("it is not offered to %s here", who.Name)
	}
	leaf, given := k.Options, []dict{}
	path := words[1:]
	for _, w := range path {
		at := slices.IndexFunc(leaf, func(o CommandOption) bool { return o.Name == w && o.Type <= optionGroup })
		if at < 0 {
			return nil, fmt.Errorf("no subcommand %q", w)
		}
		leaf = leaf[at].Options
	}
	for name := range options {
		if !slices.ContainsFunc(leaf, func(o CommandOption) bool { return o.Name == name }) {
			return nil, fmt.Errorf("no option %q", name)
		}
	}
	for _, o := range leaf {
		v, ok := options[o.Name]
		switch {
		case o.Type <= optionGroup:
			return nil, fmt.Errorf("a subcommand is missing, such as %q", o.Name)
		case !ok && o.Required && kind == kindCommand:
			return nil, fmt.Errorf("option %q is required", o.Name)
		case !ok:
			continue
		}
		if text, is := v.(string); is && o.Type == optionString && kind == kindCommand {
			if n := runes(text); n < o.MinLength || (o.MaxLength > 0 && n > o.MaxLength) {
				return nil, fmt.Errorf("option %q has a wrong length", o.Name)
			}
		}
		w := dict{"name": o.Name, "type": o.Type, "value": v}
		if o.Name == focused {
			if !o.Autocomplete {
				return nil, fmt.Errorf("option %q proposes nothing", o.Name)
			}
			w["focused"] = true
		}
		given = append(given, w)
	}
	for n := len(path) - 1; n >= 0; n-- {
		kind := optionSub
		if n == 0 && len(path) == 2 {
			kind = optionGroup
		}
		given = []dict{{"name": path[n], "type": kind, "options": given}}
	}
	return s.begin(kind, c, who, dict{"id": k.ID, "name": k.Name, "type": 1, "options": given}, nil), nil
}

// Menu lets a person choose a command from a message's menu ("Apps").
func (s *Server) Menu(m *Message, who *User, command string) *Interaction {
	s.mu.Lock()
	c := s.channels[m.ChannelID]
	k := s.command(c, 3, command)
	var now *Message
	if k != nil {
		now = s.current(c, m.ID)
	}
	if now == nil || !s.offered(c, who, k) || (now.Ephemeral() && now.OnlyFor != who.ID) {
		s.mu.Unlock()
		s.fatalf("choosing %q from a message's menu: %s is not offered it", command, who.Name)
		return nil
	}
	defer s.mu.Unlock()
	target := s.wireMessage(now, 1) // with its text, whatever the intents
	data := dict{"id": k.ID, "name": k.Name, "type": 3, "target_id": now.ID, "resolved": dict{"messages": dict{now.ID: target}}}
	return s.begin(kindCommand, c, who, data, now)
}

// Press lets a person press the button of a message that has the custom id, or else the label.
func (s *Server) Press(m *Message, who *User, button string) *Interaction {
	return s.component(m, who, partButton, button, nil)
}

// Choose lets a person choose from the select of a message that has the custom id, or else the placeholder, or else is the
// only one. Each of values is an option's value or label.
func (s *Server) Choose(m *Message, who *User, selectID string, values ...string) *Interaction {
	return s.component(m, who, partSelect, selectID, values)
}

func (s *Server) component(m *Message, who *User, kind int, name string, values []string) *Interaction {
	s.mu.Lock()
	i, err := s.tryComponent(m, who, kind, name, values)
	s.mu.Unlock()
	if err != nil {
		s.fatalf("pressing %q: %v", name, err)
	}
	return i
}

func (s *Server) tryComponent(m *Message, who *User, kind int, name string, values []string) (*Interaction, error) {
	c := s.channels[m.ChannelID]
	if c == nil {
		return nil, fmt.Errorf("the channel is gone")
	}
	now := s.current(c, m.ID)
	switch {
	case now == nil:
		return nil, fmt.Errorf("the message is gone")
	case now.Ephemeral() && now.OnlyFor != who.ID, !now.Ephemeral() && s.permissions(who.ID, c)&ViewChannel == 0:
		return nil, fmt.Errorf("%s does not see the message", who.Name)
	}
	part := now.part(kind, name)
	if part == nil {
		return nil, fmt.Errorf("there is no such control; the message has %q", now.labels())
	}
	if part.Disabled || part.Style == linkStyle {
		return nil, fmt.Errorf("the control is disabled or a link")
	}
	data := dict{"component_type": kind, "custom_id": part.CustomID, "id": 1}
	if kind == partSelect {
		var chosen []string
		for _, v := range values {
			at := slices.IndexFunc(part.Options, func(o Option) bool { return o.Value == v })
			if at < 0 {
				at = slices.IndexFunc(part.Options, func(o Option) bool { return o.Label == v })
			}
			if at < 0 {
				return nil, fmt.Errorf("there is no option %q", v)
			}
			chosen = append(chosen, part.Options[at].Value)
		}
		data["values"] = chosen
	}
	return s.begin(kindComponent, c, who, data, now), nil
}

// Forge sends a press that no message offers, as an old client or a broken one can.
func (s *Server) Forge(x *Channel, who *User, m *Message, customID string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.begin(kindComponent, s.channels[x.ID], who, dict{"component_type": partButton, "custom_id": customID, "id": 1}, m)
}
