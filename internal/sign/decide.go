package sign

import "math"

// The decision about danger: a few steps on the log-odds of danger, chosen on held-out voices and on the fit halves of the
// measuring sets, for signs caught and ordinary people left alone at once.
const (
	warnAt       = -0.4 // a sign, if certain words or a word of its field are there
	warnCrisisAt = -0.9 // the same of crisis signs, which need no word
	netAt        = -2.4 // between this and the step above, the answer stays and one line is put before it

	// Overheard, only emergencies and crises are answered, and only when it is surer.
	overheardAt = 1.0 // with certain words: in public, as ever
	offerAt     = 2.5 // without: to the person alone, and to staff

	cautionAt      = 0.25 // share of a sign to settle first, with certain words
	cautionAloneAt = 0.85 // and without
	refuseAt       = 0.5  // share of what is refused, with certain words
	refuseAloneAt  = 0.9  // and without
)

// score is the log-odds of danger.
func (l *Learnt) score(o opinions) float64 { return dot(l.weights, o.vector()) }

func dot(w, x [numOpinions]float64) (z float64) {
	for i := range w {
		z += w[i] * x[i]
	}
	return z
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// zone is what becomes of a message that may tell a sign.
type zone uint8

const (
	answer zone = iota // surely no sign
	net
	warn
)

// zoneOf decides about a sign that warns. Grounded tells whether certain words or a word of the sign's field are there.
func zoneOf(score float64, level Level, grounded bool) zone {
	switch {
	case level == Crisis && score >= warnCrisisAt, grounded && score >= warnAt:
		return warn
	case score >= netAt:
		return net
	}
	return answer
}

// Zone tells what a log-odds of danger alone comes to, with a word of the sign's field there: a warning, or a line of caution.
func Zone(score float64) (warned, netted bool) {
	z := zoneOf(score, Emergency, true)
	return z == warn, z == net
}
