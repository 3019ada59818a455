package quality

import (
	"context"
	"fmt"
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/classify"
	"backtalk/internal/search"
)

// Set is a folder's questions, ranked, for fitting the weights of the ranking and of the gate.
type Set struct {
	Name   string
	Share  float64 // how much a question counts
	ranked []ranked
}

// ranked is a question with the ranking of all sections, and which of them answer it.
type ranked struct {
	Case
	answer.Ranked
	right []bool
}

// Weights are what is fitted.
type Weights struct {
	Rank search.Weights
	Gate [answer.NumFeatures]float64
}

// Gather ranks the questions of a folder. Only answerable and unanswerable ones count.
func Gather(ctx context.Context, name string, share float64, e *answer.Engine, cases []Case, o Options) (Set, error) {
	cases = slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return c.Kind != Answerable && c.Kind != Unanswerable })
	s := Set{Name: name, Share: share, ranked: make([]ranked, len(cases))}
	o.By = BySection
	j := newJudge(e.Corpus(), cases, o)
	err := o.each(ctx, e, cases, func(ctx context.Context, e *answer.Engine, i int) error {
		c := cases[i]
		r, err := e.Rank(ctx, answer.Question{Text: c.Text, Addressed: c.Addressed()})
		if err != nil {
			return fmt.Errorf("question %s: %w", c.ID, err)
		}
		s.ranked[i] = ranked{Case: c, Ranked: r}
		for _, h := range r.Hits {
			s.ranked[i].right = append(s.ranked[i].right, j.answers(c, h.Passage, true))
		}
		return nil
	})
	return s, err
}

// Fit fits the weights to all sets but the one called without: first those of the ranking, by which section answers, and then
// those of the gate, by whether the first one does. The same sets give the same weights.
func Fit(sets []Set, without string) Weights {
	var choices []classify.Choice
	each(sets, without, func(s *Set, q *ranked) {
		c := classify.Choice{Right: q.right, N: s.Share}
		for i := range q.Hits {
			v := q.Hits[i].Features.Vector()
			c.X = append(c.X, v[:])
		}
		choices = append(choices, c)
	})
	var w Weights
	copy(w.Rank[:], classify.Conditional(choices, search.NumFeatures))
	var cases []classify.Case
	each(sets, without, func(s *Set, q *ranked) {
		if !s.refuses() {
			return
		}
		r, right := q.by(w.Rank)
		v := r.Features().Vector()
		cases = append(cases, classify.Case{X: v[:], Yes: right[0], N: s.Share})
	})
	copy(w.Gate[:], classify.Logistic(cases, answer.NumFeatures))
	return w
}

// each calls do for each question that has hits.
func each(sets []Set, without string, do func(s *Set, q *ranked)) {
	for i := range sets {
		for k := range sets[i].ranked {
			if q := &sets[i].ranked[k]; sets[i].Name != without && len(q.Hits) > 0 {
				do(&sets[i], q)
			}
		}
	}
}

// by is the ranking as it is by other weights, with which sections answer.
func (q *ranked) by(w search.Weights) (answer.Ranked, []bool) {
	r, places := q.Ranked.By(w)
	right := make([]bool, len(places))
	for i, k := range places {
		right[i] = q.right[k]
	}
	return r, right
}

// refuses tells whether a set has questions that nothing answers. From one without, the gate would learn that all are answered.
func (s *Set) refuses() bool {
	return slices.ContainsFunc(s.ranked, func(q ranked) bool { return q.Kind == Unanswerable })
}

// Tally counts what became of a set's questions.
type Tally struct {
	Name                           string
	Of, First, Three, Shown, Right int // answerable ones: all, right section first and among three, shown a section, a right one
	Near, NearShown, Far, FarShown int
	Brier                          float64 // mean squared error of the confidence
	Said, Came                     float64 // mean confidence, and the share that the first section answers
}

// Tally counts what becomes of a set's questions with weights, quoting from a confidence on.
func (s *Set) Tally(w Weights, quote float64) Tally {
	t := Tally{Name: s.Name}
	n := 0.0
	for i := range s.ranked {
		q := &s.ranked[i]
		var right []bool
		p := 0.0
		if len(q.Hits) > 0 {
			var r answer.Ranked
			r, right = q.by(w.Rank)
			p = answer.Probability(w.Gate, r.Features())
			y := float64(count(right[0]))
			n++
			t.Brier += (p - y) * (p - y)
			t.Said += p
			t.Came += y
		}
		shown := len(q.Hits) > 0 && p >= quote
		switch {
		case q.Kind == Answerable:
			t.Of++
			t.First += count(len(right) > 0 && right[0])
			t.Three += count(slices.Contains(right[:min(3, len(right))], true))
			t.Shown += count(shown)
			t.Right += count(shown && right[0])
		case q.Group == "near":
			t.Near++
			t.NearShown += count(shown)
		default:
			t.Far++
			t.FarShown += count(shown)
		}
	}
	if n > 0 {
		t.Brier, t.Said, t.Came = t.Brier/n, t.Said/n, t.Came/n
	}
	return t
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// String is a line of a table.
func (t Tally) String() string {
	return fmt.Sprintf("%-16s %4d  first %.2f  three %.2f  right shown %.2f  of shown wrong %.2f  near refused %3d of %3d  far %3d of %3d  Brier %.3f  said %.2f came %.2f",
		t.Name, t.Of, ratio(t.First, t.Of), ratio(t.Three, t.Of), ratio(t.Right, t.Of), ratio(t.Shown-t.Right, t.Shown), t.Near-t.NearShown, t.Near, t.Far-t.FarShown, t.Far,
		t.Brier, t.Said, t.Came)
}

func ratio(a, of int) float64 { return float64(a) / float64(max(of, 1)) }
