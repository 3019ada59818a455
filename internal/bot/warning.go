package bot

import (
	"slices"

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
			s.hide(r, f)
		}
	}
}

// heed lets the danger signs that do not replace an answer have their say in it: the gravest that somebody has, and
// one line about an emergency that is only asked about. It returns what becomes of the booking link.
func (s Speaker) heed(r *chat.Reply, a answer.Answer) redflag.Link {
	asked := func(f redflag.Flag) bool { return f.Asked && f.Level == redflag.Emergency }
	if slices.ContainsFunc(a.Flags, asked) {
		r.Text = joinLines(s.phrases.ifNow(s.contacts["emergency"]), r.Text)
	}
	for _, f := range a.Flags {
		if f.Asked {
			continue
		}
		if f.Warns() { // overheard, where only the gravest signs are answered
			return redflag.LinkNone
		}
		f = f.With(s.contacts)
		if f.Private {
			s.hide(r, f)
		}
		if f.Level == redflag.Caution {
			s.caution(r, f)
		} else {
			s.refuse(r, f)
		}
		return f.Link
	}
	return redflag.LinkKeep
}

// caution adds what to settle first, and how to reach the clinic where booking at once is not right.
func (s Speaker) caution(r *chat.Reply, f redflag.Flag) {
	switch f.Link {
	case redflag.LinkKeep:
		r.Text = joinLines(f.Advice, r.Text)
	case redflag.LinkReschedule:
		r.Text = joinLines(f.Advice, s.phrases.notToday(), r.Text)
		s.contact(r)
	default:
		r.Text = joinLines(f.Advice, s.phrases.firstDoctor(), r.Text)
		s.contact(r)
	}
}

// refuse says what is refused, or who can tell instead; a passage on the matter stays where the rule allows a link.
func (s Speaker) refuse(r *chat.Reply, f redflag.Flag) {
	r.Lead, r.Text, r.Choices, r.Link, r.Reach = f.Advice, "", nil, nil, false
	switch f.Link {
	case redflag.LinkNone:
		r.Passages = nil
	case redflag.LinkClinic, redflag.LinkReschedule:
		s.contact(r)
	}
}

// hide makes a reply private, with a public line that reveals nothing.
func (s Speaker) hide(r *chat.Reply, f redflag.Flag) {
	r.Private = true
	if r.Aside == "" {
		r.Aside = f.Aside
	}
	if r.Aside == "" {
		r.Aside, r.Waiting = s.phrases.aside(), s.phrases.waiting()
	}
	r.Reveal = s.phrases.revealLabel()
}
