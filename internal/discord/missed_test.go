package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

// TestChangedWhileAway: what was edited or deleted while the program did not run is changed and removed at its next
// start, also where so much was said since that one page does not show it all.
func TestChangedWhileAway(t *testing.T) {
	t.Parallel()
	for _, since := range []int{0, maxPage} {
		t.Run(fmt.Sprint(since), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			edited, gone, kept := w.ask("edited"), w.ask("gone"), w.ask("kept")
			for _, q := range []*fakediscord.Message{edited, gone, kept} {
				w.reply(q)
			}
			w.settle()
			w.end()
			w.server.EditMessage(edited, w.server.Bot().Mention()+" my chest hurts")
			w.server.DeleteMessage(gone)
			for i := range since {
				w.server.Say(w.room, w.ann, fmt.Sprint(i))
			}
			w.start(nil)
			changed := func() bool {
				r := w.server.Replies(edited)
				return len(r) == 1 && r[0].Text() == "echo: my chest hurts"
			}
			w.until("the reply to an edited question is not changed", changed)
			w.until("the reply to a deleted question stands", func() bool { return len(w.server.Replies(gone)) == 0 })
			if n := len(w.server.Replies(kept)); n != 1 {
				t.Errorf("got %d replies to a question that stayed as it was, want one", n)
			}
		})
	}
}

// TestChangedLongAgo: an edit of what was said before the gap is seen, and what was said then gets no new answer.
func TestChangedLongAgo(t *testing.T) {
	t.Parallel()
	h := echo()
	answer := h.OnMessage
	h.OnMessage = func(ctx context.Context, m chat.Message) *chat.Reply {
		if m.Text == "nothing" {
			return nil
		}
		return answer(ctx, m)
	}
	w := newWorld(t, h, nil)
	mention := w.server.Bot().Mention()
	ago := func(d time.Duration) fakediscord.SayOption { return fakediscord.SentAt(time.Now().Add(-d)) }
	missed := w.server.Say(w.room, w.ann, mention+" missed then", ago(31*time.Minute), fakediscord.Unannounced())
	old := w.server.Say(w.room, w.ann, mention+" nothing", ago(30*time.Minute))
	w.settle()
	w.end()
	w.server.EditMessage(old, mention+" something")
	w.start(nil)
	if r := w.reply(old); r.Text() != "echo: something" {
		t.Errorf("got %q", r.Text())
	}
	w.settle()
	if n := len(w.server.Replies(missed)); n != 0 {
		t.Errorf("got %d replies to what was said long ago, want none", n)
	}
}

// TestMentionTakenOut: a question from which the mention is taken is one that the courier has to see; another message's
// edit is not.
func TestMentionTakenOut(t *testing.T) {
	t.Parallel()
	h := echo()
	answer := h.OnMessage
	h.OnMessage = func(ctx context.Context, m chat.Message) *chat.Reply {
		if !m.Addressed {
			return nil
		}
		return answer(ctx, m)
	}
	w := newWorld(t, h, nil)
	q, other := w.ask("hello"), w.server.Say(w.room, w.ann, "not for the bot")
	w.reply(q)
	w.server.EditMessage(other, "still not for it")
	w.server.EditMessage(q, "never mind")
	w.until("the reply stands", func() bool { return len(w.server.Replies(q)) == 0 })
	w.settle()
	all := h.Messages()
	if len(all) != 4 { // with the marks of settle, which are not for the bot
		all = slices.DeleteFunc(all, func(m chat.Message) bool { return m.ID != q.ID && m.ID != other.ID })
	}
	if len(all) != 2 || !all[1].Edited || all[1].Addressed || all[1].Text != "" {
		t.Errorf("the handler got %+v, want the question, and its edit without a text", all)
	}
}

func TestOrphans(t *testing.T) {
	t.Parallel()
	var said []message
	err := json.Unmarshal([]byte(`[
		{"id":"11","type":19,"author":{"id":"7"},"message_reference":{"message_id":"1"},"referenced_message":null},
		{"id":"12","type":19,"author":{"id":"7"},"message_reference":{"message_id":"2"},"referenced_message":{"id":"2","author":{"id":"5"}}},
		{"id":"13","type":19,"author":{"id":"7"},"message_reference":{"message_id":"3"}},
		{"id":"14","type":19,"author":{"id":"5"},"message_reference":{"message_id":"4"},"referenced_message":null},
		{"id":"15","type":0,"author":{"id":"7"},"message_reference":{"message_id":"5"},"referenced_message":null},
		{"id":"16","type":19,"author":{"id":"7"},"referenced_message":7}]`), &said)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := orphans(said, "7"), []string{"1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNewEdit(t *testing.T) {
	t.Parallel()
	a := newPast(time.Now)
	now := time.Now()
	for i, tt := range []struct {
		at   time.Time
		want bool
	}{{now, true}, {now, false}, {now.Add(time.Second), true}, {now, false}} {
		if got := a.newEdit("1", tt.at); got != tt.want {
			t.Errorf("%d: got %v, want %v", i, got, tt.want)
		}
	}
}
