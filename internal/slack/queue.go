package slack

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// sender keeps to Slack's pace: one post a second in a channel, and quiet for a method as long as Slack asks for
// (docs.slack.dev/apis/web-api/rate-limits). A warning of danger waits for no pace; the quiet it keeps, and goes first
// when it ends.
type sender struct {
	every  time.Duration
	failed func(error) // is told of every error of Slack's; nil: nobody wants to know

	mu       sync.Mutex
	channels map[string]*pace
	quiet    map[string]time.Time // until when, by method, and of posts by channel
}

func newSender(every time.Duration) *sender {
	return &sender{every: every, channels: map[string]*pace{}, quiet: map[string]time.Time{}}
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

// pace is the pace of a channel. Paces of channels that have been quiet are forgotten when there are too many.
func (s *sender) pace(channel string) *pace {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.channels[channel]
	if p == nil {
		if len(s.channels) >= channelsMax {
			for c, old := range s.channels {
				if old.idle() {
					delete(s.channels, c)
				}
			}
		}
		p = newPace()
		s.channels[channel] = p
	}
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
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.quiet[method]
}

func (s *sender) hush(method string, until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if until.After(s.quiet[method]) {
		s.quiet[method] = until
	}
	if len(s.quiet) > channelsMax {
		maps.DeleteFunc(s.quiet, func(_ string, end time.Time) bool { return end.Before(time.Now()) })
	}
}

func sleepUntil(ctx context.Context, t time.Time) error {
	if d := time.Until(t); d > 0 {
		return sleep(ctx, d)
	}
	return ctx.Err()
}
