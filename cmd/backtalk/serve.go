package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"backtalk/internal/bot"
	"backtalk/internal/config"
	"backtalk/internal/courier"
	"backtalk/internal/store"
)

// dataName is the data folder when none is configured.
const dataName = "backtalk-data"

func (a *app) serveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Answer on Discord and Slack, until stopped",
		Long: "Connects to every platform whose tokens are set, and answers there. A platform that cannot be served is tried\n" +
			"again, while the other goes on. A change of the configuration, of the secrets or in your knowledge folder, or\n" +
			"SIGHUP, is taken in while it runs; Ctrl-C or SIGTERM ends it within five seconds.",
		Example: "  backtalk serve\n  backtalk serve --config backtalk.yaml --knowledge my-articles",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
}

// house is a program that serves: what stays while platforms come and go.
type house struct {
	a          *app
	bot        *bot.Bot
	kept       *store.Store
	supervisor *supervisor
	log        *slog.Logger
	data       string // the data folder
	folder     string // the clinic's own articles; empty for none
	now        func() time.Time
	audit      auditing
	unkept     bool // that what was fitted cannot be kept was said
}

// serve runs the bot on all platforms that are set up, until ctx ends or none is left that could ever work.
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
	h := &house{a: a, log: a.logger(), data: a.dataPath(s.config), now: a.now}
	if h.kept, err = store.Open(ctx, h.data, h.now); err != nil {
		s.engine.Close()
		return err
	}
	defer h.kept.Close()
	h.bot = bot.New(bot.Options{Engine: s.engine, Clinic: s.clinic(), Spaces: botSpaces(s.config.Spaces), Memo: h.kept, Ledger: h.kept, Keeper: h.kept,
		Now: h.now, Log: h.log})
	defer h.bot.Close()
	h.supervisor = newSupervisor(platformConfig{s.config, tokens}, courier.Options{Handler: h.bot, Journal: h.kept, Ledger: h.kept, Keeper: h.kept, Memo: h.kept,
		Trouble: h.bot.Trouble, Missed: h.bot.Missed, Away: h.bot.Away, Apology: h.bot.Apology, Log: h.log, Now: h.now}, h.bot, h.log)
	h.supervisor.build = newPlatform
	h.supervisor.online = func() {
		h.log.Info("serving", "articles", len(s.corpus.Documents()), "passages", len(s.corpus.Passages()), "data", h.data)
	}
	h.disk()
	h.keepFitted(s.corpus.Fitted())
	h.audit.start(s, h.log)
	defer h.audit.stop()
	return h.run(ctx)
}

// run does all that goes on side by side. The end of the platforms ends the rest.
func (h *house) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		for ctx.Err() == nil { // a full disk is no reason to stop answering
			if err := h.kept.Run(ctx); err != nil {
				h.log.Error("erasing what is old in the data folder; it is tried again", "error", err)
			}
		}
		return nil
	})
	group.Go(func() error { return h.reload(ctx) })
	group.Go(func() error { h.keepStatus(ctx); return nil })
	group.Go(func() error {
		if err := h.supervisor.serve(ctx); err != nil {
			return err
		}
		return errDone
	})
	if err := group.Wait(); !errors.Is(err, errDone) {
		return err
	}
	return nil
}

// errDone ends what goes on beside the platforms.
var errDone = errors.New("done")

// disk tells what is wrong with the data folder, now and later: in the log, and to staff.
func (h *house) disk() {
	if path := h.kept.Damaged(); path != "" {
		h.log.Error("the data file was damaged; it was set aside, and an empty one serves. Lost by that are questions that waited, pauses, and who was warned", "aside", path)
		h.supervisor.tell(h.bot.Damaged())
	}
	h.kept.Watch(func(err error) {
		if err != nil {
			h.log.Error("the data folder cannot be written; answers go on, but a restart may repeat or lose some. Is the disk full?", "data", h.data, "error", err)
		} else {
			h.log.Info("the data folder can be written again", "data", h.data)
		}
		h.supervisor.tell(h.bot.DiskFails(err != nil))
	})
}

// dataPath is the data folder. A relative one stands beside the configuration.
func (a *app) dataPath(c config.Config) string {
	return a.beside(cmp.Or(c.Data, dataName))
}
