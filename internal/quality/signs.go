package quality

import (
	"slices"

	"backtalk/internal/answer"
)

// signs tell which way a feature may count: 1 only for the passage, -1 only against it, 0 either way. Few questions
// show a feature's own share when others say nearly the same, and a weight with the wrong sign, right for these, fails
// on the next: words that speak of our subjects are no reason for silence.
func signs() [answer.NumFeatures]float64 {
	var out [answer.NumFeatures]float64
	for k, name := range answer.FeatureNames() {
		switch name {
		case "vote", "rival", "covered", "coverage", "text", "known", "neighbor", "domain":
			out[k] = 1
		case "elsewhere":
			out[k] = -1
		}
	}
	return out
}

// signed fits weights of the right signs: as long as one has the wrong sign, its feature is left out and the rest is
// fitted again.
func signed(examples []example, strength float64) vector {
	examples = slices.Clone(examples)
	for {
		w := logistic(examples, strength)
		wrong := false
		for k, sign := range signs() {
			if w[k]*sign >= 0 {
				continue
			}
			wrong = true
			for i := range examples {
				examples[i].x[k] = 0
			}
		}
		if !wrong {
			return w
		}
	}
}
