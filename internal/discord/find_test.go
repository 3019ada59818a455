package discord

import (
	"context"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
)

// TestFindAndPost: staff find an answer for somebody's message and post it; the press tells all that the handler needs.
func TestFindAndPost(t *testing.T) {
	t.Parallel()
	var asked *fakediscord.Message
	h := says(nil, func(p chat.Press) *chat.Reply {
		switch {
		case p.Action == chat.Find && p.Staff && p.Target.Text == "my back hurts":
			return &chat.Reply{Words: chat.Words{Text: "a passage", Buttons: []chat.Button{
				{Label: "Post as reply", Action: chat.Post, Ref: "a/b/1"}, {Label: "Dismiss", Action: chat.Dismiss}}}, Audience: chat.ForAsker(), About: p.Target.ID}
		case p.Action == chat.Post && p.Staff && p.Ref == "a/b/1" && p.Target.ID == asked.ID:
			return &chat.Reply{Words: chat.Words{Lead: "Posted."}, Audience: chat.ForAsker(), Replace: true, Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Text: "a passage", Credit: "Checked by the clinic's team."}, ReplyTo: p.Target.ID}, nil)}
		case p.Action == chat.Dismiss:
			return &chat.Reply{Audience: chat.ForAsker(), Replace: true}
		}
		return &chat.Reply{Words: chat.Words{Lead: "not for you"}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	staff := w.server.AddMember(w.guild, "sam", w.server.AddRole(w.guild, "team", fakediscord.ManageMessages))
	asked = w.server.Say(w.room, w.ann, "my back hurts")
	view := w.server.Menu(asked, staff, "Find an answer").Message(soon)
	if view == nil || !view.Ephemeral() {
		t.Fatalf("got %+v, want a view for staff alone; the log: %s", view, w.log)
	}
	after := w.server.Press(view, staff, "Post as reply").Message(soon)
	if after == nil || after.Text() != "Posted." || after.ID != view.ID {
		t.Errorf("got %+v, want the view changed", after)
	}
	if got := w.reply(asked).Text(); got != "Checked by the clinic's team.\n\na passage" {
		t.Errorf("got %q posted", got)
	}
	view = w.server.Menu(asked, staff, "Find an answer").Message(soon)
	w.server.Press(view, staff, "Dismiss").Wait(soon)
	if !w.server.Until(soon, func() bool { return len(w.server.Ephemerals(staff)) == 1 }) {
		t.Errorf("the view still stands: %+v", w.server.Ephemerals(staff))
	}
	if m := w.server.Menu(asked, w.ann, "Find an answer").Message(soon); m == nil || m.Text() != "not for you" {
		t.Errorf("a client got %+v", m)
	}
	w.server.Forge(w.room, w.ann, view, "post.zz")
	if !w.server.Until(soon, func() bool {
		for _, m := range w.server.Ephemerals(w.ann) {
			if strings.HasPrefix(m.Text(), "Sorry") {
				return true
			}
		}
		return false
	}) {
		t.Error("a forged press got no answer")
	}
}

// TestFind: a post is found by its nonce while that is remembered, and else by what it replies to, unless it is known to
// be another one.
func TestFind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, nil)
	ctx := context.Background()
	q := w.server.Say(w.room, w.ann, "hello")
	post := func(nonce string) string {
		t.Helper()
		posted, err := w.Post(ctx, w.place(), &chat.Reply{Words: chat.Words{Text: "x"}, ReplyTo: q.ID}, nonce)
		if err != nil {
			t.Fatal(err)
		}
		return posted
	}
	find := func(nonce, want string) {
		t.Helper()
		if got, err := w.Find(ctx, w.place(), "", q.ID, nonce); err != nil || got != want {
			t.Errorf("%s: got %q, %v, want %q; the log: %s", nonce, got, err, want, w.log)
		}
	}
	one := post("one")
	w.settle()
	find("one", one)
	find("two", "")
	w.own.byNonce.Clear() // as after a restart
	find("one", one)
	if err := w.Delete(ctx, one); err != nil {
		t.Fatal(err)
	}
	find("one", "")
	two := post("two")
	w.server.DeleteMessage(w.server.Replies(q)[0])
	w.until("a post that somebody took away is still found", func() bool {
		got, err := w.Find(ctx, w.place(), "", q.ID, "two")
		return err == nil && got == ""
	})
	if two == one {
		t.Error("the second post is the first")
	}
}
