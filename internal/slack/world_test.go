package slack

import (
	"bytes"
	"context"
	"flag"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/store"
)

// TestMain looks for what is left running. The search library's workers live as long as the program.
func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "8") // these tests wait more than they work
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// patience is how long tests wait for something that should be there at once, on a busy machine too.
const patience = time.Minute

// logs is a log in memory.
type logs struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write appends to the log.
func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String is the whole log.
func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// world is the adapter connected to a fake Slack.
type world struct {
	server  *fakeslack.Server
	clinic  *fakeslack.Team
	general *fakeslack.Channel
	ann     *fakeslack.User
	bob     *fakeslack.User
	slack   *Slack
	log     *logs

	stop  context.CancelFunc
	ended chan error
	once  sync.Once
	err   error
}

// change changes how a world is made before it is started.
type change func(w *world, o *Options)

// newWorld makes a world that lives as long as the test, with a connected adapter.
func newWorld(t testing.TB, h chat.Handler, changes ...change) *world {
	t.Helper()
	w := prepare(t, h, changes...)
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatalf("%v; log: %s", err, w.log)
	}
	return w
}

// prepare makes a world whose adapter does not run yet.
func prepare(t testing.TB, h chat.Handler, changes ...change) *world {
	t.Helper()
	return prepareOn(t, fakeslack.New(t, fakeslack.WithTiming(quick())), h, changes...)
}

// quick are Slack's waits, shorter where tests would have to wait, and longer where a busy machine would be too slow.
func quick() fakeslack.Timing {
	return fakeslack.Timing{Ping: 50 * time.Millisecond, Grace: 50 * time.Millisecond, Ack: patience / 2, Trigger: patience / 2}
}

// again are waits for tests in which acknowledgements get lost: events come again soon, and are not given up.
func again(ack time.Duration) fakeslack.Timing {
	t := quick()
	t.Ack, t.Retries = ack, slices.Repeat([]time.Duration{50 * time.Millisecond}, 100)
	return t
}

// prepareOn does so on a given fake Slack.
func prepareOn(t testing.TB, server *fakeslack.Server, h chat.Handler, changes ...change) *world {
	t.Helper()
	w := &world{server: server, log: &logs{}}
	w.clinic = w.server.Team()
	w.ann, w.bob = w.clinic.AddUser("ann"), w.clinic.AddUser("bob")
	w.general = w.clinic.AddChannel("general").AddBot()
	db, err := store.Open(t.Context(), t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	o := Options{
		AppToken: w.server.AppToken(), BotToken: w.clinic.BotToken(), APIURL: w.server.APIURL(),
		Spaces: map[string]Space{w.clinic.ID: {}}, Memo: db, PostEvery: time.Microsecond,
		Log: slog.New(slog.NewTextHandler(w.log, nil)),
		Courier: courier.Options{Handler: h, Journal: db, Apology: func() string { return "Sorry, something went wrong." },
			Staff: func(name string) courier.Notifier {
				if name == platform {
					return w.slack
				}
				return nil
			}},
	}
	for _, c := range changes {
		c(w, &o)
	}
	if w.slack, err = New(o); err != nil {
		t.Fatal(err)
	}
	w.slack.link.Pace.First = 10 * time.Millisecond
	return w
}

// start runs the adapter; it is stopped at the end of the test.
func (w *world) start(t testing.TB) {
	ctx, cancel := context.WithCancel(context.Background())
	w.stop, w.ended = cancel, make(chan error, 1)
	go func() { w.ended <- w.slack.Run(ctx) }()
	t.Cleanup(func() {
		if err := w.end(); err != nil {
			t.Errorf("the adapter ended with %v", err)
		}
	})
}

// end stops the adapter and returns its error.
func (w *world) end() error {
	w.once.Do(func() {
		w.stop()
		w.err = <-w.ended
	})
	return w.err
}

// settle waits until the adapter has acknowledged everything and said all it has to say. Slack tells it of that, too.
func (w *world) settle(t testing.TB) {
	t.Helper()
	w.acknowledged(t)
	w.idle(t)
	w.acknowledged(t)
}

// acknowledged waits until nothing is on its way to the adapter.
func (w *world) acknowledged(t testing.TB) {
	t.Helper()
	if !w.server.Wait(patience, func() bool {
		for _, d := range w.server.Deliveries() {
			if !d.Acknowledged() {
				return false
			}
		}
		return true
	}) {
		for _, d := range w.server.Deliveries() {
			if !d.Acknowledged() {
				t.Errorf("%s %s was sent %d times and not acknowledged", d.Type, d.Name, d.Tries())
			}
		}
		t.Fatalf("not everything was acknowledged; log: %s", w.log)
	}
}

// idle waits until nothing is under way.
func (w *world) idle(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		if err := w.slack.courier.Settle(ctx); err != nil {
			t.Fatalf("waiting for the courier: %v; log: %s", err, w.log)
		}
		if len(w.slack.work.first.all)+len(w.slack.work.hands.all)+len(w.slack.work.slow.all) == 0 {
			return
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("work goes on for ever; log: %s", w.log)
		}
	}
}

// mustHold fails the test when text lacks any of the parts.
func mustHold(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("got %q, want %q in it", text, p)
		}
	}
}
