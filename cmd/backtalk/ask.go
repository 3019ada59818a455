package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/terminal"
)

// askFlags are the options of ask.
type askFlags struct {
	json, jsonl, why bool
	top              int
}

func (a *app) askCommand() *cobra.Command {
	var f askFlags
	cmd := &cobra.Command{
		Use:   "ask \"question\"",
		Short: "Answer one question, or one a line with --jsonl",
		Long: "Answers a question as a person would see the reply.\n\n" +
			"--jsonl reads objects {\"id\", \"text\", \"to_bot\", \"before\"} from standard input, one a line, and writes one\n" +
			"object a line in the same order. Each line is a conversation of its own. What is wrong with a\n" +
			"line stands in its place, as {\"id\", \"error\"}, and the program ends with 1; fields that mean nothing are named under\n" +
			"\"ignored\".",
		Example: "  backtalk ask \"Can massage help my back pain?\"\n" +
			"  backtalk ask --why \"deap tisue for a stiff neck\"\n" +
			"  echo '{\"id\": \"1\", \"text\": \"how much is it\"}' | backtalk ask --jsonl",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.jsonl && len(args) > 0:
				return errors.New("--jsonl reads the questions from standard input; leave the question out")
			case !f.jsonl && len(args) == 0:
				return errors.New("what is the question? For example: backtalk ask \"Can massage help my back pain?\"")
			case f.jsonl && f.why:
				return errors.New("--why explains one question; it does not go with --jsonl")
			case f.top < 1:
				return errors.New("--top takes a number of at least 1")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.load()
			if err != nil {
				return err
			}
			defer s.engine.Close()
			engine := s.engine.WithTop(f.top)
			speaker := bot.NewSpeaker(s.clinic())
			if f.jsonl {
				return askLines(cmd.Context(), engine, speaker, a.in, a.out)
			}
			return a.askOne(cmd.Context(), engine, speaker, strings.Join(args, " "), f)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&f.jsonl, "jsonl", false, "read and write one JSON object a line")
	cmd.Flags().BoolVar(&f.why, "why", false, "explain how the answer was found")
	cmd.Flags().IntVar(&f.top, "top", 10, "how many ranked hits to list in JSON")
	return cmd
}

// askOne answers a single question.
func (a *app) askOne(ctx context.Context, engine *answer.Engine, speaker bot.Speaker, text string, f askFlags) error {
	got, err := engine.Answer(ctx, answer.Question{Text: text, Addressed: true})
	if err != nil && got.Outcome != answer.Warn {
		return err
	}
	reply := speaker.Reply(got, bot.Mood{})
	if f.json {
		return writeJSON(a.out, newResult("", got, reply))
	}
	fmt.Fprintln(a.out, terminal.Render(reply, terminal.Detect(a.in, a.out, a.getenv)))
	if f.why {
		var why strings.Builder
		explain(&why, got, engine.Corpus(), time.Now())
		fmt.Fprint(a.out, "\n"+terminal.Clean(why.String()))
	}
	return nil
}

// writeJSON prints one object on one line, without escaping what HTML would need.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
