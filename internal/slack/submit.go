package slack

import (
	"context"
	"strings"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
)

// submitted follows a form that was sent. Its answer goes into the acknowledgement; what takes longer is shown in the
// form later.
func (s *Slack) submitted(ctx context.Context, in interaction, ack func(any) error) {
	if in.View == nil || in.User.ID == "" {
		s.noted(ack(nil))
		return
	}
	about, ok := parseForm(in.View.Private)
	if !ok {
		s.noted(ack(nil))
		return
	}
	switch in.View.Callback {
	case callbackAsk:
		s.askedInForm(ctx, in, about, ack)
	case callbackFind:
		p := s.posting(ctx, in, about)
		s.answerForm(ctx, in, ack, func(ctx context.Context) (chat.Press, *chat.Reply) { return p, s.courier.Press(ctx, p) })
	default:
		s.noted(ack(nil))
	}
}

// askedInForm answers the question of a form: the one that was chosen, else the one that was typed.
func (s *Slack) askedInForm(ctx context.Context, in interaction, about formData, ack func(any) error) {
	p := in.press("", "", s.self().team, s.o.Now())
	p.Channel, p.Thread, p.Direct = about.Channel, "", isDirect(about.Channel)
	chosen, text := in.View.field(fieldSearch), strings.TrimSpace(in.View.field(fieldText).Value)
	if chosen.Selected != nil {
		if a, ref, _, ok := decode(chosen.Selected.Value); ok && a == chat.Ask {
			p.Action, p.Ref = a, ref
		}
	}
	if p.Action == "" && text == "" {
		s.noted(ack(api.NewErrorsViewSubmissionResponse(map[string]string{fieldText: wordEmpty})))
		return
	}
	p.Staff = s.isStaff(ctx, p.Author)
	s.answerForm(ctx, in, ack, func(ctx context.Context) (chat.Press, *chat.Reply) {
		if p.Action != "" && text == "" {
			return p, s.courier.Press(ctx, p)
		}
		return p, s.courier.Ask(ctx, question(p, text))
	})
}

// question is a question that was typed into a form.
func question(p chat.Press, text string) chat.Message {
	return chat.Message{Place: p.Place, ID: p.ID, Author: p.Author, Text: text, Addressed: true, Private: true, Command: true,
		Direct: p.Direct, Staff: p.Staff, Time: p.Time}
}

// posting is the press of the form's "Post in thread". Who may do that is asked anew.
func (s *Slack) posting(ctx context.Context, in interaction, about formData) chat.Press {
	what := about.Post
	if f := in.View.field(fieldWhat); f.Selected != nil {
		what = f.Selected.Value
	}
	a, ref, _, ok := decode(what)
	if !ok || a != chat.Post && a != chat.PostLink {
		a, ref = chat.Post, ""
	}
	p := in.press(a, ref, s.self().team, s.o.Now())
	if note := strings.TrimSpace(in.View.field(fieldNote).Value); note != "" {
		p.Fields = map[string]string{chat.FieldNote: clip(note, maxNote)}
	}
	p.Target = about.target().message(p.Space)
	if p.Target != nil {
		p.Target.Author = about.Author
		p.Place, p.Direct = p.Target.Place, isDirect(about.Channel)
	}
	p.Staff = s.isStaff(ctx, p.Author)
	s.nameFor(ctx, &p, in)
	return p
}

// answered is a reply to a form.
type answered struct {
	press chat.Press
	reply *chat.Reply
}

// answerForm shows what follows a form in its place: in the acknowledgement when it is there in time and fits, else
// later by views.update.
func (s *Slack) answerForm(ctx context.Context, in interaction, ack func(any) error, do func(context.Context) (chat.Press, *chat.Reply)) {
	done := make(chan answered, 1)
	s.running.Go(func() {
		var a answered
		defer func() { done <- a }()
		s.guard(func() { a.press, a.reply = do(ctx) })
	})
	wait := modal(appName, callbackReply, formData{}, notice(wordWorking))
	t := time.NewTimer(answerIn)
	defer t.Stop()
	select {
	case a := <-done:
		if a.reply == nil {
			s.noted(ack(nil))
			return
		}
		form := replyForm(a.press, a.reply)
		if ack(api.NewUpdateViewSubmissionResponse(&form)) == nil {
			return
		}
		s.noted(ack(api.NewUpdateViewSubmissionResponse(&wait))) // the answer is too long for an acknowledgement
		s.showInForm(ctx, in.View.ID, a.press, a.reply)
	case <-t.C:
		s.noted(ack(api.NewUpdateViewSubmissionResponse(&wait)))
		if a := <-done; a.reply != nil {
			s.showInForm(ctx, in.View.ID, a.press, a.reply)
		}
	}
}

// notice is one line.
func notice(text string) []api.Block {
	var p page
	p.say(text)
	return p.blocks
}
