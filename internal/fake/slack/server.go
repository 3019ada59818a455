package fakeslack

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"backtalk/internal/fake/wire"
)

// Server is the fake Slack. It is safe for concurrent use. It has a field for each thing that Slack knows.
type Server struct {
	*wire.Server
	calling wire.Faults // of calls of the Web API, of response URLs, and of the opening of WebSockets
	methods map[string]method
	timing  Timing
	free    bool // nothing is checked
	allow   bool // violations do not fail the test

	mu         sync.Mutex
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
	envelopes  map[string]*envelope
	deliveries []*Delivery
	pending    int       // deliveries that are neither acknowledged nor given up
	busy       int       // calls of the Web API that are being answered
	lastActive time.Time // when one of them ended
	acks       []Ack
	calls      []Call
	opens      []time.Time
	violations []Violation
	faults     faults
	posts      wire.Buckets // the limit on posts, by channel
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
	l, err := wire.Listen(addr)
	if err != nil {
		return nil, fmt.Errorf("start the fake Slack: %w", err)
	}
	s := &Server{
		Server: l, methods: methods(), timing: Timing{}.orSlack(),
		rand:  rand.New(rand.NewPCG(1, 1)),
		users: map[string]*User{}, channels: map[string]*Channel{}, views: map[string]*view{},
		triggers: map[string]*trigger{}, urls: map[string]*responseURL{}, tickets: map[string]bool{},
		envelopes: map[string]*envelope{},
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
	l.Serve(mux)
	return s, nil
}

// APIURL is the address of the Web API, with the slash at its end that clients want.
func (s *Server) APIURL() string { return "http://" + s.Addr() + "/api/" }
