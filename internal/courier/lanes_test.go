package courier

import (
	"context"
	"fmt"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// warned waits for a post of these words, while what it must not wait for hangs.
func (w *world) warned(text string) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		w.platform.mu.Lock()
		for _, p := range w.platform.posts {
			if p.text == text {
				w.platform.mu.Unlock()
				return
			}
		}
		w.platform.mu.Unlock()
		if time.Now().After(end) {
			w.t.Fatalf("no %q; what stands:\n%s", text, w.platform.seen())
		}
	}
}

// TestDangerFirst: a warning passes what waits in its channel, posts that hang in every channel there is work for, and a
// Journal that hangs.
func TestDangerFirst(t *testing.T) {
	danger := func(m chat.Message) *chat.Reply {
		if m.Text == "danger" {
			return warn("911")
		}
		return &chat.Reply{Words: chat.Words{Lead: "slow"}, ReplyTo: m.ID}
	}
	t.Run("in a busy channel", func(t *testing.T) {
		w := newWorld(t)
		hang := make(chan struct{})
		w.platform.hangs, w.handler.message = map[string]chan struct{}{"slow": hang}, danger
		for i := range 30 {
			w.Message(context.Background(), w.message(fmt.Sprint(i), "a question"))
		}
		w.Message(context.Background(), w.message("d", "danger"))
		w.warned("911")
		close(hang)
		w.settle()
		if got := len(w.platform.posts); got != 31 {
			t.Errorf("got %d posts, want 31", got)
		}
	})
	t.Run("while all workers hang", func(t *testing.T) {
		w := newWorld(t)
		hang := make(chan struct{})
		w.platform.hangs, w.handler.message = map[string]chan struct{}{"slow": hang}, danger
		for i := range 2 * workers {
			m := w.message(fmt.Sprint(i), "a question")
			m.Channel = m.ID
			w.Message(context.Background(), m)
		}
		changed := w.message("7", "danger") // an edit brings it
		changed.Channel, changed.Edited = "7", true
		w.Message(context.Background(), changed)
		w.warned("911")
		close(hang)
		w.settle()
	})
	t.Run("while the journal hangs", func(t *testing.T) {
		w := newWorld(t)
		w.end()
		hang := make(chan struct{})
		w.start(func(j chat.Journal) chat.Journal { return hanging{j, hang} })
		w.handler.message = danger
		w.Message(context.Background(), w.message("d", "danger"))
		w.warned("911")
		asked := make(chan *chat.Reply)
		go func() { asked <- w.Ask(context.Background(), w.message("a", "danger")) }()
		select {
		case r := <-asked:
			if r == nil || !r.Warning {
				t.Errorf("by a command: got %+v, want a warning", r)
			}
		case <-time.After(20 * time.Second):
			t.Error("by a command: no warning")
		}
		close(hang)
		w.settle()
	})
}

// hanging is a disk that hangs.
type hanging struct {
	chat.Journal
	until chan struct{}
}

func (h hanging) Accept(ctx context.Context, key, author string, m *chat.Message, at time.Time) (bool, error) {
	<-h.until
	return h.Journal.Accept(ctx, key, author, m, at)
}

func (h hanging) Lookup(ctx context.Context, key string) (chat.Entry, bool, error) {
	<-h.until
	return h.Journal.Lookup(ctx, key)
}

// TestUrgentContext: what carries a warning says so to the platform, found early or late; nothing else does.
func TestUrgentContext(t *testing.T) {
	for _, tt := range []struct {
		text  string
		reply *chat.Reply
		want  bool
	}{
		{"danger", warn("911"), true},
		{"a question", warn("911"), true},
		{"a question", &chat.Reply{Words: chat.Words{Lead: "answer"}}, false},
	} {
		w := newWorld(t)
		seen := &urgencies{platform: w.platform}
		w.o.Platform, w.handler.message = seen, func(chat.Message) *chat.Reply { return tt.reply }
		w.say(w.message("1", tt.text))
		if len(seen.all) != 1 || seen.all[0] != tt.want {
			t.Errorf("%q with %q: got %v, want %v", tt.text, tt.reply.Lead, seen.all, tt.want)
		}
		w.end()
	}
}

// urgencies notes which posts are urgent.
type urgencies struct {
	*platform
	all []bool
}

func (u *urgencies) Post(ctx context.Context, at chat.Place, r *chat.Reply, nonce string) (string, error) {
	u.all = append(u.all, chat.IsUrgent(ctx))
	return u.platform.Post(ctx, at, r, nonce)
}

// TestSweepLeavesAlone: a sweep does not take up what is being accepted, nor what is done.
func TestSweepLeavesAlone(t *testing.T) {
	w := newWorld(t)
	w.end()
	taken, hold := make(chan bool), make(chan bool)
	w.start(func(j chat.Journal) chat.Journal { return &halfway{j, taken, hold} })
	accepted := make(chan bool)
	go func() {
		w.Message(context.Background(), w.message("1", "one"))
		close(accepted)
	}()
	<-taken
	w.sweeps()
	if w.handler.messages != 0 {
		t.Error("a sweep answers what is being accepted")
	}
	close(hold)
	<-accepted
	w.settle()
	w.want("c: echo one")
	w.resume(context.Background(), w.message("1", "one"))
	if w.handler.messages != 1 {
		t.Errorf("asked %d times, want once: it was done", w.handler.messages)
	}
}

// halfway has accepted a message and not said so yet.
type halfway struct {
	chat.Journal
	taken, hold chan bool
}

func (h *halfway) Accept(ctx context.Context, key, author string, m *chat.Message, at time.Time) (bool, error) {
	fresh, err := h.Journal.Accept(ctx, key, author, m, at)
	h.taken <- true
	<-h.hold
	return fresh, err
}
