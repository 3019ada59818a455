package answer

import "backtalk/internal/sign"

// otherShare is the share that a section needs to be worth a look beside the best one.
const otherShare = 0.05

// Best is the passage that fits best, whether the gate took it or not; false when there is none.
func (a Answer) Best() (Hit, bool) {
	switch {
	case len(a.Quotes) > 0:
		return a.Quotes[0], true
	case len(a.Hits) > 0:
		return a.Hits[0], true
	}
	return Hit{}, false
}

// Others are passages that may answer the question as well, best first: at most n, and none that is quoted already.
func (a Answer) Others(n int) []Hit {
	var out []Hit
	for _, h := range a.Hits {
		if len(out) == n {
			break
		}
		if !a.quotes(h.Section) && h.Share >= otherShare {
			out = append(out, h)
		}
	}
	return out
}

// Thresholds are the confidences that the engine's gate works with.
func (e *Engine) Thresholds() Thresholds { return e.thresholds }

// Sign is the flag of the rule with an id, as if a message had set it off; false when there is no such rule. It is
// for saying again what a message got, without the message.
func (e *Engine) Sign(id string, spanish bool) (sign.Finding, bool) {
	if e.signs == nil {
		return sign.Finding{}, false
	}
	return e.signs.Sign(id, spanish)
}

// Level names the gravest danger sign of an answer that somebody has; empty when there is none.
func (a Answer) Level() string {
	gravest := sign.NoLevel
	for _, f := range a.Signs {
		if !f.Net {
			gravest = max(gravest, f.Level)
		}
	}
	if gravest == sign.NoLevel {
		return ""
	}
	return gravest.String()
}
