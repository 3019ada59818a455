package fakediscord

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Bounds of a gateway connection (Discord, events/gateway, "Sending Events" and "Rate Limiting").
const (
	maxFrame       = 4096
	framesPerBurst = 120
	burst          = time.Minute
	compressOver   = 1024 // bytes; smaller frames are sent as text
)

// conn is one WebSocket connection. Its writer goroutine alone writes to it.
type conn struct {
	server  *Server
	ws      *websocket.Conn
	session *session // with the server's lock held
	gone    chan struct{}
	wake    chan struct{}

	mu       sync.Mutex
	queue    []outgoing
	compress atomic.Bool
	closing  bool
}

// outgoing is a frame, or a close code.
type outgoing struct {
	frame []byte
	code  int
	raw   bool // as it is, uncompressed
}

func (s *Server) gatewayURL() string { return "ws" + strings.TrimPrefix(s.URL(), "http") + "/gw" }

func (s *Server) liveConns() []*conn {
	var live []*conn
	for c := range s.conns {
		live = append(live, c)
	}
	return live
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	refuse := s.gate.refuse
	s.mu.Unlock()
	if refuse != 0 {
		http.Error(w, http.StatusText(refuse), refuse)
		return
	}
	ws, err := s.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := &conn{server: s, ws: ws, gone: make(chan struct{}), wake: make(chan struct{}, 1)}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		ws.Close()
		return
	}
	s.conns[c] = true
	s.counts.Connections++
	c.enqueue(mustJSON(dict{"op": 10, "s": nil, "t": nil, "d": dict{"heartbeat_interval": s.gate.heartbeat.Milliseconds(), "_trace": []string{}}}))
	if s.gate.helloOp7 > 0 {
		s.gate.helloOp7--
		c.enqueue([]byte(`{"op":7,"d":null}`))
	}
	if len(s.gate.helloClose) > 0 {
		c.closeWith(s.gate.helloClose[0])
		s.gate.helloClose = s.gate.helloClose[1:]
	}
	s.touch()
	s.mu.Unlock()

	written := make(chan struct{})
	go func() { defer close(written); c.write() }()
	c.read()
	close(c.gone)
	ws.Close()
	<-written
	s.mu.Lock()
	delete(s.conns, c)
	if c.session != nil && c.session.conn == c {
		c.session.conn, c.session.left = nil, time.Now()
	}
	s.touch()
	s.mu.Unlock()
}

// read takes frames until the connection ends.
func (c *conn) read() {
	s := c.server
	c.ws.SetReadLimit(1 << 20)
	c.ws.SetCloseHandler(func(code int, _ string) error {
		c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
		return nil
	})
	var count int
	var since time.Time
	for {
		_, b, err := c.ws.ReadMessage()
		if err != nil {
			s.mu.Lock()
			s.left(c, err)
			s.mu.Unlock()
			return
		}
		if now := time.Now(); now.Sub(since) > burst {
			count, since = 0, now
		}
		count++
		var f frame
		switch {
		case count > framesPerBurst:
			c.closeWith(4008)
		case len(b) > maxFrame || json.Unmarshal(b, &f) != nil:
			c.closeWith(4002)
		default:
			s.mu.Lock()
			s.take(c, f)
			s.mu.Unlock()
		}
	}
}

// left is called when a connection has ended. A client that closes with 1000 or 1001 gives up its session, unless it only answers
// the server's own close.
func (s *Server) left(c *conn, err error) {
	ce, ok := err.(*websocket.CloseError)
	if !ok || c.isClosing() {
		return
	}
	if c.session != nil && (ce.Code == websocket.CloseNormalClosure || ce.Code == websocket.CloseGoingAway) {
		delete(s.sessions, c.session.id)
	}
}

func (s *Server) take(c *conn, f frame) {
	switch f.Op {
	case 1:
		s.counts.Heartbeats++
		s.touch()
		if !s.gate.noAcks {
			c.enqueue([]byte(`{"op":11}`))
		}
	case 2:
		s.identify(c, f.D)
	case 6:
		s.resume(c, f.D)
	case 3, 4, 8: // presence, voice, members: nothing hangs on them here
		if c.session == nil {
			c.closeWith(4003)
		}
	default:
		c.closeWith(4001)
	}
}

func (c *conn) enqueue(b []byte)   { c.push(outgoing{frame: b}) }
func (c *conn) closeWith(code int) { c.push(outgoing{code: code}) }

func (c *conn) push(o outgoing) {
	c.mu.Lock()
	if !c.closing {
		c.queue = append(c.queue, o)
		c.closing = o.code != 0
	}
	c.mu.Unlock()
	c.poke()
}

func (c *conn) isClosing() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closing
}

func (c *conn) poke() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// cut ends the connection without a word.
func (c *conn) cut() {
	if tcp, ok := c.ws.UnderlyingConn().(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.ws.UnderlyingConn().Close()
}

// write sends what is queued until the connection ends.
func (c *conn) write() {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	for {
		for _, o := range c.next() {
			switch {
			case o.code != 0:
				c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(o.code, ""), time.Now().Add(time.Second))
				c.hangUp()
				return
			case c.compress.Load() && len(o.frame) > compressOver && !o.raw:
				packed.Reset()
				z.Reset(&packed)
				z.Write(o.frame)
				z.Close()
				c.ws.WriteMessage(websocket.BinaryMessage, packed.Bytes())
			default:
				c.ws.WriteMessage(websocket.TextMessage, o.frame)
			}
		}
		select {
		case <-c.wake:
		case <-c.gone:
			return
		}
	}
}

// next takes what is queued, unless the gateway is silent.
func (c *conn) next() []outgoing {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server.silent.Load() {
		return nil
	}
	q := c.queue
	c.queue = nil
	return q
}

// hangUp gives the client a moment to read the close frame, and then ends the connection.
func (c *conn) hangUp() {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case <-c.gone:
	case <-timer.C:
		c.cut()
	}
}
