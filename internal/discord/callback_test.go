package discord

import (
	"context"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
)

// TestStuckCallback: a first response that Discord does not take gives way to another attempt while there is time. One
// that Discord took, but told so too late, is not lost.
func TestStuckCallback(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakediscord.RESTFault{
		"before": {Method: "POST", Path: "/callback", Times: 1, Delay: soon},
		"after":  {Method: "POST", Path: "/callback", Times: 1, DelayAfter: soon},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil), nil)
			w.server.AllowViolations()
			w.waitCommands(nil)
			w.presses.prompt = link.Promptness{Attempt: time.Second, All: soon}
			w.server.Fail(fault)
			i := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": false})
			if m := i.Message(soon / 2); m == nil || m.Text() != "an answer" {
				t.Errorf("got %+v; the log: %s", m, w.log)
			}
		})
	}
}

// TestLatePostponement: when Discord took the word that an answer comes, but did not tell so in time, the answer comes in
// its place.
func TestLatePostponement(t *testing.T) {
	t.Parallel()
	postponed := make(chan struct{})
	w := newWorld(t, &chattest.Handler{OnMessage: func(context.Context, chat.Message) *chat.Reply {
		<-postponed
		return &chat.Reply{Words: chat.Words{Text: "an answer"}}
	}}, func(_ *world, o *Options) { o.Courier.Deadline = soon })
	w.server.AllowViolations()
	w.waitCommands(nil)
	w.presses.deferAfter, w.presses.prompt = 0, link.Promptness{Attempt: time.Second / 2, All: time.Second / 2}
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/callback", Times: 1, DelayAfter: soon})
	x := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": false})
	x.Wait(soon)
	close(postponed)
	w.until("the answer did not come", func() bool { m := x.Message(0); return m != nil && m.Text() == "an answer" })
}
