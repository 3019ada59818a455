package link

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	fakeslack "backtalk/internal/fake/slack"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is longer than anything takes that a test waits for, on a busy machine too.
const patience = time.Minute

// world is a client on a fake Slack. Whatever is delivered is acknowledged.
type world struct {
	t      testing.TB
	server *fakeslack.Server
	log    *logs
	alive  func()
	stop   context.CancelFunc
	ended  chan error
	*Client
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, server: fakeslack.New(t), log: &logs{}, alive: func() {}}
	c, err := New(Options{AppToken: w.server.AppToken(), BotToken: w.server.Team().BotToken(), APIURL: w.server.APIURL(), Log: slog.New(slog.NewTextHandler(w.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	w.Client = c
	w.Pace.First = 10 * time.Millisecond
	t.Cleanup(func() {
		if err := w.end(); err != nil {
			t.Errorf("it ended with %v", err)
		}
		c.Close()
	})
	return w
}

// start opens the connections.
func (w *world) start() {
	ctx, stop := context.WithCancel(context.Background())
	w.stop, w.ended = stop, make(chan error, 1)
	go func() {
		w.ended <- w.Connect(ctx, func(_ context.Context, d Delivery) { _ = d.Ack(nil) }, w.alive)
	}()
}

// end closes them.
func (w *world) end() error {
	if w.stop == nil {
		return nil
	}
	w.stop()
	w.stop = nil
	return <-w.ended
}

// logs is a log in memory.
type logs struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
