package bot

import (
	"context"
	"strings"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/sign"
)

// Longest of what people add to a post, in characters.
const (
	maxNote = 500
	maxName = 80
)

// post puts what staff chose under the message that it answers.
func (b *Bot) post(ctx context.Context, v visit) *chat.Reply {
	switch {
	case !v.Staff:
		return privately(v.voice.OnlyStaff())
	case v.Target == nil:
		return v.askAgain()
	}
	var public *chat.Reply
	if s, ok := parseSign(v.Ref); ok {
		f, known := s.flag(v.engine)
		if !known {
			return v.askAgain()
		}
		if public = v.publicWarning(f); public == nil {
			return privately(v.voice.SayPrivately())
		}
		b.noteWarned(ctx, v.mark(), v.Direct)
		if v.Target.Author != "" {
			b.hold(ctx, personKey(v.Target.Place, v.Target.Author), f.Level, !v.Direct)
			b.stand(ctx, v.Target.Place, v.Target.Author, v.Direct, f)
		}
	} else if b.wasWarned(ctx, v.mark()) {
		return privately(v.voice.FoundNothing())
	} else {
		text, known, _ := b.unwritten.Kept(ctx, foundKind+v.mark())
		rec := parseAnswerIDs(text)
		hit, ok := rec.hit(v.engine.Corpus(), v.Ref)
		if !ok && (v.Ref != bookRef || v.Action != chat.PostLink) {
			return v.askAgain()
		}
		rec.noLink = rec.noLink || !known || v.Target.Author != "" && b.isHeld(ctx, personKey(v.Target.Place, v.Target.Author))
		if v.Action == chat.PostLink && !b.mayLink(v, rec, v.Ref) {
			return privately(v.voice.NoLinkNow())
		}
		public = v.publicAnswer(rec, hit)
	}
	if b.lately.again(v.slip(), v.now) {
		return privately(v.voice.JustDone())
	}
	public.ReplyTo, public.Credit, public.Note = v.Target.ID, v.credit(), cut(strings.TrimSpace(v.Fields[chat.FieldNote]), maxNote)
	r := privately(v.voice.Posted())
	r.Replace, r.Deeds = v.alone(), chat.Publishing(public, privately(v.voice.NotPosted()))
	return r
}

// publicAnswer is a passage as staff post it, with the booking link when they chose that, or the way to book alone.
func (v visit) publicAnswer(rec answerIDs, hit answer.Hit) *chat.Reply {
	if v.Ref == bookRef {
		return v.Reply(answer.Answer{Outcome: answer.Booking}, Mood{})
	}
	a := answer.Answer{Outcome: answer.Quote, Quotes: []answer.Hit{hit}, Signs: harmless(rec.flags(v.engine))}
	return v.Reply(a, Mood{LinkGiven: v.Action != chat.PostLink})
}

// publicWarning is a warning as staff post it: of what is not for everybody only the line that is; nil when it has none.
func (v visit) publicWarning(f sign.Finding) *chat.Reply {
	f.Net = false
	said := v.Reply(answer.Answer{Outcome: answer.Warn, Signs: []sign.Finding{f}}, Mood{})
	lead := said.Lead
	if f.Private {
		lead = v.voice.Sign(f).Aside
	}
	if lead == "" {
		return nil
	}
	return &chat.Reply{Words: chat.Words{Lead: lead}, Warning: true}
}

// credit says who answers for a post.
func (v visit) credit() string {
	if name := cut(strings.Join(strings.Fields(v.Name), " "), maxName); v.StaffCredit == CreditName && name != "" {
		return v.voice.CheckedBy(name)
	}
	return v.voice.Checked()
}
