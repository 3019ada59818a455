package slack

import (
	"fmt"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/slack/slacktest"
)

// TestThreads: a mention is answered in its thread; its author goes on there without mentions, until somebody is tagged.
// Then the author is still heard, for danger signs, as somebody whom a person answers.
func TestThreads(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk first")
	w.settle(t)
	if replies := slacktest.BotMessages(w.general.Thread(said.TS, nil)); len(replies) != 1 {
		t.Fatalf("got %d replies in the thread, want 1", len(replies))
	}
	heard := 1
	say := func(who *slacktest.User, text string, more int) chat.Message {
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
	for _, who := range []*slacktest.User{w.ann, w.bob} {
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
	again.firstWait = w.slack.firstWait
	next := &world{server: w.server, clinic: w.clinic, general: w.general, ann: w.ann, slack: again, log: w.log}
	next.start(t)
	if err := next.server.AwaitConnections(connections, patience); err != nil {
		t.Fatal(err)
	}
	next.ann.Reply(next.general, said.TS, "and then?")
	next.settle(t)
	if m := last(t, h, 2); !m.Addressed {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
}
