package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/quality"
	"backtalk/internal/terminal"
)

// evalFlags are the options of eval.
type evalFlags struct {
	json, wrong, fit, leave bool
	readings, phrases, half string
}

func (a *app) evalCommand() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval FILE.jsonl...",
		Short: "Measure the answers to labelled questions",
		Long: "Asks every labelled question in a fresh conversation and counts, for each kind, how many replies were right,\n" +
			"with 95 % intervals, the trade-off between answers and wrong answers, and how true the confidence is.\n\n" +
			"--fit prints internal/answer/weights.go, fitted to the questions. --leave-out is for questions that stand among\n" +
			"the topics' own: a fifth at a time, they are taken out before they are asked.",
		Example: "  backtalk eval internal/quality/testdata/mobile.jsonl\n" +
			"  backtalk eval --half fit --wrong internal/quality/testdata/*.jsonl\n" +
			"  backtalk eval --leave-out internal/quality/testdata/writers/*.jsonl\n" +
			"  backtalk eval --leave-out --fit internal/quality/testdata/writers/*.jsonl > internal/answer/weights.go",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			cases, err := readAll(files, quality.Read)
			if err != nil {
				return err
			}
			switch part := quality.Part(f.half); part {
			case "":
			case quality.FitHalf, quality.TestHalf:
				cases = quality.Only(cases, part)
			default:
				return fmt.Errorf("--half takes %q or %q, not %q", quality.FitHalf, quality.TestHalf, f.half)
			}
			if f.half == string(quality.TestHalf) && f.wrong {
				return errors.New("the misses of the test half are not to be looked at; leave --wrong out")
			}
			var o quality.Options
			if o.Readings, err = optional(f.readings, quality.ReadReadings); err != nil {
				return err
			}
			if o.Phrases, err = optional(f.phrases, quality.ReadPhrases); err != nil {
				return err
			}
			s, err := a.load()
			if err != nil {
				return err
			}
			defer s.engine.Close()
			o.Offers = bot.NewSpeaker(s.clinic()).Offers
			if f.leave {
				o.LeaveOut = func(texts []string) (*answer.Engine, error) {
					return answer.New(s.corpus.WithoutPhrasings(texts), s.signs, thresholds(s.config.Thresholds))
				}
			}
			if f.fit {
				return a.fit(cmd.Context(), s, cases, o)
			}
			return a.measure(cmd.Context(), s.engine, cases, o, f)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&f.wrong, "wrong", false, "list what was not right")
	cmd.Flags().BoolVar(&f.fit, "fit", false, "fit the gate's weights and print their Go source")
	cmd.Flags().BoolVar(&f.leave, "leave-out", false, "ask each question as if the library did not hold it")
	cmd.Flags().StringVar(&f.readings, "readings", "", "file of judgements by reading, beside the labels")
	cmd.Flags().StringVar(&f.phrases, "phrases", "", "file of phrases by which sections are known")
	cmd.Flags().StringVar(&f.half, "half", "", "take only the \"fit\" or the \"test\" half of the questions")
	return cmd
}

// measure prints how the questions were answered.
func (a *app) measure(ctx context.Context, e *answer.Engine, cases []quality.Case, o quality.Options, f evalFlags) error {
	report, err := quality.Measure(ctx, e, cases, o)
	if err != nil {
		return err
	}
	switch {
	case f.json && f.wrong:
		return json.NewEncoder(a.out).Encode(report.Wrong())
	case f.json:
		return json.NewEncoder(a.out).Encode(report)
	}
	var text strings.Builder
	if err := report.WriteText(&text); err != nil {
		return err
	}
	if f.wrong {
		if err := quality.WriteMisses(&text, report.Wrong()); err != nil {
			return err
		}
	}
	_, err = io.WriteString(a.out, terminal.Clean(text.String()))
	return err
}

// fit works out the gate's weights and prints their source; figures of the fit go beside it.
func (a *app) fit(ctx context.Context, s *state, cases []quality.Case, o quality.Options) error {
	bare, err := answer.New(s.corpus.WithoutTopics(), s.signs, answer.DefaultThresholds())
	if err != nil {
		return err
	}
	defer bare.Close()
	w, err := quality.Fit(ctx, s.engine, bare, cases, o)
	if err != nil {
		return err
	}
	if err := w.WriteText(a.errOut); err != nil {
		return err
	}
	return quality.WriteWeights(a.out, w.Topic, w.Text)
}

// readAll reads several files of one format and puts them together.
func readAll[T any](files []string, read func(r io.Reader, name string) ([]T, error)) ([]T, error) {
	var all []T
	for _, name := range files {
		one, err := optional(name, read)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}

// optional reads a file; an empty name is no file.
func optional[T any](name string, read func(r io.Reader, name string) ([]T, error)) ([]T, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening the questions: %w", err)
	}
	defer f.Close()
	return read(f, name)
}
