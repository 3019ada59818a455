package slack

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/voice"
)

// listening is a world whose general channel is listened to.
func listening(w *world, o *Options) {
	o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{w.general.ID}}}
}

// last is the newest message that the handler got.
func last(t testing.TB, h *chattest.Handler, n int) chat.Message {
	t.Helper()
	all := h.Messages()
	if len(all) != n {
		t.Fatalf("the handler got %d messages, want %d: %+v", len(all), n, all)
	}
	return all[n-1]
}

// TestDirect: a direct message is answered in its thread, without a mention.
func TestDirect(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Tell("does it help?")
	w.settle(t)
	if m := last(t, h, 1); !m.Addressed || !m.Direct || !m.Private || m.Text != "does it help?" {
		t.Errorf("got %+v, want a private, addressed message", m)
	}
	if got := fakeslack.BotMessages(w.ann.DM().Thread(said.TS, w.ann)); len(got) != 1 {
		t.Errorf("got %d replies in the thread, want 1", len(got))
	}
}

// TestListening: in a listening channel everything is heard, and it is told what another person has answered.
func TestListening(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, listening)
	said := w.ann.Say(w.general, "does massage help?")
	w.settle(t)
	if m := last(t, h, 1); m.Addressed || m.Answered || m.To != "" {
		t.Errorf("got %+v, want a message overheard", m)
	}
	w.bob.Reply(w.general, said.TS, "yes it does")
	w.settle(t)
	if m := last(t, h, 2); m.To != w.ann.ID || m.Addressed {
		t.Errorf("got %+v, want a reply to ann", m)
	}
	w.ann.Reply(w.general, said.TS, "really?")
	w.settle(t)
	if m := last(t, h, 3); !m.Answered {
		t.Errorf("got %+v, want to be told that a person has answered", m)
	}
	other := w.clinic.AddChannel("other").AddBot()
	w.ann.Say(other, "does massage help?")
	w.settle(t)
	last(t, h, 3)
}

// TestSharedChannels: where strangers read along, only mentions are answered, each by itself.
func TestSharedChannels(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	var shared *fakeslack.Channel
	w := newWorld(t, h, func(w *world, o *Options) {
		shared = w.clinic.AddSharedChannel("partners").AddBot()
		o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{shared.ID}}}
	})
	w.ann.Say(shared, "does massage help?")
	said := w.ann.Say(shared, "@backtalk does massage help?")
	w.settle(t)
	last(t, h, 1)
	w.ann.Reply(shared, said.TS, "and then?")
	w.settle(t)
	last(t, h, 1)
}

// TestNotQuestions: what no person said, and what says nothing, is left alone.
func TestNotQuestions(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h, listening)
	other := w.clinic.AddOtherBot("weather")
	w.general.AddUsers(other)
	other.Say(w.general, "@backtalk it rains")
	w.ann.OpenAssistant(nil)
	w.ann.LookAt(w.general)
	w.settle(t)
	for _, m := range h.Messages() {
		t.Errorf("the handler got %+v", m)
	}
	said := w.ann.SayWithFile(w.general, "@backtalk my picture")
	w.settle(t)
	if m := last(t, h, 1); m.Text != "my picture" || m.ID != said.TS {
		t.Errorf("got %+v, want the question beside the picture", m)
	}
	w.ann.Broadcast(w.general, said.TS, "and now for all")
	w.settle(t)
	if m := last(t, h, 2); m.Text != "and now for all" {
		t.Errorf("got %+v, want the reply that is shown in the channel", m)
	}
}

// TestChanges: an edited question changes its reply, a preview of a link changes nothing, a deleted question takes its
// reply along, its thread's root too.
func TestChanges(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "@backtalk see https://x.example/page")
	w.settle(t)
	said.Unfurl()
	w.settle(t)
	last(t, h, 1)
	edited := w.ann.Edit(said, "@backtalk other words")
	w.settle(t)
	replies := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
	if len(replies) != 1 || !strings.Contains(replies[0].Rendered(), "echo: other words") {
		t.Fatalf("got replies %+v, want the changed one", replies)
	}
	w.ann.Edit(said, "@backtalk last words")
	w.settle(t)
	for _, d := range edited.Deliveries { // the first change again, late
		d.Repeat()
	}
	w.settle(t)
	mustHold(t, fakeslack.BotMessages(w.general.Thread(said.TS, nil))[0].Rendered(), "last words")
	w.ann.Delete(said)
	w.settle(t)
	if left := fakeslack.BotMessages(w.general.Thread(said.TS, nil)); len(left) != 0 {
		t.Errorf("got %d replies to a deleted question", len(left))
	}
	if got := h.Forgotten(); len(got) != 1 {
		t.Errorf("forgotten: got %q", got)
	}
}

// TestStaffOfPresses: who is staff is told, by person and by user group, and an unknown group is nobody. Messages do not
// wait for that.
func TestStaffOfPresses(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	var group *fakeslack.UserGroup
	var ahead atomic.Int64
	w := newWorld(t, h, func(w *world, o *Options) {
		group = w.clinic.AddGroup("team", w.bob)
		o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{"S0NONE", group.ID, "U0SOMEBODY"}}}
		o.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	})
	w.bob.Say(w.general, "@backtalk hello")
	w.bob.Command(w.general, voice.SlackCommand, "a question")
	w.settle(t)
	if n := len(w.server.Calls("usergroups.users.list")); n != 0 {
		t.Errorf("Slack was asked for staff %d times for messages", n)
	}
	for i, tt := range []struct {
		who  *fakeslack.User
		want bool
	}{{w.bob, true}, {w.ann, false}, {w.bob, false}} {
		if i == 2 {
			group.SetUsers(w.ann)
			ahead.Store(int64(staffFor))
		}
		tt.who.Command(w.general, voice.SlackCommand, "status")
		w.settle(t)
		if all := h.Presses(); len(all) != i+1 || all[i].Staff != tt.want {
			t.Errorf("press %d: got %+v, want staff %v", i, all, tt.want)
		}
	}
	mustHold(t, w.log.String(), "cannot tell who is staff")
}

// TestStaffFailure: while Slack does not say who is staff, not every press waits for it.
func TestStaffFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{}, func(w *world, o *Options) {
		o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{w.clinic.AddGroup("team", w.bob).ID}}}
		now := time.Now()
		o.Now = func() time.Time { return now }
	})
	w.server.Fail("usergroups.users.list", -1, fakeslack.Status(503))
	for range 5 {
		if w.slack.isStaff(t.Context(), w.bob.ID) {
			t.Error("bob is taken for staff")
		}
	}
	if n := len(w.server.Calls("usergroups.users.list")); n != 1 {
		t.Errorf("Slack was asked %d times, want once", n)
	}
}
