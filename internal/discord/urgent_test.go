package discord

import (
	"context"
	"fmt"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
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
	for name, fault := range map[string]fakewire.Fault{
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
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Times: 1, Status: 429, RetryAfter: 300 * time.Millisecond})
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
	w.server.Fail(fakewire.Fault{Method: "GET", Delay: time.Hour})
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
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/users/@me/channels", Times: 1, Delay: time.Hour})
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

// TestWarningInTime: from the event to the posted warning, nothing that is not urgent comes before it: neither questions in its
// channel that wait for a limit (which lasts longer here than the test), nor a post that hangs, nor a burst. How long it
// takes is in the log of the test; what is checked is what was passed.
func TestWarningInTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		before func(w *world)
	}{
		{"behind 30 questions", func(w *world) {
			for i := range 30 {
				w.ask(fmt.Sprint(i))
			}
			w.until("the limit is not reached", func() bool { return len(w.server.ByBot()) == 4 })
		}},
		{"behind a post that hangs", func(w *world) {
			w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Times: 1, Delay: time.Hour})
			for i := range 30 {
				w.ask(fmt.Sprint(i))
			}
			w.until("nothing hangs", func() bool { return w.server.Counts().Faulty == 1 })
		}},
		{"in a burst of 5,000", func(w *world) {
			for i := range 5000 {
				w.ask(fmt.Sprint(i))
			}
		}},
		{"in a burst of 5,000 elsewhere", func(w *world) {
			var rooms []*fakediscord.Channel
			for i := range 100 {
				rooms = append(rooms, w.server.AddChannel(w.guild, fmt.Sprint("room ", i)))
			}
			for i := range 5000 {
				w.server.Say(rooms[i%len(rooms)], w.ann, fmt.Sprint(w.server.Bot().Mention(), " ", i))
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, alert(open()), nil)
			w.settle()
			w.server.SetBucket(5, 2*soon)
			w.server.SetGlobalLimit(link.MaxPerSecond)
			tt.before(w)
			begun := time.Now()
			q := w.server.Say(w.room, w.server.AddMember(w.guild, "ben"), w.server.Bot().Mention()+" danger")
			r := w.reply(q)
			t.Logf("%s: %s, with %d posts before it and %d refusals", tt.name, time.Since(begun).Round(time.Millisecond), len(w.server.ByBot())-1, w.server.Counts().TooMany)
			if r.Text() != "please call somebody" {
				t.Errorf("got %q", r.Text())
			}
		})
	}
}
