package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestShareFromForm: what is pressed in a form happens in the channel where the form was opened.
func TestShareFromForm(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	w.ann.Command(w.general, voice.SlackCommand, "")
	v := w.ann.AwaitView(t, callbackAsk)
	if err := w.ann.Fill(v, fieldText, "does it help?"); err != nil {
		t.Fatal(err)
	}
	sent, err := w.ann.SubmitView(v)
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v", sent, err)
	}
	if _, err := w.ann.Press(sent.Open[0], "Share in channel"); err != nil {
		t.Fatal(err)
	}
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.general.Messages(nil))); n != 1 {
		t.Errorf("got %d posts in the channel, want 1; log: %s", n, w.log)
	}
	if p := h.Presses()[0]; p.Channel != w.general.ID || p.Direct || !p.Mine {
		t.Errorf("the handler got %+v, want ann's own question in the channel", p)
	}
}

// TestPlaceOfFormPress: a press in a form about somebody's message is about that message, and not the presser's own.
func TestPlaceOfFormPress(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	said := w.ann.Say(w.general, "does massage help?")
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	if _, err := w.bob.Choose(w.bob.AwaitView(t, callbackReply), actionSelect, "The other passage"); err != nil {
		t.Fatal(err)
	}
	w.settle(t)
	p := h.Presses()[1]
	if p.Channel != w.general.ID || p.Thread != said.TS || p.Direct || p.Mine || p.Target == nil || p.Target.ID != said.TS || p.Target.Author != w.ann.ID {
		t.Errorf("got %+v about %+v, want ann's message in the channel", p, p.Target)
	}
}

func TestMoved(t *testing.T) {
	t.Parallel()
	home := chat.Press{Place: chat.Place{Platform: platform, Space: "T1", Channel: "U1"}, Direct: true}
	for name, tt := range map[string]struct {
		about   formData
		channel string
		direct  bool
		target  string
	}{
		"nothing known": {formData{}, "U1", true, ""},
		"a channel":     {formData{Channel: "C1"}, "C1", false, ""},
		"a message":     {formData{Channel: "C1", Thread: "1.1", ID: "1.2", Author: "U2"}, "C1", false, "1.2"},
		"a direct one":  {formData{Channel: "D1", ID: "1.2"}, "D1", true, "1.2"},
	} {
		p := tt.about.moved(home)
		got := ""
		if p.Target != nil {
			if got = p.Target.ID; p.Target.Author != tt.about.Author || p.Target.Place != p.Place {
				t.Errorf("%s: got %+v", name, p.Target)
			}
		}
		if p.Channel != tt.channel || p.Direct != tt.direct || got != tt.target {
			t.Errorf("%s: got %+v about %q, want %+v", name, p, got, tt)
		}
	}
}

// TestInvite: where a passage cannot be shared because the bot is no member, the reply says how to let it in.
func TestInvite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, desk(t))
	out := w.clinic.AddChannel("out")
	out.AddUsers(w.ann)
	w.clinic.SetScopes(scopes(w.slack.o)...)
	w.ann.Command(out, voice.SlackCommand, "does it help?")
	if _, err := w.ann.Press(out.AwaitPrivate(t, w.ann, 1)[0], "Share in channel"); err != nil {
		t.Fatal(err)
	}
	w.settle(t)
	mustHold(t, fakeslack.BotMessages(out.Messages(w.ann))[0].Rendered(), "I may not post there.", "/invite @"+voice.AppName)
}

// TestSlowShortcut: the right to open a form runs out, so that it is opened before an answer that takes long.
func TestSlowShortcut(t *testing.T) {
	t.Parallel()
	h := desk(t)
	hold := make(chan struct{})
	answer := h.OnPress
	h.OnPress = func(ctx context.Context, p chat.Press) *chat.Reply {
		<-hold
		return answer(ctx, p)
	}
	w := newWorld(t, h, bobIsStaff)
	said := w.ann.Say(w.general, "does massage help?")
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	mustHold(t, w.bob.AwaitView(t, callbackReply).Rendered(), voice.FormWorking)
	close(hold)
	mustHold(t, w.bob.AwaitView(t, callbackFind).Rendered(), "Many people sleep badly")
	w.settle(t)
}

// TestSlowStaffInForm: a form is acknowledged in time though Slack is slow to say who is staff.
func TestSlowStaffInForm(t *testing.T) {
	t.Parallel()
	h := desk(t)
	hold := make(chan struct{})
	answer := h.OnPress
	h.OnPress = func(ctx context.Context, p chat.Press) *chat.Reply {
		if p.Action == chat.Post {
			<-hold
		}
		return answer(ctx, p)
	}
	w := prepare(t, h, func(w *world, o *Options) {
		o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{w.clinic.AddGroup("team", w.bob).ID}}}
		o.Now = func() time.Time { return time.Now().Add(time.Duration(len(h.Presses())) * 2 * staffFor) }
	})
	w.slack.staff.within = patience
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	said := w.ann.Say(w.general, "does massage help?")
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	v := w.bob.AwaitView(t, callbackFind)
	told := make(chan struct{})
	w.server.Fail("usergroups.users.list", -1, fakeslack.Held(told))
	before := len(w.server.Calls("usergroups.users.list"))
	sent, err := w.bob.SubmitView(v) // ends with the acknowledgement
	if err != nil || len(sent.Open) != 1 || !strings.Contains(sent.Open[0].Rendered(), voice.FormWorking) {
		t.Errorf("got %+v, %v", sent, err)
	}
	if n := len(w.server.Calls("usergroups.users.list")) - before; n != 0 {
		t.Errorf("it was acknowledged after %d answers on who is staff, want it before", n)
	}
	close(told)
	close(hold)
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.general.Thread(said.TS, nil))); n != 1 {
		t.Errorf("got %d posts, want 1", n)
	}
}

// TestPrivateOnce: a private answer that may stand is not shown once more in another way; one that surely does not is.
func TestPrivateOnce(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeslack.Fault{"cut off": fakeslack.FailedAfter(504), "expired": fakeslack.Status(404)} {
		w := newWorld(t, desk(t))
		w.server.Fail("response_url", 1, fault)
		w.ann.Command(w.general, voice.SlackCommand, "one thing")
		w.settle(t)
		if n := len(w.general.AwaitPrivate(t, w.ann, 1)); n != 1 {
			t.Errorf("%s: got %d private answers, want 1", name, n)
		}
		if n := len(w.server.Calls("chat.postEphemeral")); (n == 1) != (name == "expired") {
			t.Errorf("%s: answered the other way %d times", name, n)
		}
	}
}
