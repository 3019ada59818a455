package quality

import (
	"context"
	"fmt"
	"math"

	"backtalk/internal/answer"
)

// strengths is the grid of strengths of regularisation to choose from.
func strengths() []float64 { return []float64{0.03, 0.1, 0.3, 1, 3, 10, 30, 100} }

// Fitted is one set of weights for the gate, and how good they are on questions that they were not fitted on.
type Fitted struct {
	Weights     [answer.NumFeatures]float64 `json:"weights"`  // for raw features, rounded to 4 decimals
	Strength    float64                     `json:"strength"` // of the regularisation, chosen by cross-validation
	Cases       int                         `json:"cases"`
	Answered    int                         `json:"answered"`      // of them, those that the best passage answers
	LogLoss     float64                     `json:"log_loss"`      // cross-validated
	Brier       float64                     `json:"brier"`         // cross-validated
	BaseLogLoss float64                     `json:"base_log_loss"` // of always saying the base rate
	BaseBrier   float64                     `json:"base_brier"`
}

// Weights are the two sets of weights that the gate needs.
type Weights struct {
	Topic Fitted `json:"topic"` // where the library speaks of the folder's subjects
	Text  Fitted `json:"text"`  // where the text alone speaks
}

// Fit works out the gate's weights: the logistic regression of "the best passage answers the question" on the gate's
// features. topic is an engine over articles that the topic library fits, text one over the same articles where it
// does not. The same questions give the same weights to the last digit.
func Fit(ctx context.Context, topic, text *answer.Engine, cases []Case, o Options) (Weights, error) {
	var w Weights
	var err error
	if w.Topic, err = fitEngine(ctx, topic, false, cases, o); err != nil {
		return Weights{}, fmt.Errorf("fitting the weights for topics: %w", err)
	}
	o.LeaveOut = nil // without topics there is nothing to leave out
	if w.Text, err = fitEngine(ctx, text, true, cases, o); err != nil {
		return Weights{}, fmt.Errorf("fitting the weights for text: %w", err)
	}
	return w, nil
}

func fitEngine(ctx context.Context, e *answer.Engine, textOnly bool, cases []Case, o Options) (Fitted, error) {
	j := newJudge(e.Corpus(), cases, o)
	if err := j.check(cases); err != nil {
		return Fitted{}, err
	}
	examples := make([]example, len(cases))
	usable := make([]bool, len(cases))
	err := o.each(ctx, e, cases, func(ctx context.Context, e *answer.Engine, i int) error {
		c := cases[i]
		f, _, best, only, err := e.Features(ctx, answer.Question{Text: c.Text, Addressed: c.Addressed()})
		switch {
		case err != nil:
			return fmt.Errorf("question %s: %w", c.ID, err)
		case only != textOnly:
			return fmt.Errorf("the topic library has a say here: %t, want %t", !only, !textOnly)
		case best == nil || best.Passage == nil:
			return nil
		}
		answers, known := j.target(c, best.Passage, true)
		examples[i] = example{x: f.Vector(), fold: fold(c.ID)}
		if answers {
			examples[i].y = 1
		}
		usable[i] = known
		return nil
	})
	if err != nil {
		return Fitted{}, err
	}
	var kept []example
	for i, e := range examples {
		if usable[i] {
			kept = append(kept, e)
		}
	}
	return fitExamples(kept)
}

// fitExamples chooses the strength by cross-validated log loss, the greater of two that are equally good, and fits
// with it on everything.
func fitExamples(examples []example) (Fitted, error) {
	f := Fitted{Cases: len(examples)}
	for _, e := range examples {
		if e.y == 1 {
			f.Answered++
		}
	}
	if f.Answered < folds || f.Cases-f.Answered < folds {
		return Fitted{}, fmt.Errorf("of %d questions the best passage answers %d; at least %d that it answers and %d that it does not are needed", f.Cases, f.Answered, folds, folds)
	}
	base := float64(f.Answered) / float64(f.Cases)
	f.BaseBrier = round4(base * (1 - base))
	f.BaseLogLoss = round4(-base*math.Log(base) - (1-base)*math.Log(1-base))
	for _, s := range strengths() {
		loss, brier := crossValidate(examples, s)
		if f.Strength == 0 || loss <= f.LogLoss {
			f.Strength, f.LogLoss, f.Brier = s, loss, brier
		}
	}
	f.Weights = signed(examples, f.Strength)
	for k, w := range f.Weights {
		if f.Weights[k] = round4(w); f.Weights[k] == 0 {
			f.Weights[k] = 0 // never -0
		}
	}
	return f, nil
}

// crossValidate predicts every fold from the others and returns the mean log loss and Brier score, rounded.
func crossValidate(examples []example, strength float64) (loss, brier float64) {
	for held := range folds {
		var train []example
		for _, e := range examples {
			if e.fold != held {
				train = append(train, e)
			}
		}
		if len(train) == len(examples) {
			continue
		}
		w := signed(train, strength)
		for _, e := range examples {
			if e.fold == held {
				p := predict(w, e.x)
				loss += logLoss(e.y, p)
				brier += float64((p - e.y) * (p - e.y))
			}
		}
	}
	n := float64(len(examples))
	return round4(loss / n), round4(brier / n)
}
