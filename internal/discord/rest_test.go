package discord

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
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

// TestTooMany: a refusal is waited for, with JSON and without, and the post is made once.
func TestTooMany(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{
		"JSON":   {Method: "POST", Path: "/messages", Times: 2, Status: 429, RetryAfter: 300 * time.Millisecond},
		"HTML":   {Method: "POST", Path: "/messages", Times: 1, Status: 429, HTML: true, RetryAfter: time.Second},
		"global": {Method: "POST", Path: "/messages", Times: 1, Status: 429, Global: true, RetryAfter: 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			w.settle() // nothing of the beginning is under way
			w.server.Fail(fault)
			posted := make(chan error, 1)
			go func() { // one call: nobody else tries again
				_, err := w.Post(context.Background(), w.place(), &chat.Reply{Text: "x"}, "")
				posted <- err
			}()
			if name == "global" { // others wait as well
				w.server.Until(soon, func() bool { return w.server.Counts().TooMany == 1 })
				w.settleREST()
				if _, err := w.history(context.Background(), w.aside.ID, look{after: "1"}); err != nil {
					t.Errorf("reading: %v", err)
				}
			}
			if err := <-posted; err != nil {
				t.Errorf("posting: %v", err)
			}
			for _, r := range w.server.Requests("", "/messages") {
				if r.Early {
					t.Errorf("%s %s did not wait for the end of the limit", r.Method, r.Path)
				}
			}
			if n := len(w.server.ByBot()); n != 1 {
				t.Errorf("got %d posts, want one", n)
			}
		})
	}
}

// settleREST waits until a limit for all has been noted.
func (w *world) settleREST() {
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(time.Millisecond) {
		w.rest.routes.mu.Lock()
		global := w.rest.routes.global
		w.rest.routes.mu.Unlock()
		if !global.IsZero() {
			return
		}
	}
	w.t.Error("the limit for all was not noted")
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
			if _, err := w.Post(ctx, w.place(), &chat.Reply{Text: "x"}, ""); !errors.Is(err, context.Canceled) {
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

// TestRoutesAreForgotten: what is known of limits does not grow with the number of interactions and channels.
func TestRoutesAreForgotten(t *testing.T) {
	t.Parallel()
	now := time.Now()
	r := newRoutes(func() time.Time { return now })
	for i := range 3000 {
		name := "POST /channels/" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		x, leave, err := r.enter(context.Background(), name, false)
		if err != nil {
			t.Fatal(err)
		}
		a := answer{header: http.Header{}}
		a.header.Set("X-RateLimit-Remaining", "0")
		a.header.Set("X-RateLimit-Reset-After", "0.5")
		r.note(x, a, 0)
		leave()
		now = now.Add(time.Millisecond)
		r.all.every = 0
	}
	if n := len(r.byName); n > manyRoutes+1 {
		t.Errorf("got %d routes after 3000, want at most %d", n, manyRoutes)
	}
}

// TestInteractionsHaveNoRoute: the library keeps a limit for each interaction and never forgets it; here there is none.
func TestInteractionsHaveNoRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t, says(&chat.Reply{Text: "x"}, nil), nil)
	w.waitCommands(nil)
	for range 20 {
		w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": true}).Message(soon)
	}
	w.rest.routes.mu.Lock()
	defer w.rest.routes.mu.Unlock()
	if n := len(w.rest.routes.byName); n > 3 {
		t.Errorf("got %d routes", n)
	}
	if n := reflect.ValueOf(w.rest.session.Ratelimiter).Elem().FieldByName("buckets").Len(); n != 0 {
		t.Errorf("the library remembers %d limits", n)
	}
}

// TestNonce: the same reply posted again, as after an answer that was lost, stands once.
func TestNonce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	first, err := w.Post(context.Background(), w.place(), &chat.Reply{Text: "x"}, "one")
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.Post(context.Background(), w.place(), &chat.Reply{Text: "x"}, "one")
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

// TestFaultyCallbacks: a command's answer arrives although the first attempt at it fails.
func TestFaultyCallbacks(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{
		"500":        {Method: "POST", Path: "/callback", Times: 1, Status: 500},
		"429":        {Method: "POST", Path: "/callback", Times: 1, Status: 429, RetryAfter: 200 * time.Millisecond},
		"cut before": {Method: "POST", Path: "/callback", Times: 1, CutBefore: true},
		"cut after":  {Method: "POST", Path: "/callback", Times: 1, CutAfter: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, says(&chat.Reply{Text: "an answer"}, nil), nil)
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
	remove := w.server.Fail(fakewire.Fault{CutBefore: true})
	defer remove()
	x := &exchange{a: w.Adapter, i: interaction{ID: "1", AppID: "2", Token: "secret-token"}}
	for _, err := range []error{x.respond(context.Background(), response{Type: 4}), x.follow(context.Background(), body{}), x.remove(context.Background())} {
		if err == nil || strings.Contains(err.Error(), "secret-token") || strings.Contains(err.Error(), "http") || strings.Contains(err.Error(), "127.0.0.1") {
			t.Errorf("got %v, want an error without the address", err)
		}
	}
}

func TestRefusal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status, code int
		want         error
	}{
		{403, codeMissingPermissions, courier.ErrForbidden}, {403, codeMissingAccess, courier.ErrForbidden}, {403, codeCannotMessage, courier.ErrRefused},
		{400, codeArchived, courier.ErrForbidden}, {400, codeLocked, courier.ErrForbidden}, {400, codeBlocked, courier.ErrForbidden}, {404, 10003, courier.ErrGone},
		{404, 0, courier.ErrGone}, {400, 50035, courier.ErrInvalid}, {413, 0, courier.ErrInvalid}, {500, 0, nil}, {502, 0, nil}, {401, 0, nil},
	} {
		if got := errors.Unwrap(error(&refusal{"x", tt.status, tt.code, ""})); got != tt.want {
			t.Errorf("%d with code %d: got %v, want %v", tt.status, tt.code, got, tt.want)
		}
	}
}

// TestUnauthorizedEnds: a token that stops counting between two connections ends the program at the first refusal.
func TestUnauthorizedEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Status: 401})
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

// TestAnew: requests share connections, but for one that is made anew.
func TestAnew(t *testing.T) {
	t.Parallel()
	var opened atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ConnState = func(_ net.Conn, is http.ConnState) {
		if is == http.StateNew {
			opened.Add(1)
		}
	}
	s.Start()
	defer s.Close()
	w, err := newWire(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	for i, tt := range []struct {
		ctx  context.Context
		want int64
	}{{t.Context(), 1}, {t.Context(), 1}, {chat.WithUrgency(t.Context(), true), 1}, {anew(t.Context()), 2}, {t.Context(), 2}} {
		r, err := http.NewRequestWithContext(tt.ctx, "GET", libraryAPI+"/x", nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := w.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if got := opened.Load(); got != tt.want {
			t.Errorf("after request %d: got %d connections, want %d", i, got, tt.want)
		}
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
