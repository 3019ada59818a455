package discord

import (
	"context"
	"testing"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// TestAnswerNotShown: of a question by command that nobody could be shown an answer to, staff are to know; not of a press, and
// not when a warning came directly instead.
func TestAnswerNotShown(t *testing.T) {
	t.Parallel()
	h := says(nil, func(chat.Press) *chat.Reply { return &chat.Reply{Words: chat.Words{Text: "pressed"}} })
	h.OnMessage = func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "an answer"}, Warning: m.Text == "danger"}
	}
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	w.end()
	w.prepare(nil)
	u := &unsaids{}
	w.unsaid = u.note
	w.run()
	w.waitReady()
	ben := w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/callback", Status: 500})
	ask := func(who *fakediscord.User, q string) {
		w.server.Slash(w.room, who, "ask", map[string]any{"question": q, "private": true})
	}
	w.server.Slash(w.room, w.ann, "help", nil)
	ask(w.ann, "danger")
	if m := w.server.WaitFor(w.server.DM(w.ann), soon, func(m *fakediscord.Message) bool { return m.Text() == "an answer" }); m == nil {
		t.Errorf("no warning came directly; the log: %s", w.log)
	}
	ask(w.ann, "massage")
	ask(ben, "danger")
	w.until("staff are not told of both", func() bool { all, _ := u.list(); return len(all) >= 2 })
	w.end()
	all, why := u.list()
	texts := map[string]string{w.ann.ID: "massage", ben.ID: "danger"}
	for i, m := range all {
		if why[i] != chat.Refused || m.Channel != w.room.ID || m.Text != texts[m.Author] || !m.Command {
			t.Errorf("got %+v, %q", m, why[i])
		}
	}
	if len(all) != 2 || all[0].Author == all[1].Author {
		t.Errorf("got %+v, want the two questions", all)
	}
}
