package discord

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

func (w *world) place() chat.Place {
	return chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.room.ID}
}

// TestWaitsEnd: waiting for a limit, which lasts longer than the test's patience, ends with the context, and the others keep their turn.
func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/messages", Times: 1, Status: 429, RetryAfter: soon + 30*time.Second})
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
	for name, fault := range map[string]fakediscord.RESTFault{
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

// TestFaultyCallbacks: a command's answer arrives although the first attempt at it fails.
func TestFaultyCallbacks(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakediscord.RESTFault{
		"500":        {Method: "POST", Path: "/callback", Times: 1, Status: 500},
		"429":        {Method: "POST", Path: "/callback", Times: 1, Status: 429, RetryAfter: 200 * time.Millisecond},
		"cut before": {Method: "POST", Path: "/callback", Times: 1, CutBefore: true},
		"cut after":  {Method: "POST", Path: "/callback", Times: 1, CutAfter: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil), nil)
			w.waitCommands(nil)
			w.server.Fail(fault)
			i := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "marked-words", "private": true})
			if m := i.Message(soon); m == nil || m.Text() != "an answer" {
				t.Errorf("got %+v; the log: %s", m, w.log)
			}
			if text := w.log.String(); strings.Contains(text, i.Token) || strings.Contains(text, "marked-words") {
				t.Errorf("the log holds what it should not: %s", text)
			}
		})
	}
}

// TestErrorsHoldNoSecrets: the library's errors hold the address, and with it an interaction's token; ours do not.
func TestErrorsHoldNoSecrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	remove := w.server.Fail(fakediscord.RESTFault{CutBefore: true})
	defer remove()
	x := &exchange{a: w.Adapter, i: interaction{ID: "1", AppID: "2", Token: "secret-token"}}
	for _, err := range []error{x.respond(context.Background(), response{Type: 4}), x.follow(context.Background(), body{}), x.remove(context.Background())} {
		if err == nil || strings.Contains(err.Error(), "secret-token") || strings.Contains(err.Error(), "http") || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("got %v, want an error without the address", err)
		}
	}
}

// TestUnauthorizedEnds: a token that stops counting between two connections ends the program at the first refusal.
func TestUnauthorizedEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/messages", Status: 401})
	w.ask("hello")
	select {
	case err := <-w.ended:
		w.ended <- err
		if err == nil || !strings.Contains(err.Error(), "BACKTALK_DISCORD_TOKEN") {
			t.Errorf("got %v", err)
		}
	case <-time.After(soon):
		t.Error("still running")
	}
}

func TestBadAddress(t *testing.T) {
	t.Parallel()
	for _, api := range []string{"discord", "ftp://x", "https://", ":"} {
		if _, err := New(Options{Token: "x", APIURL: api}); err == nil || !strings.Contains(err.Error(), "api_url") {
			t.Errorf("%q: got %v", api, err)
		}
	}
	if _, err := New(Options{}); err == nil || !strings.Contains(err.Error(), "BACKTALK_DISCORD_TOKEN") {
		t.Errorf("without a token: got %v", err)
	}
}
