package discord

import (
	"context"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
)

// TestLinkToAnAnswer: a question by /ask is no message, so a link leads to its answer, after a restart too, and nowhere
// when only the asker sees it. A link that is wanted before the answer stands waits for it.
func TestLinkToAnAnswer(t *testing.T) {
	t.Parallel()
	asked, linked := make(chan string, 2), make(chan string, 1)
	var w *world
	h := &chattest.Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		if !m.Private {
			go func() { linked <- w.Link(m.Place, m.ID) }()
		}
		asked <- m.ID
		return &chat.Reply{Words: chat.Words{Text: "an answer"}}
	}}
	w = newWorld(t, h, nil)
	w.waitCommands(nil)
	m := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": false}).Message(soon)
	want := "https://discord.com/channels/" + w.guild.ID + "/" + w.room.ID + "/" + m.ID
	if got := <-linked; got != want {
		t.Errorf("at once: got %q, want %q", got, want)
	}
	id := <-asked
	w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": true}).Message(soon)
	if got := w.Link(w.place(), <-asked); got != "" {
		t.Errorf("private: got %q, want none", got)
	}
	w.settle()
	w.end()
	w.start(nil)
	if got := w.Link(w.place(), id); got != want {
		t.Errorf("after a restart: got %q, want %q", got, want)
	}
	if got, want := w.Link(w.place(), "5"), "https://discord.com/channels/"+w.guild.ID+"/"+w.room.ID+"/5"; got != want {
		t.Errorf("a message: got %q, want %q", got, want)
	}
}
