package fakediscord

import (
	"encoding/json"
	"net/http"
	"time"

	"backtalk/internal/fake/wire"
)

// Bounds of a gateway connection (Discord, events/gateway, "Sending Events" and "Rate Limiting").
const (
	maxFrame       = 4096
	framesPerBurst = 120
	burst          = time.Minute
)

// conn is one WebSocket, and the session that it carries.
type conn struct {
	*wire.Socket
	session *session // with the server's lock held

	count int // frames in the burst that began at since
	since time.Time
}

func (s *Server) gatewayURL() string { return "ws://" + s.Addr() + "/gw" }

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	refuse := s.gate.refuse
	s.mu.Unlock()
	if refuse != 0 {
		http.Error(w, http.StatusText(refuse), refuse)
		return
	}
	var c *conn
	_ = s.Accept(w, r, func(socket *wire.Socket) {
		c = &conn{Socket: socket}
		s.greet(c)
	}, func(_ *wire.Socket, b []byte) { s.read(c, b) })
	if c == nil {
		return // the handshake failed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
	s.Changed()
}

// greet says hello to a new connection.
func (s *Server) greet(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[c] = true
	s.counts.Connections++
	c.Send(mustJSON(dict{"op": 10, "s": nil, "t": nil, "d": dict{"heartbeat_interval": s.gate.heartbeat.Milliseconds(), "_trace": []string{}}}))
	if s.gate.helloOp7 > 0 {
		s.gate.helloOp7--
		c.Send([]byte(`{"op":7,"d":null}`))
	}
	if len(s.gate.helloClose) > 0 {
		c.Close(s.gate.helloClose[0])
		s.gate.helloClose = s.gate.helloClose[1:]
	}
	s.Changed()
}

// read takes a frame from the program under test.
func (s *Server) read(c *conn, b []byte) {
	if now := time.Now(); now.Sub(c.since) > burst {
		c.count, c.since = 0, now
	}
	c.count++
	var f frame
	switch {
	case c.count > framesPerBurst:
		c.Close(4008)
	case len(b) > maxFrame || json.Unmarshal(b, &f) != nil:
		c.Close(4002)
	default:
		s.mu.Lock()
		defer s.mu.Unlock()
		s.take(c, f)
	}
}

func (s *Server) take(c *conn, f frame) {
	switch f.Op {
	case 1:
		s.counts.Heartbeats++
		s.Changed()
		if !s.gate.noAcks {
			c.Send([]byte(`{"op":11}`))
		}
	case 2:
		s.identify(c, f.D)
	case 6:
		// As after a long time away: the program has to begin anew.
		s.counts.Resumes++
		s.Changed()
		c.Send([]byte(`{"op":9,"d":false}`))
	case 3, 4, 8: // presence, voice, members: nothing hangs on them here
		if c.session == nil {
			c.Close(4003)
		}
	default:
		c.Close(4001)
	}
}
