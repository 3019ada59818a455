package courier

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"backtalk/internal/chat"
	"backtalk/internal/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// platform is a platform as a person sees it: what stands where, in the order of posting.
type platform struct {
	mu         sync.Mutex
	posts      []post
	next       int
	fail       []error // the errors of the next posts; nil is none
	stands     bool    // a failing post stands all the same
	refuses    bool    // people take no direct messages
	blind      bool    // looking for a post fails
	whisperErr error   // of every direct message
	notices    []chat.Notice
	deaf       bool                     // notices fail
	down       bool                     // everything fails
	hangs      map[string]chan struct{} // posts of these words wait
	finds      int
}

type post struct {
	ref, to, text, nonce, answers string
	buttons                       []chat.Button
}

var _ Platform = (*platform)(nil)

func (p *platform) Post(_ context.Context, at chat.Place, r *chat.Reply, nonce string) (string, error) {
	return p.add(at.Channel, r, nonce)
}

func (p *platform) Whisper(_ context.Context, _ chat.Place, person string, r *chat.Reply, nonce string) (string, error) {
	if p.whisperErr != nil {
		return "", p.whisperErr
	}
	if p.refuses {
		return "", fmt.Errorf("sending: %w", ErrRefused)
	}
	return p.add("@"+person, r, nonce)
}

func (p *platform) add(to string, r *chat.Reply, nonce string) (string, error) {
	p.mu.Lock()
	hang := p.hangs[r.Lead]
	p.mu.Unlock()
	if hang != nil {
		<-hang
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	if p.down {
		return "", errors.New("503")
	}
	if len(p.fail) > 0 {
		err, p.fail = p.fail[0], p.fail[1:]
	}
	p.next++
	ref := fmt.Sprint(p.next)
	if err == nil || p.stands {
		p.posts = append(p.posts, post{ref, to, r.Lead, nonce, r.ReplyTo, r.Buttons})
	}
	if err != nil {
		return "", err
	}
	return ref, nil
}

func (p *platform) at(ref string) int {
	return slices.IndexFunc(p.posts, func(q post) bool { return q.ref == ref })
}

func (p *platform) Edit(_ context.Context, ref string, r *chat.Reply) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return errors.New("503")
	}
	i := p.at(ref)
	if i < 0 {
		return ErrGone
	}
	p.posts[i].text = r.Lead
	return nil
}

func (p *platform) Delete(_ context.Context, ref string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		return errors.New("503")
	}
	if i := p.at(ref); i >= 0 {
		p.posts = slices.Delete(p.posts, i, i+1)
	}
	return nil
}

func (p *platform) Find(_ context.Context, at chat.Place, person, id, nonce string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finds++
	if p.blind || p.down {
		return "", errors.New("503")
	}
	to := at.Channel
	if person != "" {
		to = "@" + person
	}
	for _, q := range p.posts {
		if q.to == to && q.nonce == nonce {
			return q.ref, nil
		}
	}
	return "", nil
}

func (p *platform) Link(at chat.Place, id string) string    { return "link:" + at.Channel + "/" + id }
func (p *platform) Profile(_ chat.Place, who string) string { return "profile:" + who }

func (p *platform) Notify(_ context.Context, n chat.Notice) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.deaf || p.down {
		return errors.New("the channel is closed")
	}
	p.notices = append(p.notices, n)
	return nil
}

// seen is all that stands, one post a line: "channel: text".
func (p *platform) seen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var lines []string
	for _, q := range p.posts {
		lines = append(lines, q.to+": "+q.text)
	}
	return strings.Join(lines, "\n")
}

// handler answers with a function; without one it echoes.
type handler struct {
	mu        sync.Mutex
	message   func(chat.Message) *chat.Reply
	press     func(chat.Press) *chat.Reply
	messages  int
	forgotten []string
}

func (h *handler) Message(_ context.Context, m chat.Message) *chat.Reply {
	h.mu.Lock()
	h.messages++
	h.mu.Unlock()
	if h.message != nil {
		return h.message(m)
	}
	return &chat.Reply{Words: chat.Words{Lead: "echo " + m.Text}, ReplyTo: m.ID}
}

func (h *handler) Press(_ context.Context, p chat.Press) *chat.Reply { return h.press(p) }
func (h *handler) Urgent(_ context.Context, m chat.Message) bool {
	return strings.HasPrefix(m.Text, "danger")
}
func (h *handler) Suggest(context.Context, string, int) []chat.Suggestion { return nil }

func (h *handler) Forget(_ context.Context, key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forgotten = append(h.forgotten, key)
}

