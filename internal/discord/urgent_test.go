package discord

import (
	"context"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

// warn posts a warning as the courier does, and tells how long that took.
func (w *world) warn(nonce string) time.Duration {
	w.t.Helper()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(chat.WithUrgency(context.Background(), true), soon/2)
	defer cancel()
	if _, err := w.Post(ctx, w.place(), &chat.Reply{Words: chat.Words{Lead: "please call somebody"}, Warning: true}, nonce); err != nil {
		w.t.Errorf("posting a warning: %v", err)
	}
	return time.Since(begun)
}

// TestHangingWarning: a warning whose own post hangs is posted by another attempt, once.
func TestHangingWarning(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakediscord.RESTFault{
		"before": {Method: "POST", Path: "/messages", Times: 1, Delay: time.Hour},
		"after":  {Method: "POST", Path: "/messages", Times: 1, DelayAfter: time.Hour},
		"cut":    {Method: "POST", Path: "/messages", Times: 1, CutAfter: true},
		"500":    {Method: "POST", Path: "/messages", Times: 1, Status: 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			w.server.Fail(fault)
			t.Logf("itself hanging: %s", w.warn("a-warning"))
			if n := len(w.server.ByBot()); n != 1 {
				t.Errorf("got %d posts, want one", n)
			}
		})
	}
}

// TestWarningRespectsRefusals: a limit that Discord has told of is a warning's as well.
func TestWarningRespectsRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/messages", Times: 1, Status: 429, RetryAfter: 300 * time.Millisecond})
	w.warn("a-warning")
	for _, r := range w.server.Requests("POST", "/messages") {
		if r.Early {
			t.Error("a warning did not wait for the end of the limit")
		}
	}
}

// TestWarningLooksNothingUp: what has to be known to show a warning is known, or done without.
func TestWarningLooksNothingUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	posted, err := w.Post(context.Background(), w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	w.guilds.mu.Lock()
	w.guilds.drop(w.room.ID)
	w.guilds.mu.Unlock()
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Delay: time.Hour})
	if err := w.Edit(chat.WithUrgency(context.Background(), true), posted, &chat.Reply{Words: chat.Words{Lead: "please call somebody"}, Warning: true}); err != nil {
		t.Error(err)
	}
	if n := len(w.server.Requests("GET", "/channels/"+w.room.ID)); n != 0 {
		t.Errorf("got %d look-ups", n)
	}
}

// TestWarningsCarriedByADirectMessage: opening the channel for one waits for nobody either.
func TestWarningsCarriedByADirectMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/users/@me/channels", Times: 1, Delay: time.Hour})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = w.Whisper(ctx, w.place(), w.ann.ID, &chat.Reply{Words: chat.Words{Text: "x"}}, "")
	}()
	defer func() { cancel(); <-ended }()
	w.until("nothing hangs", func() bool { return w.server.Counts().Faulty == 1 })
	if _, err := w.Whisper(chat.WithUrgency(context.Background(), true), w.place(), w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "please call somebody"}, Warning: true}, "a-warning"); err != nil {
		t.Error(err)
	}
}
