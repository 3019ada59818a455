package bot

import (
	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/redflag"
)

// warn says what to do, then one reason, and nothing else. When a danger to life and a wish to die stand in one
// message, both are answered.
func (s Speaker) warn(r *chat.Reply, a answer.Answer) {
	shown := map[redflag.Level]bool{}
	for _, f := range a.Flags {
		if !f.Warns() || shown[f.Level] || len(shown) > 0 && f.Level < redflag.Crisis {
			continue
		}
		shown[f.Level] = true
		f = f.With(s.contacts)
		if f.Spanish {
			r.Lead = joinLines(r.Lead, f.AdviceSpanish, f.ReasonSpanish)
		}
		r.Lead = joinLines(r.Lead, f.Advice, f.Reason)
		if f.Private {
			r.Private = true
			if r.Aside == "" {
				r.Aside = f.Aside
			}
		}
	}
	if r.Private && r.Aside == "" {
		r.Aside = s.phrases.aside()
	}
}

// heed lets the danger signs that do not replace an answer have their say in it.
func (s Speaker) heed(r *chat.Reply, a answer.Answer, mood Mood) {
	if mood.Held && r.Link != nil {
		r.Link = nil
		r.Text = ""
	}
	asked := false
	for _, f := range a.Flags {
		f = f.With(s.contacts)
		switch {
		case f.Asked && f.Level == redflag.Emergency:
			asked = true
		case f.Asked:
		case f.Level == redflag.Caution:
			s.caution(r, f)
			return
		case f.Level == redflag.Boundary || f.Level == redflag.Scope:
			r.Lead, r.Text = f.Advice, ""
			if f.Link != redflag.LinkKeep {
				r.Link, r.Passages, r.Reach = nil, nil, false
			}
			return
		}
	}
	if asked && (a.Outcome == answer.Quote || a.Outcome == answer.Abstain || a.Outcome == answer.Clarify) {
		r.Text = joinLines(s.phrases.ifNow(s.contacts["emergency"]), r.Text)
	}
}

// caution adds what to settle first, and turns the booking link into the way to the clinic where that is right.
func (s Speaker) caution(r *chat.Reply, f redflag.Flag) {
	switch f.Link {
	case redflag.LinkKeep:
		r.Text = joinLines(f.Advice, r.Text)
	case redflag.LinkReschedule:
		r.Link, r.Text = nil, joinLines(f.Advice, s.phrases.notToday())
		s.contact(r)
	default:
		r.Link, r.Text = nil, joinLines(f.Advice, s.phrases.firstDoctor())
		s.contact(r)
	}
}
