package bot

import (
	"context"
	"log/slog"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	"backtalk/internal/terminal"
)

// newEngine builds a real engine over the small knowledge of testdata. Its thresholds leave room for changes of the
// ranking: these tests are about what the bot makes of an answer.
func newEngine() (*answer.Engine, error) {
	dir := os.DirFS("testdata/knowledge")
	c, err := corpus.Load(dir)
	if err != nil {
		return nil, err
	}
	rules, err := answer.LoadRules(dir)
	if err != nil {
		return nil, err
	}
	return answer.New(c, rules, answer.Thresholds{Quote: 0.3, Clarify: 0.1, Listen: 0.3})
}

// shared is one engine for all tests that do not close it.
var shared = sync.OnceValues(newEngine)

func engineFor(t *testing.T) *answer.Engine {
	t.Helper()
	e, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// full is a clinic with everything configured.
func full() Clinic {
	return Clinic{Name: "Test Practice", Phone: "(770) 555-0100", ContactURL: "https://example.com/contact",
		BookingURL: "https://example.com/book", BookingLabel: "Book now"}
}

// world is a bot with a clock that stands still until it is moved.
type world struct {
	*Bot
	t    *testing.T
	mu   sync.Mutex
	time time.Time
	sent int
}

func newWorld(t *testing.T, c Clinic) *world {
	w := &world{t: t, time: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	w.Bot = New(engineFor(t), c, w.clock, slog.New(slog.DiscardHandler))
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.time
}

func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.time = w.time.Add(d)
}

// message is what ann says to the bot in a channel; change it before it is said.
func (w *world) message(text string) chat.Message {
	w.sent++
	return chat.Message{Place: chat.Place{Platform: "test", Space: "s", Channel: "c"}, ID: strconv.Itoa(w.sent), Author: "ann",
		Text: text, Addressed: true, Time: w.clock()}
}

// says sends a message of ann's to the bot; the reply must not be silence.
func (w *world) says(text string) *chat.Reply {
	w.t.Helper()
	return w.sends(w.message(text))
}

func (w *world) sends(m chat.Message) *chat.Reply {
	w.t.Helper()
	r := w.Message(context.Background(), m)
	if r == nil {
		w.t.Fatalf("%q: got silence", m.Text)
	}
	if r.ReplyTo != m.ID {
		w.t.Errorf("%q: replies to %q, want %q", m.Text, r.ReplyTo, m.ID)
	}
	return r
}

// books tells whether a reply shows the booking link.
func books(r *chat.Reply) bool { return r.Link != nil && r.Link.URL == full().BookingURL }

// section is the section of the first passage; empty when nothing is quoted.
func section(r *chat.Reply) string {
	if len(r.Passages) == 0 {
		return ""
	}
	return r.Passages[0].Passage.Section().ID
}

func plain(r *chat.Reply) string { return terminal.Render(r, terminal.Options{}) }
