package wire

import (
	"bytes"
	"compress/zlib"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// Socket is one WebSocket of the program under test. What is sent is queued; one goroutine alone writes it.
type Socket struct {
	// Number counts the sockets of a server from 1.
	Number int
	// Compress makes long frames that [Socket.Send] sends come packed with zlib.
	Compress atomic.Bool

	server *Server

	ws   *websocket.Conn
	gone chan struct{} // closed when reading has ended
	wake chan struct{}

	mu      sync.Mutex
	queue   []outgoing
	closing bool
}

// outgoing is a frame, a ping, or a close code with the frame as its reason.
type outgoing struct {
	frame []byte
	raw   bool // never packed
	ping  bool
	code  int
}

// compressOver is from which size on frames are packed.
const compressOver = 1024

// writeWithin is how long a control frame may take to be written, and a close to be answered.
const writeWithin = time.Second

// Accept makes a socket of a request and blocks until it has ended. Begin runs before anything is sent or read, and read
// gets each frame. The error is that of the end, or of a handshake that failed, which has been answered.
func (s *Server) Accept(w http.ResponseWriter, r *http.Request, begin func(*Socket), read func(*Socket, []byte)) error {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }, WriteBufferSize: 16 << 10}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return err
	}
	ws.SetReadLimit(1 << 20)
	c := &Socket{server: s, ws: ws, gone: make(chan struct{}), wake: make(chan struct{}, 1)}
	defer ws.Close()
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return net.ErrClosed
	}
	s.accepted++
	c.Number = s.accepted
	s.sockets[c] = true
	s.mu.Unlock()
	begin(c)
	written := make(chan struct{})
	go func() { defer close(written); c.write() }()
	for {
		var b []byte
		if _, b, err = ws.ReadMessage(); err != nil {
			break
		}
		read(c, b)
	}
	close(c.gone)
	ws.Close()
	<-written
	s.mu.Lock()
	delete(s.sockets, c)
	s.mu.Unlock()
	return err
}

// Accepted is how many sockets there have been in all.
func (s *Server) Accepted() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.accepted
}

// live is every open socket.
func (s *Server) live() []*Socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []*Socket
	for c := range s.sockets {
		all = append(all, c)
	}
	return all
}

// Cut ends every socket without a word, as a dead network does.
func (s *Server) Cut() {
	for _, c := range s.live() {
		c.Cut()
	}
}

// CloseSockets closes every socket with a code.
func (s *Server) CloseSockets(code int) {
	for _, c := range s.live() {
		c.Close(code)
	}
}

// SendRaw sends a frame as it is to every socket, such as JSON that breaks off.
func (s *Server) SendRaw(frame string) {
	for _, c := range s.live() {
		c.push(outgoing{frame: []byte(frame), raw: true})
	}
}

// Silence holds back all that is sent on sockets, until it is switched off.
func (s *Server) Silence(on bool) {
	s.silent.Store(on)
	for _, c := range s.live() {
		c.poke()
	}
}

// Send sends a text frame.
func (c *Socket) Send(frame []byte) { c.push(outgoing{frame: frame}) }

// Ping sends a ping with a text.
func (c *Socket) Ping(text []byte) { c.push(outgoing{frame: text, ping: true}) }

// Close sends a close frame after all that is queued, and ends the socket when it is answered or soon after.
func (c *Socket) Close(code int) { c.CloseSaying(code, "") }

// CloseSaying is Close with a reason in the frame.
func (c *Socket) CloseSaying(code int, why string) { c.push(outgoing{code: code, frame: []byte(why)}) }

// Gone is closed when the socket has ended.
func (c *Socket) Gone() <-chan struct{} { return c.gone }

// Cut ends the socket without a word.
func (c *Socket) Cut() { reset(c.ws.NetConn()) }

// reset ends a TCP connection with a reset.
func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

func (c *Socket) push(o outgoing) {
	c.mu.Lock()
	if !c.closing {
		c.queue = append(c.queue, o)
		c.closing = o.code != 0
	}
	c.mu.Unlock()
	c.poke()
}

func (c *Socket) poke() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// write sends what is queued until the socket ends.
func (c *Socket) write() {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	for {
		for _, o := range c.next() {
			switch {
			case o.code != 0:
				_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(o.code, string(o.frame)), time.Now().Add(writeWithin))
				c.hangUp()
				return
			case o.ping:
				_ = c.ws.WriteControl(websocket.PingMessage, o.frame, time.Now().Add(writeWithin))
			case c.Compress.Load() && len(o.frame) > compressOver && !o.raw:
				packed.Reset()
				z.Reset(&packed)
				_, _ = z.Write(o.frame)
				_ = z.Close()
				_ = c.ws.WriteMessage(websocket.BinaryMessage, packed.Bytes())
			default:
				_ = c.ws.WriteMessage(websocket.TextMessage, o.frame)
			}
		}
		select {
		case <-c.wake:
		case <-c.gone:
			return
		}
	}
}

// next takes what is queued, unless all is to be silent.
func (c *Socket) next() []outgoing {
	if c.server.silent.Load() {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	q := c.queue
	c.queue = nil
	return q
}

// hangUp gives the program a moment to read the close frame, and then ends the connection.
func (c *Socket) hangUp() {
	timer := time.NewTimer(writeWithin)
	defer timer.Stop()
	select {
	case <-c.gone:
	case <-timer.C:
		c.Cut()
	}
}
