package main

import (
	"strings"
	"unicode"

	"backtalk/internal/discord"
)

// tokenKind is what a token is for.
type tokenKind int

const (
	noToken tokenKind = iota
	discordToken
	slackAppToken
	slackBotToken
)

// kindOf tells what a token is for by its shape, which is all that can be told without asking the platform.
func kindOf(token string) tokenKind {
	if strings.ContainsFunc(token, func(c rune) bool { return c <= ' ' || c > unicode.MaxASCII || strings.ContainsRune("\"'", c) }) {
		return noToken
	}
	_, err := discord.AppID(token)
	switch {
	case err == nil:
		return discordToken
	case strings.HasPrefix(token, "xapp-") && token != "xapp-":
		return slackAppToken
	case strings.HasPrefix(token, "xoxb-") && token != "xoxb-":
		return slackBotToken
	}
	return noToken
}

// name is what people call it.
func (k tokenKind) name() string {
	return [...]string{"no token", "Discord's bot token", "Slack's app-level token", "Slack's bot token"}[k]
}

// shape is how to tell it, and where it stands.
func (k tokenKind) shape() string {
	return [...]string{"",
		"three parts with dots between them; it stands under Bot in Discord's developer portal (\"Reset Token\" shows it)",
		"it begins with xapp-; it stands under \"Basic Information\" in the app's settings at Slack",
		"it begins with xoxb-; it stands under \"OAuth & Permissions\" in the app's settings at Slack"}[k]
}

// fault says why something cannot be a token of this kind, and what is; empty when it can. It never holds what was typed.
func (k tokenKind) fault(typed string) string {
	switch got := kindOf(typed); got {
	case k:
		return ""
	case noToken:
		return "that is not " + k.name() + ": " + k.shape()
	default:
		return "that is " + got.name() + "; asked for is " + k.name() + ": " + k.shape()
	}
}
