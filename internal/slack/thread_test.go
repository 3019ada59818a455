package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
)

// TestThreads: a mention is answered in its thread; its author goes on there without mentions, until somebody is tagged.
// Then the author is still heard, for danger signs, as somebody whom a person answers.
func TestThreads(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk first")
	w.settle(t)
	if replies := fakeslack.BotMessages(w.general.Thread(said.TS, nil)); len(replies) != 1 {
		t.Fatalf("got %d replies in the thread, want 1", len(replies))
	}
	heard := 1
	say := func(who *fakeslack.User, text string, more int) chat.Message {
		t.Helper()
		who.Reply(w.general, said.TS, text)
		w.settle(t)
		heard += more
		return last(t, h, heard)
	}
	if m := say(w.ann, "and then?", 1); !m.Addressed || m.Text != "and then?" || m.Thread != said.TS {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
	w.ann.Say(w.general, "not for the bot")
	say(w.bob, "I know that one", 0)
	if m := say(w.ann, "tell me", 1); !m.Addressed {
		t.Errorf("got %+v, want an addressed follow-up: bob tagged nobody", m)
	}
	if m := say(w.ann, "@bob what do you say?", 1); m.Addressed || !m.Answered {
		t.Errorf("got %+v, want it heard and not addressed", m)
	}
	if m := say(w.ann, "come on", 1); m.Addressed || !m.Answered {
		t.Errorf("got %+v, want it heard and not addressed", m)
	}
	if m := say(w.ann, "@backtalk and you?", 1); !m.Addressed || m.To != "" {
		t.Errorf("got %+v, want an addressed message", m)
	}
	if m := say(w.bob, "@backtalk hm", 1); m.To != w.ann.ID || m.Author != w.bob.ID || !m.Addressed {
		t.Errorf("got %+v, want a reply to ann by bob", m)
	}
	for _, who := range []*fakeslack.User{w.ann, w.bob} {
		if m := say(who, "more", 1); !m.Addressed {
			t.Errorf("got %+v, want an addressed follow-up", m)
		}
	}
	say(w.clinic.AddUser("eve"), "look, @ann", 0)
	if m := say(w.bob, "oh", 1); m.Addressed {
		t.Errorf("got %+v after somebody was tagged by another person", m)
	}
}

// TestThreadOfWhatWasOverheard: in a thread that the bot opened by answering what it overheard, the asker goes on.
func TestThreadOfWhatWasOverheard(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h, func(w *world, o *Options) { o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{w.general.ID}}} })
	said := w.ann.Say(w.general, "what is it?")
	w.settle(t)
	w.ann.Reply(w.general, said.TS, "and that?")
	w.settle(t)
	if m := last(t, h, 2); !m.Addressed {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
	w.bob.Reply(w.general, said.TS, "well")
	w.settle(t)
	if m := last(t, h, 3); m.Addressed {
		t.Errorf("got %+v, want bob's line not addressed", m)
	}
}

// TestTalkers: people of a thread are remembered, up to a number.
func TestTalkers(t *testing.T) {
	t.Parallel()
	var all talkers
	for i := range talkersMax + 5 {
		all = parseTalkers(all.with(fmt.Sprint("U", i)).String())
	}
	if len(all) != talkersMax {
		t.Errorf("got %d people, want %d", len(all), talkersMax)
	}
	ended := parseTalkers(all.ended().ended().String())
	for _, tt := range []struct {
		in          talkers
		who         string
		owner, open bool
	}{{all, "U24", true, true}, {all, "U1", false, false}, {ended, "U24", true, false}, {ended.with("U24"), "U24", true, true}, {nil, "U1", false, false}} {
		if owner, open := tt.in.owns(tt.who); owner != tt.owner || open != tt.open {
			t.Errorf("%s in %s: got %v %v, want %v %v", tt.who, tt.in, owner, open, tt.owner, tt.open)
		}
	}
}

