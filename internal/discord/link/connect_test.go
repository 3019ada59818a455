package link

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// TestBudget: attempts are rationed over all connections.
func TestBudget(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	g, told := w.gateway()
	if got := g.budget.Burst() + maxPerDay; got > 900 {
		t.Errorf("%d identifies a day are too near to the 1000 after which the token is reset", got)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- g.Run(ctx) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	if !w.server.WaitConnected(1, soon) {
		t.Fatal("not connected")
	}
	g.budget.AllowN(time.Now(), int(g.budget.Tokens()))
	n := w.server.Counts().Identifies
	w.server.Cut()
	w.server.Until(200*time.Millisecond, func() bool { return w.server.Counts().Identifies > n })
	if got := w.server.Counts().Identifies; got != n {
		t.Errorf("got %d identifies beyond the budget", got-n)
	}
	w.until("the log does not tell why", func() bool { return strings.Contains(told.String(), "too many connections") })
}

// TestIntents: texts are asked for only where they are needed.
func TestIntents(t *testing.T) {
	t.Parallel()
	if got, want := intents(false), discordgo.Intent(4609); got != want {
		t.Errorf("got %d, want %d", got, want)
	}
	if got, want := intents(true), discordgo.Intent(4609|1<<15); got != want {
		t.Errorf("got %d, want %d", got, want)
	}
}

// TestAlive: while a connection stands it says so, and no longer than it does.
func TestAlive(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	l, err := newLine(t.Context(), w.Client)
	if err != nil {
		t.Fatal(err)
	}
	l.session.Identify.Intents = discordgo.IntentsGuilds
	if err := l.session.Open(); err != nil {
		t.Fatal(err)
	}
	var alive atomic.Int64
	ended := make(chan error, 1)
	go func() { ended <- l.watch(t.Context(), func() { alive.Add(1) }) }()
	w.until("it does not say that it is alive", func() bool { return alive.Load() >= 3 })
	w.server.Cut()
	if err := <-ended; err == nil {
		t.Error("got no error after the connection was cut")
	}
	n := alive.Load()
	l.close(false, 20*time.Millisecond)
	if got := alive.Load(); got != n {
		t.Errorf("it said %d times that it is alive after its end", got-n)
	}
	if watchEvery > time.Second {
		t.Errorf("it says so every %s only", watchEvery)
	}
}
