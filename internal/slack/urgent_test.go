package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// alarm is a handler that repeats everything, and warns of what tells of danger.
func alarm() *chattest.Handler {
	tells := func(m chat.Message) bool { return strings.Contains(m.Text, "danger") }
	return &chattest.Handler{OnUrgent: tells, OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Lead: "echo: " + m.Text, ReplyTo: m.ID, Warning: tells(m), Private: m.Private}
	}}
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
		post("warning", showing(t.Context(), &chat.Reply{Warning: true}))
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
		post(showing(t.Context(), &chat.Reply{Warning: true}), "warning", "C9")
		posting.Wait()
		if want := []string{"q@0s", "warning@3s", "q@3s", "q@3s", "q@3s"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

// TestWarningBehindMany: with thirty questions in its channel that wait for their turn for an hour, a warning is posted; as
// it is to one person alone, and where they asked when they take no direct messages.
func TestWarningBehindMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, alarm(), func(_ *world, o *Options) { o.PostEvery = time.Hour })
	for range 30 {
		w.bob.Say(w.general, "@backtalk hello")
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	mustHold(t, w.general.AwaitReplies(t, said.TS, 1)[0].Rendered(), "danger")
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n > 2 {
		t.Errorf("%d posts were made, want the warning and at most one before it", n)
	}
	r := &chat.Reply{Lead: "danger, again", Warning: true}
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID}
	for range 3 {
		if _, err := w.slack.Whisper(t.Context(), at, w.ann.ID, r, ""); err != nil {
			t.Error(err)
		}
	}
	if err := w.slack.Show(t.Context(), at, w.ann.ID, r); err != nil {
		t.Error(err)
	}
}

// TestWarningBehindPostsThatHang: while posts to its channel are not answered, a warning is posted.
func TestWarningBehindPostsThatHang(t *testing.T) {
	t.Parallel()
	const hanging = 20
	hold := make(chan struct{})
	w := newWorld(t, alarm())
	w.server.Fail("chat.postMessage", hanging, fakeslack.Held(hold))
	for range hanging {
		w.bob.Say(w.general, "@backtalk hello")
	}
	defer close(hold)
	if !w.server.Until(patience, func() bool { return w.server.Answering() == hanging }) {
		t.Fatalf("%d posts hang, want %d; log: %s", w.server.Answering(), hanging, w.log)
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	mustHold(t, w.general.AwaitReplies(t, said.TS, 1)[0].Rendered(), "danger")
}
