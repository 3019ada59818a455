package slack

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"backtalk/internal/chat"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/voice"
)

// TestAskedAtHome: a question typed into the Home tab's box is answered in a form or, when Slack opens none any more, in
// the direct message.
func TestAskedAtHome(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	in := interaction{Type: "block_actions", TriggerID: "too old", View: &view{ID: "V1", Type: "home"},
		Actions: []action{{ID: fieldText, Value: " typed at home ", TS: "1.1"}}}
	in.User.ID = w.ann.ID
	w.slack.onPress(t.Context(), in)
	if m := last(t, h, 1); m.Text != "typed at home" || !m.Direct || !m.Private || m.Author != w.ann.ID {
		t.Errorf("got %+v", m)
	}
	got := fakeslack.BotMessages(w.ann.DM().Messages(w.ann))
	if len(got) != 1 || !strings.Contains(got[0].Rendered(), "answer: typed at home") {
		t.Errorf("got %+v in the direct message", got)
	}
}

// TestHome: the Home tab has a box to ask in, questions, what the bot is, and for staff a switch.
func TestHome(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	w.ann.OpenHome("home")
	home := w.ann.AwaitHome(t)
	mustHold(t, home.Rendered(), voice.AskTitle, "Does massage help me sleep?", "did help", voice.HomeHint)
	if strings.Contains(home.Rendered(), voice.HomeStaff) {
		t.Error("ann sees what is for staff")
	}
	if _, err := w.ann.Press(home, "What does it cost?"); err != nil {
		t.Fatal(err)
	}
	v := w.ann.AwaitView(t, callbackReply)
	mustHold(t, v.Rendered(), "did ask price")
	w.ann.CloseView(v)
	w.settle(t)
	if _, err := w.ann.Enter(home, fieldText, "typed in the box"); err != nil {
		t.Fatal(err)
	}
	v = w.ann.AwaitView(t, callbackReply)
	mustHold(t, v.Rendered(), "answer: typed in the box")
	w.ann.CloseView(v)
	w.settle(t)
	if _, err := w.ann.Type(home, fieldSearch, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ann.Choose(home, fieldSearch, "Does massage help me sleep?"); err != nil {
		t.Fatal(err)
	}
	mustHold(t, w.ann.AwaitView(t, callbackReply).Rendered(), "did ask sleep")
	w.bob.OpenHome("home")
	home = w.bob.AwaitHome(t)
	mustHold(t, home.Rendered(), voice.HomeStaff, voice.HomePause)
	if _, err := w.bob.Press(home, voice.HomePause); err != nil {
		t.Fatal(err)
	}
	if !w.server.Wait(patience, func() bool {
		v, _ := w.bob.Home()
		return strings.Contains(v.Rendered(), "did pause everywhere")
	}) {
		t.Error("the switch does not say what it did")
	}
	w.settle(t)
}

// TestAgentSurface: opening the Messages tab suggests questions; the older assistant's events do no harm.
func TestAgentSurface(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h)
	w.ann.OpenHome("messages")
	w.server.Wait(patience, func() bool { return len(w.ann.DM().Prompts()) > 0 }) // they come after the acknowledgement
	if got := w.ann.DM().Prompts(); len(got) != 2 || got[0].Message != "Does massage help me sleep?" {
		t.Errorf("got prompts %+v", got)
	}
	w.ann.OpenAssistant(nil)
	w.settle(t)
	if n := len(h.Messages()); n != 0 {
		t.Errorf("the handler got %d messages", n)
	}
}

// TestFaultsAreCaught: a panic of the handler at a search or at the Home tab ends nothing, and none of it is logged.
func TestFaultsAreCaught(t *testing.T) {
	t.Parallel()
	h := desk(t)
	h.OnSuggest = func(_ context.Context, typed string) []chat.Suggestion { panic("zanzibar " + typed) }
	w := newWorld(t, h)
	w.ann.OpenHome("home")
	w.ann.AwaitHome(t)
	w.ann.Shortcut(callbackAsk)
	v := w.ann.AwaitView(t, callbackAsk)
	if options, err := w.ann.Type(v, fieldSearch, "typed"); err != nil || len(options) != 0 {
		t.Errorf("got %v, %v, want no options", options, err)
	}
	w.settle(t)
	if strings.Contains(w.log.String(), "zanzibar") {
		t.Errorf("the log holds what was panicked with: %s", w.log)
	}
	mustHold(t, w.log.String(), "a fault in the program")
}

