package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/lesson"
	"backtalk/internal/sign"
)

func (a *app) learnCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "learn FOLDER",
		Short: "Learn the danger signs anew from examples, for whoever changes the built-in knowledge",
		Long: "Reads the signs, the examples in learn/*.jsonl and the topics' questions of a knowledge folder, fits what the program\n" +
			"goes by, and writes it to learn/learnt.bin, which the next build embeds. It takes a minute.\n\n" +
			"It also prints, voice by voice, how many of the examples would be warned of (or have a line of caution) by what is\n" +
			"learnt from the other voices alone.",
		Example: "  backtalk learn knowledge",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := lesson.Read(os.DirFS(args[0]))
			if err != nil {
				return err
			}
			held := newVoices()
			learnt := l.Fit(held.note)
			file, err := learnt.AppendBinary(nil)
			if err != nil {
				return fmt.Errorf("writing what was learnt: %w", err)
			}
			name := filepath.Join(args[0], filepath.FromSlash(sign.LearntFile))
			if err := os.WriteFile(name, file, 0o644); err != nil {
				return fmt.Errorf("writing what was learnt: %w", err)
			}
			held.print(cmd.OutOrStdout())
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d bytes, learnt from %d examples\n", name, len(file), len(l.Examples))
			return err
		},
	}
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
