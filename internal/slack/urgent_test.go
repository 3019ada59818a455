package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// alarm is a handler that repeats everything, and warns of what tells of danger.
func alarm() *chattest.Handler {
	tells := func(m chat.Message) bool { return strings.Contains(m.Text, "danger") }
	return &chattest.Handler{OnUrgent: tells, OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "echo: " + m.Text}, ReplyTo: m.ID, Warning: tells(m), Audience: m.Audience()}
	}}
}

// TestWarningBehindMany: with thirty questions in its channel that wait for their turn for an hour, a warning is posted; as
// it is to one person alone, and where they asked when they take no direct messages.
func TestWarningBehindMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, alarm(), func(_ *world, o *Options) { o.PostEvery = time.Hour })
	for range 30 {
		w.bob.Say(w.general, "@backtalk hello")
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	mustHold(t, w.general.AwaitReplies(t, said.TS, 1)[0].Rendered(), "danger")
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n > 2 {
		t.Errorf("%d posts were made, want the warning and at most one before it", n)
	}
	r := &chat.Reply{Words: chat.Words{Lead: "danger, again"}, Warning: true}
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID}
	for range 3 {
		if _, err := w.slack.Whisper(t.Context(), at, w.ann.ID, r, ""); err != nil {
			t.Error(err)
		}
	}
	if err := w.slack.Show(t.Context(), at, w.ann.ID, r); err != nil {
		t.Error(err)
	}
}

// TestWarningBehindPostsThatHang: while posts to its channel are not answered, a warning is posted.
func TestWarningBehindPostsThatHang(t *testing.T) {
	t.Parallel()
	const hanging = 20
	hold := make(chan struct{})
	w := newWorld(t, alarm())
	w.server.Fail("chat.postMessage", hanging, fakeslack.Held(hold))
	for range hanging {
		w.bob.Say(w.general, "@backtalk hello")
	}
	defer close(hold)
	if !w.server.Wait(patience, func() bool { return w.server.Answering() == hanging }) {
		t.Fatalf("%d posts hang, want %d; log: %s", w.server.Answering(), hanging, w.log)
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	mustHold(t, w.general.AwaitReplies(t, said.TS, 1)[0].Rendered(), "danger")
}
