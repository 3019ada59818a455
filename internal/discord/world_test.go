package discord

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
	"backtalk/internal/store"
)

// TestMain looks for goroutines left behind and for anything that the library logs.
func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "8") // these tests wait more than they work
	fakewire.Main(m)
}

// soon is longer than anything takes that a test waits for, on a busy machine too. What must not be waited for lasts an
// hour in these tests, so that whoever waits for it is found by the test's own end.
const soon = time.Minute

// world is an adapter on a fake Discord, with a real store.
type world struct {
	t       testing.TB
	server  *fakediscord.Server
	guild   *fakediscord.Guild
	room    *fakediscord.Channel
	aside   *fakediscord.Channel // where nothing happens but marks
	ann     *fakediscord.User
	handler chat.Handler
	dir     string
	log     *fakewire.Log
	bye     time.Duration // that an orderly end of a connection may take
	*Adapter
	stop  context.CancelFunc
	ended chan error
	store *store.Store
}

// newWorld starts a guild and an adapter; change may change its options, or the adapter before it runs.
func newWorld(t testing.TB, h chat.Handler, change func(*world, *Options)) *world {
	t.Helper()
	w := &world{t: t, server: fakediscord.New(t), handler: h, dir: t.TempDir(), log: &fakewire.Log{}, bye: 20 * time.Millisecond}
	w.server.RequireNoPings()
	w.server.SetAnswerTime(soon)
	w.guild = w.server.AddGuild("Clinic")
	w.room = w.server.AddChannel(w.guild, "general")
	w.aside = w.server.AddChannel(w.guild, "marks")
	w.ann = w.server.AddMember(w.guild, "ann")
	t.Cleanup(func() { w.end() })
	w.start(change)
	return w
}

// start starts the program.
func (w *world) start(change func(*world, *Options)) {
	w.t.Helper()
	w.prepare(change)
	w.run()
	w.waitReady()
}

// waitReady waits until the program has a connection and knows its guild: the server's word for it comes earlier.
func (w *world) waitReady() {
	w.t.Helper()
	known := func() bool {
		w.guilds.mu.RLock()
		defer w.guilds.mu.RUnlock()
		return w.guilds.byID[w.guild.ID].ID != ""
	}
	w.until("not connected", known)
}

// until waits until something is so.
func (w *world) until(otherwise string, so func() bool) {
	w.t.Helper()
	if !w.server.Until(soon, so) {
		w.t.Fatalf("%s; the log: %s", otherwise, w.log)
	}
}

// prepare makes an adapter that does not run yet.
func (w *world) prepare(change func(*world, *Options)) {
	w.t.Helper()
	kept, err := store.Open(context.Background(), w.dir, time.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	w.store = kept
	logger := slog.New(slog.NewTextHandler(w.log, nil))
	o := Options{Token: fakediscord.Token, APIURL: w.server.API(), Memo: kept, Log: logger, Now: time.Now, Spaces: map[string]Space{},
		Courier: courier.Options{Handler: w.handler, Journal: kept, Log: logger, Now: time.Now,
			Apology: func() string { return "Sorry, something went wrong." }, Trouble: func(chat.Place) *chat.Notice { return nil }}}
	o.Courier.Staff = func(string) courier.Notifier { return w.Adapter }
	if change != nil {
		change(w, &o)
	}
	if w.Adapter, err = New(o); err != nil {
		w.t.Fatal(err)
	}
	// The library sleeps a second at the end of a connection, and that is all it does after a farewell.
	w.gateway.Pace = link.Pace{First: 10 * time.Millisecond, Longest: 50 * time.Millisecond, Open: soon / 2, Stop: w.bye}
	w.presses.deferAfter, w.presses.prompt = soon, link.Promptness{Attempt: soon, All: soon}
}

// run starts the adapter, once the server has noticed the end of the one before: it would tell that one what is said.
func (w *world) run() {
	w.t.Helper()
	if !w.server.WaitConnected(0, soon) {
		w.t.Fatal("the former connection goes on")
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stop, w.ended = stop, make(chan error, 1)
	go func(a *Adapter, ended chan error) { ended <- a.Run(ctx) }(w.Adapter, w.ended)
}

// end stops the program and returns what it ended with.
func (w *world) end() error {
	if w.stop == nil {
		return nil
	}
	w.stop()
	w.stop = nil
	err := <-w.ended
	if cerr := w.store.Close(); cerr != nil {
		w.t.Errorf("closing the store: %v", cerr)
	}
	return err
}

// settle waits until all that was said so far has been dealt with.
func (w *world) settle() {
	w.t.Helper()
	w.mark() // a look at what was missed may find this one before other things; the next comes behind those
	w.drain()
}

// mark waits until something said now has been taken on.
func (w *world) mark() {
	w.t.Helper()
	m := w.server.Say(w.aside, w.ann, "mark")
	w.until("a mark is not seen", func() bool { return w.past.seen.low() >= number(m.ID) && w.past.looking.Load() == 0 })
}

// drain waits like settle, when nothing that was missed is being looked for.
func (w *world) drain() {
	w.t.Helper()
	w.mark()
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	if err := w.courier.Settle(ctx); err != nil {
		w.t.Fatalf("settling: %v; the log: %s", err, w.log)
	}
}

// ask says something to the bot.
func (w *world) ask(text string, o ...fakediscord.SayOption) *fakediscord.Message {
	return w.server.Say(w.room, w.ann, w.server.Bot().Mention()+" "+text, o...)
}

// reply waits for the bot's reply.
func (w *world) reply(m *fakediscord.Message) *fakediscord.Message {
	w.t.Helper()
	r := w.server.WaitReply(m, soon)
	if r == nil {
		w.t.Fatalf("no reply; the log: %s", w.log)
	}
	return r
}

// waitLog waits until the log has a text.
func (w *world) waitLog(text string) {
	w.t.Helper()
	w.until(fmt.Sprintf("%q is not in the log", text), func() bool { return strings.Contains(w.log.String(), text) })
}

// passages makes quotes of texts.
func quotesOf(t testing.TB, texts ...string) []chat.Quote {
	t.Helper()
	all, err := chattest.Passages(texts...)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]chat.Quote, len(all))
	for i, p := range all {
		out[i] = chat.Quote{Passage: p}
	}
	return out
}

func echo() *chattest.Handler {
	return &chattest.Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "echo: " + m.Text}, ReplyTo: m.ID}
	}}
}

func TestWorld(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	q := w.ask("does massage help?")
	if got, want := w.reply(q).Text(), "echo: does massage help?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	dm := w.server.DM(w.ann)
	w.server.Say(dm, w.ann, "hello")
	if m := w.server.WaitFor(dm, soon, func(m *fakediscord.Message) bool { return strings.Contains(m.Text(), "echo: hello") }); m == nil {
		t.Errorf("no answer in the direct message; the log: %s", w.log)
	}
	if err := w.end(); err != nil {
		t.Errorf("got %v at the end, want no error", err)
	}
	if strings.Contains(w.log.String(), "massage") {
		t.Errorf("the log holds what was said: %s", w.log)
	}
}
