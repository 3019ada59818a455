package discord

import (
	"testing"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

// TestAside: a private reply goes by direct message; when that is refused, a button shows it.
func TestAside(t *testing.T) {
	t.Parallel()
	secret := &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAskerBeside(chat.Line{Text: "I have answered you privately.", Button: "Show me privately"})}
	var revealed *chat.Press
	h := says(secret, func(p chat.Press) *chat.Reply {
		revealed = &p
		return &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	q := w.ask("something private")
	if got := w.reply(q).Text(); got != secret.Beside().Text {
		t.Errorf("got %q in public", got)
	}
	if m := w.server.WaitFor(w.server.DM(w.ann), soon, func(m *fakediscord.Message) bool { return m.Text() == secret.Text }); m == nil {
		t.Error("there is no direct message")
	}
	ben := w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	q = w.server.Say(w.room, ben, w.server.Bot().Mention()+" something private")
	line := w.reply(q)
	if len(line.Buttons()) != 1 {
		t.Fatalf("got %+v, want a button", line)
	}
	m := w.server.Press(line, ben, "Show me privately").Message(soon)
	if m == nil || !m.Ephemeral() || m.Text() != secret.Text || revealed == nil || revealed.Action != chat.Reveal || revealed.Target.ID != q.ID || !revealed.Mine {
		t.Errorf("got %+v after the press %+v", m, revealed)
	}
}
