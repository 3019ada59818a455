package discord

import (
	"context"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakewire "backtalk/internal/fake/wire"
)

// TestPostedBesideAnAnswer: when posting as a reply fails once while the bot's own answer stands, that answer is not
// taken for the post, whether the bot remembers it or has to ask the journal.
func TestPostedBesideAnAnswer(t *testing.T) {
	t.Parallel()
	for _, remembered := range []bool{true, false} {
		h := says(nil, func(p chat.Press) *chat.Reply {
			if p.Action == chat.Find {
				return &chat.Reply{Words: chat.Words{Text: "a passage", Buttons: []chat.Button{{Label: "Post as reply", Action: chat.Post, Ref: "a/b/1"}}}, Audience: chat.ForAsker(), About: p.Target.ID}
			}
			return &chat.Reply{Words: chat.Words{Lead: "Posted."}, Audience: chat.ForAsker(), Replace: true, Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Text: "a passage"}, ReplyTo: p.Target.ID}, nil)}
		})
		h.OnMessage = echo().OnMessage
		w := newWorld(t, h, nil)
		w.server.AllowViolations()
		w.waitCommands(nil)
		q := w.ask("hello")
		w.reply(q)
		w.settle()
		if !remembered {
			w.own.byNonce.Clear()
		}
		view := w.server.Menu(q, w.ann, "Find an answer").Message(soon)
		w.server.Fail(fakewire.Fault{Method: "POST", Path: "/channels/" + w.room.ID + "/messages", Times: 1, Status: 500})
		after := w.server.Press(view, w.ann, "Post as reply").Message(soon)
		if after == nil || after.Text() != "Posted." {
			t.Errorf("remembered %v: got %+v, want that it was posted; the log: %s", remembered, after, w.log)
		}
		if n := len(w.server.Replies(q)); n != 2 {
			t.Errorf("remembered %v: got %d replies, want the answer and the post", remembered, n)
		}
	}
}

// TestDeletedIsForgotten: a post that the bot takes away is not found again, whether an event tells of it or not.
func TestDeletedIsForgotten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, nil)
	w.end()
	w.prepare(nil) // without a connection there are no events
	defer w.store.Close()
	posted, err := w.Post(t.Context(), w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, "one")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Delete(t.Context(), posted); err != nil {
		t.Fatal(err)
	}
	if got, ok := w.own.as("one"); ok {
		t.Errorf("got %q", got)
	}
}

// TestToldNonce: a nonce that Discord tells decides alone.
func TestToldNonce(t *testing.T) {
	t.Parallel()
	m := decode[message]([]byte(`{"id":"3","nonce":"one","message_reference":{"message_id":"1"}}`))
	for nonce, want := range map[string]bool{"one": true, "two": false} {
		if got := (&Adapter{own: newOwn(time.Now)}).isPost(t.Context(), m, "2", "1", nonce); got != want {
			t.Errorf("%s: got %v, want %v", nonce, got, want)
		}
	}
}

// TestOwnEvents: a post whose answer was lost is known by its event.
func TestOwnEvents(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, nil)
	w.server.AllowViolations()
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Times: 1, CutAfter: true})
	if _, err := w.Post(context.Background(), w.place(), &chat.Reply{Words: chat.Words{Text: "x"}}, "one"); err == nil {
		t.Fatal("got no error of an answer that was lost")
	}
	w.settle()
	want := ref(w.room.ID, w.server.ByBot()[0].ID)
	if got, ok := w.own.as("one"); !ok || got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
