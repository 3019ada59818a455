package discord

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
)

func TestAsk(t *testing.T) {
	t.Parallel()
	h := says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil)
	w := newWorld(t, h, func(_ *world, o *Options) { o.Private = true })
	w.waitCommands(nil)
	typed := w.server.Typed(w.room, w.ann, "ask", "question", "does ma").Wait(soon)
	if typed == nil || len(typed.Choices) != 2 || typed.Choices[0].Name != "Does massage hurt?" || typed.Choices[0].Value != "Does massage hurt?" {
		t.Errorf("got choices %+v", typed)
	}
	m := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "Does massage hurt?"}).Message(soon)
	if m == nil || !m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("got %+v, want an answer that only the asker sees", m)
	}
	m = w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "in public", "private": false}).Message(soon)
	if m == nil || m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("got %+v, want an answer for all", m)
	}
	all := h.Messages()
	if len(all) != 2 || all[0].Text != "Does massage hurt?" || !all[0].Private || all[1].Private || !all[1].Command || !all[1].Addressed {
		t.Fatalf("the handler got %+v", all)
	}
	key := all[1].Key()
	found := func() bool {
		e, _, err := w.store.Lookup(context.Background(), key)
		return err == nil && len(e.Posted) == 1 && e.Posted[0].Ref == ref(w.room.ID, m.ID)
	}
	w.until("the journal does not know what stands in public", found)
	m = w.server.Slash(w.server.DM(w.ann), w.ann, "ask", map[string]any{"question": "directly"}).Message(soon)
	if m == nil || m.Ephemeral() {
		t.Errorf("got %+v, want an ordinary message where nobody else is", m)
	}
}

func TestForumAndListening(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	w.end()
	forum := w.server.AddForum(w.guild, "questions")
	other := w.server.AddForum(w.guild, "other")
	w.server.AllowIntents(fakediscord.MessageContent)
	w.start(func(w *world, o *Options) {
		o.Spaces[w.guild.ID] = Space{Forums: []string{forum.ID}, ForumText: true, Listen: []string{w.room.ID}}
	})
	thread, first := w.server.Post(forum, w.ann, "Sore back", "since Monday")
	w.server.Post(other, w.ann, "Not for the bot", "text")
	heard := w.server.Say(w.room, w.ann, "does massage help?")
	sub := w.server.StartThread(heard, w.ann, "more")
	w.server.Say(sub, w.ann, "and for how long?")
	w.server.Say(w.aside, w.ann, "not heard")
	w.settle()
	all := h.Messages()
	if len(all) != 3 {
		t.Fatalf("got %+v, want three messages", all)
	}
	// Each place has a queue of its own, so only the order within one is certain.
	slices.SortFunc(all, func(x, y chat.Message) int { return cmp.Compare(number(x.ID), number(y.ID)) })
	if m := all[0]; !m.Opening || m.Addressed || m.Text != "Sore back\nsince Monday" || m.Channel != forum.ID || m.Thread != thread.ID || m.ID != first.ID {
		t.Errorf("got %+v of the post", m)
	}
	if m := all[1]; m.Opening || m.Addressed || m.Text != "does massage help?" {
		t.Errorf("got %+v of what was overheard", m)
	}
	if m := all[2]; m.Channel != w.room.ID || m.Thread != sub.ID {
		t.Errorf("got %+v of what was overheard in a thread", m)
	}
}

// TestForumTitle: without the message content intent, the title is all that a post tells.
func TestForumTitle(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	w.end()
	forum := w.server.AddForum(w.guild, "questions")
	w.server.ForbidIntents(fakediscord.MessageContent)
	w.start(func(w *world, o *Options) { o.Spaces[w.guild.ID] = Space{Forums: []string{forum.ID}} })
	w.server.Post(forum, w.ann, "Sore back", "since Monday")
	w.settle()
	if all := h.Messages(); len(all) != 1 || !all[0].Opening || all[0].Text != "Sore back" {
		t.Errorf("got %+v, want the title", all)
	}
}
