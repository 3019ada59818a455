package link

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestSniffer: a disconnect's reason is found however the bytes are cut up.
func TestSniffer(t *testing.T) {
	t.Parallel()
	stream := sniffed()
	for size := 1; size <= len(stream); size += 1 + size/3 {
		var got []string
		s := sniffer{tell: func(reason string) { got = append(got, reason) }}
		for rest := stream; len(rest) > 0; {
			n := min(size, len(rest))
			s.feed(rest[:n])
			rest = rest[n:]
		}
		if strings.Join(got, " ") != "warning link_disabled" {
			t.Errorf("in pieces of %d bytes: got %q", size, got)
		}
		if len(s.held) > sniffFrame {
			t.Errorf("in pieces of %d bytes: %d bytes are held", size, len(s.held))
		}
	}
}

// sniffed is what Slack sends: the answer to the upgrade, then frames of all kinds.
func sniffed() []byte {
	frame := func(first byte, text string) []byte {
		switch n := len(text); {
		case n < 126:
			return append([]byte{first, byte(n)}, text...)
		case n < 1<<16:
			return append([]byte{first, 126, byte(n >> 8), byte(n)}, text...)
		default:
			return append([]byte{first, 127, 0, 0, 0, 0, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, text...)
		}
	}
	event, _ := json.Marshal(map[string]string{"type": "events_api", "text": strings.Repeat("disconnect ", 300)})
	b := []byte("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
	b = append(b, frame(0x81, `{"type":"hello"}`)...)
	b = append(b, frame(0x89, "Ping from applink")...)
	b = append(b, frame(0x81, `{"type":"disconnect","reason":"warning"}`)...)
	b = append(b, frame(0x81, string(event))...)
	b = append(b, frame(0x81, strings.Repeat(`{"type":"disconnect","reason":"no"}`, 3000))...)
	b = append(b, frame(0x81, `{"text":"disconnect"}`)...)
	return append(b, frame(0x81, `{"type":"disconnect","reason":"link_disabled","pad":"`+strings.Repeat("x", 200)+`"}`)...)
}

func FuzzSniffer(f *testing.F) {
	f.Add(sniffed(), 7)
	f.Add([]byte("\r\n\r\n\x81\xff"), 1)
	f.Fuzz(func(t *testing.T, stream []byte, size int) {
		size = max(1, min(size, 1<<16))
		s := sniffer{tell: func(string) {}}
		for len(stream) > 0 {
			n := min(size, len(stream))
			s.feed(stream[:n])
			stream = stream[n:]
			if len(s.held) > sniffHeader+size+sniffFrame {
				t.Fatalf("%d bytes are held", len(s.held))
			}
		}
	})
}
