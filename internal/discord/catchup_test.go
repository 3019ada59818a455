package discord

import (
	"encoding/json"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

// TestCatchUp: what was said while the program did not run is answered at its next start: mentions in channels and
// threads and direct messages, but not what is too old, answered, or not for the bot.
func TestCatchUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	closed := w.server.AddChannel(w.guild, "closed")
	thread := w.server.StartThread(w.server.Say(w.room, w.ann, "x"), w.ann, "thread")
	w.server.Say(w.server.DM(w.ann), w.ann, "first")
	w.settle()
	w.end()
	w.server.Deny(closed, w.server.Everyone(w.guild), fakediscord.ViewChannel)
	mention := w.server.Bot().Mention() + " "
	missed := []*fakediscord.Message{
		w.server.Say(w.room, w.ann, mention+"in a channel"), w.server.Say(thread, w.ann, mention+"in a thread"), w.server.Say(w.server.DM(w.ann), w.ann, "directly")}
	silent := []*fakediscord.Message{w.server.Say(w.room, w.ann, "not for the bot"), w.server.Say(closed, w.ann, mention+"where the bot may not look")}
	w.start(nil)
	for _, q := range missed {
		if r := w.server.WaitReply(q, soon); r == nil {
			t.Errorf("%q got no reply; the log: %s", q.Content, w.log)
		}
	}
	w.settle()
	w.server.Cut() // and once more, when all has been answered
	w.waitIdentifies(3)
	w.settle()
	for _, q := range missed {
		if n := len(w.server.Replies(q)); n != 1 {
			t.Errorf("%q got %d replies, want one", q.Content, n)
		}
	}
	for _, q := range silent {
		if n := len(w.server.Replies(q)); n != 0 {
			t.Errorf("%q got %d replies, want none", q.Content, n)
		}
	}
	if n := w.server.Counts().Invalid; n != 0 {
		t.Errorf("got %d invalid requests", n)
	}
}

// TestCatchUpAgain: when what was said cannot be read at first, it is read a little later.
func TestCatchUpAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.settle()
	w.end()
	q := w.ask("missed")
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: "/messages", Times: 2, Status: 503})
	w.start(nil)
	w.reply(q)
}

// TestFirstStart: a bot that never ran before does not answer what was said before it came.
func TestFirstStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.end()
	w.dir = t.TempDir()
	q := w.ask("before it came")
	w.start(nil)
	w.settle()
	if n := len(w.server.Replies(q)); n != 0 {
		t.Errorf("got %d replies, want none", n)
	}
}

// TestWhoseDirectChannel: a direct channel is remembered with the person, so that it can be forgotten with them.
func TestWhoseDirectChannel(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	dm := w.server.DM(w.ann)
	w.server.Say(dm, w.ann, "hello")
	w.settle()
	if v, ok, err := w.store.Kept(t.Context(), memoDirect+dm.ID); err != nil || !ok || v != w.ann.ID {
		t.Errorf("got %q, %v, %v, want the person", v, ok, err)
	}
}

// TestForgottenJournal: when the journal is lost, the channel itself shows what was answered.
func TestForgottenJournal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	q := w.ask("hello")
	w.reply(q)
	w.settle()
	w.end()
	said := w.ask("missed")
	w.dir = t.TempDir()
	w.prepare(nil)
	if err := w.store.Keep(t.Context(), memoSeen, q.ID, time.Now().Add(time.Hour)); err != nil { // only that is left
		t.Fatal(err)
	}
	w.run()
	w.reply(said)
	w.settle()
	if n := len(w.server.Replies(q)); n != 1 {
		t.Errorf("got %d replies, want the one", n)
	}
}

func TestGap(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	a := &Adapter{past: newPast(func() time.Time { return now })}
	for _, tt := range []struct{ seen, want time.Time }{
		{now.Add(-2 * time.Minute), now.Add(-2*time.Minute - overlap)},
		{now.Add(-time.Hour), now.Add(-time.Hour - overlap)},
		{now.Add(-48 * time.Hour), now.Add(-chat.Lasting)},
		{now, now.Add(-overlap)},
	} {
		a.past.seen.start(idAt(tt.seen))
		a.past.begin()
		if got := a.past.gap.start(); got != idAt(tt.want) {
			t.Errorf("seen %s: got %d, want %d", tt.seen, got, idAt(tt.want))
		}
	}
}

// TestGapCutShort: a look at what was missed that was cut short is begun anew, and until then the next run would do it too.
func TestGapCutShort(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	a := &Adapter{past: newPast(func() time.Time { return now })}
	a.past.seen.start(idAt(now.Add(-5 * time.Minute)))
	a.past.begin()
	began := a.past.gap.start()
	a.past.seen.took(9000000000000000000)
	a.past.cutShort.Store(true)
	a.keepSeen(t.Context()) // would need a Memo if it kept anything
	if a.past.begin(); a.past.gap.start() != began {
		t.Errorf("got the gap from %d, want from %d again", a.past.gap.start(), began)
	}
	if a.past.begin(); a.past.gap.start() <= began {
		t.Error("what came to its end is begun once more")
	}
}

func TestUnanswered(t *testing.T) {
	t.Parallel()
	var said []message
	err := json.Unmarshal([]byte(`[
		{"id":"1","channel_id":"9","author":{"id":"5"},"content":"answered by the bot"},
		{"id":"2","channel_id":"9","author":{"id":"7","bot":true},"message_reference":{"message_id":"1"}},
		{"id":"3","channel_id":"9","author":{"id":"5"},"content":"answered by a person"},
		{"id":"4","channel_id":"9","author":{"id":"6"},"type":19,"message_reference":{"message_id":"3"},"content":"try heat"},
		{"id":"5","channel_id":"9","author":{"id":"5"},"content":"the last word"},
		{"id":"6","channel_id":"9","author":{"id":"5"},"content":"and another"},
		{"id":"7","channel_id":"9","webhook_id":"8","author":{"id":"8"},"content":"hook"},
		{"id":"8","channel_id":"9","type":7,"author":{"id":"4"}}]`), &said)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{"3": true, "4": true, "5": false, "6": false}
	got := unanswered(said, "7")
	if len(got) != len(want) {
		t.Errorf("got %+v, want %v", got, want)
	}
	for _, m := range got {
		if answered, ok := want[m.ID]; !ok || m.answered != answered {
			t.Errorf("%s: got answered %v, want %v", m.ID, m.answered, answered)
		}
	}
}
