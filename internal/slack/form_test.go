package slack

import (
	"context"
	"strings"
	"testing"

	"backtalk/internal/chat"
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
		if !w.server.Wait(patience, func() bool {
			open := w.ann.Views()
			return len(open) == 1 && strings.Contains(open[0].Rendered(), "answer: "+text)
		}) {
			t.Errorf("%s: the answer did not come: %+v; log: %s", text, w.ann.Views(), w.log)
		}
		w.ann.CloseView(w.ann.Views()[0])
	}
}
