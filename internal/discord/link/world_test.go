package link

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// TestMain looks for goroutines left behind and for anything that the library logs.
func TestMain(m *testing.M) {
	fakewire.Main(m)
}

// soon is longer than anything takes that a test waits for, on a busy machine too.
const soon = time.Minute

// world is a client on a fake Discord.
type world struct {
	t           testing.TB
	server      *fakediscord.Server
	room, aside *fakediscord.Channel
	*Client
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, server: fakediscord.New(t)}
	w.server.RequireNoPings()
	g := w.server.AddGuild("Clinic")
	w.room, w.aside = w.server.AddChannel(g, "general"), w.server.AddChannel(g, "aside")
	c, err := NewClient(fakediscord.Token, w.server.API(), 0)
	if err != nil {
		t.Fatal(err)
	}
	w.Client = c
	t.Cleanup(c.Close)
	return w
}

// until waits until something is so.
func (w *world) until(otherwise string, so func() bool) {
	w.t.Helper()
	if !w.server.Until(soon, so) {
		w.t.Fatal(otherwise)
	}
}

// said is a message to be posted.
type said struct {
	Content  string              `json:"content"`
	Mentions map[string][]string `json:"allowed_mentions"`
	Nonce    string              `json:"nonce,omitempty"`
	Enforce  bool                `json:"enforce_nonce,omitempty"`
}

// Once tells whether it is posted once.
func (s said) Once() bool { return s.Enforce }

func (w *world) post(ctx context.Context, nonce string) error {
	return w.Call(ctx, "posting", "POST", Messages(w.room.ID, nil), said{"x", map[string][]string{"parse": {}}, nonce, nonce != ""}, nil)
}

// warn posts a warning as the courier does, and tells how long that took.
func (w *world) warn(nonce string) time.Duration {
	w.t.Helper()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(chat.WithUrgency(context.Background(), true), soon/2)
	defer cancel()
	if err := w.post(ctx, nonce); err != nil {
		w.t.Errorf("posting a warning: %v", err)
	}
	return time.Since(begun)
}

// gateway is a gateway of which nobody is told anything but by its log.
func (w *world) gateway() (*Gateway, *fakewire.Log) {
	told := &fakewire.Log{}
	g := NewGateway(w.Client, Watcher{Begins: func() {}, Missed: func() {}, Event: func(context.Context, string, []byte) {}, Alive: func() {},
		Log: slog.New(slog.NewTextHandler(told, nil)), Now: time.Now})
	g.Pace = Pace{10 * time.Millisecond, 50 * time.Millisecond, soon / 2, 20 * time.Millisecond}
	return g, told
}
