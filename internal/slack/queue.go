package slack

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// sender keeps to Slack's pace: one post a second in a channel, and quiet for a method as long as Slack asks for
// (docs.slack.dev/apis/web-api/rate-limits).
type sender struct {
	every time.Duration

	mu       sync.Mutex
	channels map[string]*rate.Limiter
	quiet    map[string]time.Time // until when, by method
}

func newSender(every time.Duration) *sender {
	return &sender{every: every, channels: map[string]*rate.Limiter{}, quiet: map[string]time.Time{}}
}

// post does a call that posts to a channel, in its turn.
func (s *sender) post(ctx context.Context, channel string, call func(context.Context) error) error {
	if err := s.pace(channel).Wait(ctx); err != nil {
		return err
	}
	return s.call(ctx, "chat.postMessage", call)
}

// pace is the pace of a channel. Paces of channels that have been quiet are forgotten when there are too many.
func (s *sender) pace(channel string) *rate.Limiter {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.channels[channel]
	if l == nil {
		if len(s.channels) >= channelsMax {
			for c, old := range s.channels {
				if old.Tokens() >= 1 {
					delete(s.channels, c)
				}
			}
		}
		l = rate.NewLimiter(rate.Every(s.every), 1)
		s.channels[channel] = l
	}
	return l
}

// call does a call of the Web API. It waits and tries again as often as Slack answers that there were too many, since
// then nothing was done; any other error is the caller's. It ends at once when Slack asks for a longer wait than the
// context has time for.
func (s *sender) call(ctx context.Context, method string, call func(context.Context) error) error {
	for {
		if end, ok := ctx.Deadline(); ok && end.Before(s.until(method)) {
			return fmt.Errorf("waiting as long as Slack asks with %s: there is no time for it: %w", method, context.DeadlineExceeded)
		}
		if err := sleepUntil(ctx, s.until(method)); err != nil {
			return err
		}
		once, cancel := context.WithTimeout(ctx, callTimeout)
		err := call(once)
		cancel()
		wait, limited := retryAfter(err)
		if !limited || ctx.Err() != nil {
			return err
		}
		s.hush(method, time.Now().Add(wait))
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
}

func sleepUntil(ctx context.Context, t time.Time) error {
	if d := time.Until(t); d > 0 {
		return sleep(ctx, d)
	}
	return ctx.Err()
}
