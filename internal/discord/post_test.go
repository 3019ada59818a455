package discord

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

func (w *world) place() chat.Place {
	return chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.room.ID}
}

// TestWaitsEnd: waiting for a limit, which lasts longer than the test's patience, ends with the context, and the others keep their turn.
func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Times: 1, Status: 429, RetryAfter: soon + 30*time.Second})
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if _, err := w.Post(ctx, w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, ""); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want that it was cancelled", err)
			}
		})
	}
	w.server.Until(soon, func() bool { return w.server.Counts().TooMany == 1 })
	cancel()
	ended := make(chan struct{})
	go func() {
		wg.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(soon):
		t.Fatal("the waiting goes on")
	}
	if n := len(w.server.Requests("POST", "/messages")); n != 1 {
		t.Errorf("got %d posts, want that nobody tried again", n)
	}
}

// TestBuckets: limits told by headers are kept without a single refusal.
func TestBuckets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.SetBucket(5, 300*time.Millisecond)
	var asked []*fakediscord.Message
	for range 12 {
		asked = append(asked, w.ask("hello"))
	}
	for _, q := range asked {
		w.reply(q)
	}
	if n := w.server.Counts().TooMany; n != 0 {
		t.Errorf("got %d refusals", n)
	}
}

// TestNonce: the same reply posted again, as after an answer that was lost, stands once.
func TestNonce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	first, err := w.Post(context.Background(), w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, "one")
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.Post(context.Background(), w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, "one")
	if err != nil || second != first || len(w.server.ByBot()) != 1 {
		t.Errorf("got %q and %q, %v, want one post", first, second, err)
	}
	if found, err := w.Find(context.Background(), w.place(), "", "1", "one"); err != nil || found != first {
		t.Errorf("found %q, %v, want %q", found, err, first)
	}
}

// TestFaultyREST: whatever the answer does, each question gets one reply.
func TestFaultyREST(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{
		"500":        {Method: "POST", Path: "/messages", Times: 1, Status: 500},
		"502":        {Method: "POST", Path: "/messages", Times: 1, Status: 502, HTML: true},
		"503":        {Method: "POST", Path: "/messages", Times: 1, Status: 503},
		"cut before": {Method: "POST", Path: "/messages", Times: 1, CutBefore: true},
		"cut after":  {Method: "POST", Path: "/messages", Times: 1, CutAfter: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			w.server.Fail(fault)
			q := w.ask("marked-words")
			w.reply(q)
			w.settle()
			if n := len(w.server.Replies(q)); n != 1 {
				t.Errorf("got %d replies, want one", n)
			}
			if strings.Contains(w.log.String(), "marked-words") {
				t.Errorf("the log holds what was said: %s", w.log)
			}
		})
	}
}

// TestTrouble: what can become of channels, threads and permissions.
func TestTrouble(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	thread := w.server.StartThread(w.server.Say(w.room, w.ann, "x"), w.ann, "thread")
	w.server.Archive(thread)
	q := w.server.Say(thread, w.ann, w.server.Bot().Mention()+" in an archived thread")
	w.reply(q)
	w.server.Deny(w.room, w.server.Everyone(w.guild), fakediscord.ReadHistory)
	w.ask("where history is not to be read")
	if m := w.server.WaitFor(w.room, soon, func(m *fakediscord.Message) bool { return strings.Contains(m.Text(), "where history") }); m == nil || m.ReplyTo != "" {
		t.Errorf("got %+v, want an answer that is no reply; the log: %s", m, w.log)
	}
	w.server.Deny(w.room, w.server.Everyone(w.guild), fakediscord.SendMessages)
	w.ask("where the bot may not write")
	w.settle()
	gone := w.server.AddChannel(w.guild, "gone")
	w.settle()
	for _, tt := range []struct {
		where *fakediscord.Channel
		want  error
	}{{w.room, courier.ErrForbidden}, {gone, courier.ErrGone}} {
		if tt.where == gone {
			w.server.DeleteChannel(gone)
		}
		_, err := w.Post(context.Background(), chat.Place{Platform: Name, Space: w.guild.ID, Channel: tt.where.ID}, &chat.Reply{Words: chat.Words{Text: "marked-words"}}, "")
		if !errors.Is(err, tt.want) || strings.Contains(err.Error(), "marked-words") {
			t.Errorf("got %v, want an error of the kind %q", err, tt.want)
		}
	}
	if strings.Contains(w.log.String(), "may not write") {
		t.Errorf("the log holds what was said: %s", w.log)
	}
}

func TestNotify(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	at := chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.room.ID}
	err := w.Notify(context.Background(), chat.Notice{To: at, Text: "Somebody asks the *clinic*.", About: at, ID: "5", Who: w.ann.ID, Link: w.Link(at, "5"), Profile: w.Profile(at, w.ann.ID)})
	if err != nil {
		t.Fatal(err)
	}
	m := w.server.WaitFor(w.room, soon, func(*fakediscord.Message) bool { return true })
	if want := "Somebody asks the *clinic*.\nWho asks: @ann"; m.Text() != want || len(m.Pings) != 0 || len(m.Links()) != 2 {
		t.Errorf("got %q pinging %q with %+v, want %q", m.Text(), m.Pings, m.Links(), want)
	}
	told := chat.Notice{To: at, Text: "Somebody may be in danger.", Nonce: "the-same", Link: w.Link(at, "")}
	for range 2 { // an attempt whose outcome was not known, and another
		if err := w.Notify(context.Background(), told); err != nil {
			t.Fatal(err)
		}
	}
	if all := w.server.Messages(w.room); len(all) != 2 {
		t.Errorf("got %d messages, want the two notices, once each", len(all))
	}
}
