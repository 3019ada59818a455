package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/config"
	"backtalk/internal/courier"
	"backtalk/internal/discord"
	"backtalk/internal/slack"
	"backtalk/internal/store"
)

// dataName is the data folder when none is configured.
const dataName = "backtalk-data"

func (a *app) serveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Answer on Discord and Slack, until stopped",
		Long: "Connects to every platform whose tokens are set, and answers there. A change in the --knowledge folder, or\n" +
			"SIGHUP, is taken in while it runs; Ctrl-C or SIGTERM ends it within five seconds.",
		Example: "  backtalk serve\n  backtalk serve --config backtalk.yaml --knowledge my-articles",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
}

// serve runs the bot on all platforms that are set up. The first error of any of them ends it.
func (a *app) serve(ctx context.Context) error {
	tokens, err := config.LoadTokens(a.getenv, a.secretsPath())
	if err != nil {
		return err
	}
	if err := complete(tokens); err != nil {
		return err
	}
	s, err := a.loadToStay()
	if err != nil {
		return err
	}
	kept, err := store.Open(ctx, a.dataPath(s.config), time.Now)
	if err != nil {
		s.engine.Close()
		return err
	}
	defer kept.Close()
	log := a.logger()
	b := bot.New(bot.Options{Engine: s.engine, Clinic: s.clinic(), Spaces: botSpaces(s.config.Spaces), Memo: kept, Log: log})
	defer b.Close()
	all, err := platforms(s.config, tokens, link{b, kept, kept, log})
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		for ctx.Err() == nil { // a full disk is no reason to stop answering
			if err := kept.Run(ctx); err != nil {
				log.Error("erasing what is old in the data folder; it is tried again", "error", err)
			}
		}
		return nil
	})
	group.Go(func() error { return a.reload(ctx, b.Swap, log) })
	for _, p := range all {
		group.Go(func() error { return p.Run(ctx) })
	}
	log.Info("serving", "articles", len(s.corpus.Documents()), "passages", len(s.corpus.Passages()), "data", a.dataPath(s.config))
	return group.Wait()
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

// dataPath is the data folder. A relative one stands beside the configuration.
func (a *app) dataPath(c config.Config) string {
	path := c.Data
	if path == "" {
		path = dataName
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(a.configFile), path)
}

// platform is an adapter.
type platform interface {
	Run(ctx context.Context) error
	courier.Notifier
}

// link is what adapters are connected with.
type link struct {
	bot     *bot.Bot
	journal chat.Journal
	memo    chat.Memo
	log     *slog.Logger
}

// platforms makes the adapters for which there are tokens. Each can tell staff things on every other.
func platforms(c config.Config, t config.Tokens, l link) (map[string]platform, error) {
	all := map[string]platform{}
	carry := courier.Options{
		Handler: l.bot, Journal: l.journal, Trouble: l.bot.Trouble, Apology: l.bot.Apology, Log: l.log, Now: time.Now,
		Staff: func(platform string) courier.Notifier {
			if p, ok := all[platform]; ok {
				return p
			}
			return nil
		},
	}
	if t.Discord != "" {
		o := discordOptions(c, t)
		o.Courier, o.Memo, o.Log = carry, l.memo, l.log
		p, err := discord.New(o)
		if err != nil {
			return nil, err
		}
		all["discord"] = p
	}
	if t.SlackApp != "" {
		o := slackOptions(c, t)
		o.Courier, o.Memo, o.Log = carry, l.memo, l.log
		p, err := slack.New(o)
		if err != nil {
			return nil, err
		}
		all["slack"] = p
	}
	return all, nil
}

func discordOptions(c config.Config, t config.Tokens) discord.Options {
	o := discord.Options{Token: t.Discord, APIURL: c.Discord.APIURL, Private: !c.Discord.Public, TryGuild: c.Discord.TryIn,
		Spaces: map[string]discord.Space{}, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	for _, s := range c.Spaces {
		if s.Platform == "discord" {
			o.Spaces[s.ID] = discord.Space{Listen: s.Listen, Forums: s.Forums, ForumText: s.ForumText, Staff: s.Staff}
		}
	}
	for id, channel := range staffChannels(c, "discord") {
		space := o.Spaces[id]
		space.StaffChannel = channel
		o.Spaces[id] = space
	}
	return o
}

func slackOptions(c config.Config, t config.Tokens) slack.Options {
	o := slack.Options{AppToken: t.SlackApp, BotToken: t.SlackBot, APIURL: c.Slack.APIURL, Spaces: map[string]slack.Space{}, Now: time.Now}
	for _, s := range c.Spaces {
		if s.Platform == "slack" {
			o.Spaces[s.ID] = slack.Space{Listen: s.Listen, Staff: s.Staff}
			o.Names = o.Names || s.CreditByName
		}
	}
	for id, channel := range staffChannels(c, "slack") {
		space := o.Spaces[id]
		space.StaffChannel = channel
		o.Spaces[id] = space
	}
	return o
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
