package slack

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"backtalk/internal/slack/link"
)

// takeEvent puts an event into the lane of its channel, so that what is said in a channel stays in order whichever
// connection it came by. It is acknowledged once the Journal has it, and then it is worked on. What no lane has room for
// is not acknowledged, and comes again. What tells of danger goes past the lane.
func (s *Slack) takeEvent(ctx context.Context, payload json.RawMessage, ack func(any) error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		s.o.Log.Warn("an event of Slack's could not be read; it is left out")
		s.acknowledge(ack)
		return
	}
	if e.uninstalls() && e.of(s.self().team) {
		s.noted(ack(nil))
		s.stop(errors.New(link.NotInstalled))
		return
	}
	if e.Event.Type == "app_home_opened" || e.Event.Channel == "" {
		s.work.aside(func(work context.Context) { s.opened(work, e) })
		s.acknowledge(ack)
		return
	}
	work := func(urgent bool) {
		after := func() {}
		func() {
			defer func() { s.noted(ack(nil)) }()
			after = s.onEvent(e, boundsFor(urgent))
		}()
		after()
	}
	if s.urgentEvent(ctx, e) && s.work.give(s.work.first, func(context.Context) { work(true) }) {
		return
	}
	if !s.lines.put(e.Event.Channel, func() { work(false) }) {
		s.o.Log.Warn("too much is said at once in a channel; Slack is left to send it again")
	}
}

// bounds are how long the parts of taking on an event may take.
type bounds struct{ turn, look, take time.Duration }

func boundsFor(urgent bool) bounds {
	if urgent {
		return bounds{turn: urgentTurn, look: urgentLook, take: urgentTake}
	}
	return bounds{turn: ackWithin, look: ackWithin, take: ackWithin}
}

// onEvent has a message accepted; when it returns, the Journal has it. What it returns has time until after the
// acknowledgement.
func (s *Slack) onEvent(e event, b bounds) (after func()) {
	who, nothing := s.self(), func() {}
	if !e.of(who.team) {
		return nothing
	}
	h, ok := receive(e, who)
	if !ok {
		return nothing
	}
	var gone, answer bool
	s.lines.inTurn(s.work.ctx, h.Channel, b.turn, func() {
		ctx, cancel := context.WithTimeout(s.work.ctx, b.look)
		defer cancel()
		switch {
		case (h.gone || h.Edited) && !s.firstTime(ctx, e.EventID):
		case h.gone:
			gone = true
			s.buried(ctx, h.Message)
			s.unclaim(ctx, h)
		default:
			answer = s.forBot(ctx, &h) && !s.outdated(ctx, h)
		}
	})
	ctx, cancel := context.WithTimeout(s.work.ctx, b.take)
	defer cancel()
	switch {
	case gone:
		s.courier.Deleted(ctx, h.Message)
	case answer:
		s.courier.Message(ctx, h.Message)
		return func() { s.lines.inTurn(s.work.ctx, h.Channel, b.turn, func() { s.claim(h) }) }
	}
	return nothing
}

// takeCommand acknowledges a slash command and answers it.
func (s *Slack) takeCommand(ctx context.Context, payload json.RawMessage, ack func(any) error) {
	s.noted(ack(nil))
	var c command
	if json.Unmarshal(payload, &c) != nil || c.UserID == "" || c.ChannelID == "" {
		s.o.Log.Warn("a command of Slack's could not be read; it is left out")
		return
	}
	who := s.self()
	in := interaction{TriggerID: c.TriggerID, ResponseURL: c.ResponseURL}
	in.User.ID, in.Channel.ID = c.UserID, c.ChannelID
	m := c.message(who, s.o.Now())
	if m.Text == "" {
		s.openForm(ctx, in, askForm(formData{Channel: c.ChannelID}))
		return
	}
	if p, ok := c.press(who.team, s.o.Now()); ok {
		p.Staff = s.isStaff(ctx, c.UserID)
		if r := s.courier.Press(ctx, p); r != nil {
			s.showPrivately(ctx, in, p, r)
		}
		return
	}
	if r := s.courier.Ask(ctx, m); r != nil && !s.showPrivately(ctx, in, pressFor(m), r) {
		s.unshown(ctx, m)
	}
}

// takeInteraction acknowledges what somebody pressed, chose, searched or sent, and follows it. What is asked in a form
// is answered in the acknowledgement.
func (s *Slack) takeInteraction(ctx context.Context, payload json.RawMessage, ack func(any) error) {
	var in interaction
	if json.Unmarshal(payload, &in) != nil {
		s.o.Log.Warn("an interaction of Slack's could not be read; it is left out")
		s.noted(ack(nil))
		return
	}
	switch in.Type {
	case "block_suggestion":
		s.noted(ack(s.suggest(ctx, in)))
	case "view_submission":
		s.submitted(ctx, in, ack)
	case "block_actions":
		s.noted(ack(nil))
		s.onPress(ctx, in)
	case "message_action":
		s.noted(ack(nil))
		s.onShortcut(ctx, in)
	case "shortcut":
		s.noted(ack(nil))
		if in.CallbackID == callbackAsk {
			s.openForm(ctx, in, askForm(formData{Channel: in.User.ID}))
		}
	default:
		s.noted(ack(nil))
	}
}
