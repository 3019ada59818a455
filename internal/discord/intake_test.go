package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
)

// alert is a handler for which what holds "danger" is urgent, and answered by a warning; the rest waits for the channel.
func alert(others <-chan struct{}) *chattest.Handler {
	return &chattest.Handler{
		OnUrgent: func(m chat.Message) bool { return strings.Contains(m.Text, "danger") },
		OnMessage: func(ctx context.Context, m chat.Message) *chat.Reply {
			if strings.Contains(m.Text, "danger") {
				return &chat.Reply{Words: chat.Words{Lead: "please call somebody"}, Warning: true, ReplyTo: m.ID}
			}
			select {
			case <-others:
			case <-ctx.Done():
			}
			return &chat.Reply{Words: chat.Words{Text: "echo: " + m.Text}, ReplyTo: m.ID}
		}}
}

func open() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

// strange is a thread that no event has told of, about which Discord does not answer.
func (w *world) strange() *fakediscord.Channel {
	w.t.Helper()
	x := w.server.StartThread(w.server.Say(w.room, w.ann, "x"), w.ann, "thread")
	w.settle()
	w.guilds.mu.Lock()
	w.guilds.drop(x.ID)
	w.guilds.mu.Unlock()
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: "/channels/" + x.ID, Delay: time.Hour})
	return x
}

// TestHangingLookUp: a channel about which Discord does not answer holds up no other, and no danger in its own.
func TestHangingLookUp(t *testing.T) {
	t.Parallel()
	h := alert(open())
	w := newWorld(t, h, nil)
	x, mention := w.strange(), w.server.Bot().Mention()
	var there []*fakediscord.Message
	for i := range 2 {
		there = append(there, w.server.Say(x, w.ann, fmt.Sprint(mention, " ", i)))
	}
	danger := w.server.Say(x, w.ann, mention+" danger")
	here := w.ask("here")
	begun := time.Now()
	w.reply(danger)
	t.Logf("a warning in a channel that is not known: %s", time.Since(begun))
	w.reply(here)
	for _, q := range there {
		if n := len(w.server.Replies(q)); n != 0 {
			t.Errorf("%q was answered before what it held up", q.Content)
		}
		w.reply(q)
	}
	var order []string
	for _, m := range h.Messages() {
		if m.Channel == x.ID && m.ID != danger.ID {
			order = append(order, m.Text)
		}
	}
	if got := strings.Join(order, " "); got != "0 1" {
		t.Errorf("got %q in that channel, want its order", got)
	}
}

// TestGuessedPlace: a message that was taken on when Discord did not tell that its channel is a thread stays the same message
// when that is known: its edit changes its reply, its deletion removes that, and a press is about it.
func TestGuessedPlace(t *testing.T) {
	t.Parallel()
	h := alert(open())
	answer := h.OnMessage
	h.OnMessage = func(ctx context.Context, m chat.Message) *chat.Reply {
		r := answer(ctx, m)
		r.About, r.Buttons = m.ID, []chat.Button{{Label: "Not meant", Action: chat.Misread, Ref: "x"}}
		return r
	}
	w := newWorld(t, h, nil)
	x := w.strange()
	q := w.server.Say(x, w.ann, w.server.Bot().Mention()+" danger")
	w.reply(q)
	w.server.HealREST()
	w.server.Cut()
	w.waitIdentifies(2)
	w.until("the thread is not known", func() bool { _, known := w.guilds.channel(x.ID); return known })
	w.settle()
	w.server.Press(w.reply(q), w.ann, "Not meant").Message(soon)
	if all := h.Presses(); len(all) != 1 || !all[0].Mine {
		t.Errorf("got %+v, want a press by who asked", all)
	}
	w.server.EditMessage(q, w.server.Bot().Mention()+" another danger")
	w.until("the edit is not seen", func() bool {
		all := h.Messages()
		return all[len(all)-1].Text == "another danger"
	})
	w.settle()
	if n := len(w.server.Replies(q)); n != 1 {
		t.Errorf("got %d replies, want one", n)
	}
	if all := h.Messages(); len(all) != 2 || all[0].Key() != all[1].Key() {
		t.Errorf("got %+v, want the question and its edit", all)
	}
	w.server.DeleteMessage(q)
	w.until("it is not forgotten", func() bool { return slices.Contains(h.Forgotten(), h.Messages()[0].Key()) })
}

