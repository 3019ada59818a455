package fakeslack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// Server is the fake Slack. It is safe for concurrent use.
type Server struct {
	addr    string
	http    *http.Server
	methods map[string]method
	timing  Timing
	free    bool // nothing is checked
	allow   bool // violations do not fail the test

	mu         sync.Mutex
	closed     bool
	background sync.WaitGroup
	notify     chan struct{} // closed at the next change; nil while nobody waits
	rand       *rand.Rand
	counter    int64 // of ids
	lastTS     int64 // microseconds, so that no two timestamps are equal
	app        app
	teams      []*Team
	users      map[string]*User
	channels   map[string]*Channel
	views      map[string]*view
	triggers   map[string]*trigger
	urls       map[string]*responseURL
	tickets    map[string]bool // true: still unused
	conns      []*conn
	connCount  int
	envelopes  map[string]*envelope
	deliveries []*Delivery
	pending    int       // deliveries that are neither acknowledged nor given up
	busy       int       // calls of the Web API that are being answered
	lastActive time.Time // when one of them ended
	timers     map[*time.Timer]bool
	acks       []Ack
	calls      []Call
	opens      []time.Time
	violations []Violation
	faults     faults
	posted     map[string]*bucket // by channel, for the limit on posts
	postBurst  int
}

// app is what Slack knows of the app under test.
type app struct {
	id, name      string
	token         string // the app-level token
	tokenScopes   []string
	socketMode    bool
	interactivity bool
	homeTab       bool
	messagesTab   bool
	readOnly      bool // people cannot write in the Messages tab
	agent         bool
	events        map[string]bool // subscribed, for example "message.im"
	commands      map[string]bool // nil: any
	shortcuts     map[string]bool // callback ids; nil: any
}

// Timing holds the waits of the server. A zero field is Slack's own figure.
type Timing struct {
	Ack     time.Duration   // how long an envelope waits for its acknowledgement: 3 s
	Retries []time.Duration // waits before an event that was not acknowledged comes again: at once, 1 min, 5 min
	Ping    time.Duration   // between WebSocket pings: 10 s
	Grace   time.Duration   // between a disconnect message and the end of the connection: 10 s
	Trigger time.Duration   // how long a trigger_id is good: 3 s
}

func (t Timing) orSlack() Timing {
	if t.Ack == 0 {
		t.Ack = 3 * time.Second
	}
	if t.Retries == nil {
		t.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	if t.Ping == 0 {
		t.Ping = 10 * time.Second
	}
	if t.Grace == 0 {
		t.Grace = 10 * time.Second
	}
	if t.Trigger == 0 {
		t.Trigger = 3 * time.Second
	}
	return t
}

// Option changes how a server is made.
type Option func(*Server)

// WithTiming sets the waits.
func WithTiming(t Timing) Option { return func(s *Server) { s.timing = t.orSlack() } }

// AllowViolations keeps violations from failing the test; they are still in [Server.Violations].
func AllowViolations() Option { return func(s *Server) { s.allow = true } }

// Unchecked leaves out the checks of outgoing bodies, for benchmarks.
func Unchecked() Option { return func(s *Server) { s.free = true } }

// New starts a server that lives as long as the test. Violations fail the test at its end.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s, err := Listen("127.0.0.1:0", options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the fake Slack: %v", err)
		}
		if s.allow {
			return
		}
		for _, v := range s.Violations() {
			t.Errorf("Slack's rules are broken: %s", v)
		}
	})
	return s
}

// Listen starts a server on an address such as "127.0.0.1:8080". It has one workspace and the app installed in it,
// with every scope and event that a bot of ours could want.
func Listen(addr string, options ...Option) (*Server, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("start the fake Slack: %w", err)
	}
	s := &Server{
		addr: l.Addr().String(), methods: methods(), timing: Timing{}.orSlack(),
		rand:  rand.New(rand.NewPCG(1, 1)),
		users: map[string]*User{}, channels: map[string]*Channel{}, views: map[string]*view{},
		triggers: map[string]*trigger{}, urls: map[string]*responseURL{}, tickets: map[string]bool{},
		envelopes: map[string]*envelope{}, timers: map[*time.Timer]bool{}, posted: map[string]*bucket{},
	}
	s.app = newApp(s.id("A"))
	for _, o := range options {
		o(s)
	}
	s.AddTeam("clinic")
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.serveAPI)
	mux.HandleFunc("/link/", s.serveSocket)
	mux.HandleFunc("/commands/", s.serveResponseURL)
	mux.HandleFunc("/actions/", s.serveResponseURL)
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	s.background.Go(func() { _ = s.http.Serve(l) })
	return s, nil
}

// Close ends all connections and waits until nothing of the server is left.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	for t := range s.timers {
		s.stop(t)
	}
	conns := s.conns
	s.changed()
	s.mu.Unlock()
	for _, c := range conns {
		c.cut()
	}
	err := s.http.Close()
	s.background.Wait()
	return err
}

// Addr is the address, for example "127.0.0.1:40123".
func (s *Server) Addr() string { return s.addr }

// APIURL is the address of the Web API, with the slash at its end that clients want.
func (s *Server) APIURL() string { return "http://" + s.addr + "/api/" }

// lookAgain is how often Wait looks again without a change here: what it waits for may be in the app.
const lookAgain = 10 * time.Millisecond

// Wait waits until ok says yes, looking again at every change and now and then, and reports whether it did before the
// time was up.
func (s *Server) Wait(limit time.Duration, ok func() bool) bool {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	again := time.NewTicker(lookAgain)
	defer again.Stop()
	for {
		s.mu.Lock()
		if s.notify == nil {
			s.notify = make(chan struct{})
		}
		change, closed := s.notify, s.closed
		s.mu.Unlock()
		if ok() {
			return true
		}
		if closed {
			return false
		}
		select {
		case <-change:
		case <-again.C:
		case <-ctx.Done():
			return ok()
		}
	}
}

// changed wakes whoever waits. The lock is held.
func (s *Server) changed() {
	if s.notify != nil {
		close(s.notify)
		s.notify = nil
	}
}

// after runs f later, unless the server is closed or the timer is stopped before. The lock is held, and is not when f
// runs.
func (s *Server) after(d time.Duration, f func()) *time.Timer {
	if s.closed {
		return nil
	}
	var t *time.Timer
	s.background.Add(1)
	t = time.AfterFunc(d, func() {
		defer s.background.Done()
		s.mu.Lock()
		live := s.timers[t]
		delete(s.timers, t)
		s.mu.Unlock()
		if live {
			f()
		}
	})
	s.timers[t] = true
	return t
}

// stop stops a timer of after. The lock is held.
func (s *Server) stop(t *time.Timer) {
	if t == nil || !s.timers[t] {
		return
	}
	delete(s.timers, t)
	if t.Stop() {
		s.background.Done()
	}
}
