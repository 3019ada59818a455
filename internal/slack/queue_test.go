package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat/chattest"
	"backtalk/internal/slack/slacktest"
)

// TestPace: in one channel there is a post a second, in several they go side by side, and nothing is lost.
func TestPace(t *testing.T) {
	t.Parallel()
	const every = 100 * time.Millisecond
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = every })
	other := w.clinic.AddChannel("other").AddBot()
	for range 4 {
		w.ann.Say(w.general, "@backtalk hello")
		w.bob.Say(other, "@backtalk hello")
	}
	w.settle(t)
	first, newest := map[string]time.Time{}, map[string]time.Time{}
	posts := w.server.Calls("chat.postMessage")
	for _, c := range posts {
		in := c.Args["channel"]
		if first[in].IsZero() {
			first[in] = c.At
		}
		newest[in] = c.At
	}
	for in := range first { // when a post arrives is not quite when it was sent
		if took := newest[in].Sub(first[in]); took < 2*every {
			t.Errorf("four posts in a channel took %v, want some %v", took, 3*every)
		}
	}
	if len(posts) != 8 {
		t.Errorf("got %d posts, want 8", len(posts))
	}
	if w.slack.sender.pace("C1") == w.slack.sender.pace("C2") {
		t.Error("two channels wait for each other")
	}
}

// TestLimited: Slack's own limit is kept to, so that nothing is refused for it and nothing is lost.
func TestLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = 0 })
	w.server.LimitPosts(1)
	for range 3 {
		w.ann.Say(w.general, "@backtalk hello")
	}
	w.settle(t)
	if n := len(slacktest.BotMessages(w.server.AllMessages())); n != 3 {
		t.Errorf("got %d replies, want 3", n)
	}
}

// TestRetryAfter: a limit holds back one method alone, for as long as Slack asks.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	s := newSender(time.Microsecond)
	var at []time.Time
	start := time.Now()
	err := s.post(t.Context(), "C1", func(context.Context) error {
		if at = append(at, time.Now()); len(at) == 1 {
			return &api.RateLimitedError{RetryAfter: time.Second}
		}
		return nil
	})
	if err != nil || len(at) != 2 || at[1].Sub(at[0]) < time.Second {
		t.Errorf("got %v after calls at %v", err, at)
	}
	s.hush("chat.update", time.Now().Add(time.Hour))
	if err := s.call(t.Context(), "chat.delete", func(context.Context) error { return nil }); err != nil || time.Since(start) > 5*time.Second {
		t.Errorf("another method waited as well: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := s.call(ctx, "chat.update", func(context.Context) error { t.Error("it was called"); return nil }); err == nil {
		t.Error("waiting did not end with the context")
	}
}

// TestPacesAreForgotten: channels that have been quiet do not fill the memory.
func TestPacesAreForgotten(t *testing.T) {
	t.Parallel()
	s := newSender(time.Nanosecond)
	for i := range channelsMax + 100 {
		_ = s.pace(strings.Repeat("C", 1+i%7) + string(rune('0'+i%10)) + time.Duration(i).String())
	}
	if n := len(s.channels); n > channelsMax {
		t.Errorf("%d paces are held, want at most %d", n, channelsMax)
	}
}
