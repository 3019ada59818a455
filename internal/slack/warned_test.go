package slack

import (
	"context"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// warns is a handler with a warning that its asker can disagree with; told gets what was pressed.
func warns(r chat.Reply, told chan<- chat.Press) *chattest.Handler {
	return &chattest.Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		r := r
		r.Lead, r.Warning, r.ReplyTo, r.About = "please call somebody", true, m.ID, m.ID
		r.Buttons = []chat.Button{{Label: "Not meant", Action: chat.Misread, Ref: "flag:X:4"}}
		return &r
	}, OnPress: func(_ context.Context, p chat.Press) *chat.Reply {
		told <- p
		if p.Action == chat.Reveal {
			return &chat.Reply{Words: chat.Words{Lead: "please call somebody", Buttons: []chat.Button{{Label: "Not meant", Action: chat.Misread, Ref: "flag:X:4"}}}, Audience: chat.ForAsker(), About: p.Target.ID}
		}
		return &chat.Reply{Words: chat.Words{Lead: "only this would need help"}, Audience: chat.ForAsker()}
	}}
}

// TestDisagree: the control under a warning tells who presses it and about what, wherever the warning stands: in public, in a
// direct message, or shown to the asker alone. What follows is for the presser alone.
func TestDisagree(t *testing.T) {
	t.Parallel()
	told := make(chan chat.Press, 1)
	press := func(w *world, who *fakeslack.User, m fakeslack.Message, said fakeslack.Said, mine bool) chat.Press {
		t.Helper()
		if _, err := who.Press(m, "Not meant"); err != nil {
			t.Fatal(err)
		}
		p := <-told
		w.settle(t)
		if p.Action != chat.Misread || p.Ref != "flag:X:4" || p.Author != who.ID || p.Target == nil || p.Target.ID != said.TS || p.Target.Channel != w.general.ID || p.Mine != mine {
			t.Errorf("got press %+v, want one about %s by %s, mine %v", p, said.TS, who.ID, mine)
		}
		return p
	}
	w := newWorld(t, warns(chat.Reply{}, told))
	said := w.ann.Say(w.general, "@backtalk in public")
	w.settle(t)
	public := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
	for _, who := range []*fakeslack.User{w.bob, w.ann} {
		press(w, who, public[0], said, who == w.ann)
		if got := w.general.AwaitPrivate(t, who, 1); len(got) != 1 || !strings.Contains(got[0].Rendered(), "only this would need help") {
			t.Errorf("got %+v, want something for the presser alone", got)
		}
	}
	if all := fakeslack.BotMessages(w.general.Thread(said.TS, nil)); len(all) != 1 || strings.Contains(all[0].Rendered(), "only this") {
		t.Errorf("got %+v in public after the presses", all)
	}

	private := chat.Reply{Audience: chat.ForAskerBeside(chat.Line{Text: "Answered privately.", Button: "Show me"})}
	w = newWorld(t, warns(private, told))
	said = w.ann.Say(w.general, "@backtalk privately")
	w.settle(t)
	if line := fakeslack.BotMessages(w.general.Thread(said.TS, nil)); len(line) != 1 || len(line[0].Controls()) != 0 {
		t.Errorf("got %+v in public", line)
	}
	if p := press(w, w.ann, fakeslack.BotMessages(w.ann.DM().Messages(w.ann))[0], said, true); !p.Direct {
		t.Errorf("got %+v, want a press in a direct message", p)
	}

	w = newWorld(t, warns(private, told))
	w.ann.RefuseDMs("cannot_dm_bot")
	said = w.ann.Say(w.general, "@backtalk privately")
	w.settle(t)
	press(w, w.ann, w.general.AwaitPrivate(t, w.ann, 1)[0], said, true) // shown at once
	line := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
	if _, err := w.ann.Press(line[0], "Show me"); err != nil {
		t.Fatal(err)
	}
	<-told
	w.settle(t)
	for _, m := range w.general.AwaitPrivate(t, w.ann, 3) {
		if m.ThreadTS == said.TS && strings.Contains(m.Rendered(), "please call somebody") {
			press(w, w.ann, m, said, true)
			return
		}
	}
	t.Error("nothing was revealed")
}

