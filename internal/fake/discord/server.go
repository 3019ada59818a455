package fakediscord

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/fake/wire"
)

// Token is the bot's token until [Server.SetToken] changes it: three parts, the first of which is a number in base64, as
// Discord's are. Programs send it as "Bot " + Token.
const Token = "MTAwMDAwMDAwMDAwMDAwMDAx.fakediscord.token"

// Server is one Discord. Make it with [New] or [Listen]. It has a field for each thing that Discord knows.
type Server struct {
	*wire.Server
	t      testing.TB // nil outside a test
	faults wire.Faults

	mu           sync.Mutex // all below
	ids          snowflakes
	token        string
	bot          *User
	users        map[string]*User
	guilds       map[string]*guild
	channels     map[string]*channel
	dms          map[string]*channel // by recipient
	closedDMs    map[string]bool
	commands     commands
	interactions map[string]*Interaction // by token
	ephemerals   map[string]*Message     // by id
	nonces       map[string]sentNonce
	conns        map[*conn]bool
	gate         gateSettings
	counts       Counts
	requests     []Request
	routes       wire.Buckets // limits of each route
	global       wire.Buckets // the limit over all of them
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
		t.Fatal(err)
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
	l, err := wire.Listen(addr)
	if err != nil {
		return nil, fmt.Errorf("starting the fake Discord: %w", err)
	}
	s := &Server{
		Server: l, token: Token,
		users: map[string]*User{}, guilds: map[string]*guild{}, channels: map[string]*channel{}, dms: map[string]*channel{},
		closedDMs: map[string]bool{}, interactions: map[string]*Interaction{}, ephemerals: map[string]*Message{}, commands: commands{},
		nonces: map[string]sentNonce{}, conns: map[*conn]bool{},
		routes: wire.Buckets{Size: 1000, Gain: 1000, Every: time.Second}, answerIn: 3 * time.Second,
		gate: gateSettings{heartbeat: 41250 * time.Millisecond, budget: 1000},
	}
	s.bot = s.addUser("backtalk", true)
	l.Serve(http.HandlerFunc(s.serve))
	return s, nil
}

// URL is where the server listens: "http://127.0.0.1:PORT".
func (s *Server) URL() string { return "http://" + s.Addr() }

// API is what a program puts in the place of "https://discord.com/api": URL with "/api". The version may follow it or not.
func (s *Server) API() string { return s.URL() + "/api" }

// Bot is the bot that the token belongs to.
func (s *Server) Bot() *User { return s.bot }

// SetToken makes another token the right one, as when somebody resets it in the portal. Live connections close with 4004.
func (s *Server) SetToken(token string) {
	s.mu.Lock()
	s.token = token
	s.mu.Unlock()
	s.CloseSockets(4004)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/gw") {
		s.serveGateway(w, r)
		return
	}
	s.serveREST(w, r)
}

// fatalf ends the test that asked for something people cannot do. The caller does not hold the lock.
func (s *Server) fatalf(format string, args ...any) {
	if s.t == nil {
		panic("fakediscord: " + fmt.Sprintf(format, args...))
	}
	s.t.Helper()
	s.t.Fatalf("fakediscord: "+format, args...)
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
