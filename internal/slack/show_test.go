package slack

import (
	"errors"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/voice"
)

// TestShow: a reply is shown to one person in the thread where they asked or, where nobody has replied in it yet and Slack
// would hide it, in the channel; where it cannot be, that is told.
func TestShow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	root := w.ann.Say(w.general, "hello")
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: root.TS}
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "at the root"}, ReplyTo: root.TS}); err != nil {
		t.Fatal(err)
	}
	said := w.ann.Reply(w.general, root.TS, "more")
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "in the thread"}, ReplyTo: said.TS}); err != nil {
		t.Fatal(err)
	}
	got := w.general.AwaitPrivate(t, w.ann, 2)
	if len(got) != 2 || got[0].ThreadTS != "" || got[1].ThreadTS != root.TS {
		t.Errorf("ann sees %+v", got)
	}
	if len(fakeslack.BotMessages(w.general.Messages(w.bob)))+len(fakeslack.BotMessages(w.general.Thread(root.TS, w.bob))) != 0 {
		t.Error("bob sees it too")
	}
	eve := w.clinic.AddUser("eve")
	outside := w.clinic.AddChannel("outside")
	for name, err := range map[string]error{
		"somebody outside": w.slack.Show(t.Context(), at, "U0NOBODY", &chat.Reply{Words: chat.Words{Lead: "x"}}),
		"no member":        w.slack.Show(t.Context(), chat.Place{Platform: platform, Channel: outside.ID}, eve.ID, &chat.Reply{Words: chat.Words{Lead: "x"}}),
	} {
		if !errors.Is(err, courier.ErrRefused) {
			t.Errorf("%s: got %v, want %v", name, err, courier.ErrRefused)
		}
	}
	w.server.Fail("chat.postEphemeral", 1, fakeslack.Status(503))
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "x"}}); err == nil || errors.Is(err, courier.ErrRefused) {
		t.Errorf("got %v, want an error that may pass", err)
	}
}

// TestInvite: where a passage cannot be shared because the bot is no member, the reply says how to let it in.
func TestInvite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, desk(t))
	out := w.clinic.AddChannel("out")
	out.AddUsers(w.ann)
	w.clinic.SetScopes(scopes(w.slack.o)...)
	w.ann.Command(out, voice.SlackCommand, "does it help?")
	if _, err := w.ann.Press(out.AwaitPrivate(t, w.ann, 1)[0], "Share in channel"); err != nil {
		t.Fatal(err)
	}
	w.settle(t)
	mustHold(t, fakeslack.BotMessages(out.Messages(w.ann))[0].Rendered(), "I may not post there.", "/invite @"+voice.AppName)
}