// TestThreadsSurviveARestart: whose thread it is, is kept.
func TestThreadsSurviveARestart(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk first")
	w.settle(t)
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	if !w.server.Wait(patience, func() bool { return w.server.Connections() == 0 }) {
		t.Fatal("the connections are still open")
	}
	again, err := New(w.slack.o)
	if err != nil {
		t.Fatal(err)
	}
	again.link.Pace = w.slack.link.Pace
	next := &world{server: w.server, clinic: w.clinic, general: w.general, ann: w.ann, slack: again, log: w.log}
	next.start(t)
	if err := next.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	next.ann.Reply(next.general, said.TS, "and then?")
	next.settle(t)
	if m := last(t, h, 2); !m.Addressed {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
}

// ledger is a memo that notes until when things are to be kept.
type ledger struct {
	chat.Memo
	mu    sync.Mutex
	until map[string]time.Time
}

func (l *ledger) Keep(ctx context.Context, key, value string, until time.Time) error {
	l.mu.Lock()
	l.until[key] = until
	l.mu.Unlock()
	return l.Memo.Keep(ctx, key, value, until)
}

// TestSevenDays: nobody's id is kept for more than seven days, also in a thread that others go on with.
func TestSevenDays(t *testing.T) {
	t.Parallel()
	l := &ledger{until: map[string]time.Time{}}
	start := time.Unix(time.Now().Unix(), 0)
	now := start
	w := prepare(t, chattest.Echo(), func(_ *world, o *Options) {
		l.Memo, o.Memo = o.Memo, l
		o.Now = func() time.Time { return now }
	})
	h := in("1.1", "1.1", "hello")
	h.mentioned = true
	for _, who := range []string{"U1", "U2", "U3"} {
		h.Author = who
		w.slack.claim(h)
		if got, want := l.until[threadKey(h.Place)], start.Add(7*24*time.Hour); !got.Equal(want) {
			t.Errorf("%s: it is kept until %v, want %v", who, got, want)
		}
		now = now.Add(3 * 24 * time.Hour)
	}
	value := w.slack.kept(t.Context(), threadKey(h.Place))
	if want := fmt.Sprint(start.Unix(), " U1 U2 U3"); value != want {
		t.Errorf("got %q, want %q", value, want)
	}
	if threadFor > 7*24*time.Hour || eventFor > threadFor {
		t.Errorf("ids are kept for %v and %v", threadFor, eventFor)
	}
	for s, want := range map[string]talk{"": {}, "U1 -U2": {0, talkers{"U1", "-U2"}}, "17 -U2": {17, talkers{"-U2"}}, "17": {17, talkers{}}} { // the second is of an older version, the last forgotten
		if got := parseTalk(s); got.since != want.since || !slices.Equal(got.talkers, want.talkers) {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

// TestDeletedOpener: with the message that opened a thread its author's place there goes; others keep theirs.
func TestDeletedOpener(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	alone, shared := w.ann.Say(w.general, "@backtalk alone"), w.ann.Say(w.general, "@backtalk and with bob")
	w.settle(t)
	follow := w.bob.Reply(w.general, shared.TS, "@backtalk me too")
	w.settle(t)
	threads := func() string {
		all, err := w.slack.o.Memo.List(t.Context(), "thread/")
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(all)
	}
	if got := threads(); strings.Count(got, w.ann.ID) != 2 || !strings.Contains(got, w.bob.ID) {
		t.Fatalf("got %s, want ann twice and bob", got)
	}
	w.ann.Delete(alone)
	w.ann.Delete(shared)
	w.settle(t)
	if got := threads(); strings.Contains(got, w.ann.ID) || !strings.Contains(got, w.bob.ID) || strings.Contains(got, alone.TS) {
		t.Errorf("got %s, want bob alone", got)
	}
	w.bob.Delete(follow)
	w.settle(t)
	if got := threads(); !strings.Contains(got, w.bob.ID) {
		t.Errorf("got %s, want bob still: his message opened no thread", got)
	}
}
