package bot

import (
	"context"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

// alternatives is how many other passages are offered.
const alternatives = 2

// inPrivate is the Ref of what is pressed beside an answer that only the asker sees: nobody else can be shown the
// question.
const inPrivate = "private"

// controls puts the buttons on a reply: one in public, so that there are two with the link; more where it is private.
func (b *Bot) controls(ctx context.Context, m heard, a answer.Answer, r *chat.Reply) {
	if r.Private() { // it is about something that is not for everybody
		b.remind(ctx, m, a, r)
		return
	}
	switch {
	case a.Outcome == answer.Quote && len(r.Passages) > 0:
		if len(r.Choices) == 0 && b.offerOthers(ctx, m.Place, m.ID, m.Private, a.Others(alternatives)) {
			r.Buttons = append(r.Buttons, chat.Button{Label: m.voice.OthersLabel(), Action: chat.Others, Ref: shortRef(m.ID)})
		}
		if m.Private && !m.Direct && len(r.Passages) == 1 && len(a.Signs) == 0 {
			r.Buttons = append(r.Buttons, chat.Button{Label: m.voice.ShareLabel(), Action: chat.Share, Ref: r.Passages[0].Passage.ID()})
		}
	case a.Outcome == answer.Abstain && m.hasStaff() && mayAsk(a.Topic):
		r.Buttons = append(r.Buttons, chat.Button{Label: m.voice.ClinicLabel(), Action: chat.Clinic, Ref: m.privateRef()})
	case len(r.Choices) > 0:
		r.Choices[len(r.Choices)-1].Ref = m.privateRef()
	}
}

func (m heard) privateRef() string {
	if m.Private {
		return inPrivate
	}
	return ""
}

// mayAsk tells whether staff can be asked what nothing here answers: not what is none of the clinic's matters.
func mayAsk(t *corpus.Topic) bool {
	if t == nil {
		return true
	}
	switch t.Kind {
	case corpus.Far, corpus.SmallTalk, corpus.Chatter, corpus.Decline:
		return false
	}
	return true
}

// shortRef is a message's ID as a button's Ref, for adapters without a Target; empty when it is too long for one.
func shortRef(id string) string {
	if len(id) > 64 {
		return ""
	}
	return id
}

// offerOthers notes what else may answer a message; false when there is nothing.
func (b *Bot) offerOthers(ctx context.Context, at chat.Place, id string, private bool, others []answer.Hit) bool {
	if len(others) == 0 {
		return false
	}
	key, value := othersKind+mark(at, id), answerIDsOf(nil, others).String()
	if private {
		_ = b.unwritten.Keep(ctx, key, value, b.now().Add(keepPrivate)) // in memory, nothing fails
	} else {
		b.lasting.keep(ctx, key, value, b.now().Add(keepOthers))
	}
	return true
}

// othersOf is what else may answer a message, by its mark.
func (b *Bot) othersOf(ctx context.Context, mark string) answerIDs {
	text, secretly, _ := b.unwritten.Kept(ctx, othersKind+mark)
	if !secretly {
		text, _ = b.lasting.kept(ctx, othersKind+mark)
	}
	return parseAnswerIDs(text)
}

// remind notes what an answer said that is not for everybody, so that the asker can be shown it again where no direct
// message reaches them. It names the danger sign, so a restart forgets it.
func (b *Bot) remind(ctx context.Context, m heard, a answer.Answer, r *chat.Reply) {
	if !r.Private() || m.Private {
		return
	}
	rec := answerIDsOf(a.Signs, a.Quotes)
	rec.askedOn = a.AskedOn
	_ = b.unwritten.Keep(ctx, privateKind+mark(m.Place, m.ID), rec.String(), b.now().Add(keepPrivate)) // in memory, nothing fails
}

// reveal shows an answer again that was not for everybody, to the person who asked.
func (b *Bot) reveal(ctx context.Context, v visit) *chat.Reply {
	text, ok, _ := b.unwritten.Kept(ctx, privateKind+v.mark())
	switch {
	case v.Target == nil:
		return v.askAgain()
	case v.mine() && !ok:
		return v.revealGone()
	case !v.mine():
		return privately(v.voice.OnlyAsker())
	}
	rec := parseAnswerIDs(text)
	a := answer.Answer{Outcome: answer.Decline, Signs: rec.flags(v.engine), Quotes: rec.hits(v.engine.Corpus())}
	if rec.askedOn {
		f := gravestOf(append(a.Signs, sign.General(false)))
		a.Outcome, a.AskedOn, a.Standing = answer.Warn, true, &f
	} else if gravest(a.Signs) > sign.NoLevel {
		a.Outcome = answer.Warn
	} else if len(a.Quotes) > 0 {
		a.Outcome = answer.Quote
	} else if len(a.Signs) == 0 {
		return v.revealGone()
	}
	r := v.Reply(a, Mood{LinkGiven: true, Held: true})
	r.Audience = chat.ForAsker()
	r.Warning, r.ReplyTo = a.Outcome == answer.Warn, v.Target.ID
	if r.Warning && !a.AskedOn && mayDisagree(a.Signs) {
		r.About, r.Buttons = v.Target.ID, []chat.Button{v.disagreeButton(gravestOf(a.Signs))}
	}
	return r
}

// revealGone is for what was answered privately and is not known any more. It may have been a warning, so it says whom to
// call, whatever it was.
func (v visit) revealGone() *chat.Reply {
	return privately(v.voice.RevealGone())
}
