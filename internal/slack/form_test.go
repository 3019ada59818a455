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

// TestForm: the empty command and the global shortcut open a form with a search, which answers in its place.
func TestForm(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	open := map[string]func(){
		"command":  func() { w.ann.Command(w.general, voice.SlackCommand, " ") },
		"shortcut": func() { w.ann.Shortcut(callbackAsk) },
	}
	for name, do := range open {
		do()
		v := w.ann.AwaitView(t, callbackAsk)
		for _, typed := range []string{"", "s", "sleep"} {
			options, err := w.ann.Type(v, fieldSearch, typed)
			if err != nil || len(options) != 2 || options[0].Label != "Does massage help me sleep?" {
				t.Fatalf("%s: %q: got options %v, %v", name, typed, options, err)
			}
		}
		if options, err := w.ann.Type(v, fieldSearch, "nothing"); err != nil || len(options) != 0 {
			t.Errorf("%s: got options %v, %v, want an empty list", name, options, err)
		}
		if sent, err := w.ann.SubmitView(v); err != nil || len(sent.Errors) == 0 {
			t.Errorf("%s: an empty form got %+v, %v, want an error under its field", name, sent, err)
		}
		if _, err := w.ann.Type(v, fieldSearch, ""); err != nil {
			t.Fatal(err)
		}
		if err := w.ann.Fill(v, fieldSearch, "Does massage help me sleep?"); err != nil {
			t.Fatal(err)
		}
		sent, err := w.ann.SubmitView(v)
		if err != nil || len(sent.Open) != 1 {
			t.Fatalf("%s: got %+v, %v", name, sent, err)
		}
		mustHold(t, sent.Open[0].Rendered(), "did ask sleep")
		w.ann.CloseView(sent.Open[0])
		do()
		v = w.ann.AwaitView(t, callbackAsk)
		if err := w.ann.Fill(v, fieldText, "my own <words> & all"); err != nil {
			t.Fatal(err)
		}
		if sent, err = w.ann.SubmitView(v); err != nil || len(sent.Open) != 1 {
			t.Fatalf("%s: got %+v, %v", name, sent, err)
		}
		mustHold(t, sent.Open[0].Rendered(), "answer: my own <words> & all")
		w.ann.CloseView(sent.Open[0])
	}
	for _, m := range h.Messages() {
		if !m.Addressed || !m.Private || !m.Command || m.Text != "my own <words> & all" {
			t.Errorf("the handler got %+v", m)
		}
	}
}

// TestSlowForm: what takes longer than Slack waits is shown in the form later, and so is what is too long.
func TestSlowForm(t *testing.T) {
	h := desk(t)
	hold := make(chan struct{})
	answer := h.OnMessage
	h.OnMessage = func(ctx context.Context, m chat.Message) *chat.Reply {
		if m.Text == "slow" {
			<-hold
		}
		r := answer(ctx, m)
		if m.Text == "long" {
			r.Text = strings.Repeat("long & longer ", 2000)
		}
		return r
	}
	w := newWorld(t, h)
	for _, text := range []string{"slow", "long"} {
		w.ann.Shortcut(callbackAsk)
		v := w.ann.AwaitView(t, callbackAsk)
		if err := w.ann.Fill(v, fieldText, text); err != nil {
			t.Fatal(err)
		}
		sent, err := w.ann.SubmitView(v)
		if err != nil || len(sent.Open) != 1 {
			t.Fatalf("%s: got %+v, %v; log: %s", text, sent, err, w.log)
		}
		if text == "slow" {
			mustHold(t, sent.Open[0].Rendered(), voice.FormWorking)
			close(hold)
		}
		if !w.server.Until(patience, func() bool {
			open := w.ann.Views()
			return len(open) == 1 && strings.Contains(open[0].Rendered(), "answer: "+text)
		}) {
			t.Errorf("%s: the answer did not come: %+v; log: %s", text, w.ann.Views(), w.log)
		}
		w.ann.CloseView(w.ann.Views()[0])
	}
}

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
