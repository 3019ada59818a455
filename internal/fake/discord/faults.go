package fakediscord

import (
	"strings"
	"time"
)

// SetHeartbeat sets the interval that HELLO announces; 41.25 s at first, as Discord's.
func (s *Server) SetHeartbeat(d time.Duration) { s.mu.Lock(); s.gate.heartbeat = d; s.mu.Unlock() }

// SendReconnect sends op 7 to every connection.
func (s *Server) SendReconnect() { s.toAll([]byte(`{"op":7,"d":null}`)) }

// ReconnectAfterHello sends op 7 right after HELLO to the next n connections.
func (s *Server) ReconnectAfterHello(n int) { s.mu.Lock(); s.gate.helloOp7 = n; s.mu.Unlock() }

// CloseAfterHello closes the next connections right after HELLO, each with one of the codes.
func (s *Server) CloseAfterHello(codes ...int) { s.mu.Lock(); s.gate.helloClose = codes; s.mu.Unlock() }

// InvalidateSessions sends op 9 to every connection; not resumable sessions are gone.
func (s *Server) InvalidateSessions(resumable bool) {
	if !resumable {
		s.mu.Lock()
		for id, x := range s.sessions {
			if x.conn != nil {
				x.conn.session = nil
			}
			delete(s.sessions, id)
		}
		s.mu.Unlock()
	}
	s.toAll(mustJSON(dict{"op": 9, "d": resumable}))
}

// RefuseIdentify closes the next IDENTIFYs, each with one of the codes; 0 is op 9.
func (s *Server) RefuseIdentify(codes ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate.onIdentify = append(s.gate.onIdentify, codes...)
}

// RefuseGateway answers every WebSocket handshake with an HTTP status; 0 lets them through again.
func (s *Server) RefuseGateway(status int) { s.mu.Lock(); s.gate.refuse = status; s.mu.Unlock() }

// CloseGateway closes every connection with a code. 4004 and 4010 to 4014 are those after which nobody should come back.
func (s *Server) CloseGateway(code int) {
	s.mu.Lock()
	conns := s.liveConns()
	s.mu.Unlock()
	for _, c := range conns {
		c.closeWith(code)
	}
}

// Cut ends every connection without a word, as a dead network does.
func (s *Server) Cut() {
	s.mu.Lock()
	conns := s.liveConns()
	s.mu.Unlock()
	for _, c := range conns {
		c.cut()
	}
}

// StopAcks stops (or starts) answering heartbeats.
func (s *Server) StopAcks(stop bool) { s.mu.Lock(); s.gate.noAcks = stop; s.mu.Unlock() }

// Silence stops everything that the gateway sends, and what it holds back is sent when the silence ends.
func (s *Server) Silence(on bool) {
	s.silent.Store(on)
	s.mu.Lock()
	conns := s.liveConns()
	s.mu.Unlock()
	for _, c := range conns {
		c.poke()
	}
}

// DuplicateEvents sends each of the next n events twice, with numbers of their own.
func (s *Server) DuplicateEvents(n int) { s.mu.Lock(); s.gate.duplicate = n; s.mu.Unlock() }

// MangleEvents lets each of the next n events break off in its middle; they are numbered as any other.
func (s *Server) MangleEvents(n int) { s.mu.Lock(); s.gate.mangle = n; s.mu.Unlock() }

// ReorderEvents holds the next n events back and sends them last one first. 0 sends what is held now.
func (s *Server) ReorderEvents(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.releaseHeld()
	s.gate.reorder = n
}

// SendEvent sends any event to every session, whatever its intents: the body is JSON.
func (s *Server) SendEvent(name, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.sessions {
		x.send(name, []byte(body))
	}
}

// SendRaw sends any text frame to every connection, such as JSON that breaks off.
func (s *Server) SendRaw(frame string) { s.toAll([]byte(frame)) }

// SendMalformed sends a frame that breaks off.
func (s *Server) SendMalformed() { s.SendRaw(`{"op":0,"s":`) }

// SendOversized sends an event of about n bytes that nobody knows.
func (s *Server) SendOversized(n int) {
	s.SendEvent("OVERSIZED", `{"padding":"`+strings.Repeat("x", n)+`"}`)
}

func (s *Server) toAll(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.push(outgoing{frame: b, raw: true})
	}
}

// Connected is how many sessions have a live connection.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for c := range s.conns {
		if c.session != nil {
			n++
		}
	}
	return n
}
