package discord

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
)

// unsaids is what was told to be unsaid or unread.
type unsaids struct {
	mu  sync.Mutex
	all []chat.Message
	why []chat.Why
}

func (u *unsaids) note(_ context.Context, m chat.Message, why chat.Why) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.all, u.why = append(u.all, m), append(u.why, why)
}

func (u *unsaids) list() ([]chat.Message, []chat.Why) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.all), slices.Clone(u.why)
}

// after starts the program anew, as if what it saw last was said that long ago.
func (w *world) after(away time.Duration, change func(*world, *Options)) *unsaids {
	w.t.Helper()
	w.end()
	w.prepare(change)
	if err := w.store.Keep(context.Background(), memoSeen, strconv.FormatUint(idAt(time.Now().Add(-away)), 10), time.Now().Add(time.Hour)); err != nil {
		w.t.Fatal(err)
	}
	u := &unsaids{}
	w.unsaid = u.note
	w.run()
	return u
}

func ago(d time.Duration) fakediscord.SayOption { return fakediscord.SentAt(time.Now().Add(-d)) }

// TestLongGap: what was said in a gap of any length up to a day is handed over: said to the bot or overheard, in channels and
// directly. What is older is not.
func TestLongGap(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	w.server.AllowIntents(fakediscord.MessageContent)
	room, heard, dm := w.server.AddChannel(w.guild, "a"), w.server.AddChannel(w.guild, "b"), w.server.DM(w.ann)
	w.server.Say(dm, w.ann, "hello", ago(30*time.Hour))
	w.settle()
	w.end()
	before := len(h.Messages())
	mention := w.server.Bot().Mention()
	w.server.Say(room, w.ann, mention+" too old", ago(25*time.Hour))
	want := []*fakediscord.Message{w.server.Say(room, w.ann, mention+" asked", ago(23*time.Hour)), w.server.Say(heard, w.ann, "overheard", ago(3*time.Hour)), w.server.Say(dm, w.ann, "directly", ago(time.Hour))}
	w.after(26*time.Hour, func(w *world, o *Options) { o.Spaces[w.guild.ID] = Space{Listen: []string{heard.ID}} })
	w.until("not all is handed over", func() bool { return len(h.Messages()) >= before+len(want) })
	w.settle()
	var got []string
	for _, m := range h.Messages()[before:] {
		got = append(got, m.ID)
	}
	slices.Sort(got)
	if ids := []string{want[0].ID, want[1].ID, want[2].ID}; !slices.Equal(got, ids) {
		t.Errorf("got %q, want %q", got, ids)
	}
}

// TestMuchMissed: however many pages it takes, all that was missed is found, up to a bound; beyond it staff are told, once.
func TestMuchMissed(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		said   int
		unread bool
	}{{450, false}, {maxMissed + 50, true}} {
		t.Run(fmt.Sprint(tt.said), func(t *testing.T) {
			t.Parallel()
			h := &chattest.Handler{}
			w := newWorld(t, h, nil)
			w.settle()
			w.end()
			w.server.SetBucket(10_000, time.Second)
			first := w.ask("first")
			for range tt.said {
				w.server.Say(w.room, w.ann, "not for the bot")
			}
			last := w.ask("last")
			u := w.after(2*time.Minute, nil)
			w.waitReady()
			w.settle()
			got := map[string]bool{}
			for _, m := range h.Messages() {
				got[m.ID] = true
			}
			if got[first.ID] == tt.unread || !got[last.ID] {
				t.Errorf("handed over the first %v and the last %v, want %v and true", got[first.ID], got[last.ID], !tt.unread)
			}
			w.past.cutShort.Store(true) // it is looked at again
			w.past.gap.next = time.Time{}
			w.catchUpAgain(t.Context())
			w.settle()
			all, why := u.list()
			if !tt.unread && len(all) != 0 {
				t.Errorf("got %+v as unread", all)
			}
			if tt.unread && (len(all) != 1 || all[0].Place != w.place() || all[0].Direct || why[0] != chat.Unread) {
				t.Errorf("got %+v, %q as unread, want the channel once", all, why)
			}
		})
	}
}

