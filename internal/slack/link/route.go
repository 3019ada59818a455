package link

import (
	"context"
	"fmt"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// sender keeps to Slack's pace: one post a second in a channel, and quiet for a method as long as Slack asks for
// (docs.slack.dev/apis/web-api/rate-limits). A warning of danger waits for no pace; the quiet it keeps, and goes first
// when it ends.
type sender struct {
	every  time.Duration
	failed func(error) // is told of every error of Slack's; nil: nobody wants to know

	channels *recent.Map[string, *pace]     // of those posted to lately
	quiet    *recent.Map[string, time.Time] // until when, by method, and of posts by channel
}

func newSender(every time.Duration) *sender {
	return &sender{every: every, channels: recent.New[string, *pace](channelsMax, 0), quiet: recent.New[string, time.Time](channelsMax, quietMost)}
}

// post does a call that posts to a channel, in its turn.
func (s *sender) post(ctx context.Context, channel string, call func(context.Context) error) error {
	if p := s.pace(channel); chat.IsUrgent(ctx) {
		p.pass(s.every)
	} else if err := p.wait(ctx, s.every); err != nil {
		return err
	}
	return s.call(ctx, "chat.postMessage/"+channel, call) // Slack counts posts by channel
}

// pace is the pace of a channel.
func (s *sender) pace(channel string) (p *pace) {
	s.channels.Update(channel, time.Now(), func(known **pace) {
		if *known == nil {
			*known = newPace()
		}
		p = *known
	})
	return p
}

// call does a call of the Web API. It waits and tries again as often as Slack answers that there were too many, since
// then nothing was done; any other error is the caller's. It ends at once when Slack asks for a longer wait than the
// context has time for.
func (s *sender) call(ctx context.Context, method string, call func(context.Context) error) error {
	for {
		if err := s.await(ctx, method); err != nil {
			return err
		}
		once, cancel := context.WithTimeout(ctx, callTimeout)
		err := call(once)
		cancel()
		if err != nil && s.failed != nil {
			s.failed(err)
		}
		wait, limited := retryAfter(err)
		if !limited || ctx.Err() != nil {
			return err
		}
		s.hush(method, time.Now().Add(wait))
	}
}

// await waits until a method may be called. When a quiet ends, what is urgent is called first.
func (s *sender) await(ctx context.Context, method string) error {
	for {
		until := s.until(method)
		if !until.After(time.Now()) {
			return ctx.Err()
		}
		if !chat.IsUrgent(ctx) {
			until = until.Add(stepAside)
		}
		if end, ok := ctx.Deadline(); ok && end.Before(until) {
			return fmt.Errorf("waiting as long as Slack asks with %s: there is no time for it: %w", method, context.DeadlineExceeded)
		}
		if err := sleepUntil(ctx, until); err != nil {
			return err
		}
	}
}

func (s *sender) until(method string) time.Time {
	end, _ := s.quiet.Get(method, time.Now())
	return end
}

func (s *sender) hush(method string, until time.Time) {
	s.quiet.Update(method, time.Now(), func(end *time.Time) { *end = later(*end, until) })
}

func sleepUntil(ctx context.Context, t time.Time) error {
	if d := time.Until(t); d > 0 {
		return Sleep(ctx, d)
	}
	return ctx.Err()
}
