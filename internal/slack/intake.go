package slack

import (
	"context"
	"encoding/json"
	"errors"

	"backtalk/internal/slack/link"
)

// deliver has a delivery worked on and acknowledged. It never waits for work, so that reading from Slack goes on.
func (s *Slack) deliver(ctx context.Context, d link.Delivery) {
	switch d.Type {
	case link.Events:
		s.takeEvent(ctx, d.Payload, d.Ack)
	case link.Commands:
		urgent := s.urgentCommand(ctx, d.Payload)
		s.work.hand(urgent, func(work context.Context) {
			if urgent { // the answer does not wait for a connection on which nothing can be acknowledged
				s.acknowledge(d.Ack)
				s.takeCommand(work, d.Payload, func(any) error { return nil })
				return
			}
			s.takeCommand(work, d.Payload, d.Ack)
		})
	case link.Interactions:
		s.work.hand(s.urgentForm(ctx, d.Payload), func(work context.Context) { s.takeInteraction(work, d.Payload, d.Ack) })
	default:
		s.acknowledge(d.Ack)
	}
}

// acknowledge has an acknowledgement sent, and does not wait for it: a connection that takes nothing any more holds up
// neither the reading nor an answer.
func (s *Slack) acknowledge(ack func(any) error) { s.work.running.Go(func() { s.noted(ack(nil)) }) }

// noted tells an error that nothing can be done about, once.
func (s *Slack) noted(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.o.Log.Warn("working for Slack", "error", link.Bare(err))
	}
}

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
