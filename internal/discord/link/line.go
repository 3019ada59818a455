package link

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// line is a session of the library with the connection under it.
type line struct {
	session *discordgo.Session
	way     *asking
	ended   chan struct{} // closed when the library says that it is disconnected
	once    sync.Once
	seq     int64 // of the newest event; for the library's reading goroutine alone

	mu   sync.Mutex
	tap  *tap
	gone bool
}

// newLine is a session of its own, which is not opened yet; its dialling ends with ctx.
func newLine(ctx context.Context, c *Client) (*line, error) {
	way := &asking{wire: c.wire}
	s, err := newSession(c.token, way)
	if err != nil {
		return nil, err
	}
	l := &line{session: s, way: way, ended: make(chan struct{})}
	s.Dialer = l.dialer(ctx)
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { l.once.Do(func() { close(l.ended) }) })
	return l, nil
}

// watch returns when the connection has ended (an error), or ctx (nil). While it stands and heartbeats are acknowledged,
// alive is called a few times a second.
func (l *line) watch(ctx context.Context, alive func()) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-l.ended:
			return errEnded
		case now := <-tick.C:
			t := l.under()
			if t == nil {
				continue
			}
			code, leave := t.state()
			if leave != nil {
				return leave
			}
			if code != 0 { // the library tells a second later
				return errEnded
			}
			if t.dead(now) {
				return errDead
			}
			if t.alive(now) {
				alive()
			}
		}
	}
}

// missed tells whether an event before this one was passed over; their numbers have no gaps (events/gateway, "Sequence
// Numbers"). Large ones that cannot be read are noticed by this alone.
func (l *line) missed(seq int64) bool {
	missed := l.seq > 0 && seq > l.seq+1
	l.seq = seq
	return missed
}

var errEnded = errors.New("the connection broke")

// close ends a connection: in good order, or at once. The library's Close cannot be stopped and may hang, so it gets
// a while, and then the connection is cut under it.
func (l *line) close(orderly bool, within time.Duration) {
	if !orderly {
		l.cut()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.session.Close()
	}()
	t := time.NewTimer(within)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
	}
	l.cut()
}

// cut ends the connection under the library, which frees whatever waits on it.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.gone = true
	if l.tap != nil {
		l.tap.Close()
	}
}

func (l *line) under() *tap {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tap
}

// outcome adds what the library keeps to itself: the close code, and how Discord answered on the way to a connection.
func (l *line) outcome(err error) (int, error) {
	t := l.under()
	if t == nil {
		if status := int(l.way.status.Load()); err != nil && status >= http.StatusMultipleChoices {
			err = &declined{"asking for the gateway", status}
		}
		return 0, err
	}
	code, leave := t.state()
	if status := t.answer(); errors.Is(err, websocket.ErrBadHandshake) && status != 0 && status != http.StatusSwitchingProtocols {
		err = &declined{"the handshake with the gateway", status}
	}
	if leave != nil {
		err = leave
	}
	return code, err
}

// dialer connects through a tap. With TLS, the tap is above it, where frames can be read.
func (l *line) dialer(ctx context.Context) *websocket.Dialer {
	dial := func(dialing context.Context, network, addr string, secure bool) (net.Conn, error) {
		dialing, cancel := context.WithCancel(dialing)
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		c, err := (&net.Dialer{}).DialContext(dialing, network, addr)
		if err != nil {
			return nil, err
		}
		if secure {
			host, _, err := net.SplitHostPort(addr)
			if err != nil {
				host = addr
			}
			t := tls.Client(c, &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12})
			if err := t.HandshakeContext(dialing); err != nil {
				c.Close()
				return nil, err
			}
			c = t
		}
		return l.tapped(c)
	}
	return &websocket.Dialer{
		HandshakeTimeout: callTimeout,
		NetDialContext:   func(ctx context.Context, n, addr string) (net.Conn, error) { return dial(ctx, n, addr, false) },
		NetDialTLSContext: func(ctx context.Context, n, addr string) (net.Conn, error) {
			return dial(ctx, n, addr, true)
		},
	}
}

func (l *line) tapped(c net.Conn) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.gone {
		c.Close()
		return nil, net.ErrClosed
	}
	l.tap = &tap{Conn: c}
	return l.tap, nil
}
