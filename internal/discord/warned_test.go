package discord

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakediscord "backtalk/internal/fake/discord"
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
// direct message, or shown to the asker alone behind a button. What follows is for the presser alone.
func TestDisagree(t *testing.T) {
	t.Parallel()
	told := make(chan chat.Press, 1)
	check := func(w *world, p chat.Press, q *fakediscord.Message, who *fakediscord.User, mine bool) {
		t.Helper()
		if p.Action != chat.Misread || p.Ref != "flag:X:4" || p.Author != who.ID || p.Target == nil || p.Target.ID != q.ID || p.Target.Channel != w.room.ID || p.Mine != mine {
			t.Errorf("got press %+v, want one about %s by %s, mine %v", p, q.ID, who.ID, mine)
		}
	}
	w := newWorld(t, warns(chat.Reply{}, told), nil)
	ben := w.server.AddMember(w.guild, "ben")
	q := w.ask("in public")
	public := w.reply(q)
	for _, who := range []*fakediscord.User{ben, w.ann} {
		m := w.server.Press(public, who, "Not meant").Message(soon)
		if m == nil || !m.Ephemeral() || m.Text() != "only this would need help" {
			t.Errorf("got %+v, want something for the presser alone", m)
		}
		check(w, <-told, q, who, who == w.ann)
	}
	if got := public.Text(); got != "please call somebody" {
		t.Errorf("the warning reads %q after the presses", got)
	}

	w = newWorld(t, warns(chat.Reply{Audience: chat.ForAskerBeside(chat.Line{Text: "Answered privately.", Button: "Show me"})}, told), nil)
	q = w.ask("privately")
	line := w.reply(q)
	if line.Text() != "Answered privately." || len(line.Buttons()) != 0 {
		t.Errorf("got %q in public", line.Text())
	}
	dm := w.server.WaitFor(w.server.DM(w.ann), soon, func(*fakediscord.Message) bool { return true })
	if m := w.server.Press(dm, w.ann, "Not meant").Message(soon); m == nil || m.Text() != "only this would need help" || m.GuildID != "" {
		t.Errorf("in the direct message: got %+v", m)
	}
	p := <-told
	if check(w, p, q, w.ann, true); !p.Direct {
		t.Errorf("got %+v, want a press in a direct message", p)
	}

	ben = w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	q = w.server.Say(w.room, ben, w.server.Bot().Mention()+" privately")
	shown := w.server.Press(w.reply(q), ben, "Show me").Message(soon)
	<-told
	if shown == nil || !shown.Ephemeral() {
		t.Fatalf("got %+v revealed", shown)
	}
	if m := w.server.Press(shown, ben, "Not meant").Message(soon); m == nil || !m.Ephemeral() {
		t.Errorf("behind the button: got %+v", m)
	}
	check(w, <-told, q, ben, true)
}

// TestOfferedAlone: what was overheard is answered to the person alone; where no direct message reaches them, staff alone know.
func TestOfferedAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil, func(w *world, o *Options) {
		desk := chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.server.AddChannel(w.guild, "desk").ID}
		o.Spaces[w.guild.ID] = Space{Listen: []string{w.room.ID}}
		o.Courier.Handler = warns(chat.Reply{Audience: chat.ForAsker(), Deeds: chat.Telling(&chat.Notice{To: desk, Text: "told them privately", Unsaid: "reached nobody"})}, nil)
		w.server.AllowIntents(fakediscord.MessageContent)
	})
	ben := w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	for _, tt := range []struct {
		who     *fakediscord.User
		reached bool
		told    string
	}{{w.ann, true, "told them privately"}, {ben, false, "reached nobody"}} {
		w.server.Say(w.room, tt.who, "something grave")
		w.settle()
		var all []string
		for _, m := range w.server.ByBot() {
			if m.ChannelID == w.aside.ID || strings.HasPrefix(m.Text(), "please call") && m.GuildID != "" {
				t.Errorf("%s: %q stands where others read it", tt.who.Name, m.Text())
			}
			all = append(all, m.Text())
		}
		if dm := w.server.Messages(w.server.DM(tt.who)); (len(dm) == 1) != tt.reached {
			t.Errorf("%s: got %d direct messages", tt.who.Name, len(dm))
		}
		if !slices.Contains(all, tt.told) || slices.ContainsFunc(w.server.Messages(w.room), func(m *fakediscord.Message) bool { return m.Author.ID == w.server.Bot().ID }) {
			t.Errorf("%s: got %q, want staff told %q and nothing in the channel; the log: %s", tt.who.Name, all, tt.told, w.log)
		}
	}
	if strings.Contains(w.log.String(), "grave") {
		t.Errorf("the log holds what was said: %s", w.log)
	}
}

// TestNoticeButtons: staff can act on a notice: the press comes back with what its button carries, and who may be told staff by.
func TestNoticeButtons(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var pressed []chat.Press
	w := newWorld(t, says(nil, func(p chat.Press) *chat.Reply {
		mu.Lock()
		defer mu.Unlock()
		pressed = append(pressed, p)
		return &chat.Reply{Words: chat.Words{Lead: "lifted"}, Audience: chat.ForAsker()}
	}), nil)
	at := chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.room.ID}
	err := w.Notify(context.Background(), chat.Notice{To: at, Text: "Somebody may be in danger.", Link: w.Link(at, "5"), Buttons: []chat.Button{{Label: "Lift the hold", Action: chat.Lift, Ref: "TOKEN"}}})
	if err != nil {
		t.Fatal(err)
	}
	n := w.server.WaitFor(w.room, soon, func(*fakediscord.Message) bool { return true })
	if n.Text() != "Somebody may be in danger." || len(n.Links()) != 1 || len(n.Buttons()) != 2 { // a link is a button there
		t.Fatalf("got %q with %+v and %+v", n.Text(), n.Links(), n.Buttons())
	}
	staff := w.server.AddMember(w.guild, "sam", w.server.AddRole(w.guild, "team", fakediscord.ManageMessages))
	for _, who := range []*fakediscord.User{staff, w.ann} {
		if m := w.server.Press(n, who, "Lift the hold").Message(soon); m == nil || !m.Ephemeral() || m.Text() != "lifted" {
			t.Errorf("%s: got %+v", who.Name, m)
		}
	}
	if len(pressed) != 2 || !pressed[0].Staff || pressed[1].Staff {
		t.Fatalf("got %+v, want a press by staff and one by a client", pressed)
	}
	if p := pressed[0]; p.Action != chat.Lift || p.Ref != "TOKEN" || p.Target != nil || p.Author != staff.ID || p.Place != at {
		t.Errorf("got %+v", p)
	}
}
