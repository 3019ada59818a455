package slack

import (
	"context"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
)

// TestStorm: when Slack sends every connection away at once, few are opened. slack-go alone opens thousands in a second.
func TestStorm(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	var mu sync.Mutex
	openings := map[time.Duration]int{} // by the pause before them; none is really made
	w.slack.openAfter = func(ctx context.Context, pause time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		openings[pause]++
		return ctx.Err()
	}
	w.server.Storm("too_many_websockets")
	w.start(t)
	allStarted := func() bool { // one may be far ahead of another
		mu.Lock()
		defer mu.Unlock()
		return openings[0] == connections && len(w.server.Opens()) >= 5*connections
	}
	if !w.server.Until(patience, allStarted) {
		t.Fatal("connecting was given up")
	}
	mu.Lock()
	for pause, n := range openings {
		if n > connections && pause < longestWait {
			t.Errorf("%d connections were opened after %v each, want that each of %d waits twice as long as before", n, pause, connections)
		}
	}
	if openings[0] != connections || openings[4*w.slack.firstWait] == 0 {
		t.Errorf("got openings after %v, want %d at once and others after longer pauses", openings, connections)
	}
	mu.Unlock()
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
	if !w.server.Until(patience, func() bool { return len(w.server.Opens()) > 30 }) {
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
