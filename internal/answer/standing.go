package answer

import "backtalk/internal/sign"

// Standing is a warning that the same person got lately and that nobody has cleared.
type Standing struct {
	On   bool
	Sign string // the sign's id; empty when it is not known any more
}

// Stands tells whether a warning stands after messages of one person, oldest first, as in a live talk: the last warning holds
// until a doctor has cleared the person.
func (e *Engine) Stands(messages []string) Standing {
	var st Standing
	for i, text := range messages {
		st = e.after(st, text, messages[:i])
	}
	return st
}

// after is what stands after one more message.
func (e *Engine) after(st Standing, text string, before []string) Standing {
	if e.signs == nil {
		return st
	}
	if warning, ok := warningOf(e.signs.Check(text, before...)); ok && !e.outweighed(warning, st) {
		return Standing{true, warning.ID}
	}
	if st.On && e.follow(text, st) == sign.Cleared {
		return Standing{}
	}
	return st
}

// follow tells what a message goes on with while a warning stands. A crisis is not over because a doctor was seen.
func (e *Engine) follow(text string, st Standing) sign.Follow {
	f := e.signs.Follow(text, st.Sign)
	if standing, _ := e.signs.Sign(st.Sign, false); f == sign.Cleared && standing.Level == sign.Crisis {
		return sign.AsksOn
	}
	return f
}

// outweighed reports whether a warning that stands owns a message which only sounds like another sign, without its certain words
// and no graver: "my husband says it's nothing".
func (e *Engine) outweighed(warning sign.Finding, st Standing) bool {
	if !st.On || warning.Certain != "" {
		return false
	}
	standing, known := e.signs.Sign(st.Sign, false)
	return known && standing.ID != warning.ID && warning.Level <= standing.Level
}

// holdOn takes an answer to something else back when nothing else was clearly asked: small talk, or what nothing fits.
func (e *Engine) holdOn(a *Answer) {
	if a.Standing == nil || a.Outcome == Warn || a.Follow != sign.Other {
		return
	}
	clearly := a.Outcome == Quote || a.Outcome == Booking || a.Outcome == Abstain && a.Topic != nil
	if !clearly {
		*a = Answer{Outcome: Warn, AskedOn: true, Standing: a.Standing, Signs: append([]sign.Finding{*a.Standing}, a.Signs...), Hits: a.Hits, Search: a.Search,
			Confidence: a.Confidence, Reason: "a warning stands, and nothing else was clearly asked"}
	}
}

// hold answers what somebody writes while a warning stands, with that warning's fixed words and no passage. It reports whether
// that settles the answer; if it does not, the message is clearly about something else, and is answered under a line that
// repeats what to do.
func (e *Engine) hold(a *Answer, q Question) (settled bool) {
	if !q.Standing.On || !q.Addressed || e.signs == nil {
		return false
	}
	standing, known := e.signs.Sign(q.Standing.Sign, isSpanish(q.Text))
	if !known {
		standing = sign.General(isSpanish(q.Text))
	}
	a.Follow = e.follow(q.Text, q.Standing)
	a.Standing = &standing
	switch a.Follow {
	case sign.Other:
		return false
	case sign.Cleared:
		a.Outcome, a.Reason = Abstain, "a doctor has looked at what was warned of: the clinic decides"
	default:
		a.Outcome, a.AskedOn, a.Signs, a.Reason = Warn, true, append([]sign.Finding{standing}, a.Signs...), "a warning stands, and this goes on about it"
	}
	return true
}
