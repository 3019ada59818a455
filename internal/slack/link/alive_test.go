package link

import (
	"context"
	"encoding/json"
	"io"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// TestPulse: that a connection stands is told every second, and never while none does.
func TestPulse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		told := 0
		p := &pulse{every: aliveEvery}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); p.run(ctx, func() { told++ }) }()
		time.Sleep(aliveEvery / 2)
		for _, step := range []struct{ standing, told int }{{0, 0}, {1, 10}, {2, 20}, {1, 30}, {0, 30}, {1, 40}} {
			p.standing.Store(int32(step.standing))
			time.Sleep(10 * time.Second)
			synctest.Wait()
			if told != step.told {
				t.Errorf("told %d times by now, want %d", told, step.told)
			}
		}
		cancel()
		<-done
	})
}

// TestStanding: a connection stands from its greeting on until it is lost, and not a moment before.
func TestStanding(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c := &connection{Client: w.Client}
	hello := socketmode.Event{Type: socketmode.EventTypeHello, Request: &socketmode.Request{}}
	incoming := func(err error) socketmode.Event {
		return socketmode.Event{Type: socketmode.EventTypeIncomingError, Data: &api.IncomingEventError{ErrorObj: err}}
	}
	for i, step := range []struct {
		event socketmode.Event
		want  int32
	}{
		{socketmode.Event{Type: socketmode.EventTypeConnecting}, 0}, {socketmode.Event{Type: socketmode.EventTypeConnected}, 0},
		{hello, 1}, {hello, 1}, {incoming(&json.SyntaxError{}), 1}, {incoming(io.EOF), 0}, {socketmode.Event{Type: socketmode.EventTypeConnecting}, 0},
		{hello, 1}, {socketmode.Event{Type: socketmode.EventTypeConnecting}, 0}, {hello, 1},
	} {
		c.take(t.Context(), step.event)
		if got := w.pulse.standing.Load(); got != step.want {
			t.Errorf("step %d, %s: %d connections stand, want %d", i, step.event.Type, got, step.want)
		}
	}
}

// TestAlive: it is told while Slack is there, not while it greets nobody or is away, and again when it is back.
func TestAlive(t *testing.T) {
	t.Parallel()
	told := make(chan struct{}, 1)
	w := newWorld(t)
	w.pulse.every, w.alive = time.Millisecond, func() {
		select {
		case told <- struct{}{}:
		default:
		}
	}
	w.server.NoHello(true)
	w.start()
	stand := func(n int32) {
		t.Helper()
		if !w.server.Wait(patience, func() bool { return w.pulse.standing.Load() == n }) {
			t.Fatalf("%d connections stand, want %d; log: %s", w.pulse.standing.Load(), n, w.log)
		}
	}
	if err := w.server.AwaitConnections(Connections, patience); err != nil {
		t.Fatal(err)
	}
	if len(told) > 0 {
		t.Error("it was told of connections that Slack has not greeted")
	}
	for range 2 {
		w.server.NoHello(false)
		w.server.Heal()
		w.server.Cut()
		stand(Connections)
		<-told
		w.server.RefuseOpens("internal_error")
		w.server.Cut()
		stand(0)
	}
	w.server.Heal()
	stand(Connections)
	if err := w.end(); err != nil {
		t.Error(err)
	}
	stand(0)
}
