package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/voice"
)

// stuck is a memo that hangs once it is told to, until it is let go.
type stuck struct {
	chat.Memo
	hangs atomic.Bool
	until chan struct{}
}

func (s *stuck) Kept(ctx context.Context, key string) (string, bool, error) {
	if s.hangs.Load() {
		select {
		case <-s.until:
		case <-ctx.Done():
			return "", false, ctx.Err()
		}
	}
	return s.Memo.Kept(ctx, key)
}

// TestDangerPassesItsLane: a message that tells of danger is answered while the lane of its channel is full, and all that is
// looked up for it hangs. It is answered once, whatever comes of it again.
func TestDangerPassesItsLane(t *testing.T) {
	t.Parallel()
	memo := &stuck{until: make(chan struct{})}
	letGo := sync.OnceFunc(func() { close(memo.until) })
	defer letGo()
	h := alarm()
	w := newWorld(t, h, func(w *world, o *Options) {
		memo.Memo, o.Memo = o.Memo, memo
		o.Spaces[w.clinic.ID] = Space{Listen: []string{w.general.ID}}
	})
	lane, begun := w.slack.lines.lanes[laneOf(w.general.ID)], make(chan struct{})
	lane <- func() { close(begun); <-memo.until }
	<-begun
	for range cap(lane) {
		lane <- func() {}
	}
	memo.hangs.Store(true)
	said := w.ann.Say(w.general, "@backtalk danger")
	mustHold(t, w.general.AwaitReplies(t, said.TS, 1)[0].Rendered(), "danger")
	letGo()
	for _, d := range said.Deliveries {
		d.Repeat()
	}
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.general.Thread(said.TS, nil))); n != 1 {
		t.Errorf("got %d warnings, want 1; log: %s", n, w.log)
	}
	if n := len(slices.DeleteFunc(h.Messages(), func(m chat.Message) bool { return !strings.Contains(m.Text, "danger") })); n != 1 {
		t.Errorf("the handler was asked %d times, want once", n)
	}
}

// TestTwinsOfDanger: both events of a mention that tells of danger, in any order and twice each, make one warning.
func TestTwinsOfDanger(t *testing.T) {
	t.Parallel()
	w := newWorld(t, alarm())
	w.server.Double(-1)
	var all []fakeslack.Said
	for _, order := range []fakeslack.TwinOrder{fakeslack.MentionFirst, fakeslack.MessageFirst, fakeslack.AnyOrder} {
		w.server.Twins(order)
		for i := range 5 {
			all = append(all, w.ann.Say(w.general, fmt.Sprint("@backtalk danger ", i)))
		}
	}
	w.settle(t)
	for i, said := range all {
		if n := len(fakeslack.BotMessages(w.general.Thread(said.TS, nil))); n != 1 {
			t.Errorf("message %d got %d warnings, want 1", i, n)
		}
	}
}

// TestDangerIsHeardInItsThread: a follow-up and a change that tell of danger are heard past the lane as they are in it.
func TestDangerIsHeardInItsThread(t *testing.T) {
	t.Parallel()
	h := alarm()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk hello")
	w.settle(t)
	follow := w.ann.Reply(w.general, said.TS, "danger")
	w.settle(t)
	if m := last(t, h, 2); !m.Addressed || m.Text != "danger" {
		t.Errorf("got %+v, want an addressed follow-up", m)
	}
	w.ann.Delete(follow)
	w.settle(t)
	w.ann.Edit(said, "@backtalk danger after all")
	w.settle(t)
	if m := last(t, h, 3); !m.Edited || m.Text != "danger after all" {
		t.Errorf("got %+v, want the change", m)
	}
	w.bob.Reply(w.general, said.TS, "danger, and not said to the bot")
	w.settle(t)
	last(t, h, 3)
}

// TestDangerPassesCommands: while all hands hang, and what waits for them is more than may wait, a command, a form and the box
// of the Home tab are answered when they tell of danger.
func TestDangerPassesCommands(t *testing.T) {
	t.Parallel()
	hold := make(chan struct{})
	w := newWorld(t, alarm())
	w.ann.OpenHome("home")
	home := w.ann.AwaitHome(t)
	w.ann.Shortcut(callbackAsk)
	form := w.ann.AwaitView(t, callbackAsk)
	w.settle(t)
	w.server.Fail("response_url", hands, fakeslack.Held(hold))
	for range hands {
		w.bob.Command(w.general, voice.SlackCommand, "hello")
	}
	if !w.server.Wait(patience, func() bool { return w.server.Answering() == hands }) {
		t.Fatal("the hands do not hang")
	}
	for w.slack.work.give(w.slack.work.hands, func(context.Context) {}) {
	}
	defer close(hold)
	w.ann.Command(w.general, voice.SlackCommand, "danger, as a command")
	mustHold(t, w.general.AwaitPrivate(t, w.ann, 1)[0].Rendered(), "danger, as a command")
	if err := w.ann.Fill(form, fieldText, "danger, in a form"); err != nil {
		t.Fatal(err)
	}
	sent, err := w.ann.SubmitView(form)
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v", sent, err)
	}
	mustHold(t, sent.Open[0].Rendered(), "danger, in a form")
	w.ann.CloseView(sent.Open[0])
	if _, err := w.ann.Enter(home, fieldText, "danger, at home"); err != nil {
		t.Fatal(err)
	}
	mustHold(t, w.ann.AwaitView(t, callbackReply).Rendered(), "danger, at home")
}

// TestAFaultInTheLook: a panic of the handler at the look for danger ends nothing; the message goes the ordinary way.
func TestAFaultInTheLook(t *testing.T) {
	t.Parallel()
	h := alarm()
	h.OnUrgent = func(m chat.Message) bool { panic("zanzibar " + m.Text) }
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk hello")
	w.general.AwaitReplies(t, said.TS, 1)
	if strings.Contains(w.log.String(), "zanzibar") {
		t.Errorf("the log holds what was panicked with: %s", w.log)
	}
}

// TestTurn: what hangs with what is kept of a channel is waited for only so long.
func TestTurn(t *testing.T) {
	t.Parallel()
	w := prepare(t, alarm())
	w.slack.lines.inTurn(w.slack.work.ctx, "C1", patience, func() {
		done := false
		w.slack.lines.inTurn(w.slack.work.ctx, "C1", time.Millisecond, func() { done = true })
		if !done {
			t.Error("it was not done")
		}
	})
}
