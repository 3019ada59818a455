package fakeslack_test

import (
	"testing"
	"time"
)

func TestAwaitQuiet(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	if s.AwaitQuiet(20*time.Millisecond, limit); s.Connections() != 0 {
		t.Fatal("nobody is connected")
	}
	start(t, s, nil)
	for range 5 {
		ann.Say(general, "@backtalk hm?")
	}
	if !s.AwaitQuiet(100*time.Millisecond, limit) {
		t.Fatal("got no quiet")
	}
	// Five questions, each with an answer in its thread.
	if got := len(general.All()); got != 10 {
		t.Errorf("got %d messages after all is quiet, want 10", got)
	}
	ws := dial(t, s)
	read(t, ws) // and acknowledges nothing
	for range 20 {
		ann.Say(general, "hello")
	}
	if s.AwaitQuiet(10*time.Millisecond, 50*time.Millisecond) {
		t.Error("got quiet with envelopes not acknowledged")
	}
}
