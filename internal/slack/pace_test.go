package slack

import (
	"math"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
)

// TestStorm: when Slack sends every connection away at once, few are opened. slack-go alone opens thousands in a second.
func TestStorm(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.slack.firstWait = 100 * time.Millisecond
	w.server.Storm("too_many_websockets")
	begun := time.Now()
	w.start(t)
	if !w.server.Wait(patience, func() bool { return len(w.server.Opens()) >= 3*connections }) {
		t.Fatal("connecting was given up")
	}
	n := len(w.server.Opens())
	doublings := int(math.Log2(float64(time.Since(begun))/float64(w.slack.firstWait) + 1))
	if most := connections * (2 + doublings); n > most {
		t.Errorf("%d connections were opened while the wait doubled %d times, want at most %d", n, doublings, most)
	}
	mustHold(t, w.log.String(), "is another copy of the program running?")
	w.server.Storm("")
	if err := w.server.AwaitConnections(connections, patience); err != nil {
		t.Errorf("after the storm: %v", err)
	}
}

// TestStormWithoutPacing shows that the pacing is needed.
func TestStormWithoutPacing(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.server.Storm("too_many_websockets")
	bareClient(t, w, bareNothing)
	if !w.server.Wait(patience, func() bool { return len(w.server.Opens()) > 30 }) {
		t.Errorf("slack-go opened only %d connections; is the pacing still needed?", len(w.server.Opens()))
	}
}

func TestPacer(t *testing.T) {
	t.Parallel()
	p := &pacer{first: time.Second}
	now := time.Unix(0, 0)
	var got []time.Duration
	for range 9 {
		wait := p.pause(now)
		got = append(got, wait)
		now = now.Add(wait)
		p.opened(now)
	}
	want := []time.Duration{0, 1, 2, 4, 8, 16, 32, 60, 60}
	for i := range want {
		if got[i] != want[i]*time.Second {
			t.Fatalf("got waits %v, want %v seconds", got, want)
		}
	}
	if wait := p.pause(now.Add(2 * calm)); wait != 0 {
		t.Errorf("got %v after a connection that lasted, want none", wait)
	}
}
