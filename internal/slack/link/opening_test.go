package link

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestStorm: when Slack sends every connection away at once, few are opened. slack-go alone opens thousands in a second.
func TestStorm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var mu sync.Mutex
	openings := map[time.Duration]int{} // by the pause before them; none is really made
	w.openAfter = func(ctx context.Context, pause time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		openings[pause]++
		return ctx.Err()
	}
	w.server.Storm("too_many_websockets")
	w.start()
	allStarted := func() bool { // one may be far ahead of another
		mu.Lock()
		defer mu.Unlock()
		return openings[0] == Connections && len(w.server.Opens()) >= 5*Connections
	}
	if !w.server.Wait(patience, allStarted) {
		t.Fatal("connecting was given up")
	}
	mu.Lock()
	for pause, n := range openings {
		if n > Connections && pause < longestWait {
			t.Errorf("%d connections were opened after %v each, want that each of %d waits twice as long as before", n, pause, Connections)
		}
	}
	if openings[0] != Connections || openings[4*w.Pace.First] == 0 {
		t.Errorf("got openings after %v, want %d at once and others after longer pauses", openings, Connections)
	}
	mu.Unlock()
	if text := w.log.String(); !strings.Contains(text, "is another copy of the program running?") {
		t.Errorf("the log does not tell: %s", text)
	}
	w.server.Storm("")
	if err := w.server.AwaitConnections(Connections, patience); err != nil {
		t.Errorf("after the storm: %v", err)
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
