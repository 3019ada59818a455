package fakeslack

import (
	"io"
	"net/http"
	"time"

	"backtalk/internal/fake/wire"
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
	sockets  string // where WebSockets are sent, instead of here
}

// Slow answers well, but late.
func Slow(d time.Duration) wire.Fault { return wire.Fault{Delay: d} }

// Held answers well, but not before until is closed.
func Held(until <-chan struct{}) wire.Fault { return wire.Fault{Held: until} }

// Status answers with an HTTP status such as 503 and nothing done.
func Status(code int) wire.Fault { return wire.Fault{Status: code} }

// HTML answers 200 with a page instead of JSON, nothing done.
func HTML() wire.Fault { return wire.Fault{Status: http.StatusOK, HTML: true} }

// Refused answers with one of Slack's error codes, nothing done.
func Refused(code string) wire.Fault {
	return wire.Fault{Status: http.StatusOK, Body: `{"ok":false,"error":"` + code + `"}`}
}

// RateLimited answers 429 with Retry-After in seconds.
func RateLimited(seconds int) wire.Fault {
	return wire.Fault{Status: http.StatusTooManyRequests, RetryAfter: time.Duration(seconds) * time.Second}
}

// CutBefore ends the connection with nothing done.
func CutBefore() wire.Fault { return wire.Fault{CutBefore: true} }

// CutAfter does what was asked for, then ends the connection in the middle of the answer.
func CutAfter() wire.Fault { return wire.Fault{CutMiddle: true} }

// Garbage does what was asked for, then answers with JSON that ends too early.
func Garbage() wire.Fault { return wire.Fault{Garbage: true} }

// FailedAfter does what was asked for, then answers with an HTTP status such as 504.
func FailedAfter(code int) wire.Fault { return wire.Fault{Status: code, After: true} }

// SlowAfter does what was asked for at once, and answers well, but late.
func SlowAfter(d time.Duration) wire.Fault { return wire.Fault{DelayAfter: d} }

// Fail makes the next n calls of a method go wrong, all until [Server.Heal] with n below 0. The method "" is any, and
// "response_url" the posts to response URLs; "socket", which "" does not mean, the opening of WebSockets. Faults that are set later come after those set before.
func (s *Server) Fail(method string, n int, f wire.Fault) {
	f.Path, f.Times = method, max(n, 0)
	s.calling.Add(f)
}

// nextFault takes the fault of a call: one of its method, or else one that is for any.
func (s *Server) nextFault(method string) (wire.Fault, bool) {
	for _, name := range []string{method, ""} {
		if f, ok, _ := s.calling.Take(func(f *wire.Fault) bool { return f.Path == name }); ok || method == socketMethod {
			return f, ok
		}
	}
	return wire.Fault{}, false
}

// socketMethod stands for the opening of WebSockets in Fail.
const socketMethod = "socket"

// refuseFault answers a call that meets a fault with a status.
func refuseFault(w http.ResponseWriter, f wire.Fault) {
	if f.Status == http.StatusTooManyRequests {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, `{"ok":false,"error":"ratelimited"}`)
		return
	}
	http.Error(w, "upstream connect error", f.Status)
}

// Heal ends all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = faults{twins: s.faults.twins}
	s.calling.Heal()
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
	s.Changed()
}

// RefuseOpens makes apps.connections.open fail with a code such as "invalid_auth" or "internal_error"; "" ends it.
func (s *Server) RefuseOpens(code string) {
	s.calling.Remove(func(f *wire.Fault) bool { return f.Path == "apps.connections.open" })
	if code != "" {
		s.Fail("apps.connections.open", -1, Refused(code))
	}
}
