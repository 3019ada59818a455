package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/corpus"
	"backtalk/internal/learnt"
	"backtalk/internal/lesson"
	"backtalk/internal/sign"
)

func (a *app) learnCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "learn FOLDER",
		Short: "Learn the danger signs and the topics anew from examples, for whoever changes the built-in knowledge",
		Long: "Reads the signs, the topics and the examples in learn/*.jsonl of a knowledge folder, fits what the program goes by, and\n" +
			"writes it to learn/learnt.bin, which the next build embeds. It takes a minute or two; what has not changed is kept.\n\n" +
			"It also prints, voice by voice, how many of the examples would be warned of (or have a line of caution) by what is\n" +
			"learnt from the other voices alone.",
		Example: "  backtalk learn knowledge",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := os.DirFS(args[0])
			l, err := lesson.Read(folder)
			if err != nil {
				return err
			}
			kept, err := keep(folder)
			if err != nil {
				return err
			}
			name := filepath.Join(args[0], filepath.FromSlash(learnt.Name))
			old, _ := learnt.Load(folder) // one that cannot be read is written anew
			file, held, err := learn(l, kept, old)
			if err != nil {
				return err
			}
			if err := os.WriteFile(name, file, 0o644); err != nil {
				return fmt.Errorf("writing what was learnt: %w", err)
			}
			held.print(cmd.OutOrStdout())
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes, learnt from %d examples and %d questions\n", name, len(file), len(l.Examples), len(l.Asked))
			return err
		},
	}
}

// learn fits each part whose inputs are not those that the old one was learnt from, and returns the file.
func learn(l *lesson.Lesson, kept learnt.Part, old learnt.File) (file []byte, held voices, err error) {
	parts := learnt.File{learnt.FilesPart: kept}
	held = newVoices()
	for _, p := range []struct {
		name   string
		inputs [32]byte
		fit    func() ([]byte, error)
	}{
		{sign.LearntPart, l.Inputs(), func() ([]byte, error) { return l.Fit(held.note).AppendBinary(nil) }},
		{corpus.LearntPart, l.TopicInputs(), func() ([]byte, error) {
			fitted := l.FitTopics(nil)
			if err := l.KnowArticles(fitted); err != nil {
				return nil, err
			}
			return fitted.AppendBinary(nil)
		}},
	} {
		part, ok := old[p.name]
		if !ok || part.Inputs != p.inputs {
			part.Inputs = p.inputs
			if part.Data, err = p.fit(); err != nil {
				return nil, nil, fmt.Errorf("writing what was learnt: %w", err)
			}
		}
		parts[p.name] = part
	}
	file, err = parts.AppendBinary(nil)
	return file, held, err
}

// keep keeps what the YAML files of a folder hold.
func keep(folder fs.FS) (learnt.Part, error) {
	kept := learnt.File{}
	if err := errors.Join(sign.Keep(folder, kept), corpus.Keep(folder, kept)); err != nil {
		return learnt.Part{}, err
	}
	data, err := kept.AppendBinary(nil)
	return learnt.Part{Data: data}, err
}

// voices counts what is decided about examples while their voice is held out.
type voices map[string]*[3]int // all, warned, netted

func newVoices() voices { return voices{} }

func (v voices) note(e lesson.Example, score float64) {
	name := cmp.Or(e.Voice, "(many)")
	switch {
	case strings.HasPrefix(e.Class, "topic "):
		name = "the topics' questions"
	case strings.HasPrefix(e.Class, "ordinary "):
		name = "ordinary, " + name
	case strings.HasPrefix(e.Class, "not "):
		name = "sounds like a sign, " + name
	default:
		name = "sign, " + name
	}
	if v[name] == nil {
		v[name] = &[3]int{}
	}
	v[name][0]++
	switch warned, netted := sign.Zone(score); {
	case warned:
		v[name][1]++
	case netted:
		v[name][2]++
	}
}

func (v voices) print(w io.Writer) {
	fmt.Fprintln(w, "Held out, voice by voice (of signs that do not warn, none should):")
	var names []string
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		n := v[name]
		fmt.Fprintf(w, "  %-40s %6d  warned %5.1f %%  line of caution %5.1f %%\n", name, n[0], 100*float64(n[1])/float64(n[0]), 100*float64(n[2])/float64(n[0]))
	}
}
