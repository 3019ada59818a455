package link

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// slack-go acts on Slack's disconnect message and tells nobody why it came; nor does it tell with which status a WebSocket
// was refused, or how a connection ended. Whether Socket Mode was turned off or a connection is renewed as every few hours
// makes all the difference, so all that is read on its way in.

// listener is told what is read. Its methods are called by whoever reads.
type listener struct {
	sentAway func(reason string)
	answered func(status int) // to the upgrade; 0 when a new one begins
	ended    func(err error)
}

// dialer dials, within a time, with a tap on what Slack sends. Through a proxy the bytes cannot be read here; reasons stay unknown then.
func dialer(within time.Duration, l listener) *websocket.Dialer {
	d := &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: within, WriteBufferSize: 32 << 10}
	via, err := http.ProxyFromEnvironment(&http.Request{URL: &url.URL{Scheme: "https", Host: "wss-primary.slack.com"}})
	if via != nil || err != nil {
		return d
	}
	tapped := func(c net.Conn, err error) (net.Conn, error) {
		if l.answered(0); err != nil {
			return nil, err
		}
		return &tap{Conn: c, sniffer: sniffer{tell: l.sentAway, answered: l.answered}, ended: l.ended}, nil
	}
	d.NetDialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return tapped((&net.Dialer{}).DialContext(ctx, network, addr))
	}
	d.NetDialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return tapped((&tls.Dialer{}).DialContext(ctx, network, addr))
	}
	return d
}

// tap is a connection that shows what is read to a sniffer.
type tap struct {
	net.Conn
	sniffer sniffer
	ended   func(error)
}

// Read reads.
func (t *tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	t.sniffer.feed(p[:n])
	if err != nil && !errors.Is(err, net.ErrClosed) { // that is our own doing
		t.ended(err)
	}
	return n, err
}

// sniffer looks for disconnect messages in the bytes of a WebSocket (RFC 6455, section 5.2).
type sniffer struct {
	tell     func(reason string)
	answered func(status int) // nil: nobody wants to know
	held     []byte           // what could not be read yet
	frames   bool             // the answer to the upgrade is over
	skip     uint64           // bytes of a frame that is of no interest
	off      bool             // what comes is not understood
}

// Bounds of what is held: a disconnect message has some two hundred bytes.
const (
	sniffFrame  = 4 << 10
	sniffHeader = 64 << 10
)

func (s *sniffer) feed(b []byte) {
	if s.off {
		return
	}
	if pass := min(s.skip, uint64(len(b))); len(s.held) == 0 {
		b, s.skip = b[pass:], s.skip-pass
	}
	s.held = append(s.held, b...)
	for s.step() {
	}
	if len(s.held) == 0 {
		s.held = nil
	}
}

// step reads the upgrade's answer or one frame; false when more bytes are needed.
func (s *sniffer) step() bool {
	if !s.frames {
		end := bytes.Index(s.held, []byte("\r\n\r\n"))
		if end < 0 {
			s.off = len(s.held) > sniffHeader
			return false
		}
		if s.answered != nil {
			s.answered(statusOf(s.held))
		}
		s.frames, s.held = true, s.held[end+4:]
		return true
	}
	pass := min(s.skip, uint64(len(s.held)))
	s.held, s.skip = s.held[pass:], s.skip-pass
	if s.skip > 0 || len(s.held) < 2 {
		return false
	}
	size, head := uint64(s.held[1]), 2
	switch size {
	case 126:
		head = 4
	case 127:
		head = 10
	}
	if s.off = size > 127; s.off || len(s.held) < head { // a server masks nothing
		return false
	}
	if head == 4 {
		size = uint64(binary.BigEndian.Uint16(s.held[2:]))
	} else if head == 10 {
		size = binary.BigEndian.Uint64(s.held[2:])
	}
	whole := s.held[0]&0x8f == 0x81 // a text in one frame
	if !whole || size > sniffFrame {
		s.held, s.skip = s.held[head:], size
		return true
	}
	if uint64(len(s.held)-head) < size {
		return false
	}
	s.message(s.held[head : head+int(size)])
	s.held = s.held[head+int(size):]
	return true
}

// statusOf is the status in an HTTP answer's first line; 0 when there is none.
func statusOf(answer []byte) int {
	line, _, _ := bytes.Cut(answer, []byte("\r\n"))
	words := bytes.Fields(line)
	if len(words) < 2 || len(words[1]) != 3 {
		return 0
	}
	n, err := strconv.Atoi(string(words[1]))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (s *sniffer) message(text []byte) {
	if !bytes.Contains(text, []byte("disconnect")) {
		return
	}
	var m struct {
		Type   string `json:"type"`
		Reason string `json:"reason"`
	}
	if json.Unmarshal(text, &m) == nil && m.Type == "disconnect" {
		s.tell(m.Reason)
	}
}
