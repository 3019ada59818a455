package answer

// What a passage needs to be worth a look beside the best one: votes of the phrasings, or most of the question's words.
const (
	otherVote     = 0.05
	otherText     = 0.65
	otherCoverage = 0.65
)

// Best is the passage that fits best, whether the gate took it or not; false when there is none.
func (a Answer) Best() (Hit, bool) {
	if len(a.Quotes) > 0 {
		return a.Quotes[0], true
	}
	for _, h := range a.Hits {
		if h.Passage != nil {
			return h, true
		}
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
		if h.Passage != nil && !a.quotes(h.Section) && isOther(h) {
			out = append(out, h)
		}
	}
	return out
}

func isOther(h Hit) bool {
	return h.Vote >= otherVote || h.Text >= otherText && h.Coverage >= otherCoverage
}

// Thresholds are the confidences that the engine's gate works with.
func (e *Engine) Thresholds() Thresholds { return e.thresholds }

// Sign is the flag of the rule with an id, as if a message had set it off; false when there is no such rule. It is
// for saying again what a message got, without the message.
func (e *Engine) Sign(id string, spanish bool) (Finding, bool) {
	if e.signs == nil {
		return Finding{}, false
	}
	return e.signs.Sign(id, spanish)
}
