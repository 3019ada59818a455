package link

import (
	"encoding/binary"
	"io"
	"net"
	"slices"
	"testing"
	"testing/iotest"
	"time"
)

// frame is a frame as a server writes it.
func frame(kind byte, payload string) []byte {
	b := []byte{0x80 | kind}
	switch n := len(payload); {
	case n < 126:
		b = append(b, byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	return append(b, payload...)
}

const upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

func TestScanner(t *testing.T) {
	t.Parallel()
	big, huge := string(make([]byte, 60_000)), string(make([]byte, 100_000))
	stream := slices.Concat([]byte(upgraded), frame(frameText, `{"op":10}`), frame(frameText, big), frame(2, "binary"), frame(frameText, huge),
		frame(9, "ping"), frame(frameText, ""), frame(frameText, `{"op":11}`), frame(frameClose, "\x0f\xa4gone"))
	want := []string{`1{"op":10}`, `1{"op":11}`, "8\x0f\xa4gone"}
	for _, step := range []int{1, 2, 3, 7, 1000, len(stream)} {
		var s scanner
		var got []string
		for part := range slices.Chunk(stream, step) {
			s.feed(part, func(kind byte, payload []byte) { got = append(got, string('0'+rune(kind))+string(payload)) })
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d bytes at a time: got %q, want %q", step, got, want)
		}
	}
}

// FuzzScanner: what is found does not depend on how the stream is cut, and nothing makes it panic.
func FuzzScanner(f *testing.F) {
	f.Add(append([]byte(upgraded), frame(frameText, `{"op":7}`)...), 3)
	f.Add(append([]byte("HTTP/1.1 503 Service Unavailable\r\n\r\n"), frame(frameText, `{"op":7}`)...), 2)
	f.Add([]byte("\r\n\r\n\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff"), 1)
	f.Fuzz(func(t *testing.T, stream []byte, step int) {
		read := func(step int) (found []string) {
			var s scanner
			for part := range slices.Chunk(stream, step) {
				s.feed(part, func(kind byte, p []byte) { found = append(found, string(rune(kind))+string(p)) })
			}
			return found
		}
		if step < 1 || step > 1000 {
			step = 1
		}
		if got, want := read(step), read(max(len(stream), 1)); !slices.Equal(got, want) {
			t.Errorf("%d bytes at a time: got %q, want %q", step, got, want)
		}
	})
}

// pipe is a tap whose other end has written stream, a byte at a time.
func pipe(t *testing.T, stream []byte) *tap {
	here, there := net.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		io.Copy(there, iotest.OneByteReader(&reader{stream}))
		there.Close()
	}()
	t.Cleanup(func() { here.Close(); <-done })
	return &tap{Conn: here}
}

type reader struct{ rest []byte }

func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestTap(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		frames []byte
		code   int
		leave  error
	}{
		{"ordinary", frame(frameText, `{"op":0,"t":"READY","d":{}}`), 0, nil},
		{"reconnect", frame(frameText, `{"op":7,"d":null}`), 0, errLeave},
		{"invalid session", frame(frameText, `{"t":null,"s":null,"op":9,"d":false}`), 0, errLeave},
		{"closed", frame(frameClose, "\x0f\xa4"), closeBadToken, nil},
		{"closed without a code", frame(frameClose, ""), 0, nil},
		{"no JSON", frame(frameText, `{"op":7`), 0, errMissed},
		{"op inside", frame(frameText, `{"op":0,"d":{"op":7}}`), 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := pipe(t, append([]byte(upgraded), tt.frames...))
			_, err := io.Copy(io.Discard, p)
			if code, leave := p.state(); code != tt.code || leave != tt.leave || err != tt.leave {
				t.Errorf("got code %d, leave %v, error %v, want %d, %v", code, leave, err, tt.code, tt.leave)
			}
		})
	}
}

func TestTapDead(t *testing.T) {
	t.Parallel()
	p := pipe(t, append([]byte(upgraded), frame(frameText, `{"op":10,"d":{"heartbeat_interval":40000}}`)...))
	if _, err := io.Copy(io.Discard, p); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if p.dead(now.Add(time.Hour)) {
		t.Error("dead without a heartbeat that waits for an answer")
	}
	p.written = now.Add(time.Second)
	if p.dead(now.Add(80*time.Second)) || !p.dead(now.Add(82*time.Second)) {
		t.Error("not dead after just two intervals of 40 s and a second")
	}
}

// TestTapClosing: the answer to our own close frame is no word of Discord's.
func TestTapClosing(t *testing.T) {
	t.Parallel()
	p := &tap{Conn: nowhere{}}
	_, _ = p.Write([]byte("\x81\x82maskxx")) // a text
	if p.closing {
		t.Error("a text closes nothing")
	}
	_, _ = p.Write([]byte("\x88\x82maskxx"))
	_ = p.look(append([]byte(upgraded), frame(frameClose, "\x03\xe8")...))
	if code, _ := p.state(); code != 0 {
		t.Errorf("got code %d", code)
	}
}

// TestTapAlive: a connection is alive from its greeting on, while what is written there is acknowledged, and no longer.
func TestTapAlive(t *testing.T) {
	t.Parallel()
	const hello, ack = `{"op":10,"d":{"heartbeat_interval":40000}}`, `{"op":11}`
	for _, tt := range []struct {
		name   string
		frames []byte
		wrote  time.Duration // before now something was written; 0: nothing was
		want   bool
	}{
		{"before the greeting", nil, 0, false},
		{"greeted", frame(frameText, hello), 0, true},
		{"a heartbeat waits a little", frame(frameText, hello), ackTime / 2, true},
		{"a heartbeat waits for long", frame(frameText, hello), ackTime + time.Second, false},
		{"acknowledged", slices.Concat(frame(frameText, hello), frame(frameText, ack)), ackTime + time.Second, true},
		{"Discord wants another", slices.Concat(frame(frameText, hello), frame(frameText, `{"op":7}`)), 0, false},
		{"closed", slices.Concat(frame(frameText, hello), frame(frameClose, "\x0f\xa0")), 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := pipe(t, append([]byte(upgraded), tt.frames...))
			now := time.Now()
			if tt.wrote > 0 {
				p.waits = now.Add(-tt.wrote)
			}
			_, _ = io.Copy(io.Discard, p)
			if got := p.alive(now); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	p := &tap{interval: time.Minute, Conn: nowhere{}}
	for range 2 { // another heartbeat begins no new wait
		_, _ = p.Write([]byte("x"))
	}
	if !p.alive(time.Now()) || p.alive(p.waits.Add(ackTime+1)) {
		t.Error("the wait is not counted from the first heartbeat without an answer")
	}
}

// nowhere is a connection that takes everything.
type nowhere struct{ net.Conn }

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
