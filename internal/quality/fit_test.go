package quality

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"backtalk/internal/answer"
)

// drawn makes examples whose answers are drawn with the probabilities that the weights give. The last feature never
// changes.
func drawn(n int, w vector) []example {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]example, n)
	for i := range out {
		e := &out[i]
		e.x[0] = 1
		for k := 1; k < len(e.x)-1; k++ {
			e.x[k] = 3 + float64(k)*r.NormFloat64()
		}
		e.x[len(e.x)-1] = 7
		if r.Float64() < predict(w, e.x) {
			e.y = 1
		}
		e.fold = fold(fmt.Sprint("e-", i))
	}
	return out
}

// TestLogistic shows that the weights which examples were drawn with are found again, and that more strength makes
// them smaller.
func TestLogistic(t *testing.T) {
	w := vector{-2, 1, 0.5, -0.25}
	examples := drawn(5000, w)
	got := logistic(examples, 0.03)
	for k := range w {
		if math.Abs(got[k]-w[k]) > 0.15 {
			t.Errorf("weight %d: got %.3f, want about %.3f", k, got[k], w[k])
		}
	}
	if last := got[len(got)-1]; last != 0 {
		t.Errorf("weight of a feature that never changes: got %g, want 0", last)
	}
	if strong := logistic(examples, 10000); math.Abs(strong[1]) >= math.Abs(got[1]) {
		t.Errorf("with more strength: got %.3f, want less than %.3f", strong[1], got[1])
	}
}

// TestLogisticMinimum shows that no weight can be moved to lessen the loss, for features on a common scale.
func TestLogisticMinimum(t *testing.T) {
	examples := drawn(300, vector{-2, 1, 0.5, -0.25})
	mean, deviation := moments(examples)
	for i := range examples {
		for k := 1; k < len(mean); k++ {
			examples[i].x[k] = 0
			if deviation[k] > 0 {
				examples[i].x[k] = float64(i%(k+3)) - float64(k)
			}
		}
	}
	mean, deviation = moments(examples)
	for i := range examples {
		for k := 1; k < len(mean); k++ {
			if deviation[k] > 0 {
				examples[i].x[k] = (examples[i].x[k] - mean[k]) / deviation[k]
			}
		}
	}
	w := logistic(examples, 1)
	least := penalised(examples, w, 1)
	for k := range w {
		for _, d := range []float64{-1e-3, 1e-3} {
			moved := w
			moved[k] += d
			if loss := penalised(examples, moved, 1); loss < least {
				t.Errorf("weight %d moved by %g: got loss %.9f, less than %.9f", k, d, loss, least)
			}
		}
	}
}

// TestLogisticSeparable shows that answers which a feature foretells without fail leave the weights finite.
func TestLogisticSeparable(t *testing.T) {
	examples := drawn(40, vector{})
	for i := range examples {
		examples[i].y = 0
		if examples[i].x[1] > 3 {
			examples[i].y = 1
		}
	}
	for k, w := range logistic(examples, strengths()[0]) {
		if math.IsNaN(w) || math.IsInf(w, 0) || math.Abs(w) > 1e4 {
			t.Errorf("weight %d: got %g", k, w)
		}
	}
}

func TestFitExamples(t *testing.T) {
	examples := drawn(400, vector{-2, 1, 0.5, -0.25})
	first, err := fitExamples(examples)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := fitExamples(examples); again != first {
		t.Errorf("fitted again: got %+v, want %+v", again, first)
	}
	if first.Brier >= first.BaseBrier || first.LogLoss >= first.BaseLogLoss {
		t.Errorf("got log loss %.4f and Brier score %.4f, no better than the base rate's %.4f and %.4f", first.LogLoss, first.Brier, first.BaseLogLoss, first.BaseBrier)
	}
	for i := range examples {
		examples[i].y = 0
	}
	if _, err := fitExamples(examples); err == nil {
		t.Error("with no answered question: got no error")
	}
}

func TestWriteWeights(t *testing.T) {
	var topic, text Fitted
	for k := range topic.Weights {
		topic.Weights[k], text.Weights[k] = float64(k)+0.25, -float64(k)
	}
	var b bytes.Buffer
	if err := WriteWeights(&b, topic, text); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if formatted, err := format.Source(b.Bytes()); err != nil || string(formatted) != got {
		t.Errorf("not formatted (%v):\n%s", err, got)
	}
	for k, name := range answer.FeatureNames() {
		if line := fmt.Sprintf("%s,", number(topic.Weights[k])); !strings.Contains(got, line) || strings.Count(got, "// "+name+"\n") != 2 {
			t.Errorf("feature %s: want %q and its name twice in\n%s", name, line, got)
		}
	}
}
