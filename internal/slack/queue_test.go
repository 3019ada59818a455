package slack

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// TestPace: in one channel posts keep their distance, in several they go side by side.
func TestPace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start := newSender(time.Second), time.Now()
		for i := range 4 {
			for _, channel := range []string{"C1", "C2"} {
				if err := s.post(t.Context(), channel, func(context.Context) error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if got, want := time.Since(start).Round(time.Millisecond), time.Duration(i)*time.Second; got != want {
				t.Errorf("post %d was sent after %v, want %v", i, got, want)
			}
		}
	})
}

// TestPaced: posts that wait for each other are all made.
func TestPaced(t *testing.T) {
	t.Parallel()
	const every = 20 * time.Millisecond
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = every })
	other := w.clinic.AddChannel("other").AddBot()
	for range 4 {
		w.ann.Say(w.general, "@backtalk hello")
		w.bob.Say(other, "@backtalk hello")
	}
	w.settle(t)
	if n := len(w.server.Calls("chat.postMessage")); n != 8 {
		t.Errorf("got %d posts, want 8", n)
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
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != 3 {
		t.Errorf("got %d replies, want 3", n)
	}
}

// TestRetryAfter: a limit holds back one method alone, for as long as Slack asks.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, retryAfterIsKept)
}

func retryAfterIsKept(t *testing.T) {
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
	if n := s.channels.Len(); n > channelsMax {
		t.Errorf("%d paces are held, want at most %d", n, channelsMax)
	}
}
