package fakediscord

import (
	"regexp"
	"slices"
	"strings"
)

func (k *checker) choices(o map[string]any) {
	all := list(o["choices"])
	if len(all) > maxChoices {
		k.add("%d choices; %d are allowed", len(all), maxChoices)
	}
	for _, c := range all {
		c := object(c)
		k.text("choice name", c["name"], 1, maxChoice)
		if v, ok := c["value"].(string); ok {
			k.text("choice value", v, 1, maxChoice)
		}
	}
}

// Limits of commands (Discord, interactions/application-commands).
const (
	maxCommandText    = 8000
	maxCommandOptions = 25
	maxSlashCommands  = 100
	maxMenuCommands   = 15
	maxDescription    = 100
)

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func (k *checker) command(o map[string]any) {
	name, _ := o["name"].(string)
	kind := max(whole(o["type"]), 1)
	letters := runes(name)
	if kind == 1 {
		if !commandName.MatchString(name) || strings.ToLower(name) != name {
			k.add("command name is not 1 to 32 lower-case letters")
		}
		letters += k.text("command description", o["description"], 1, maxDescription)
	} else {
		k.text("command name", name, 1, 32)
		k.text("description of a menu command", o["description"], 0, 0)
	}
	if contexts := list(o["contexts"]); o["guild_id"] != nil && slices.Contains(contexts, any(1.0)) {
		k.add("a guild's command cannot be for direct messages")
	}
	letters += k.options(list(o["options"]))
	if letters > maxCommandText {
		k.add("a command of %d characters; %d are allowed", letters, maxCommandText)
	}
}

func (k *checker) options(all []any) int {
	if len(all) > maxCommandOptions {
		k.add("%d options; %d are allowed", len(all), maxCommandOptions)
	}
	letters, optional := 0, false
	for _, o := range all {
		o := object(o)
		name, _ := o["name"].(string)
		if !commandName.MatchString(name) || strings.ToLower(name) != name {
			k.add("option name is not 1 to 32 lower-case letters")
		}
		letters += runes(name) + k.text("option description", o["description"], 1, maxDescription)
		if o["required"] == true && optional {
			k.add("a required option after one that is not")
		}
		optional = optional || (o["required"] != true && whole(o["type"]) > optionGroup)
		if o["autocomplete"] == true && len(list(o["choices"])) > 0 {
			k.add("an option with both choices and autocomplete")
		}
		k.choices(o)
		letters += k.options(list(o["options"]))
	}
	return letters
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
