package fakeslack

import (
	"context"
	"time"
)

// TwinOrder is the order of the two events of a mention.
type TwinOrder int

// The orders of twins.
const (
	AnyOrder TwinOrder = iota
	MentionFirst
	MessageFirst
)

// faults is how the server misbehaves; its zero value behaves.
type faults struct {
	storm    string
	noPings  bool
	noHello  bool
	loseAcks int // -1: all
	doubles  int // -1: all
	ghosts   int
	twins    TwinOrder
	sockets  string                 // where WebSockets are sent, instead of here
	web      map[string][]*webFault // by method, "" for all
}

// webFault is a fault of the next calls of a method.
type webFault struct {
	left int // -1: until healed
	f    Fault
}

// Fault is how a call of the Web API goes wrong. Make one with the functions of this package.
type Fault struct {
	delay      time.Duration
	held       <-chan struct{} // until when it waits, instead of delay
	status     int
	code       string // of an answer with ok false
	html       bool
	retryAfter int
	after      bool // what was asked for is done before it goes wrong
	cut        bool // the connection ends
	garbage    bool // an answer that is not the JSON that it says it is
}

// Slow answers well, but late.
func Slow(d time.Duration) Fault { return Fault{delay: d} }

// Held answers well, but not before until is closed.
func Held(until <-chan struct{}) Fault { return Fault{held: until} }

// Status answers with an HTTP status such as 503 and nothing done.
func Status(code int) Fault { return Fault{status: code} }

// HTML answers 200 with a page instead of JSON, nothing done.
func HTML() Fault { return Fault{html: true} }

// Refused answers with one of Slack's error codes, nothing done.
func Refused(code string) Fault { return Fault{code: code} }

// RateLimited answers 429 with Retry-After in seconds.
func RateLimited(seconds int) Fault { return Fault{retryAfter: seconds} }

// CutBefore ends the connection with nothing done.
func CutBefore() Fault { return Fault{cut: true} }

// CutAfter does what was asked for, then ends the connection in the middle of the answer.
func CutAfter() Fault { return Fault{cut: true, after: true} }

// Garbage does what was asked for, then answers with JSON that ends too early.
func Garbage() Fault { return Fault{garbage: true, after: true} }

// FailedAfter does what was asked for, then answers with an HTTP status such as 504.
func FailedAfter(code int) Fault { return Fault{status: code, after: true} }

// SlowAfter does what was asked for at once, and answers well, but late.
func SlowAfter(d time.Duration) Fault { return Fault{delay: d, after: true} }

// Fail makes the next n calls of a method go wrong, all until [Server.Heal] with n below 0. The method "" is any, and
// "response_url" the posts to response URLs; "socket", which "" does not mean, the opening of WebSockets. Faults that are set later come after those set before.
func (s *Server) Fail(method string, n int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.web == nil {
		s.faults.web = map[string][]*webFault{}
	}
	s.faults.web[method] = append(s.faults.web[method], &webFault{left: n, f: f})
}

// nextFault takes the fault of a call. The lock is held.
func (s *Server) nextFault(method string) (Fault, bool) {
	if f, ok := s.nextFaultOf(method); ok {
		return f, true
	}
	return s.nextFaultOf("")
}

// nextFaultOf takes a fault of a method alone, and none that is for any. The lock is held.
func (s *Server) nextFaultOf(method string) (Fault, bool) {
	for len(s.faults.web[method]) > 0 {
		w := s.faults.web[method][0]
		if w.left == 0 {
			s.faults.web[method] = s.faults.web[method][1:]
			continue
		}
		if w.left > 0 {
			w.left--
		}
		return w.f, true
	}
	return Fault{}, false
}

// Heal ends all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults{twins: s.faults.twins}
}

// Storm makes every new connection be told to go right after the greeting, with this reason; "" ends it.
func (s *Server) Storm(reason string) { s.fault(func(f *faults) { f.storm = reason }) }

// StopPings stops the WebSocket pings, or lets them go on.
func (s *Server) StopPings(stop bool) { s.fault(func(f *faults) { f.noPings = stop }) }

// NoHello leaves out the greeting of new connections.
func (s *Server) NoHello(on bool) { s.fault(func(f *faults) { f.noHello = on }) }

// LoseAcks loses the next n acknowledgements on their way, all with n below 0. Events then come again.
func (s *Server) LoseAcks(n int) { s.fault(func(f *faults) { f.loseAcks = max(n, -1) }) }

// Double sends each of the next n events twice with the same event_id, all with n below 0.
func (s *Server) Double(n int) { s.fault(func(f *faults) { f.doubles = max(n, -1) }) }

// Ghosts adds connections that Slack believes in but nobody reads: they count in the greeting and swallow their share
// of envelopes.
func (s *Server) Ghosts(n int) { s.fault(func(f *faults) { f.ghosts = n }) }

// Twins sets the order of the two events of a mention.
func (s *Server) Twins(o TwinOrder) { s.fault(func(f *faults) { f.twins = o }) }

// SendSockets makes the addresses of new WebSockets lead elsewhere: to begins them, such as "ws://127.0.0.1:1/", and the
// ticket follows. "" ends it.
func (s *Server) SendSockets(to string) { s.fault(func(f *faults) { f.sockets = to }) }

func (s *Server) fault(change func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.faults)
	s.changed()
}

// RefuseOpens makes apps.connections.open fail with a code such as "invalid_auth" or "internal_error"; "" ends it.
func (s *Server) RefuseOpens(code string) {
	s.mu.Lock()
	delete(s.faults.web, "apps.connections.open")
	s.mu.Unlock()
	if code != "" {
		s.Fail("apps.connections.open", -1, Refused(code))
	}
}

// waits tells whether the fault is one of time alone.
func (f Fault) waits() bool { return f.delay > 0 || f.held != nil }

// wait lets the time of a slow call pass, but not more than the call takes.
func (f Fault) wait(ctx context.Context) {
	if f.held == nil {
		sleep(ctx, f.delay)
		return
	}
	select {
	case <-f.held:
	case <-ctx.Done():
	}
}
