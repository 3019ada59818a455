package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/audit"
	"backtalk/internal/config"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/terminal"
)

// errFaults is returned when check has printed faults already.
var errFaults = errors.New("there are faults; see above")

func (a *app) checkCommand() *cobra.Command {
	online, library := false, false
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check articles, topics, synonyms, danger signs and configuration",
		Long: "Lists every fault with its file and line and what to do, and exits with 1. Without faults, it begins with a screen\n" +
			"that says which articles are served, how well people find yours, and what nobody is told; then comes what\n" +
			"is worth a look, and which of your sections covers which topic and why.",
		Example: "  backtalk check\n  backtalk check --knowledge my-articles --config backtalk.yaml\n  backtalk check --library",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if online {
				return a.checkOnline(cmd.Context())
			}
			cfg, configErr := config.Load(a.configFile, a.getenv)
			folders, closeFolders, err := a.folders(cfg)
			if err != nil {
				return err
			}
			defer closeFolders()
			c, corpusErr := corpus.Load(folders)
			signs, signsErr := sign.Load(folders.Layers()...)
			if signsErr == nil {
				if faults := signs.Faults(); len(faults) > 0 {
					signsErr = faults
				}
			}
			if err := errors.Join(configErr, corpusErr, signsErr); err != nil {
				fmt.Fprintln(a.out, terminal.Clean("This must be put right first:\n"+err.Error()))
				return errFaults
			}
			engine, err := answer.New(c, signs, thresholds(cfg.Thresholds))
			if err != nil {
				return err
			}
			defer engine.Close()
			found, err := audit.Run(cmd.Context(), engine, auditOptions(cfg))
			if err != nil {
				return err
			}
			checkReport{a: a, corpus: c, found: found, library: library}.write(cfg, signs, time.Now())
			return nil
		},
	}
	cmd.Flags().BoolVar(&online, "online", false, "ask Discord and Slack instead: tokens, permissions, channels")
	cmd.Flags().BoolVar(&library, "library", false, "tell of the built-in articles and topics as well")
	return cmd
}

// checkReport prints what check found besides faults.
type checkReport struct {
	a       *app
	corpus  *corpus.Corpus
	found   *audit.Report
	library bool // tell of the built-in articles and topics as well
}

// write prints all of it, as it is on a day.
func (r checkReport) write(cfg config.Config, signs *sign.Signs, today time.Time) {
	r.print("%s", r.found.Screen())
	r.warnings(cfg, signs)
	if details := r.found.Details(); details != "" {
		r.print("%s", details)
	}
	r.claims()
	r.replaced()
	r.reviews(cfg, today)
	if r.library {
		r.uncovered()
		r.unled()
		r.pairs()
	}
	r.print("\nNo faults: %d articles, %d passages, %d topics.", len(r.corpus.Documents()), len(r.corpus.Passages()), len(r.corpus.Topics()))
}

// tells tells whether an article is spoken of.
func (r checkReport) tells(d *corpus.Document) bool { return r.library || !d.Builtin }

func (r checkReport) print(format string, args ...any) {
	fmt.Fprintln(r.a.out, terminal.Clean(fmt.Sprintf(format, args...)))
}

func (r checkReport) claims() {
	if !slices.ContainsFunc(r.corpus.Documents(), r.tells) {
		return
	}
	r.print("Which passage covers which topic, and why:")
	none := true
	for _, c := range r.corpus.Claims() {
		if r.tells(c.Passage.Document()) {
			none = false
			r.print("  %-26s %s: %s", c.Topic, c.Passage.ID(), c.Why)
		}
	}
	if none {
		r.print("  none: the library speaks of other subjects than these articles, so their text alone is searched")
	}
}

// replaced tells what is served of the built-in articles, where there are own ones.
func (r checkReport) replaced() {
	own := slices.ContainsFunc(r.corpus.Documents(), func(d *corpus.Document) bool { return !d.Builtin })
	switch replaced := r.corpus.Replaced(); {
	case !own:
	case !r.corpus.Builtin():
		r.print("\nThe built-in articles are not served (knowledge.builtin).")
	case len(replaced) == 0:
		r.print("\nThe built-in articles are served beside yours (knowledge.builtin).")
	default:
		r.print("\nThe built-in articles are served beside yours (knowledge.builtin), except for sections that yours replace:")
		for _, p := range replaced {
			why := "the same id"
			if p.Topic != "" {
				why = "both are about " + p.Topic
			}
			r.print("  %-26s by %s/%s: %s", p.Builtin.ID, p.Own.Document().Name, p.Own.ID, why)
		}
	}
}

func (r checkReport) uncovered() {
	byKind := map[corpus.Kind][]string{}
	for _, t := range r.corpus.Topics() {
		if t.Kind.Coverable() && len(r.corpus.Covering(t.ID)) == 0 {
			byKind[t.Kind] = append(byKind[t.Kind], t.ID)
		}
	}
	r.print("\nTopics that nothing covers (the bot says that it doesn't have that):")
	for _, k := range corpus.Kinds() {
		if len(byKind[k]) > 0 {
			r.print("  %-8s %s", k, strings.Join(byKind[k], ", "))
		}
	}
}

func (r checkReport) unled() {
	var ids []string
	for _, p := range r.corpus.Passages() {
		if len(p.Topics()) == 0 {
			ids = append(ids, fmt.Sprintf("%s (%s:%d)", p.ID(), p.Document().File, p.Line()))
		}
	}
	if len(ids) == 0 {
		return
	}
	r.print("\nPassages that no topic leads to; name a topic in their heading, or in the front matter under topics:")
	for _, id := range ids {
		r.print("  %s", id)
	}
}

// warnings are no faults, but somebody should know.
func (r checkReport) warnings(cfg config.Config, signs *sign.Signs) {
	if cfg.Clinic.BookingURL == "" {
		r.print("Warning: no booking_url is configured; the bot says in words how to reach the clinic.")
	}
	if cfg.Clinic.Phone == "" && cfg.Clinic.ContactURL == "" {
		r.print("Warning: neither phone nor contact_url is configured; people are only told the clinic's name.")
	}
	for _, w := range cfg.Warnings {
		r.print("Warning: %s", w)
	}
	for _, w := range r.corpus.Warnings() {
		r.print("Warning: %s", w)
	}
	if n := signs.Unsigned(); n > 0 {
		r.print("Warning: %d of %d danger signs are not signed by a clinician.", n, len(signs.All()))
	}
	r.print("")
}