// TestHomeWhilePaused: what the bot is and keeps stands there while it is paused too, and staff see that it is.
func TestHomeWhilePaused(t *testing.T) {
	t.Parallel()
	h := desk(t)
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply {
		switch {
		case p.Action == chat.Status:
			return &chat.Reply{Words: chat.Words{Lead: "Paused everywhere."}}
		case p.Space != nowhere:
			return &chat.Reply{Words: chat.Words{Lead: "I'm paused."}}
		}
		return &chat.Reply{Words: chat.Words{Lead: "What I keep."}}
	}
	w := newWorld(t, h, bobIsStaff)
	w.ann.OpenHome("home")
	mustHold(t, w.ann.AwaitHome(t).Rendered(), "What I keep.")
	w.bob.OpenHome("home")
	mustHold(t, w.bob.AwaitHome(t).Rendered(), "What I keep.", "Paused everywhere.")
	w.settle(t)
	if home, _ := w.ann.Home(); strings.Contains(home.Rendered(), "Paused everywhere.") {
		t.Error("ann sees what is for staff")
	}
}

// TestForgetAtHome: the Home tab says what is kept of the person, and has it forgotten: the receipt is shown, and the tab then
// says what is kept now.
func TestForgetAtHome(t *testing.T) {
	t.Parallel()
	h := desk(t)
	var gone atomic.Bool
	var pressed atomic.Pointer[chat.Press]
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply {
		switch {
		case p.Action == chat.Forget:
			gone.Store(true)
			pressed.Store(&p)
			return &chat.Reply{Words: chat.Words{Lead: "Forgotten: two ids."}, Audience: chat.ForAsker()}
		case p.Action == chat.Privacy && gone.Load():
			return &chat.Reply{Words: chat.Words{Lead: "Nothing is kept of " + p.Author}, Audience: chat.ForAsker()}
		case p.Action == chat.Privacy:
			return &chat.Reply{Words: chat.Words{Lead: "Two ids are kept of " + p.Author, Buttons: []chat.Button{{Label: "Forget me", Action: chat.Forget}, {Label: "Dismiss", Action: chat.Dismiss}}}, Audience: chat.ForAsker()}
		}
		return &chat.Reply{Words: chat.Words{Lead: "did " + string(p.Action)}}
	}
	w := newWorld(t, h)
	w.ann.OpenHome("home")
	home := w.ann.AwaitHome(t)
	mustHold(t, home.Rendered(), voice.HomeKept, "Two ids are kept of "+w.ann.ID)
	if strings.Contains(home.Rendered(), "Dismiss") {
		t.Error("the tab offers to dismiss a part of it")
	}
	if _, err := w.ann.Press(home, "Forget me"); err != nil {
		t.Fatal(err)
	}
	mustHold(t, w.ann.AwaitView(t, callbackReply).Rendered(), "Forgotten: two ids.")
	if !w.server.Wait(patience, func() bool {
		v, _ := w.ann.Home()
		return strings.Contains(v.Rendered(), "Nothing is kept of "+w.ann.ID)
	}) {
		t.Error("the tab still says what was kept")
	}
	if p := pressed.Load(); p.Author != w.ann.ID || p.Space != w.clinic.ID || !p.Direct || p.Target != nil {
		t.Errorf("got %+v", p)
	}
	w.settle(t)
}

// TestUnsaidAtHome: staff see in the Home tab where something could not be said.
func TestUnsaidAtHome(t *testing.T) {
	t.Parallel()
	h := desk(t)
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply {
		if p.Action == chat.Status {
			return &chat.Reply{Words: chat.Words{Lead: "One thing was not said.", Links: []chat.Link{{Label: "The question", URL: "https://clinic.slack.test/1"}}}}
		}
		return &chat.Reply{}
	}
	w := newWorld(t, h, bobIsStaff)
	w.bob.OpenHome("home")
	home := w.bob.AwaitHome(t)
	mustHold(t, home.Rendered(), "One thing was not said.", "[The question]")
	if strings.Contains(home.Rendered(), voice.HomeKept) {
		t.Error("there is a heading for nothing")
	}
	w.settle(t)
}

func TestSpread(t *testing.T) {
	t.Parallel()
	var all []chat.Suggestion
	for i := range 10 {
		all = append(all, chat.Suggestion{Ref: string(rune('a' + i))})
	}
	for n, want := range map[int]string{3: "adg", 10: "abcdefghij", 20: "abcdefghij", 1: "a"} {
		got := ""
		for _, g := range spread(all, n) {
			got += g.Ref
		}
		if got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
