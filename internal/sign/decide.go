package sign

// The decision about danger: a few steps on the log-odds of danger, chosen on held-out voices and on the fit halves of the
// measuring sets, for signs caught and ordinary people left alone at once.
const (
	warnAt       = -0.8 // a sign, with certain words
	warnFieldAt  = -0.6 // a sign without, if a word of its field is there
	warnCrisisAt = 0.0  // a crisis sign, which needs no word
	netAt        = -2.1 // between this and the step above, the answer stays and one line is put before it

	// Overheard, only emergencies and crises are answered, and only when it is surer.
	overheardAt = 2.0 // with certain words: in public, as ever
	offerAt     = 2.0 // without: to the person alone, and to staff

	cautionAt      = 0.25 // share of a sign to settle first, with certain words
	cautionAloneAt = 0.85 // and without
	refuseAt       = 0.5  // share of what is refused, with certain words
	refuseAloneAt  = 0.98 // and without
)

// Score is the log-odds of danger.
func (l *Learnt) Score(o Opinions) (z float64) {
	for i, x := range o.Vector() {
		z += l.Weights[i] * x
	}
	return z
}

// zone is what becomes of a message that may tell a sign.
type zone uint8

const (
	answer zone = iota // surely no sign
	net
	warn
)

// zoneOf decides about a sign that warns, by the log-odds of danger, by whether certain words of it are there, and by whether
// a word of its field is.
func zoneOf(score float64, level Level, certain, field bool) zone {
	switch {
	case certain && score >= warnAt, level != Crisis && field && score >= warnFieldAt, level == Crisis && score >= warnCrisisAt:
		return warn
	case score >= netAt:
		return net
	}
	return answer
}

// Zone tells what a log-odds of danger alone comes to, without certain words and with one of the field: a warning, or a line
// of caution.
func Zone(score float64) (warned, netted bool) {
	z := zoneOf(score, Emergency, false, true)
	return z == warn, z == net
}
