package slack

import (
	"context"
	"encoding/json"
	"strings"

	"backtalk/internal/chat"
)

// showing is the context for showing a reply: a warning passes everything that is none.
func showing(ctx context.Context, r *chat.Reply) context.Context {
	if r.Warning {
		return chat.WithUrgency(ctx, true)
	}
	return ctx
}

// What comes from Slack is looked at as soon as it is there: what tells of danger waits behind nothing.

// urgentEvent tells whether an event is a message that tells of danger.
func (s *Slack) urgentEvent(ctx context.Context, e event) bool {
	who := s.self()
	h, ok := receive(e, who)
	return ok && !h.gone && e.of(who.team) && s.urgent(ctx, h.Message)
}

// urgentCommand tells whether a command asks something that tells of danger.
func (s *Slack) urgentCommand(ctx context.Context, payload json.RawMessage) bool {
	var c command
	if json.Unmarshal(payload, &c) != nil {
		return false
	}
	m := c.message(s.self(), s.o.Now())
	return m.Text != "" && s.urgent(ctx, m)
}

// urgentForm tells whether what was typed into a form, or into the Home tab's box, tells of danger.
func (s *Slack) urgentForm(ctx context.Context, payload json.RawMessage) bool {
	var in interaction
	if json.Unmarshal(payload, &in) != nil || in.View == nil {
		return false
	}
	text := in.View.field(fieldText).Value
	if in.Type == "block_actions" {
		if text = ""; len(in.Actions) > 0 && in.Actions[0].ID == fieldText {
			text = in.Actions[0].Value
		}
	}
	text = strings.TrimSpace(text)
	return text != "" && s.urgent(ctx, question(in.press("", "", s.self().team, s.o.Now()), text))
}

// urgent asks the handler, whose faults are its own.
func (s *Slack) urgent(ctx context.Context, m chat.Message) (is bool) {
	s.work.guard(func() { is = s.courier.Urgent(ctx, m) })
	return is
}