// world is a courier between a platform and a handler, over a real store.
type world struct {
	t        *testing.T
	dir      string
	mu       sync.Mutex
	now      time.Time
	platform *platform
	handler  *handler
	log      *lockedBuffer
	*Courier
	kept    *store.Store
	backlog *Backlog // of the courier before; nil: a new program
	end     func()
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, dir: t.TempDir(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), platform: &platform{}, handler: &handler{}, log: &lockedBuffer{}}
	w.start(nil)
	t.Cleanup(func() { w.end() })
	return w
}

// looked is a Journal that tells when it was first looked through for what was left.
type looked struct {
	chat.Journal
	first chan struct{}
	once  sync.Once
}

// Pending looks.
func (l *looked) Pending(ctx context.Context, platform string, since time.Time) ([]chat.Message, error) {
	defer l.once.Do(func() { close(l.first) })
	return l.Journal.Pending(ctx, platform, since)
}

// start starts the program, and lets it look into the Journal as it does at first, so that it finds nothing that a test
// puts there later; wrap, when there is one, puts something between the program and the store.
func (w *world) start(wrap func(chat.Journal) chat.Journal) {
	w.t.Helper()
	kept, err := store.Open(context.Background(), w.dir, w.clock)
	if err != nil {
		w.t.Fatal(err)
	}
	w.kept = kept
	var journal chat.Journal = kept
	if wrap != nil {
		journal = wrap(kept)
	}
	look := &looked{Journal: journal, first: make(chan struct{})}
	w.Courier = New(Options{
		Name: "fake", Platform: w.platform, Handler: w.handler, Journal: look, Ledger: kept, Keeper: kept, Memo: kept, Backlog: w.backlog,
		Staff: func(platform string) Notifier {
			if platform == "fake" {
				return w.platform
			}
			return nil
		},
		Trouble: func(at chat.Place) *chat.Notice {
			return &chat.Notice{To: chat.Place{Platform: "fake"}, Text: "barred from " + at.Channel}
		},
		Missed: func(u chat.Unsaid, n int) *chat.Notice {
			return &chat.Notice{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: fmt.Sprintf("not said: %d, %s", n, u.Why), About: u.Place, ID: u.ID}
		},
		Away: func(platform string, from, to time.Time) []*chat.Notice {
			return []*chat.Notice{{To: chat.Place{Platform: "fake", Channel: "staff"}, Text: fmt.Sprintf("away from %s for %s", platform, to.Sub(from))}}
		},
		Apology: func() string { return "sorry" }, Log: slog.New(slog.NewTextHandler(w.log, nil)), Now: w.clock,
	})
	w.pause = time.Millisecond
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	<-look.first
	w.end = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Errorf("Run: %v", err)
		}
		if err := kept.Close(); err != nil {
			w.t.Errorf("closing the store: %v", err)
		}
	})
}

func (w *world) message(id, text string) chat.Message {
	return chat.Message{Place: chat.Place{Platform: "fake", Space: "s", Channel: "c"}, ID: id, Author: "ann", Text: text, Addressed: true, Time: w.clock()}
}

func (w *world) settle() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := w.Settle(ctx); err != nil {
		w.t.Fatal("the courier does not settle")
	}
}

// clock is the world's clock, and wait turns it.
func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// set changes the platform.
func (w *world) set(change func(p *platform)) {
	w.platform.mu.Lock()
	defer w.platform.mu.Unlock()
	change(w.platform)
}

// sweeps looks once for what was left, as Run does every few seconds, and waits until it is dealt with.
func (w *world) sweeps() {
	w.t.Helper()
	w.sweep(context.Background())
	w.settle()
}

// told wants that staff were told these things so far.
func (w *world) told(want ...string) {
	w.t.Helper()
	w.platform.mu.Lock()
	defer w.platform.mu.Unlock()
	var got []string
	for _, n := range w.platform.notices {
		got = append(got, strings.TrimSpace(n.Text+" "+n.Link))
	}
	if !slices.Equal(got, want) {
		w.t.Errorf("staff were told %q, want %q", got, want)
	}
}

// listed wants so many entries of what was not said.
func (w *world) listed(want int) {
	w.t.Helper()
	if got, err := w.kept.Unsaid(context.Background(), false); len(got) != want || err != nil {
		w.t.Errorf("listed as not said: got %+v, %v, want %d", got, err, want)
	}
}

// say delivers a message and waits until it is dealt with.
func (w *world) say(m chat.Message) {
	w.t.Helper()
	w.Message(context.Background(), m)
	w.settle()
}

func (w *world) want(want ...string) {
	w.t.Helper()
	if got := w.platform.seen(); got != strings.Join(want, "\n") {
		w.t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
