package bot

import (
	"slices"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// warn says what to do, then one reason, and nothing else. When a danger to life and a wish to die stand in one
// message, both are answered.
func (s Speaker) warn(r *chat.Reply, a answer.Answer) {
	if a.AskedOn {
		s.holdOn(r, s.voice.Sign(*a.Standing))
		return
	}
	shown := map[sign.Level]bool{}
	for _, f := range a.Signs {
		if !f.Warns() || shown[f.Level] || len(shown) > 0 && f.Level < sign.Crisis {
			continue
		}
		shown[f.Level] = true
		f = s.voice.Sign(f)
		if f.Spanish {
			r.Lead = voice.Lines(r.Lead, f.AdviceSpanish, f.ReasonSpanish)
		}
		r.Lead = voice.Lines(r.Lead, f.Advice, f.Reason)
		if f.Private {
			s.hide(r, f)
		}
	}
}

// heed lets the danger signs that do not replace an answer have their say in it: the gravest that somebody has, one line
// about a sign that somebody may have, and one about a warning that stands. It returns what becomes of the booking link.
func (s Speaker) heed(r *chat.Reply, a answer.Answer, mood Mood) sign.Link {
	link := s.weigh(r, a.Signs)
	if i := slices.IndexFunc(a.Signs, func(f sign.Finding) bool { return f.Net }); i >= 0 {
		f := s.voice.Sign(a.Signs[i])
		r.Lead = voice.Lines(f.LineSpanish, f.Line, r.Lead)
	}
	if a.Standing == nil {
		return link
	}
	if a.Follow == sign.Other && !mood.Discreet {
		f := s.voice.Sign(*a.Standing)
		r.Lead = voice.Lines(f.AdviceSpanish, s.voice.Stands(f), r.Lead)
	}
	return sign.LinkNone
}

// weigh lets the gravest sign that somebody has and that does not warn have its say.
func (s Speaker) weigh(r *chat.Reply, signs []sign.Finding) sign.Link {
	for _, f := range signs {
		if f.Net {
			continue
		}
		if f.Warns() { // overheard, where only the gravest signs are answered
			return sign.LinkNone
		}
		f = s.voice.Sign(f)
		if f.Private {
			s.hide(r, f)
		}
		if f.Level == sign.Caution {
			s.caution(r, f)
		} else {
			s.refuse(r, f)
		}
		return f.Link
	}
	return sign.LinkKeep
}

// holdOn says again what to do about a warning that stands, to somebody who asks on.
func (s Speaker) holdOn(r *chat.Reply, f sign.Finding) {
	r.Lead = voice.Lines(f.AdviceSpanish, f.AskedOn)
	if f.AskedOn == "" {
		r.Lead = voice.Lines(f.AdviceSpanish, f.Advice)
	}
	if f.Private {
		s.hide(r, f)
	}
}

// caution adds what to settle first, and how to reach the clinic where booking at once is not right.
func (s Speaker) caution(r *chat.Reply, f sign.Finding) {
	switch f.Link {
	case sign.LinkKeep:
		r.Text = voice.Lines(f.Advice, r.Text)
	case sign.LinkReschedule:
		r.Text = voice.Lines(f.Advice, s.voice.NotToday(), r.Text)
		s.contact(r)
	default:
		r.Text = voice.Lines(f.Advice, s.voice.FirstDoctor(), r.Text)
		s.contact(r)
	}
}

// refuse says what is refused, or who can tell instead; a passage on the matter stays where the rule allows a link.
func (s Speaker) refuse(r *chat.Reply, f sign.Finding) {
	quoted := r.Passages
	if f.Link == sign.LinkNone {
		quoted = nil
	}
	r.Words = chat.Words{Lead: f.Advice, Passages: quoted}
	if f.Link == sign.LinkClinic || f.Link == sign.LinkReschedule {
		s.contact(r)
	}
}

// hide makes a reply private, with a public line that reveals nothing; the first sign's line stays.
func (s Speaker) hide(r *chat.Reply, f sign.Finding) {
	if r.Private() {
		return
	}
	line := chat.Line{Text: f.Aside, Button: s.voice.RevealLabel()}
	if line.Text == "" {
		line.Text, line.Waiting = s.voice.Aside(), s.voice.Waiting()
	}
	r.Audience = chat.ForAskerBeside(line)
}
