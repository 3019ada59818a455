package link

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Gateway opcodes that the tap knows (topics/opcodes-and-status-codes, "Gateway Opcodes").
const (
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAck            = 11
)

// What ends a connection from within: Discord wants it ended, or the library passed over an event that it could not
// read, and what was said must be looked up.
var (
	errLeave  = errors.New("the gateway asks for a new connection")
	errMissed = errors.New("an event could not be read")
)

// smallFrame is more than HELLO, an acknowledgement or a close frame has, in bytes.
const smallFrame = 1024

// tap is a connection to the gateway that is listened in on. The library keeps the close code, the heartbeat interval
// and the acknowledgements to itself, and hangs for ever when op 7 comes while it connects; so op 7 and op 9 end the
// connection here, before the library sees them. Frames of a server are not masked, so they can be read as they pass.
type tap struct {
	net.Conn
	scan scanner

	mu       sync.Mutex
	code     int           // of the close frame, when it is not the answer to one of ours
	closing  bool          // we closed first
	interval time.Duration // between heartbeats
	acked    time.Time
	written  time.Time
	waits    time.Time // since when something written waits for an acknowledgement; zero while nothing does
	leave    error     // why the connection is to end; nil while it is not
}

// Read reads, and looks at what was read.
func (t *tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	if leave := t.look(p[:n]); leave != nil {
		return 0, leave
	}
	return n, err
}

// Write notes when the library wrote: after the greetings, it writes heartbeats only, and at the end a close frame.
func (t *tap) Write(p []byte) (int, error) {
	t.mu.Lock()
	t.written = time.Now()
	t.closing = t.closing || len(p) > 0 && p[0] == finalFrame|frameClose
	if t.waits.IsZero() {
		t.waits = t.written
	}
	t.mu.Unlock()
	return t.Conn.Write(p)
}

// look takes note of the frames in p; an error when the connection is to end.
func (t *tap) look(p []byte) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.scan.feed(p, func(kind byte, payload []byte) {
		if kind == frameClose {
			if len(payload) >= 2 && !t.closing {
				t.code = int(binary.BigEndian.Uint16(payload))
			}
			return
		}
		var e struct {
			Op *int `json:"op"`
			D  struct {
				Interval int64 `json:"heartbeat_interval"`
			} `json:"d"`
		}
		var broken *json.SyntaxError
		if err := json.Unmarshal(payload, &e); errors.As(err, &broken) {
			t.leave = errMissed
		}
		if e.Op == nil { // other errors are no matter: d of other opcodes may be of any type
			return
		}
		switch *e.Op {
		case opHello:
			t.interval, t.acked = time.Duration(e.D.Interval)*time.Millisecond, time.Now()
		case opAck:
			t.acked, t.waits = time.Now(), time.Time{}
		case opReconnect, opInvalidSession:
			t.leave = errLeave
		}
	})
	return t.leave
}

// state is what is known of the connection.
func (t *tap) state() (code int, leave error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.code, t.leave
}

// answer is the HTTP status with which the handshake was answered; 0 while it was not.
func (t *tap) answer() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.scan.status
}

// abandon has the connection end for a reason.
func (t *tap) abandon(reason error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.leave = reason
}

// dead tells whether heartbeats are no longer acknowledged: none came for two intervals, which is what Discord calls a
// zombied connection (events/gateway, "Sending Heartbeats"), with a second for slow networks.
func (t *tap) dead(now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.interval > 0 && t.written.After(t.acked) && now.Sub(t.acked) > 2*t.interval+time.Second
}

// alive tells whether the connection stands for all that is known: Discord answers what is written there within a while, and
// wants no end of it.
func (t *tap) alive(now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.interval > 0 && t.leave == nil && t.code == 0 && (t.waits.IsZero() || now.Sub(t.waits) <= ackTime)
}

// Kinds of frames (RFC 6455, 5.2).
const (
	frameText  = 1
	frameClose = 8
	finalFrame = 0x80 // the bit of a frame that is whole
)

// scanner finds the small frames in a stream that begins with the answer to the handshake.
type scanner struct {
	open   bool   // the handshake is over
	line   []byte // of the handshake's answer the first line so far
	status int    // that it tells
	head   []byte // of the handshake's answer its end, of a frame its header so far
	skip   uint64 // bytes of a payload that are still to come
	body   []byte // a small payload so far
	kind   byte   // of the frame whose payload is being read
	keep   bool   // the payload is small
}

// feed takes the next bytes of the stream and calls found for every small text or close frame that is complete.
func (s *scanner) feed(p []byte, found func(kind byte, payload []byte)) {
	for len(p) > 0 {
		switch {
		case !s.open:
			p = s.handshake(p)
		case s.status != 0 && s.status != http.StatusSwitchingProtocols:
			return // what follows are no frames
		case s.skip > 0:
			n := min(uint64(len(p)), s.skip)
			if s.keep {
				s.body = append(s.body, p[:n]...)
			}
			p, s.skip = p[n:], s.skip-n
			if s.skip == 0 && s.keep {
				found(s.kind, s.body)
			}
		default:
			s.head, p = append(s.head, p[0]), p[1:]
			if size, ok := s.header(); ok {
				s.kind, s.skip, s.head, s.body = s.head[0]&0x0f, size, s.head[:0], s.body[:0]
				s.keep = size <= smallFrame && (s.kind == frameText || s.kind == frameClose)
			}
		}
	}
}

// handshake skips to the first frame.
func (s *scanner) handshake(p []byte) []byte {
	end := []byte("\r\n\r\n")
	for i, b := range p {
		if s.status == 0 && len(s.line) < longestLine {
			s.statusLine(b)
		}
		s.head = append(s.head, b)
		if bytes.HasSuffix(s.head, end) {
			s.open, s.head = true, s.head[:0]
			return p[i+1:]
		}
		if len(s.head) > len(end) {
			s.head = append(s.head[:0], s.head[len(s.head)-len(end):]...)
		}
	}
	return nil
}

// longestLine is how much of the first line of an answer is read; its status stands at the beginning.
const longestLine = 32

// statusLine reads the status in the first line of an answer (RFC 9112, 4).
func (s *scanner) statusLine(b byte) {
	if s.line = append(s.line, b); b != ' ' && b != '\r' && b != '\n' {
		return
	}
	if f := strings.Fields(string(s.line)); len(f) == 2 && strings.HasPrefix(f[0], "HTTP/") {
		s.status, _ = strconv.Atoi(f[1])
	}
}

// header reads a frame's header; false while it is not complete.
func (s *scanner) header() (size uint64, ok bool) {
	if len(s.head) < 2 {
		return 0, false
	}
	switch n := s.head[1] & 0x7f; {
	case n < 126:
		return uint64(n), true
	case n == 126 && len(s.head) == 4:
		return uint64(binary.BigEndian.Uint16(s.head[2:])), true
	case n == 127 && len(s.head) == 10:
		return binary.BigEndian.Uint64(s.head[2:]), true
	}
	return 0, false
}