// TestOfferedAlone: what was overheard is answered to the person alone: in the direct message or, where none reaches them, in
// the place itself for them alone.
func TestOfferedAlone(t *testing.T) {
	t.Parallel()
	var desk *fakeslack.Channel
	w := newWorld(t, nil, func(w *world, o *Options) {
		desk = w.clinic.AddChannel("desk").AddBot()
		o.Spaces[w.clinic.ID] = Space{Listen: []string{w.general.ID}}
		o.Courier.Handler = warns(chat.Reply{Audience: chat.ForAsker(), Deeds: chat.Telling(&chat.Notice{To: chat.Place{Platform: platform, Space: w.clinic.ID, Channel: desk.ID},
			Text: "told them privately", Unsaid: "reached nobody"})}, nil)
	})
	w.bob.RefuseDMs("cannot_dm_bot")
	for i, who := range []*fakeslack.User{w.ann, w.bob} {
		who.Say(w.general, "something grave")
		w.settle(t)
		if all := fakeslack.BotMessages(w.general.Messages(nil)); len(all) != 0 {
			t.Errorf("%s: got %+v where others read it", who.Name, all)
		}
		mine := fakeslack.BotMessages(w.ann.DM().Messages(w.ann))
		if who == w.bob {
			mine = w.general.AwaitPrivate(t, w.bob, 1)
		}
		if len(mine) != 1 || !strings.Contains(mine[0].Rendered(), "please call somebody") || len(mine[0].Controls()) != 1 {
			t.Errorf("%s: got %+v", who.Name, mine)
		}
		told := fakeslack.BotMessages(desk.Messages(nil))
		if len(told) != i+1 || !strings.Contains(told[i].Rendered(), "told them privately") {
			t.Errorf("%s: staff are told %+v", who.Name, told)
		}
	}
	if strings.Contains(w.log.String(), "grave") {
		t.Errorf("the log holds what was said: %s", w.log)
	}
}

// TestNoticeButtons: staff can act on a notice: the press comes back with what its button carries, and who may be told staff by.
func TestNoticeButtons(t *testing.T) {
	t.Parallel()
	told := make(chan chat.Press, 1)
	w := newWorld(t, warns(chat.Reply{}, told), func(w *world, o *Options) {
		o.Spaces[w.clinic.ID] = Space{Staff: []string{w.bob.ID}}
	})
	desk := w.clinic.AddChannel("desk").AddBot()
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: desk.ID}
	err := w.slack.Notify(t.Context(), chat.Notice{To: at, Text: "Somebody may be in danger.", Buttons: []chat.Button{{Label: "Lift the hold", Action: chat.Lift, Ref: "TOKEN"}}})
	if err != nil {
		t.Fatal(err)
	}
	n := desk.AwaitMessages(t, nil, 1)[0]
	mustHold(t, n.Rendered(), "Somebody may be in danger.", "Lift the hold")
	for _, who := range []*fakeslack.User{w.bob, w.ann} {
		if _, err := who.Press(n, "Lift the hold"); err != nil {
			t.Fatal(err)
		}
		p := <-told
		w.settle(t)
		if p.Action != chat.Lift || p.Ref != "TOKEN" || p.Target != nil || p.Author != who.ID || p.Channel != desk.ID || p.Staff != (who == w.bob) {
			t.Errorf("%s: got %+v", who.Name, p)
		}
		if got := desk.AwaitPrivate(t, who, 1); len(got) != 1 || len(fakeslack.BotMessages(desk.Messages(nil))) != 1 {
			t.Errorf("%s: got %+v, want an answer for the presser alone", who.Name, got)
		}
	}
}
