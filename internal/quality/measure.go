package quality

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// Options say how replies are judged. The zero value is ready to use.
type Options struct {
	By       Match                    // how a right passage is known
	Phrases  []Phrases                // of sections, for questions that bring none of their own
	Readings []Reading                // judgements beside the labels
	Offers   func(answer.Answer) bool // whether the reply offers the booking link; nil: only the outcome booking does

	// LeaveOut, when set, builds an engine that has none of the texts among its phrasings. Questions that stand in the
	// library are then asked a fifth at a time, of an engine that has never seen them.
	LeaveOut func(texts []string) (*answer.Engine, error)
}

// each calls do for the number of every question, with the engine to ask it of, in parallel.
func (o Options) each(ctx context.Context, e *answer.Engine, cases []Case, do func(ctx context.Context, e *answer.Engine, i int) error) error {
	if o.LeaveOut == nil {
		return inParallel(ctx, len(cases), func(ctx context.Context, i int) error { return do(ctx, e, i) })
	}
	for held := range folds {
		var which []int
		var texts []string
		for i, c := range cases {
			if fold(c.ID) == held {
				which, texts = append(which, i), append(texts, c.Text)
			}
		}
		if len(which) == 0 {
			continue
		}
		less, err := o.LeaveOut(texts)
		if err != nil {
			return fmt.Errorf("leaving questions out of the library: %w", err)
		}
		err = inParallel(ctx, len(which), func(ctx context.Context, i int) error { return do(ctx, less, which[i]) })
		if err = errors.Join(err, less.Close()); err != nil {
			return err
		}
	}
	return nil
}

// result is what came of one question.
type result struct {
	c      Case
	answer answer.Answer
	marks  []mark
}

// Measure asks the engine every question, each in a fresh conversation, and counts what was right. The questions are
// asked in parallel; the report does not depend on how many at once.
func Measure(ctx context.Context, e *answer.Engine, cases []Case, o Options) (*Report, error) {
	j := newJudge(e.Corpus(), cases, o)
	if err := j.check(cases); err != nil {
		return nil, err
	}
	results := make([]result, len(cases))
	err := o.each(ctx, e, cases, func(ctx context.Context, e *answer.Engine, i int) error {
		c := cases[i]
		a, err := e.Answer(ctx, answer.Question{Text: c.Text, Before: c.Before, Addressed: c.Addressed()})
		if err != nil {
			return fmt.Errorf("question %s: %w", c.ID, err)
		}
		results[i] = result{c, a, j.marks(c, a)}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return newReport(j, results), nil
}

// check refuses questions that cannot be judged.
func (j judge) check(cases []Case) error {
	if len(cases) == 0 {
		return errors.New("measuring: no questions")
	}
	if j.by != ByPhrase {
		return nil
	}
	var bare []string
	for _, c := range cases {
		if len(c.Expect) > 0 && len(j.phrasesOf(c)) == 0 {
			bare = append(bare, c.ID)
		}
	}
	if len(bare) > 0 {
		return fmt.Errorf("measuring: the knowledge lacks the sections that the questions name, and %d questions (%s, ...) have no phrases to judge by; give the sections' phrases", len(bare), bare[0])
	}
	return nil
}

// inParallel calls do for 0 to n-1, as many at a time as there are processors, and returns the first error.
func inParallel(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(ctx, i)
		})
	}
	return group.Wait()
}

// best is the best passage of a ranking; nil when it holds none.
func (r result) best() *corpus.Passage {
	for _, h := range r.answer.Hits {
		if h.Passage != nil {
			return h.Passage
		}
	}
	return nil
}

// target tells whether the labels know if the best passage answers the question, and whether it does. They do not
// for danger signs and wishes to book, which something else than a passage answers, nor where a harmless question or a
// trick may be answered but nobody has said by what.
func (j judge) target(c Case, best *corpus.Passage, readings bool) (answers, known bool) {
	switch c.Kind {
	case RedFlag, Booking:
		return false, false
	case RedFlagNegative:
		known = len(c.Expect) > 0
	case Hostile:
		known = len(c.Expect) > 0 || !acceptsAnswer(c)
	default:
		known = true
	}
	if !known || best == nil {
		return false, known
	}
	return j.first(c, []*corpus.Passage{best}, readings), true
}

func acceptsAnswer(c Case) bool {
	return slices.Contains(c.Accept, answer.Quote.String())
}
