package link

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
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

// TestNoTimeForALimit: a wait that Slack asks for ends at once when there is no time for it.
func TestNoTimeForALimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start, calls := newSender(time.Microsecond), time.Now(), 0
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err := s.call(ctx, "views.publish", func(context.Context) error {
			calls++
			return &api.RateLimitedError{RetryAfter: 8 * time.Second}
		})
		if !errors.Is(err, context.DeadlineExceeded) || calls != 2 || time.Since(start) != 8*time.Second+stepAside {
			t.Errorf("got %v after %v and %d calls, want an end after the second", err, time.Since(start), calls)
		}
	})
}

// TestUrgentPassesThePace: what is urgent is posted at once; what waits keeps its order and waits that much longer.
func TestUrgentPassesThePace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start := newSender(time.Second), time.Now()
		var mu sync.Mutex
		var got []string
		var posting sync.WaitGroup
		post := func(name string, ctx context.Context) {
			posting.Go(func() {
				if err := s.post(ctx, "C1", func(context.Context) error {
					mu.Lock()
					defer mu.Unlock()
					got = append(got, fmt.Sprint(name, "@", time.Since(start)))
					return nil
				}); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
			synctest.Wait()
		}
		for i := range 3 {
			post(fmt.Sprint("q", i), t.Context())
		}
		time.Sleep(500 * time.Millisecond)
		post("warning", chat.WithUrgency(t.Context(), true))
		posting.Wait()
		if want := []string{"q0@0s", "warning@500ms", "q1@2s", "q2@3s"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// TestNoTimeForATurn: a post for whose turn there is no time is not waited for, and holds up none.
func TestNoTimeForATurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start := newSender(time.Second), time.Now()
		nothing := func(context.Context) error { return nil }
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		if err := s.post(ctx, "C1", nothing); err != nil {
			t.Fatal(err)
		}
		if err := s.post(ctx, "C1", nothing); err == nil || time.Since(start) != 0 {
			t.Errorf("got %v after %v, want an error at once", err, time.Since(start))
		}
		given, up := context.WithCancel(t.Context())
		var posting sync.WaitGroup
		posting.Go(func() {
			if s.post(given, "C1", nothing) == nil {
				t.Error("a post was made that had been given up")
			}
		})
		synctest.Wait()
		up()
		posting.Wait()
		if err := s.post(t.Context(), "C1", nothing); err != nil || time.Since(start) != time.Second {
			t.Errorf("got %v after %v, want the next turn after a second", err, time.Since(start))
		}
	})
}

// TestUrgentIsFirstAfterAQuiet: a quiet that Slack asks for is kept by what is urgent, too; when it ends, that goes first.
func TestUrgentIsFirstAfterAQuiet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start := newSender(time.Millisecond), time.Now()
		var mu sync.Mutex
		var got []string
		var posting sync.WaitGroup
		post := func(ctx context.Context, name, channel string) {
			posting.Go(func() {
				if err := s.post(ctx, channel, func(context.Context) error {
					mu.Lock()
					defer mu.Unlock()
					if got = append(got, fmt.Sprint(name, "@", time.Since(start).Truncate(time.Second))); len(got) == 1 {
						return &api.RateLimitedError{RetryAfter: 3 * time.Second}
					}
					return nil
				}); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
			synctest.Wait()
		}
		for range 3 {
			post(t.Context(), "q", "C9")
		}
		post(chat.WithUrgency(t.Context(), true), "warning", "C9")
		posting.Wait()
		if want := []string{"q@0s", "warning@3s", "q@3s", "q@3s", "q@3s"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}