// TestNotSeenPast: what waits is not noted as seen, whatever newer was taken on; so the next run finds it, and answers it once.
func TestNotSeenPast(t *testing.T) {
	t.Parallel()
	w := newWorld(t, alert(open()), nil)
	x, mention := w.strange(), w.server.Bot().Mention()
	first := w.server.Say(x, w.ann, mention+" first")
	waits := w.server.Say(x, w.ann, mention+" waits")
	newer := w.ask("newer")
	w.reply(newer)
	if got := w.past.seen.low(); got >= number(first.ID) {
		t.Errorf("seen up to %d, with %s waiting", got, first.ID)
	}
	w.end() // what was begun is finished
	w.server.HealREST()
	w.prepare(nil)
	if v, ok, err := w.store.Kept(t.Context(), memoSeen); err != nil || !ok || number(v) >= number(waits.ID) {
		t.Errorf("noted up to %s (%v), with %s waiting", v, err, waits.ID)
	}
	w.run()
	for _, q := range []*fakediscord.Message{first, waits} {
		w.reply(q)
	}
	w.settle()
	for _, q := range []*fakediscord.Message{first, waits, newer} {
		if n := len(w.server.Replies(q)); n != 1 {
			t.Errorf("%q got %d replies, want one", q.Content, n)
		}
	}
}

// TestBurst: in a burst, what tells of danger is taken on before all that came before it.
func TestBurst(t *testing.T) {
	t.Parallel()
	others := make(chan struct{})
	defer close(others)
	w := newWorld(t, alert(others), func(_ *world, o *Options) { o.Courier.Deadline = soon })
	const many = 5000
	for i := range many {
		w.ask(fmt.Sprint(i))
	}
	begun := time.Now()
	q := w.ask("danger")
	at := chat.Message{Place: w.place(), ID: q.ID}
	w.until("the danger is not taken on", func() bool {
		_, ok, err := w.store.Lookup(context.Background(), at.Key())
		return ok && err == nil
	})
	t.Logf("taken on in a burst of %d: %s", many, time.Since(begun))
	if w.past.seen.low() >= number(q.ID) {
		t.Error("nothing waited any more")
	}
}

// TestBurstOfCommands: in a burst of /ask, what tells of danger is answered although none of the others is.
func TestBurstOfCommands(t *testing.T) {
	t.Parallel()
	others := make(chan struct{})
	w := newWorld(t, alert(others), func(_ *world, o *Options) { o.Courier.Deadline = soon })
	w.waitCommands(nil)
	const many = 5000
	for i := range many {
		w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": fmt.Sprint(i), "private": true})
	}
	begun := time.Now()
	m := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "danger", "private": true}).Message(soon)
	if m == nil || m.Text() != "please call somebody" || !m.Ephemeral() {
		t.Errorf("got %+v", m)
	}
	t.Logf("answered in a burst of %d commands: %s", many, time.Since(begun))
	if n := len(w.server.Ephemerals(w.ann)); n != 1 {
		t.Errorf("got %d answers, want that one alone", n)
	}
	close(others)
}

// TestUrgentPanics: a handler that fails while it looks for danger costs no message.
func TestUrgentPanics(t *testing.T) {
	t.Parallel()
	h := echo()
	h.OnUrgent = func(chat.Message) bool { panic("marked-words") }
	w := newWorld(t, h, nil)
	w.answers("hello")
	if strings.Contains(w.log.String(), "marked-words") {
		t.Errorf("the log has what it should not: %s", w.log)
	}
}

func TestTide(t *testing.T) {
	t.Parallel()
	var x tide
	check := func(want uint64) {
		t.Helper()
		if got := x.low(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	x.start(10)
	x.came(20)
	x.came(20)
	x.came(30)
	check(10)
	x.took(30)
	x.left(30)
	check(19)
	x.took(20)
	x.left(20)
	check(19)
	x.left(20)
	check(30)
	x.came(25) // late
	check(24)
	x.left(25)
	x.came(0)
	check(30)
}

// TestLanes: each lane keeps its order, none waits for another, there is a bound, and the end leaves nothing running.
func TestLanes(t *testing.T) {
	t.Parallel()
	l := newLanes(4, 2)
	hang, done := make(chan struct{}), make(chan int, 10)
	put := func(name string, do func()) {
		if !l.put(t.Context(), name, do) {
			t.Errorf("%s takes nothing", name)
		}
	}
	put("a", func() { <-hang })
	put("a", func() { done <- 3 })
	put("b", func() { done <- 1 })
	if got := <-done; got != 1 {
		t.Errorf("got %d", got)
	}
	if !l.aside(func() { done <- 2 }) || <-done != 2 {
		t.Error("nothing goes aside")
	}
	for range 2 {
		put("a", func() {})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if l.put(ctx, "c", func() {}) {
		t.Error("it takes more than there is room for")
	}
	close(hang)
	if got := <-done; got != 3 {
		t.Errorf("got %d", got)
	}
	l.close()
	if l.put(t.Context(), "d", func() { t.Error("done after the end") }) || l.aside(func() { t.Error("done after the end") }) {
		t.Error("it takes something after its end")
	}
}
