package fakediscord

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Token is the bot's token until [Server.SetToken] changes it: three parts, the first of which is a number in base64, as
// Discord's are. Programs send it as "Bot " + Token.
const Token = "MTAwMDAwMDAwMDAwMDAwMDAx.fakediscord.token"

// Server is one Discord. Make it with [New] or [Listen].
type Server struct {
	t        testing.TB // nil outside a test
	listener net.Listener
	http     *http.Server
	upgrader websocket.Upgrader
	done     chan struct{} // closed when the server closes
	work     sync.WaitGroup
	served   chan struct{}

	silent atomic.Bool // the gateway sends nothing

	mu           sync.Mutex // all below
	ids          snowflakes
	closed       bool
	token        string
	bot          *User
	appID        string
	users        map[string]*User
	guilds       map[string]*guild
	channels     map[string]*channel
	dms          map[string]*channel // by recipient
	closedDMs    map[string]bool
	commands     commands
	interactions map[string]*Interaction // by token
	ephemerals   map[string]*Message     // by id
	nonces       map[string]sentNonce
	changed      chan struct{}
	waiting      int
	sessions     map[string]*session
	conns        map[*conn]bool
	gate         gateSettings
	counts       Counts
	requests     []Request
	rest         []*RESTFault
	buckets      map[string]*bucket
	bucketLimit  int
	bucketWindow time.Duration
	global       *bucket
	answerIn     time.Duration
	violations   []string
	allowFaulty  bool
	noPings      bool
	opened       []string // commands that an admin has opened to everybody
}

// Counts is how often things happened since the start.
type Counts struct {
	Connections, Identifies, Resumes, Heartbeats int
	Requests, Posts, Edits, Deletes              int
	CommandWrites                                int // requests that change commands
	Faulty                                       int // requests that met a fault, from when they came
	TooMany                                      int // 429 answers
	Invalid                                      int // 401, 403 and 429 answers, of which Discord takes 10,000 in ten minutes
}

// New starts a Discord that ends with the test, and fails the test for every outgoing body that Discord would refuse.
func New(t testing.TB) *Server {
	t.Helper()
	s, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatalf("starting the fake Discord: %v", err)
	}
	s.t = t
	t.Cleanup(func() {
		s.Close()
		s.mu.Lock()
		allow := s.allowFaulty
		s.mu.Unlock()
		if allow {
			return
		}
		for _, v := range s.Violations() {
			t.Errorf("Discord would refuse: %s", v)
		}
	})
	return s
}

// Listen starts a Discord at addr ("127.0.0.1:0" for any port). The caller closes it.
func Listen(addr string) (*Server, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening for the fake Discord: %w", err)
	}
	s := &Server{
		listener: l, done: make(chan struct{}), served: make(chan struct{}), changed: make(chan struct{}), token: Token,
		users: map[string]*User{}, guilds: map[string]*guild{}, channels: map[string]*channel{}, dms: map[string]*channel{},
		closedDMs: map[string]bool{}, interactions: map[string]*Interaction{}, ephemerals: map[string]*Message{}, commands: commands{},
		nonces: map[string]sentNonce{}, sessions: map[string]*session{}, conns: map[*conn]bool{}, buckets: map[string]*bucket{},
		bucketLimit: 1000, bucketWindow: time.Second, answerIn: 3 * time.Second,
		gate: gateSettings{heartbeat: 41250 * time.Millisecond, budget: 1000},
	}
	s.bot = s.addUser("backtalk", true)
	s.appID = s.bot.ID // the same since 2016; only older applications have two ids
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve)}
	go func() {
		defer close(s.served)
		s.http.Serve(l) // ends with Close
	}()
	return s, nil
}

// URL is where the server listens: "http://127.0.0.1:PORT".
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// API is what a program puts in the place of "https://discord.com/api": URL with "/api". The version may follow it or not.
func (s *Server) API() string { return s.URL() + "/api" }

// Bot is the bot that the token belongs to.
func (s *Server) Bot() *User { return s.bot }

// AppID is the id of the bot's application.
func (s *Server) AppID() string { return s.appID }

// SetToken makes another token the right one, as when somebody resets it in the portal. Live connections close with 4004.
func (s *Server) SetToken(token string) {
	s.mu.Lock()
	s.token = token
	s.mu.Unlock()
	s.CloseGateway(4004)
}

// Close ends the server, cuts all connections and returns once nothing is left of it.
func (s *Server) Close() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	close(s.done)
	conns := s.liveConns()
	s.mu.Unlock()
	for _, c := range conns {
		c.cut()
	}
	s.http.Close()
	<-s.served
	s.work.Wait()
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.work.Add(1)
	s.mu.Unlock()
	defer s.work.Done()
	if strings.HasPrefix(r.URL.Path, "/gw") {
		s.serveGateway(w, r)
		return
	}
	s.serveREST(w, r)
}

// pause waits for d, or less when ctx or the server ends.
func (s *Server) pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-s.done:
	}
}

// fatalf ends the test that asked for something people cannot do. The caller does not hold the lock.
func (s *Server) fatalf(format string, args ...any) {
	if s.t == nil {
		panic("fakediscord: " + fmt.Sprintf(format, args...))
	}
	s.t.Helper()
	s.t.Fatalf("fakediscord: "+format, args...)
}

// touch wakes those who wait for something to change. The caller holds the lock.
func (s *Server) touch() {
	if s.waiting == 0 {
		return
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// Until waits until ok says true, looking again whenever something has changed, for at most d. It returns what ok said last.
func (s *Server) Until(d time.Duration, ok func() bool) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	s.mu.Lock()
	s.waiting++
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.waiting--
		s.mu.Unlock()
	}()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return true
		}
		select {
		case <-changed:
		case <-timer.C:
			return ok()
		case <-s.done:
			return ok()
		}
	}
}

// Counts is how often things happened so far.
func (s *Server) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts
}

// Violations is every outgoing body so far that Discord would refuse, or that breaks a rule the test asked for.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// AllowViolations keeps violations from failing the test; they are still refused and recorded.
func (s *Server) AllowViolations() { s.mu.Lock(); s.allowFaulty = true; s.mu.Unlock() }

// RequireNoPings makes every send and edit that does not carry allowed_mentions {"parse": []} a violation.
func (s *Server) RequireNoPings() { s.mu.Lock(); s.noPings = true; s.mu.Unlock() }
