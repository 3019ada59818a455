package slack

import (
	"context"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestUnshown: an answer to a command, to a form, or to what was typed in the Home tab, that cannot be shown in any way, is noted
// for staff; one that can be shown in some way is not.
func TestUnshown(t *testing.T) {
	t.Parallel()
	slow := func() *chattest.Handler {
		return &chattest.Handler{OnMessage: func(ctx context.Context, m chat.Message) *chat.Reply {
			if m.Text == "slow" {
				<-ctx.Done() // for longer than an acknowledgement can wait
			}
			return &chat.Reply{Words: chat.Words{Lead: "answer: " + strings.Repeat(m.Text, 1500)}, Audience: chat.ForAsker()}
		}}
	}
	command := func(w *world) { w.ann.Command(w.general, voice.SlackCommand, "hello") }
	direct := func(w *world) { w.ann.Command(w.ann.DM(), voice.SlackCommand, "hello") }
	form := func(text string) func(w *world) {
		return func(w *world) {
			w.ann.Shortcut(callbackAsk)
			v := w.ann.AwaitView(t, callbackAsk)
			if err := w.ann.Fill(v, fieldText, text); err != nil {
				t.Error(err)
			}
			if _, err := w.ann.SubmitView(v); err != nil {
				t.Error(err)
			}
		}
	}
	atHome := func(w *world) {
		w.ann.OpenHome("home")
		if _, err := w.ann.Enter(w.ann.AwaitHome(t), fieldText, "hello"); err != nil {
			t.Error(err)
		}
	}
	fail := func(methods ...string) func(w *world) {
		return func(w *world) {
			for _, m := range methods {
				f := fakeslack.Status(500)
				if strings.HasSuffix(m, "!") {
					f = fakeslack.Refused("channel_not_found")
				}
				w.server.Fail(strings.TrimSuffix(m, "!"), -1, f)
			}
		}
	}
	for name, tt := range map[string]struct {
		wrong, do func(w *world)
		want      int
	}{
		"a command":                     {fail(), command, 0},
		"a command whose address fails": {fail("response_url"), command, 1},
		"a command shown the other way": {func(w *world) { w.server.Fail("response_url", -1, fakeslack.Status(404)) }, command, 0},
		"a command shown in neither": {func(w *world) {
			w.server.Fail("response_url", -1, fakeslack.Status(404))
			fail("chat.postEphemeral!")(w)
		}, command, 1},
		"a direct command":                   {fail("chat.postMessage"), direct, 1},
		"a direct command, the other way":    {fail("chat.postMessage!"), direct, 0},
		"a form":                             {fail(), form("hello"), 0},
		"a form that is changed later":       {fail(), form("slow"), 0},
		"a form that cannot be changed":      {fail("views.update"), form("slow"), 1},
		"a long answer in a form":            {fail("views.update"), form(strings.Repeat("long", 20)), 1},
		"at home":                            {fail(), atHome, 0},
		"at home, shown the other way":       {fail("views.open"), atHome, 0},
		"at home, with no way left":          {fail("views.open", "chat.postMessage"), atHome, 1},
		"a word that is a command and fails": {fail("response_url"), func(w *world) { w.ann.Command(w.general, voice.SlackCommand, "help") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			var got []chat.Message
			w := prepare(t, slow())
			w.slack.unsaid = func(_ context.Context, m chat.Message, why chat.Why) {
				mu.Lock()
				defer mu.Unlock()
				if why != chat.Refused {
					t.Errorf("got why %q", why)
				}
				got = append(got, m)
			}
			w.start(t)
			if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
				t.Fatal(err)
			}
			tt.wrong(w)
			tt.do(w)
			w.settle(t)
			mu.Lock()
			defer mu.Unlock()
			if len(got) != tt.want {
				t.Fatalf("got %d notes, want %d; log: %s", len(got), tt.want, w.log)
			}
			for _, m := range got {
				if !m.Private || m.Author != w.ann.ID || m.Platform != platform {
					t.Errorf("got %+v", m)
				}
			}
		})
	}
}
