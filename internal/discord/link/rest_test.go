package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync/atomic"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
)

// TestTooMany: a refusal is waited for, with JSON and without, and the post is made once.
func TestTooMany(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakediscord.RESTFault{
		"JSON":   {Method: "POST", Path: "/messages", Times: 2, Status: 429, RetryAfter: 300 * time.Millisecond},
		"HTML":   {Method: "POST", Path: "/messages", Times: 1, Status: 429, HTML: true, RetryAfter: time.Second},
		"global": {Method: "POST", Path: "/messages", Times: 1, Status: 429, Global: true, RetryAfter: 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.server.Fail(fault)
			posted := make(chan error, 1)
			go func() {
				posted <- w.post(context.Background(), "")
			}()
			if name == "global" { // others wait as well
				w.server.Until(soon, func() bool { return w.server.Counts().TooMany == 1 })
				w.settleREST()
				if err := w.Call(context.Background(), "reading", "GET", Messages(w.aside.ID, nil), nil, nil); err != nil {
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
		w.routes.mu.Lock()
		global := w.routes.global
		w.routes.mu.Unlock()
		if !global.IsZero() {
			return
		}
	}
	w.t.Error("the limit for all was not noted")
}

// TestInteractionsHaveNoRoute: the library keeps a limit for each interaction and never forgets it; here there is none.
func TestInteractionsHaveNoRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 20 {
		id, token := fmt.Sprint("10000000000000000", i), fmt.Sprint("token", i)
		for _, err := range []error{w.Respond(t.Context(), id, token, time.Now(), Prompt(), said{}), w.Call(t.Context(), "following", "POST", FollowUp("1", token), said{}, nil),
			w.Call(t.Context(), "removing", "DELETE", Response("1", token), nil, nil)} {
			var r *refusal
			if !errors.As(err, &r) {
				t.Fatalf("got %v, want that Discord does not know the interaction", err)
			}
		}
	}
	if n := len(w.routes.byName); n > 0 {
		t.Errorf("got %d routes", n)
	}
	if n := reflect.ValueOf(w.session.Ratelimiter).Elem().FieldByName("buckets").Len(); n != 0 {
		t.Errorf("the library remembers %d limits", n)
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

// TestPrompt: two attempts at answering an interaction fit into the time that Discord gives.
func TestPrompt(t *testing.T) {
	t.Parallel()
	if p := Prompt(); p.Attempt+pause >= p.All || p.All >= answerWithin {
		t.Error("a second attempt does not fit")
	}
}
