package fakeslack

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Limits of Socket Mode: connections of one app, and bytes of a frame from the client (Slack closes with 1009).
const (
	maxConns = 10
	maxFrame = 20480
)

// conn is one WebSocket of the app.
type conn struct {
	s    *Server
	n    int
	ws   *websocket.Conn
	done chan struct{}

	write    sync.Mutex
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
	closed := s.closed
	if !closed {
		s.background.Add(1)
	}
	s.mu.Unlock()
	if closed {
		return
	}
	defer s.background.Done()
	s.mu.Lock()
	f, faulty := s.nextFaultOf("socket")
	s.mu.Unlock()
	if faulty && f.waits() {
		f.wait(r.Context())
	} else if faulty && f.spoil(w, nil) {
		return
	}
	if !fresh {
		http.Error(w, "the ticket is unknown or used", http.StatusUnauthorized)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }, WriteBufferSize: 16 << 10}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	debug := r.URL.Query().Get("debug_reconnects") == "true"
	c, greet := s.greet(ws, debug)
	if c == nil {
		_ = ws.Close()
		return
	}
	defer c.leave()
	if !greet.quiet && c.send(c.hello(greet.count, debug)) != nil {
		return
	}
	if greet.reason != "" {
		s.drain(c, greet.reason, greet.grace)
	}
	s.background.Go(c.ping)
	c.read()
}

// greeting is what a new connection is told.
type greeting struct {
	count  int
	quiet  bool          // no hello
	reason string        // of a disconnect that follows at once
	grace  time.Duration // until the connection ends then
}

// greet takes a new connection in; it returns nil when the server is closed.
func (s *Server) greet(ws *websocket.Conn, debug bool) (*conn, greeting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, greeting{}
	}
	s.connCount++
	c := &conn{s: s, n: s.connCount, ws: ws, done: make(chan struct{})}
	g := greeting{count: len(s.conns) + 1 + s.faults.ghosts, quiet: s.faults.noHello, reason: s.faults.storm, grace: 50 * time.Millisecond}
	if g.count > maxConns && g.reason == "" {
		g.quiet, g.reason = true, "too_many_websockets"
	}
	if debug {
		s.violate("apps.connections.open", "debug_reconnects", "the client runs in debug mode, which logs what people write")
	}
	c.draining = g.reason != ""
	s.conns = append(s.conns, c)
	s.changed()
	return c, g
}

func (c *conn) hello(count int, debug bool) []byte {
	seconds := 18060
	if debug {
		seconds = 360
	}
	return fmt.Appendf(nil, `{"type":"hello","num_connections":%d,"debug_info":{"host":"applink-%d","build_number":146,"approximate_connection_time":%d},"connection_info":{"app_id":%q}}`,
		count, c.n, seconds, c.s.app.id)
}

func (c *conn) send(b []byte) error {
	c.write.Lock()
	defer c.write.Unlock()
	if err := c.ws.SetWriteDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.TextMessage, b)
}

// cut ends the TCP connection without a word.
func (c *conn) cut() {
	if tcp, ok := c.ws.NetConn().(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.ws.Close()
}

// leave forgets the connection and closes it.
func (c *conn) leave() {
	close(c.done)
	_ = c.ws.Close()
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.conns = slices.DeleteFunc(slices.Clone(c.s.conns), func(o *conn) bool { return o == c })
	c.s.changed()
}

func (c *conn) ping() {
	t := time.NewTicker(c.s.timing.Ping)
	defer t.Stop()
	for {
		c.s.mu.Lock()
		quiet := c.s.faults.noPings
		c.s.mu.Unlock()
		if !quiet && c.ws.WriteControl(websocket.PingMessage, fmt.Appendf(nil, "Ping from applink-%d", c.n), time.Now().Add(time.Second)) != nil {
			return
		}
		select {
		case <-c.done:
			return
		case <-t.C:
		}
	}
}

// read takes what the app sends until the connection ends.
func (c *conn) read() {
	buf := make([]byte, 0, 4096)
	for {
		_, r, err := c.ws.NextReader()
		if err != nil {
			return
		}
		at := time.Now()
		buf, err = readUpTo(r, buf[:0], maxFrame+1)
		if err != nil {
			return
		}
		if len(buf) > maxFrame {
			c.s.mu.Lock()
			c.s.violate("ack", "size", "larger than 20480 bytes; the connection was closed with 1009")
			c.s.mu.Unlock()
			m := websocket.FormatCloseMessage(websocket.CloseMessageTooBig, "Max frame length of 20480 has been exceeded")
			_ = c.ws.WriteControl(websocket.CloseMessage, m, time.Now().Add(time.Second))
			return
		}
		c.s.acknowledged(c, buf, at)
	}
}

func readUpTo(r io.Reader, buf []byte, limit int) ([]byte, error) {
	for len(buf) < limit {
		if len(buf) == cap(buf) {
			buf = slices.Grow(buf, len(buf)+512)
		}
		n, err := r.Read(buf[len(buf):min(cap(buf), limit)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
	return buf, nil
}
