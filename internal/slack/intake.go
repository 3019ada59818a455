package slack

import (
	"context"
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
