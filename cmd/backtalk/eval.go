package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/corpus"
	"backtalk/internal/learnt"
	"backtalk/internal/lesson"
	"backtalk/internal/quality"
	"backtalk/internal/terminal"
	"backtalk/knowledge"
)

// evalFlags are the options of eval.
type evalFlags struct {
	json, wrong, fit                     bool
	readings, phrases, half, leave, real string
}

func (a *app) evalCommand() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval FILE.jsonl|FOLDER...",
		Short: "Measure the answers to labelled questions",
		Long: "Each line of a file is a question with what is right to say to it:\n" +
			"  {\"id\": \"1\", \"text\": \"what is shiatsu\", \"kind\": \"answerable\", \"expect\": [\"shiatsu\"], \"accept\": [\"answer\"], \"to_bot\": true}\n\n" +
			"Asks every labelled question in a fresh conversation and counts, for each kind, how many replies were right,\n" +
			"with 95 % intervals, the trade-off between answers and wrong answers, and how true the confidence is.\n\n" +
			"--leave-out is for questions that stand in learn/questions.jsonl: a fifth at a time, they are taken out before they\n" +
			"are asked. --fit prints internal/answer/weights.go, fitted to the questions of the files, left out, and to those of\n" +
			"folders with articles and a " + questionsName + " of their own; what the weights do to a folder that they were not\n" +
			"fitted on goes to standard error.",
		Example: "  backtalk eval internal/quality/testdata/mobile.jsonl\n" +
			"  backtalk eval --half fit --wrong internal/quality/testdata/*.jsonl\n" +
			"  backtalk eval --leave-out knowledge internal/quality/testdata/writers/*.jsonl\n" +
			"  backtalk eval --fit --leave-out knowledge internal/quality/testdata/writers/*.jsonl internal/quality/testdata/folders/* > weights.go",
		Args: func(_ *cobra.Command, files []string) error {
			if len(files) == 0 {
				return errors.New("what is to be measured? Give a .jsonl file with a labelled question a line (see \"backtalk eval --help\")")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error {
			files, folders, err := a.apart(files)
			if err != nil {
				return err
			}
			if len(folders) > 0 && !f.fit {
				return fmt.Errorf("%s is a folder; to measure it, write --knowledge %s %s", folders[0], folders[0], filepath.Join(folders[0], questionsName))
			}
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
			if f.leave != "" {
				if o.LeaveOut, err = a.leaveOut(s, f.leave); err != nil {
					return err
				}
			}
			if f.fit {
				return a.fit(cmd.Context(), s, cases, folders, f.real, o)
			}
			return a.measure(cmd.Context(), s.engine, cases, o, f)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&f.wrong, "wrong", false, "list what was not right")
	cmd.Flags().BoolVar(&f.fit, "fit", false, "fit the weights of the ranking and of the gate, and print their Go source")
	cmd.Flags().StringVar(&f.leave, "leave-out", "", "knowledge folder with learn/questions.jsonl: ask each question as if it did not stand there")
	cmd.Flags().StringVar(&f.real, "real", "", "file of real people's questions about the built-in articles, for --fit: its fit half counts several times")
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
	text := report.Text()
	if f.wrong {
		text += quality.MissesText(report.Wrong())
	}
	_, err = io.WriteString(a.out, terminal.Clean(text))
	return err
}

// questionsName is the file of labelled questions in a folder of articles.
const questionsName = "questions.jsonl"

// apart tells files from folders.
func (a *app) apart(paths []string) (files, folders []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, nil, notOpened(path, err)
		case info.IsDir():
			folders = append(folders, path)
		default:
			files = append(files, path)
		}
	}
	return files, folders, nil
}

// leaveOut returns what builds engines that have never seen some texts: what was learnt of the topics is learnt anew from a
// knowledge folder, without them.
func (a *app) leaveOut(s *state, folder string) (func(texts []string) (*answer.Engine, error), error) {
	l, err := lesson.Read(os.DirFS(folder))
	if err != nil {
		return nil, err
	}
	return func(texts []string) (*answer.Engine, error) {
		without := make(map[string]bool, len(texts))
		for _, text := range texts {
			without[text] = true
		}
		data, err := l.FitTopics(func(p corpus.Phrasing) bool { return without[p.Text] }).AppendBinary(nil)
		if err != nil {
			return nil, err
		}
		file, err := learnt.File{corpus.LearntPart: {Data: data}}.AppendBinary(nil)
		if err != nil {
			return nil, err
		}
		c, err := corpus.Load(corpus.Folders{Builtin: learnt.Over(knowledge.FS, file)})
		if err != nil {
			return nil, err
		}
		return answer.New(c, s.signs, thresholds(s.config.Thresholds))
	}, nil
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
		return nil, notOpened(name, err)
	}
	defer f.Close()
	return read(f, name)
}

// notOpened says why a file of questions, or of what belongs to them, is not read.
func notOpened(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such file; give the path of a .jsonl file that is there (\"backtalk eval --help\" shows how one looks)", name)
	}
	return fmt.Errorf("opening the questions: %w", err)
}
