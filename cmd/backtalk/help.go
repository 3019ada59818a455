package main

import (
	_ "embed"
	"strings"

	"github.com/spf13/cobra"
)

// The longer papers, Markdown that reads well in a terminal, too: "backtalk help discord" and so on.
var (
	//go:embed help/discord.md
	discordHelp string
	//go:embed help/slack.md
	slackHelp string
	//go:embed help/articles.md
	articlesHelp string
	//go:embed help/signs.md
	signsHelp string
	//go:embed help/privacy.md
	privacyHelp string
)

// helpTopics are papers without a command of their own.
func helpTopics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "articles", Short: "Bringing your own articles: taking in, writing, checking, signing", Long: articlesHelp},
		{Use: "signs", Short: "Danger signs, what they catch and miss, and signs of your own", Long: signsHelp},
		{Use: "privacy", Short: "What is kept of whom, where, and for how long", Long: privacyText()},
	}
}

// privacyText is the paper on privacy with the list of what is kept, which a test holds against the files.
func privacyText() string { return strings.Replace(privacyHelp, "{{kept}}\n", kept(), 1) }