// TestUnreadable: what Discord does not let the bot read, staff are told of, once a gap and channel.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	dm, deaf, hidden, quiet := w.server.DM(w.ann), w.server.AddChannel(w.guild, "deaf"), w.server.AddChannel(w.guild, "hidden"), w.server.AddChannel(w.guild, "quiet")
	w.server.Say(dm, w.ann, "hello")
	w.server.Say(quiet, w.ann, "before")
	w.settle()
	w.end()
	everyone := w.server.Everyone(w.guild)
	w.server.Deny(deaf, everyone, fakediscord.ReadHistory)
	w.server.Deny(quiet, everyone, fakediscord.ReadHistory)
	w.server.Deny(hidden, everyone, fakediscord.ViewChannel)
	w.server.Say(deaf, w.ann, w.server.Bot().Mention()+" missed")
	w.server.Say(hidden, w.ann, w.server.Bot().Mention()+" missed")
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: dm.ID + "/messages", Status: 403})
	w.prepare(nil)
	u := &unsaids{}
	w.unsaid = u.note
	w.run()
	w.waitReady()
	w.settle()
	all, _ := u.list()
	slices.SortFunc(all, func(x, y chat.Message) int { return len(x.Space) - len(y.Space) })
	if len(all) != 2 || all[0].Place != (chat.Place{Platform: Name, Channel: dm.ID}) || !all[0].Direct || all[1].Channel != deaf.ID || all[1].Space != w.guild.ID || all[1].Direct {
		t.Errorf("got %+v as unread, want the direct channel and the deaf one", all)
	}
	w.server.Cut()
	w.waitIdentifies(3)
	w.settle()
	if all, _ := u.list(); len(all) != 3 { // the direct channel cannot be read in the next gap either
		t.Errorf("got %+v as unread after another gap", all)
	}
}

// TestGivenUp: what cannot be read is tried for a while, at ever longer distances; then staff are told.
func TestGivenUp(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	var g gap
	g.begin(idAt(now), 0, false, now)
	looks := 0
	for at := now; g.patient(at); at = at.Add(keepEvery) {
		if g.due(at) {
			looks++
		}
	}
	if looks < 10 || looks > 30 {
		t.Errorf("got %d looks in %s", looks, lookFor)
	}
	if !g.give("1") || g.give("1") || !g.give("2") {
		t.Error("a channel is given up once")
	}
	g.begin(idAt(now), 0, true, now)
	if g.give("1") {
		t.Error("a gap that was not looked up is another one")
	}
	g.begin(idAt(now), 0, false, now)
	if !g.give("1") {
		t.Error("a new gap is the last one still")
	}

	w := newWorld(t, echo(), nil)
	u := &unsaids{}
	w.unsaid = u.note
	w.past.gap.ended = time.Time{}
	w.server.Fail(fakediscord.RESTFault{Method: "GET", Path: w.room.ID + "/messages", Status: 500})
	for range 2 {
		w.catchUp(t.Context(), channel{ID: w.room.ID, GuildID: w.guild.ID})
	}
	if all, why := u.list(); len(all) != 1 || why[0] != chat.Unread || all[0].Place != w.place() || w.past.cutShort.Load() {
		t.Errorf("got %+v as unread, cut short %v", all, w.past.cutShort.Load())
	}
}

// TestEditedInALongGap: a question that was edited hours before the bot came back gets its answer changed.
func TestEditedInALongGap(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	q := w.ask("asked")
	w.reply(q)
	w.settle()
	w.end()
	w.server.EditMessage(q, w.server.Bot().Mention()+" my chest hurts")
	w.start(func(_ *world, o *Options) {
		o.Now = func() time.Time { return time.Now().Add(3 * time.Hour) }
		o.Courier.Now = o.Now
	})
	w.until("the reply to an edited question is not changed", func() bool {
		r := w.server.Replies(q)
		return len(r) == 1 && r[0].Text() == "echo: my chest hurts"
	})
}
