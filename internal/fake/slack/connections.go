package fakeslack

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// Connections is how many connections are open and not told to go.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.live())
}

// Connected is how many connections there have been in all.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connCount
}

// Opens are the times of the calls of apps.connections.open.
func (s *Server) Opens() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.opens)
}

// Tickets are the secrets in the addresses of all WebSockets so far.
func (s *Server) Tickets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.tickets))
}

// AwaitConnections waits until the app has at least n connections.
func (s *Server) AwaitConnections(n int, limit time.Duration) error {
	if s.Wait(limit, func() bool { return s.Connections() >= n }) {
		return nil
	}
	return fmt.Errorf("wait for connections of the app: %d within %v, want %d", s.Connections(), limit, n)
}

func (s *Server) live() []*conn {
	out := make([]*conn, 0, len(s.conns))
	for _, c := range s.conns {
		if !c.draining {
			out = append(out, c)
		}
	}
	return out
}

// Disconnect tells all connections to go: "warning", "refresh_requested", "link_disabled" or "too_many_websockets".
// After a warning comes refresh_requested, after the others the end of the connection.
func (s *Server) Disconnect(reason string) {
	s.mu.Lock()
	conns := s.live()
	s.mu.Unlock()
	for _, c := range conns {
		s.drain(c, reason, s.timing.Grace)
	}
}

// DisconnectOldest tells the oldest connection alone to go.
func (s *Server) DisconnectOldest(reason string) {
	s.mu.Lock()
	conns := s.live()
	s.mu.Unlock()
	if len(conns) > 0 {
		s.drain(conns[0], reason, s.timing.Grace)
	}
}

// Cut ends all TCP connections of Socket Mode without a word.
func (s *Server) Cut() {
	s.mu.Lock()
	conns := slices.Clone(s.conns)
	s.mu.Unlock()
	for _, c := range conns {
		c.cut()
	}
}

func (s *Server) drain(c *conn, reason string, grace time.Duration) {
	m, err := json.Marshal(object{"type": "disconnect", "reason": reason, "num_connections": 0,
		"debug_info": object{"host": fmt.Sprintf("applink-%d", c.n)}, "connection_info": object{"app_id": s.app.id}})
	if err != nil {
		return
	}
	s.mu.Lock()
	c.draining = c.draining || reason != "warning"
	if reason == "warning" {
		s.after(grace, func() { s.drain(c, "refresh_requested", grace) })
	} else {
		s.after(grace, c.cut)
	}
	s.changed()
	s.mu.Unlock()
	_ = c.send(m)
}
