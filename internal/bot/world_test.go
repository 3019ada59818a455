package bot

import (
	"context"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/corpus"
	"backtalk/internal/learnt"
	"backtalk/internal/sign"
	"backtalk/internal/terminal"
	"backtalk/internal/voice"
	"backtalk/knowledge"
)

// smallThresholds leave room for changes of the ranking, and no choice to what the small knowledge does not hold: these tests are
// about what the bot makes of an answer.
func smallThresholds() answer.Thresholds {
	return answer.Thresholds{Quote: 0.7, Clarify: 0.68, Listen: 0.7}
}

// newEngine builds a real engine over the small knowledge of testdata.
func newEngine() (*answer.Engine, error) {
	return newEngineWith(smallThresholds())
}

func newEngineWith(th answer.Thresholds) (*answer.Engine, error) {
	dir := os.DirFS("testdata/knowledge")
	c, err := corpus.Load(corpus.Folders{Builtin: dir})
	if err != nil {
		return nil, err
	}
	signs, err := sign.Load(dir, learntOnly{knowledge.FS})
	if err != nil {
		return nil, err
	}
	return answer.New(c, signs, th)
}

// learntOnly is a knowledge folder that holds nothing but what the program has learnt, which tells what people go on with after a
// warning. It knows none of the made-up signs, so that these are found by their certain words.
type learntOnly struct{ fs.FS }

// Open opens what was learnt.
func (l learntOnly) Open(name string) (fs.File, error) {
	if name != learnt.Name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return l.FS.Open(name)
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
func full() voice.Clinic {
	return voice.Clinic{Name: "Test Practice", Phone: "(770) 555-0100", ContactURL: "https://example.com/contact",
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

func newWorld(t *testing.T, c voice.Clinic) *world { return newWorldOf(t, Options{Clinic: c}) }

// newStaffed is a world in which staff have a channel.
func newStaffed(t *testing.T) *world {
	return newWorldOf(t, Options{Clinic: full(), Spaces: []Space{{Platform: "test", ID: "s", StaffChannel: desk()}}})
}

// desk is the staff channel, on another platform.
func desk() chat.Place { return chat.Place{Platform: "other", Space: "w", Channel: "staff"} }

func newWorldOf(t *testing.T, o Options) *world {
	w := &world{t: t, time: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	if o.Engine == nil {
		o.Engine = engineFor(t)
	}
	o.Now = w.clock
	w.Bot = New(o)
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
	if err := chattest.Sound(r); err != nil {
		w.t.Errorf("%q: %v", m.Text, err)
	}
	if r.ReplyTo != m.ID {
		w.t.Errorf("%q: replies to %q, want %q", m.Text, r.ReplyTo, m.ID)
	}
	return r
}

// presses lets somebody press something about a message; change the press before that. The reply is never nil.
func (w *world) presses(p chat.Press) *chat.Reply {
	w.t.Helper()
	r := w.Press(context.Background(), p)
	if r == nil {
		w.t.Fatalf("%s %q: got nil", p.Action, p.Ref)
	}
	if err := chattest.Sound(r); err != nil {
		w.t.Errorf("%s %q: %v", p.Action, p.Ref, err)
	}
	return r
}

// about is a press of ann's about a message.
func about(m chat.Message, a chat.Action, ref string) chat.Press {
	p := press(a, ref)
	p.Place, p.Target = m.Place, &chat.Message{Place: m.Place, ID: m.ID}
	p.Direct = m.Direct
	return p
}

// answerTo is what the engine answers to words that are said to the bot.
func answerTo(t *testing.T, text string) answer.Answer {
	t.Helper()
	a, err := engineFor(t).Answer(context.Background(), answer.Question{Text: text, Addressed: true})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// hello is what the small knowledge says to a greeting.
const hello = "Hello! Ask me anything about massage."

// kind is what a reply is to whoever reads it, in one word, else its first words; empty for silence.
func (w *world) kind(r *chat.Reply) string {
	v := w.settings().usual.voice
	switch {
	case r == nil:
		return ""
	case r.Warning:
		return "warn"
	case len(r.Passages) > 0:
		return "answer"
	case books(r):
		return "booking"
	case r.Lead == hello:
		return "greet"
	case r.Lead == v.SlowDown(), r.Lead == v.TooBusy():
		return "limited"
	case r.Lead == v.Paused():
		return "paused"
	}
	return r.Lead
}

// actions are what a reply's buttons do.
func actions(r *chat.Reply) string {
	var all []string
	for _, b := range r.Buttons {
		all = append(all, string(b.Action))
	}
	return strings.Join(all, " ")
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
