package fakeslack

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"

	"backtalk/internal/fake/wire"
)

// Limits of Socket Mode: connections of one app, and bytes of a frame from the client (Slack closes with 1009).
const (
	maxConns = 10
	maxFrame = 20480
)

// conn is one WebSocket of the app.
type conn struct {
	*wire.Socket
	s        *Server
	draining bool // told to go; gets no more envelopes. The server's lock guards it.
}

// serveSocket takes the app's WebSocket, with a ticket from apps.connections.open that is good once.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	fresh := s.tickets[ticket]
	if fresh {
		s.tickets[ticket] = false
	}
	s.mu.Unlock()
	if f, faulty := s.nextFault(socketMethod); f.Before(s.Server, w, r, refuseFault) {
		return
	} else if faulty && f.Delay == 0 && f.Held == nil { // not late, but no WebSocket
		f.Finish(s.Server, w, r, refuseFault, http.StatusOK, []byte(`{"ok":true}`))
		return
	}
	if !fresh {
		http.Error(w, "the ticket is unknown or used", http.StatusUnauthorized)
		return
	}
	var c *conn
	_ = s.Accept(w, r, func(socket *wire.Socket) {
		c = &conn{Socket: socket, s: s}
		s.greet(c, r.URL.Query().Get("debug_reconnects") == "true")
	}, func(_ *wire.Socket, b []byte) { c.read(b) })
	if c == nil {
		return // the handshake failed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns = slices.DeleteFunc(slices.Clone(s.conns), func(o *conn) bool { return o == c })
	s.Changed()
}

// greet takes a new connection in, and says hello.
func (s *Server) greet(c *conn, debug bool) {
	s.mu.Lock()
	count, quiet, reason, grace := len(s.conns)+1+s.faults.ghosts, s.faults.noHello, s.faults.storm, 50*time.Millisecond
	if count > maxConns && reason == "" {
		quiet, reason = true, "too_many_websockets"
	}
	if debug {
		s.violate("apps.connections.open", "debug_reconnects", "the client runs in debug mode, which logs what people write")
	}
	c.draining = reason != ""
	s.conns = append(s.conns, c)
	s.Changed()
	if !quiet { // under the lock, so that no envelope comes before it
		c.Send(c.hello(count, debug))
	}
	s.mu.Unlock()
	if reason != "" {
		s.drain(c, reason, grace)
	}
	s.Go(c.ping)
}

func (c *conn) hello(count int, debug bool) []byte {
	seconds := 18060
	if debug {
		seconds = 360
	}
	return fmt.Appendf(nil, `{"type":"hello","num_connections":%d,"debug_info":{"host":"applink-%d","build_number":146,"approximate_connection_time":%d},"connection_info":{"app_id":%q}}`,
		count, c.Number, seconds, c.s.app.id)
}

func (c *conn) ping() {
	for {
		c.s.mu.Lock()
		quiet := c.s.faults.noPings
		c.s.mu.Unlock()
		if !quiet {
			c.Ping(fmt.Appendf(nil, "Ping from applink-%d", c.Number))
		}
		select {
		case <-c.Gone():
			return
		case <-time.After(c.s.timing.Ping):
		}
	}
}

// read takes what the app sends.
func (c *conn) read(b []byte) {
	at := time.Now()
	if len(b) <= maxFrame {
		c.s.acknowledged(c, b, at)
		return
	}
	c.s.mu.Lock()
	c.s.violate("ack", "size", "larger than 20480 bytes; the connection was closed with 1009")
	c.s.mu.Unlock()
	c.CloseSaying(websocket.CloseMessageTooBig, "Max frame length of 20480 has been exceeded")
}
