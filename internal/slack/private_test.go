package slack

import (
	"context"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	fakewire "backtalk/internal/fake/wire"
	"backtalk/internal/voice"
)

// secret is a handler with a private reply.
func secret() *chattest.Handler {
	return &chattest.Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "for ann alone"}, Audience: chat.ForAskerBeside(chat.Line{Text: "I have answered you privately.", Button: "Show me privately"}), ReplyTo: m.ID, About: m.ID}
	}, OnPress: func(_ context.Context, p chat.Press) *chat.Reply {
		if !p.Mine {
			return &chat.Reply{Words: chat.Words{Lead: "not for you"}, Audience: chat.ForAsker()}
		}
		return &chat.Reply{Words: chat.Words{Lead: "for ann alone"}, Audience: chat.ForAsker()}
	}}
}

// TestPrivately: a private reply goes to the direct message, and the public line says nothing.
func TestPrivately(t *testing.T) {
	t.Parallel()
	w := newWorld(t, secret())
	said := w.ann.Say(w.general, "@backtalk private?")
	w.settle(t)
	public := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
	if len(public) != 1 || strings.Contains(public[0].Rendered(), "alone") || len(public[0].Controls()) != 0 {
		t.Errorf("got %+v in public, want the line alone", public)
	}
	if dm := fakeslack.BotMessages(w.ann.DM().Messages(w.ann)); len(dm) != 1 || !strings.Contains(dm[0].Rendered(), "for ann alone") {
		t.Errorf("got %+v in the direct message", dm)
	}
}

// TestReveal: who takes no direct messages gets a button that shows the reply to them alone; others get nothing by it.
func TestReveal(t *testing.T) {
	t.Parallel()
	for _, refusal := range []string{"messages_tab_disabled", "cannot_dm_bot"} {
		w := newWorld(t, secret())
		w.ann.RefuseDMs(refusal)
		said := w.ann.Say(w.general, "@backtalk private?")
		w.settle(t)
		public := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
		if len(public) != 1 {
			t.Fatalf("%s: got %d lines in public, want one; log: %s", refusal, len(public), w.log)
		}
		for _, who := range []*fakeslack.User{w.bob, w.ann} {
			if _, err := who.Press(public[0], "Show me privately"); err != nil {
				t.Fatal(err)
			}
		}
		w.settle(t)
		mine := slices.DeleteFunc(w.general.AwaitPrivate(t, w.ann, 2), func(m fakeslack.Message) bool { return m.ThreadTS == "" }) // shown at once
		if len(mine) != 1 || !strings.Contains(mine[0].Rendered(), "for ann alone") || mine[0].ThreadTS != said.TS {
			t.Errorf("%s: ann sees %+v", refusal, mine)
		}
		if theirs := w.general.AwaitPrivate(t, w.bob, 1); strings.Contains(theirs[0].Rendered(), "alone") {
			t.Errorf("%s: bob sees %q", refusal, theirs[0].Rendered())
		}
	}
}

// TestPrivateOnce: a private answer that may stand is not shown once more in another way; one that surely does not is.
func TestPrivateOnce(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakewire.Fault{"cut off": fakeslack.FailedAfter(504), "expired": fakeslack.Status(404)} {
		w := newWorld(t, desk(t))
		w.server.Fail("response_url", 1, fault)
		w.ann.Command(w.general, voice.SlackCommand, "one thing")
		w.settle(t)
		if n := len(w.general.AwaitPrivate(t, w.ann, 1)); n != 1 {
			t.Errorf("%s: got %d private answers, want 1", name, n)
		}
		if n := len(w.server.Calls("chat.postEphemeral")); (n == 1) != (name == "expired") {
			t.Errorf("%s: answered the other way %d times", name, n)
		}
	}
}
