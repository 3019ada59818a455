package bot

import (
	"context"
	"strings"

	"backtalk/internal/chat"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// disagreeButton is the quiet control with which somebody says to have been misread.
func (s setting) disagreeButton(f sign.Finding) chat.Button {
	ref := told{f.ID, f.Level, false, f.Spanish}.ref()
	return chat.Button{Label: s.voice.DisagreeLabel(), Action: chat.Misread, Ref: ref}
}

// firstDisagreed says in one sentence what would need help at once, and what it takes to go on after warnings up to a level.
func (s setting) firstDisagreed(f sign.Finding, level sign.Level) string {
	f = s.voice.Sign(f)
	return voice.Lines(f.LineSpanish, f.Line, s.voice.OnceMore(level > sign.Urgent, s.hasStaff()))
}

// disagreed notes that somebody says to have been misread of a sign; it is counted once. Signs that are not for everybody,
// and what is pressed in private, are counted without the sign.
func (b *Bot) disagreed(ctx context.Context, person string, f sign.Finding, private bool) (times int) {
	text, _, _ := b.unwritten.Kept(ctx, misreadKind+person)
	id, marks, _ := strings.Cut(text, " ")
	if id != f.ID {
		marks = ""
		counted := f.ID
		if f.Private || private {
			counted = inPrivate
		}
		b.log.Info("warning disagreed", "sign", counted)
	}
	_ = b.unwritten.Keep(ctx, misreadKind+person, f.ID+" "+marks+"x", b.now().Add(held)) // in memory, nothing fails
	return len(marks) + 1
}

// misread follows somebody who says that they did not mean what they were warned of. The first press tells what would need
// help at once; the next lifts what is urgent and no more. An emergency stays until staff lift it, who are told once.
func (b *Bot) misread(ctx context.Context, v visit) *chat.Reply {
	s, ok := parseSign(v.Ref)
	f, known := s.flag(v.engine)
	switch {
	case v.Target != nil && !v.mine():
		return privately(v.voice.OnlyAsker())
	case !ok || !known || !mayDisagree([]sign.Finding{f}):
		return v.askAgain()
	case b.lately.again(v.slip(), v.now):
		return privately(v.voice.JustDone())
	}
	level, on := b.heldAt(ctx, v.person())
	if !on {
		return privately(v.voice.NothingHeld())
	}
	r := privately("")
	switch times := b.disagreed(ctx, v.person(), f, f.Private || v.Direct); {
	case times == 1:
		r.Lead, r.Buttons, r.Warning = v.firstDisagreed(f, level), []chat.Button{v.disagreeButton(f)}, true
		if v.Target != nil {
			r.About = v.Target.ID
		}
	case level <= sign.Urgent:
		r.Lead = v.voice.TakenBack()
		if !b.release(ctx, v.Press.Place, v.Author) {
			r.Text = v.voice.NotSaved()
		}
	case times == 2 && v.hasStaff():
		r.Lead, r.Deeds = v.voice.KeptTold(), chat.Notifying(b.disagreement(ctx, v), v.kept())
	default:
		return v.kept()
	}
	return r
}

// kept says that a warning stays for a day, and how to reach the clinic.
func (v visit) kept() *chat.Reply {
	r := privately(v.voice.Kept())
	v.contact(r)
	return r
}

// disagreement tells staff that somebody says to have been misread: where, when others can read that, but not who.
func (b *Bot) disagreement(ctx context.Context, v visit) *chat.Notice {
	n := &chat.Notice{To: v.StaffChannel, Text: v.voice.Disagreement(false), Buttons: []chat.Button{b.liftButton(ctx, v.setting, v.person())}}
	if value, _ := b.lasting.kept(ctx, warnedKind+v.mark()); value == warnedOpenly {
		n.About, n.ID = v.Target.Place, v.Target.ID
	} else {
		n.Text = v.voice.Disagreement(true)
	}
	return n
}
