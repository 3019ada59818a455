package slack

import (
	"context"
	"strings"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
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
		s.answerForm(ctx, in, ack, func(ctx context.Context) (chat.Press, *chat.Reply) { return s.press(ctx, s.posting(ctx, in, about)) })
	default:
		s.noted(ack(nil))
	}
}

// askedInForm answers the question of a form: the one that was chosen, else the one that was typed.
func (s *Slack) askedInForm(ctx context.Context, in interaction, about formData, ack func(any) error) {
	p := about.moved(in.press("", "", s.self().team, s.o.Now()))
	chosen, text := in.View.field(fieldSearch), strings.TrimSpace(in.View.field(fieldText).Value)
	if chosen.Selected != nil {
		if a, ref, _, ok := decode(chosen.Selected.Value); ok && a == chat.Ask {
			p.Action, p.Ref = a, ref
		}
	}
	if p.Action == "" && text == "" {
		s.noted(ack(api.NewErrorsViewSubmissionResponse(map[string]string{fieldText: voice.FormEmpty})))
		return
	}
	m := question(p, text)
	if !s.answerForm(ctx, in, ack, func(ctx context.Context) (chat.Press, *chat.Reply) {
		if p.Action != "" && text == "" {
			p.Staff = s.isStaff(ctx, p.Author)
			return s.press(ctx, p)
		}
		return p, s.courier.Ask(ctx, m)
	}) {
		s.unshown(ctx, m)
	}
}

// question is a question that was typed into a form.
func question(p chat.Press, text string) chat.Message {
	return chat.Message{Place: p.Place, ID: p.ID, Author: p.Author, Text: text, Addressed: true, Private: true, Command: true,
		Direct: p.Direct, Time: p.Time}
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
	p = about.moved(p)
	p.Staff = s.isStaff(ctx, p.Author)
	s.nameFor(ctx, &p, in)
	return p
}

// notice is one line.
func notice(text string) []api.Block {
	var p page
	p.say(text)
	return p.blocks
}
