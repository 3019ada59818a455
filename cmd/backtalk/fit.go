package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/quality"
	"backtalk/knowledge"
)

// fit works out the weights and prints their source; what they do to each folder that they were not fitted on goes beside it.
func (a *app) fit(ctx context.Context, s *state, cases []quality.Case, folders []string, real string, o quality.Options) error {
	shipped, err := quality.Gather(ctx, "shipped", shareOfShipped, s.engine, cases, o)
	if err != nil {
		return err
	}
	sets := []quality.Set{shipped}
	if real != "" {
		cases, err := optional(real, quality.Read)
		if err != nil {
			return err
		}
		o.LeaveOut = nil
		set, err := quality.Gather(ctx, "real", shareOfReal, s.engine, quality.Only(cases, quality.FitHalf), o)
		if err != nil {
			return err
		}
		sets = append(sets, set)
	}
	for _, dir := range folders {
		set, err := a.gather(ctx, dir)
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		sets = append(sets, set)
	}
	for i := range sets {
		without := sets[i].Name
		if i == 0 {
			without = "" // its questions were left out one by one
		}
		fmt.Fprintln(a.errOut, sets[i].Tally(quality.Fit(sets, without), answer.DefaultThresholds().Quote))
	}
	return quality.WriteWeights(a.out, quality.Fit(sets, ""))
}

// shareOfShipped is what a question about the shipped articles counts beside one about a folder: there are many more of them.
const shareOfShipped = 0.25

// shareOfReal is what a real person's question counts: there are few of them, and written ones are harder or odder than life.
const shareOfReal = 3

// gather ranks the questions of a folder, without the built-in articles.
func (a *app) gather(ctx context.Context, dir string) (quality.Set, error) {
	cases, err := optional(filepath.Join(dir, questionsName), quality.Read)
	if err != nil {
		return quality.Set{}, err
	}
	cases = slices.DeleteFunc(cases, func(c quality.Case) bool { return len(c.Before) > 0 })
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: os.DirFS(dir), Name: dir, Serve: corpus.No})
	if err != nil {
		return quality.Set{}, err
	}
	e, err := answer.New(c, nil, answer.DefaultThresholds())
	if err != nil {
		return quality.Set{}, err
	}
	defer e.Close()
	return quality.Gather(ctx, filepath.Base(dir), 1, e, cases, quality.Options{})
}
