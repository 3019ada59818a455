package main

import (
	"log/slog"

	"github.com/spf13/cobra"

	"backtalk/internal/bot"
	"backtalk/internal/terminal"
)

func (a *app) chatCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "chat",
		Short:   "Talk to the bot in this terminal, or through a pipe",
		Long:    "The same bot that chat platforms get, one message a line. It remembers the conversation. /quit ends it.",
		Example: "  backtalk chat\n  printf 'what is shiatsu\\nand swedish?\\n' | backtalk chat",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.loadToStay()
			if err != nil {
				return err
			}
			log := slog.New(slog.NewTextHandler(a.errOut, &slog.HandlerOptions{Level: slog.LevelWarn})) // figures would stand in the talk
			b := bot.New(bot.Options{Engine: s.engine, Clinic: s.clinic(), Log: log, Unlimited: true})
			defer b.Close()
			opts := terminal.Detect(a.in, a.out, a.getenv)
			opts.Log, opts.Apology = log, b.Apology()
			return terminal.Run(cmd.Context(), b, a.in, a.out, opts)
		},
	}
}
