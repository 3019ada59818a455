package wire_test

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"backtalk/internal/fake/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const soon = time.Minute

// serve is a server that ends with the test.
func serve(t *testing.T, h http.HandlerFunc) *wire.Server {
	t.Helper()
	s, err := wire.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Serve(h)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestFaults: what a fault leaves of a request and of its answer.
func TestFaults(t *testing.T) {
	t.Parallel()
	const good = `{"ok":"a good answer"}`
	for name, tt := range map[string]struct {
		fault  wire.Fault
		status int // 0 when there is no answer
		body   string
		worked bool
	}{
		"none":            {wire.Fault{Method: "PUT"}, 200, good, true},
		"late":            {wire.Fault{Delay: time.Millisecond, DelayAfter: time.Millisecond}, 200, good, true},
		"refused":         {wire.Fault{Status: 503}, 503, "refused", false},
		"in other words":  {wire.Fault{Status: 500, Body: "words"}, 500, "words", false},
		"page":            {wire.Fault{Status: 200, HTML: true}, 200, "<!DOCTYPE html>", false},
		"refused after":   {wire.Fault{Status: 504, After: true}, 504, "refused", true},
		"cut before":      {wire.Fault{CutBefore: true}, 0, "", false},
		"cut after":       {wire.Fault{CutAfter: true}, 0, "", true},
		"garbage":         {wire.Fault{Garbage: true}, 200, good[:len(good)/2], true},
		"another path":    {wire.Fault{Path: "/b", CutBefore: true}, 200, good, true},
		"the second time": {wire.Fault{Skip: 1, CutBefore: true}, 200, good, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var faults wire.Faults
			faults.Add(tt.fault)
			refuse := func(w http.ResponseWriter, f wire.Fault) { http.Error(w, "refused", f.Status) }
			worked := make(chan bool, 1)
			var s *wire.Server
			ready := make(chan struct{})
			s = serve(t, func(w http.ResponseWriter, r *http.Request) {
				<-ready
				f, _, _ := faults.Take(func(f *wire.Fault) bool { return f.Meets(r.Method, r.URL.Path) })
				if f.Before(s, w, r, refuse) {
					worked <- false
					return
				}
				worked <- true
				f.Finish(s, w, r, refuse, 200, []byte(good))
			})
			close(ready)
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			resp, err := client.Post("http://"+s.Addr()+"/a", "text/plain", strings.NewReader("x"))
			if got := <-worked; got != tt.worked {
				t.Errorf("got %t, want %t for having been worked on", got, tt.worked)
			}
			if err != nil {
				if tt.status != 0 {
					t.Error(err)
				}
				return
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.status || !strings.HasPrefix(string(body), tt.body) || tt.body == "" {
				t.Errorf("got %d %s, want %d %s", resp.StatusCode, body, tt.status, tt.body)
			}
		})
	}
}

// TestFaultsEnd: a fault meets so many requests as it says, and tells who does not wait after its 429.
func TestFaultsEnd(t *testing.T) {
	t.Parallel()
	var l wire.Faults
	take := func() (ok, early bool) {
		_, ok, early = l.Take(func(*wire.Fault) bool { return true })
		return ok, early
	}
	l.Add(wire.Fault{Status: 429, RetryAfter: time.Hour, Times: 1})
	remove := l.Add(wire.Fault{Status: 500})
	var met, early []bool
	for range 3 {
		ok, e := take()
		met, early = append(met, ok), append(early, e)
	}
	remove()
	ok, _ := take()
	if !slices.Equal(append(met, ok), []bool{true, true, true, false}) || !slices.Equal(early, []bool{false, true, true}) {
		t.Errorf("got %v and %t, too early %v", met, ok, early)
	}
	l.Heal()
	if _, early := take(); early {
		t.Error("a healed fault still wants a wait")
	}
}

// TestBuckets: so many at once, the others when it is time.
func TestBuckets(t *testing.T) {
	t.Parallel()
	b := wire.Buckets{Size: 2, Gain: 2, Every: time.Hour}
	var left []int
	for range 3 {
		n, wait := b.Take("a")
		if left = append(left, n); wait <= 0 || wait > time.Hour {
			t.Errorf("got a wait of %v", wait)
		}
	}
	other, _ := b.Take("b")
	if want := []int{1, 0, -1, 1}; !slices.Equal(append(left, other), want) {
		t.Errorf("got %v and %d left, want %v", left, other, want)
	}
	if n, _ := (&wire.Buckets{}).Take("a"); n < 0 {
		t.Error("what has no size limits something")
	}
	quick := wire.Buckets{Size: 1, Gain: 1, Every: time.Nanosecond}
	for range 3 {
		if n, _ := quick.Take("a"); n < 0 {
			t.Error("nothing came back")
		}
	}
}

// TestSockets: frames arrive in order, silence holds them back, and each way to end a socket ends it.
func TestSockets(t *testing.T) {
	t.Parallel()
	var s *wire.Server
	sockets := make(chan *wire.Socket, 3)
	ready := make(chan struct{})
	s = serve(t, func(w http.ResponseWriter, r *http.Request) {
		<-ready
		_ = s.Accept(w, r, func(c *wire.Socket) { c.Send([]byte("hello")); sockets <- c }, func(c *wire.Socket, b []byte) { c.Send(b) })
	})
	close(ready)
	read := func(ws *websocket.Conn) string {
		_, b, err := ws.ReadMessage()
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	for i, end := range []func(*wire.Socket){func(*wire.Socket) { s.Cut() }, func(*wire.Socket) { s.CloseSockets(4000) },
		func(c *wire.Socket) { c.CloseSaying(4001, "why") }} {
		ws, _, err := websocket.DefaultDialer.Dial("ws://"+s.Addr(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.Close()
		c := <-sockets
		if got := read(ws); got != "hello" || c.Number != i+1 || s.Accepted() != i+1 {
			t.Errorf("got %q on number %d of %d", got, c.Number, s.Accepted())
		}
		s.Silence(true)
		for _, word := range []string{"a", "b"} {
			if err := ws.WriteMessage(websocket.TextMessage, []byte(word)); err != nil {
				t.Fatal(err)
			}
		}
		s.Silence(false)
		if got := read(ws) + read(ws); got != "ab" {
			t.Errorf("got %q, want what was said in its order", got)
		}
		end(c)
		if got := read(ws); i == 1 && !strings.Contains(got, "4000") || i == 2 && !strings.Contains(got, "why") {
			t.Errorf("got %q at the end", got)
		}
		ws.Close()
		<-c.Gone()
	}
}

// TestChaos: mishaps come in an order that the seed gives, and all is healed at the end.
func TestChaos(t *testing.T) {
	t.Parallel()
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	var orders [2]string
	for i := range orders {
		var log wire.Log
		say := func(name string) wire.Mishap {
			return wire.Mishap{Name: name, Do: func(_ *wire.Chaos, size int) {
				if size < 1 || size > 3 {
					t.Errorf("got size %d", size)
				}
				_, _ = log.Write([]byte(name))
				s.Changed()
			}}
		}
		c := s.StartChaos(7, time.Millisecond, []wire.Mishap{say("a"), say("b"), say("c")}, func() { _, _ = log.Write([]byte(".")) })
		if !s.Until(soon, func() bool { return len(log.String()) >= 10 }) {
			t.Fatal("nothing went wrong")
		}
		played := c.Stop()
		text := log.String()
		if !strings.HasSuffix(text, ".") || played["a"] != strings.Count(text, "a") {
			t.Errorf("got %q, played %v", text, played)
		}
		orders[i] = text[:10]
	}
	if orders[0] != orders[1] {
		t.Errorf("got %q, then %q with the same seed", orders[0], orders[1])
	}
}

// TestEnd: what waits is let go when the server ends, and what was to come does not.
func TestEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, func(http.ResponseWriter, *http.Request) {})
	s.After(time.Hour, func() { t.Error("came although the server has ended") })
	stop := s.After(time.Hour, func() { t.Error("came although it was stopped") })
	stop()
	came := make(chan struct{})
	s.After(time.Millisecond, func() { close(came) })
	<-came
	waited := make(chan bool, 2)
	go func() { waited <- s.Until(time.Hour, func() bool { return false }) }()
	go func() { waited <- s.Pause(context.Background(), time.Hour) }()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	for range 2 {
		if <-waited {
			t.Error("got what nobody gave")
		}
	}
	s.Go(func() { t.Error("runs on a server that has ended") })
}
