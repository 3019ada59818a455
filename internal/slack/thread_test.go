package slack

import (
	"testing"

	"backtalk/internal/chat/chattest"
	"backtalk/internal/slack/slacktest"
)

// TestThreads: a mention is answered in its thread; its author goes on there without mentions, until somebody else is
// named or writes there.
func TestThreads(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk first")
	w.settle(t)
	if replies := slacktest.BotMessages(w.general.Thread(said.TS, nil)); len(replies) != 1 {
		t.Fatalf("got %d replies in the thread, want 1", len(replies))
	}
	w.ann.Reply(w.general, said.TS, "and then?")
	w.settle(t)
	if m := last(t, h, 2); !m.Addressed || m.Text != "and then?" || m.Thread != said.TS {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
	w.ann.Say(w.general, "not for the bot")
	w.bob.Reply(w.general, said.TS, "I know that one")
	w.settle(t)
	last(t, h, 2)
	w.ann.Reply(w.general, said.TS, "tell me")
	w.settle(t)
	last(t, h, 2)
	w.ann.Reply(w.general, said.TS, "@backtalk and you?")
	w.settle(t)
	if m := last(t, h, 3); !m.Addressed || m.To != "" {
		t.Errorf("got %+v, want an addressed message", m)
	}
	w.ann.Reply(w.general, said.TS, "@bob what do you say?")
	w.settle(t)
	w.ann.Reply(w.general, said.TS, "come on")
	w.settle(t)
	last(t, h, 3)
	w.bob.Reply(w.general, said.TS, "@backtalk hm")
	w.settle(t)
	if m := last(t, h, 4); m.To != w.ann.ID || m.Author != w.bob.ID {
		t.Errorf("got %+v, want a reply to ann by bob", m)
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
