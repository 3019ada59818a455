package bot

import (
	"context"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
)

// warn answers a danger sign, in full each time, and tells staff of the gravest. What was overheard and is not told in certain
// words is answered to the person alone, without any public line; where no private one arrives, staff alone know.
func (b *Bot) warn(ctx context.Context, m heard, a answer.Answer) *chat.Reply {
	r := m.Reply(a, Mood{})
	if a.Offer {
		r.Audience, r.Text = chat.ForAsker(), m.voice.Offered()
	}
	f := gravestOf(a.Signs)
	b.hold(ctx, m.person(), f.Level, !m.Private && !r.Private())
	b.stand(ctx, m.Place, m.Author, m.Private, f)
	_ = b.unwritten.Drop(ctx, misreadKind+m.person()) // in memory, nothing fails
	r.Warning, r.Deeds = true, chat.Telling(b.alert(ctx, m, a))
	b.warned(ctx, m, a, r)
	if mayDisagree(a.Signs) {
		r.Buttons = append(r.Buttons, m.disagreeButton(f))
	}
	return m.finish(r)
}

// askedOn answers somebody who goes on about a warning that stands, with its fixed words. Staff know already.
func (b *Bot) askedOn(ctx context.Context, m heard, a answer.Answer) *chat.Reply {
	r := m.Reply(a, Mood{})
	if f := *a.Standing; a.Follow == sign.Misread && f.ID != "" && mayDisagree([]sign.Finding{f}) {
		b.disagreed(ctx, m.person(), f, m.Private)
		level, _ := b.heldAt(ctx, m.person())
		r.Lead = m.firstDisagreed(f, level)
		r.Buttons = []chat.Button{m.disagreeButton(f)}
	}
	before, _ := m.past.of(m.Key())
	r.Warning = !m.Edited || before.level == "" // else the warning that the message got stays as it is
	b.warned(ctx, m, a, r)
	return m.finish(r)
}

// warned notes what a message was warned of.
func (b *Bot) warned(ctx context.Context, m heard, a answer.Answer, r *chat.Reply) {
	b.noteWarned(ctx, mark(m.Place, m.ID), m.Private)
	b.note(m, a, r)
	if !a.Offer {
		b.remind(ctx, m, a, r)
	}
}

// gravestOf is the gravest finding that warns, the first of several; there is one.
func gravestOf(signs []sign.Finding) (gravest sign.Finding) {
	for _, f := range signs {
		if f.Warns() && f.Level > gravest.Level {
			gravest = f
		}
	}
	return gravest
}

// mayDisagree tells whether somebody may say that they were misread: not of a crisis, nor of what somebody did to them.
func mayDisagree(signs []sign.Finding) bool {
	warns := false
	for _, f := range signs {
		if f.Warns() && f.Level == sign.Crisis {
			return false
		}
		warns = warns || f.Warns()
	}
	return warns
}
