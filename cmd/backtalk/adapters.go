package main

import (
	"fmt"
	"reflect"
	"slices"

	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/config"
	"backtalk/internal/courier"
	"backtalk/internal/discord"
	"backtalk/internal/slack"
)

// platformConfig is what is configured of the platforms.
type platformConfig struct {
	config config.Config
	tokens config.Tokens
}

// has tells whether a platform is set up.
func (w platformConfig) has(name string) bool {
	switch name {
	case "discord":
		return w.tokens.Discord != ""
	case "slack":
		return w.tokens.SlackApp != "" || w.tokens.SlackBot != ""
	}
	return false
}

// complete tells what is missing among the tokens.
func complete(t config.Tokens) error {
	switch {
	case t == config.Tokens{}:
		return fmt.Errorf("no token is set; run \"backtalk setup\", or set %s, or %s and %s", config.DiscordToken, config.SlackAppToken, config.SlackBotToken)
	case t.SlackApp == "" && t.SlackBot != "":
		return fmt.Errorf("%s is not set; Slack needs both tokens: the app-level one (xapp-) stands under \"Basic Information\" in the app's settings", config.SlackAppToken)
	case t.SlackApp != "" && t.SlackBot == "":
		return fmt.Errorf("%s is not set; Slack needs both tokens: the bot's (xoxb-) stands under \"OAuth & Permissions\" in the app's settings", config.SlackBotToken)
	}
	return nil
}

// newPlatform makes the adapter of a platform. configure takes other settings in while it runs; it returns false when a new
// adapter has to be made for them.
func newPlatform(name string, w platformConfig, carry courier.Options) (p platform, configure func(platformConfig) bool, err error) {
	if name == "discord" {
		o := discordOptions(w.config, w.tokens)
		o.Courier, o.Memo, o.Log, o.Now = carry, carry.Memo, carry.Log, carry.Now
		d, err := discord.New(o)
		return d, func(next platformConfig) bool {
			old, now := discordOptions(w.config, w.tokens), discordOptions(next.config, next.tokens)
			old.Spaces = now.Spaces
			return reflect.DeepEqual(old, now) && d.Configure(now.Spaces)
		}, err
	}
	o := slackOptions(w.config, w.tokens)
	o.Courier, o.Memo, o.Log, o.Now = carry, carry.Memo, carry.Log, carry.Now
	s, err := slack.New(o)
	return s, func(next platformConfig) bool {
		old, now := slackOptions(w.config, w.tokens), slackOptions(next.config, next.tokens)
		old.Spaces = now.Spaces
		return reflect.DeepEqual(old, now) && s.Configure(now.Spaces)
	}, err
}

// discordOptions are the options that are configured.
func discordOptions(c config.Config, t config.Tokens) discord.Options {
	of := func(s config.Space, staffChannel string) discord.Space {
		return discord.Space{Listen: s.Listen, Forums: s.Forums, ForumText: s.ForumText, Staff: s.Staff, StaffChannel: staffChannel}
	}
	return discord.Options{Token: t.Discord, APIURL: c.Discord.APIURL, Private: !c.Discord.Public, TryGuild: c.Discord.TryIn,
		Spaces: spacesOf(c, "discord", of)}
}

func slackOptions(c config.Config, t config.Tokens) slack.Options {
	of := func(s config.Space, staffChannel string) slack.Space {
		return slack.Space{Listen: s.Listen, Staff: s.Staff, StaffChannel: staffChannel}
	}
	credits := func(s config.Space) bool { return s.Platform == "slack" && s.CreditByName }
	return slack.Options{AppToken: t.SlackApp, BotToken: t.SlackBot, APIURL: c.Slack.APIURL, Names: slices.ContainsFunc(c.Spaces, credits),
		Spaces: spacesOf(c, "slack", of)}
}

// spacesOf are the spaces on a platform as its adapter takes them, with their staff channels.
func spacesOf[S any](c config.Config, platform string, of func(s config.Space, staffChannel string) S) map[string]S {
	all, channels := map[string]S{}, staffChannels(c, platform)
	for id, channel := range channels {
		all[id] = of(config.Space{}, channel) // it may be told by another space alone
	}
	for _, s := range c.Spaces {
		if s.Platform == platform {
			all[s.ID] = of(s, channels[s.ID])
		}
	}
	return all
}

// staffChannels are the staff channels on a platform, by space: a space's own, or else one that another space tells.
func staffChannels(c config.Config, platform string) map[string]string {
	all := map[string]string{}
	for _, own := range []bool{false, true} {
		for _, s := range c.Spaces {
			to := s.StaffChannel
			if to.Platform == platform && own == (to.Space == s.ID) {
				all[to.Space] = to.ID
			}
		}
	}
	return all
}

func botSpaces(spaces []config.Space) []bot.Space {
	var all []bot.Space
	for _, s := range spaces {
		b := bot.Space{Platform: s.Platform, ID: s.ID, BookingURL: s.BookingURL}
		if c := s.StaffChannel; c.ID != "" {
			b.StaffChannel = chat.Place{Platform: c.Platform, Space: c.Space, Channel: c.ID}
		}
		if s.CreditByName {
			b.StaffCredit = bot.CreditName
		}
		all = append(all, b)
	}
	return all
}
