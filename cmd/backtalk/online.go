package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/config"
	"backtalk/internal/courier"
	"backtalk/internal/discord"
	"backtalk/internal/slack"
	"backtalk/internal/terminal"
)

// onlineFor is how long the questions to the platforms may take together.
const onlineFor = time.Minute

// checkOnline asks the platforms whether the configuration works there.
func (a *app) checkOnline(ctx context.Context) error {
	c, tokens, err := a.settings()
	if err != nil {
		return err
	}
	if err := complete(tokens); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, onlineFor)
	defer cancel()
	var found []courier.Finding
	if tokens.Discord != "" {
		found = append(found, discord.Check(ctx, discordOptions(c, tokens))...)
	}
	if tokens.SlackApp != "" {
		found = append(found, slack.Check(ctx, slackOptions(c, tokens))...)
	}
	for _, space := range c.Spaces {
		platform := space.StaffChannel.Platform
		if platform == "discord" && tokens.Discord == "" || platform == "slack" && tokens.SlackApp == "" {
			found = append(found, courier.Finding{Fault: true, Text: "spaces." + space.ID + ".staff_channel is on " + platform +
				", for which no token is set; staff would be told nothing."})
		}
	}
	faults := 0
	for _, f := range found {
		mark := "ok     "
		if f.Fault {
			mark = "FAULT  "
			faults++
		}
		fmt.Fprintln(a.out, terminal.Clean(mark+f.Text))
	}
	if faults > 0 {
		return errFaults
	}
	return nil
}

// settings reads the configuration and the tokens.
func (a *app) settings() (config.Config, config.Tokens, error) {
	c, err := config.Load(a.configFile, a.getenv)
	if err != nil {
		return config.Config{}, config.Tokens{}, err
	}
	tokens, err := config.LoadTokens(a.getenv, a.secretsPath())
	return c, tokens, err
}

func (a *app) discordCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "discord", Short: "What Discord's set-up needs", Long: discordHelp, Example: "  backtalk discord invite"}
	appID := ""
	invite := &cobra.Command{
		Use:     "invite",
		Short:   "Print the link that invites the bot, and what to tick in Discord's portal",
		Long:    "The link asks for the least permissions that the bot needs. The application's id is read from the token, or given.",
		Example: "  backtalk discord invite\n  backtalk discord invite --app-id 123456789012345678",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, tokens, err := a.settings()
			if err != nil {
				return err
			}
			switch {
			case cmd.Flags().Changed("app-id") && !discord.IsAppID(appID):
				return errors.New("--app-id: an application's id is a number of 15 to 20 digits; it is the Application ID under General Information in Discord's developer portal")
			case appID == "":
				if appID, err = discord.AppID(tokens.Discord); err != nil {
					return fmt.Errorf("%w; or give --app-id, the Application ID under General Information in Discord's developer portal", err)
				}
			}
			o := discordOptions(c, tokens)
			fmt.Fprintln(a.out, "In Discord's developer portal (https://discord.com/developers/applications):")
			for _, line := range discord.PortalSettings(o) {
				fmt.Fprintln(a.out, "  - "+line)
			}
			guilds := slices.Collect(maps.Keys(o.Spaces))
			fmt.Fprintln(a.out, "\nThen open this link and choose your server:\n\n"+discord.Invite(appID, guilds...))
			return nil
		},
	}
	invite.Flags().StringVar(&appID, "app-id", "", "the application's id, when there is no token yet")
	cmd.AddCommand(invite)
	onlyNamed(cmd)
	return cmd
}

func (a *app) slackCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "slack", Short: "What Slack's set-up needs", Long: slackHelp, Example: "  backtalk slack manifest --link"}
	asLink := false
	manifest := &cobra.Command{
		Use:     "manifest",
		Short:   "Print the app manifest for this configuration, with the least scopes",
		Example: "  backtalk slack manifest > manifest.json\n  backtalk slack manifest --link",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := config.Load(a.configFile, a.getenv)
			if err != nil {
				return err
			}
			o := slackOptions(c, config.Tokens{})
			if asLink {
				link, err := slack.ManifestLink(o)
				if err != nil {
					return err
				}
				fmt.Fprintln(a.out, link)
				return nil
			}
			text, err := slack.Manifest(o)
			if err != nil {
				return err
			}
			_, err = a.out.Write(text)
			return err
		},
	}
	manifest.Flags().BoolVar(&asLink, "link", false, "print the link to Slack's page for creating the app, with the manifest filled in")
	cmd.AddCommand(manifest)
	onlyNamed(cmd)
	return cmd
}
