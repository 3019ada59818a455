package fakediscord

import (
	"regexp"
	"slices"
	"strings"
)

func (k *checker) choices(o map[string]any) {
	for _, c := range list(o["choices"]) {
		if letters(object(c)["value"]) > maxChoice {
			k.add("a choice's value has more than %d characters", maxChoice)
		}
	}
}

// Limits of commands (Discord, interactions/application-commands).
const (
	maxCommandText   = 8000
	maxSlashCommands = 100
	maxMenuCommands  = 15
)

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func (k *checker) command(o map[string]any) {
	name, _ := o["name"].(string)
	kind := max(whole(o["type"]), 1)
	if kind == 1 && (!commandName.MatchString(name) || strings.ToLower(name) != name) {
		k.add("command name is not 1 to 32 lower-case letters")
	}
	if described := letters(o["description"]) > 0; described != (kind == 1) {
		k.add("a slash command has a description, and a menu command has none")
	}
	if contexts := list(o["contexts"]); o["guild_id"] != nil && slices.Contains(contexts, any(1.0)) {
		k.add("a guild's command cannot be for direct messages")
	}
	if n := letters(name) + letters(o["description"]) + k.options(list(o["options"])); n > maxCommandText {
		k.add("a command of %d characters; %d are allowed", n, maxCommandText)
	}
}

func (k *checker) options(all []any) int {
	n, optional := 0, false
	for _, o := range all {
		o := object(o)
		name, _ := o["name"].(string)
		if !commandName.MatchString(name) || strings.ToLower(name) != name {
			k.add("option name is not 1 to 32 lower-case letters")
		}
		n += letters(name) + letters(o["description"])
		if o["required"] == true && optional {
			k.add("a required option after one that is not")
		}
		optional = optional || (o["required"] != true && whole(o["type"]) > optionGroup)
		if o["autocomplete"] == true && len(list(o["choices"])) > 0 {
			k.add("an option with both choices and autocomplete")
		}
		k.choices(o)
		n += k.options(list(o["options"]))
	}
	return n
}

func tooManyCommands(all []map[string]any) string {
	count := map[int]int{}
	for _, o := range all {
		count[max(whole(o["type"]), 1)]++
	}
	if count[1] > maxSlashCommands || count[2] > maxMenuCommands || count[3] > maxMenuCommands {
		return "more commands than a scope takes"
	}
	return ""
}
