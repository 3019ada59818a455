package discord

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
)

// says is a handler that says a reply to messages and does f at presses.
func says(r *chat.Reply, f func(chat.Press) *chat.Reply) *chattest.Handler {
	h := chattest.Always(r)
	h.OnPress = func(_ context.Context, p chat.Press) *chat.Reply { return f(p) }
	h.OnSuggest = func(context.Context, string) []chat.Suggestion {
		return []chat.Suggestion{{Label: "Does massage hurt?", Ref: "hurt"}, {Label: "How long is a session?", Ref: "length"}}
	}
	return h
}

// waitCommands waits until the commands are registered.
func (w *world) waitCommands(g *fakediscord.Guild) {
	w.t.Helper()
	if !w.server.Until(soon, func() bool { return len(w.server.Commands(g)) == 6 }) {
		w.t.Fatalf("the commands were not registered; the log: %s", w.log)
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	h := says(&chat.Reply{Words: chat.Words{Text: "an answer"}}, nil)
	w := newWorld(t, h, func(_ *world, o *Options) { o.Private = true })
	w.waitCommands(nil)
	typed := w.server.Typed(w.room, w.ann, "ask", "question", "does ma").Wait(soon)
	if typed == nil || len(typed.Choices) != 2 || typed.Choices[0].Name != "Does massage hurt?" || typed.Choices[0].Value != "Does massage hurt?" {
		t.Errorf("got choices %+v", typed)
	}
	m := w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "Does massage hurt?"}).Message(soon)
	if m == nil || !m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("got %+v, want an answer that only the asker sees", m)
	}
	m = w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "in public", "private": false}).Message(soon)
	if m == nil || m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("got %+v, want an answer for all", m)
	}
	all := h.Messages()
	if len(all) != 2 || all[0].Text != "Does massage hurt?" || !all[0].Private || all[1].Private || !all[1].Command || !all[1].Addressed {
		t.Fatalf("the handler got %+v", all)
	}
	key := all[1].Key()
	found := func() bool {
		e, _, err := w.store.Lookup(context.Background(), key)
		return err == nil && len(e.Posted) == 1 && e.Posted[0].Ref == ref(w.room.ID, m.ID)
	}
	w.until("the journal does not know what stands in public", found)
	m = w.server.Slash(w.server.DM(w.ann), w.ann, "ask", map[string]any{"question": "directly"}).Message(soon)
	if m == nil || m.Ephemeral() {
		t.Errorf("got %+v, want an ordinary message where nobody else is", m)
	}
}

// TestSlowAnswers: after a while Discord is told to wait, in each of the ways there are.
func TestSlowAnswers(t *testing.T) {
	t.Parallel()
	reply := &chat.Reply{Words: chat.Words{Text: "an answer", Buttons: []chat.Button{{Label: "More", Action: chat.Others, Ref: "r"}}}}
	then := &chat.Reply{Words: chat.Words{Text: "more"}}
	slow := make(chan struct{})
	h := says(nil, func(chat.Press) *chat.Reply { <-slow; return then })
	h.OnMessage = func(context.Context, chat.Message) *chat.Reply { <-slow; return reply }
	w := newWorld(t, h, func(w *world, o *Options) { o.Courier.Deadline = soon })
	w.waitCommands(nil)
	w.presses.deferAfter = 5 * time.Millisecond
	run := func(i *fakediscord.Interaction, wantType int) *fakediscord.Message {
		t.Helper()
		if r := i.Wait(soon); r == nil || r.Type != wantType {
			t.Fatalf("got the first response %+v, want type %d; the log: %s", r, wantType, w.log)
		}
		slow <- struct{}{}
		if wantType == respondUpdateLater {
			w.server.Until(soon, func() bool { return len(i.FollowUps()) > 0 || then.Replace && strings.Contains(shownBy(i), then.Text) })
			if all := i.FollowUps(); len(all) > 0 {
				return all[0]
			}
		}
		return i.Message(soon)
	}
	ask := func(private bool) *fakediscord.Interaction {
		return w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q", "private": private})
	}
	if m := run(ask(true), respondLater); m == nil || !m.Ephemeral() || m.Text() != "an answer" {
		t.Errorf("private: got %+v", m)
	}
	public := run(ask(false), respondLater)
	if public == nil || public.Ephemeral() || public.Text() != "an answer" {
		t.Fatalf("public: got %+v", public)
	}
	if m := run(w.server.Press(public, w.ann, "More"), respondUpdateLater); m == nil || !m.Ephemeral() || m.Text() != "more" {
		t.Errorf("press: got %+v", m)
	}
	then.Replace = true
	if m := run(w.server.Press(public, w.ann, "More"), respondUpdateLater); m == nil || m.ID != public.ID || m.Text() != "more" {
		t.Errorf("press that replaces: got %+v", m)
	}
	reply = &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAskerBeside(chat.Line{Text: "Answered privately."})}
	i := ask(false)
	m := run(i, respondLater)
	w.server.Until(soon, func() bool { return len(i.FollowUps()) == 1 })
	if m == nil || m.Text() != "Answered privately." || len(i.FollowUps()) != 1 || !i.FollowUps()[0].Ephemeral() {
		t.Errorf("private after all: got %+v and %+v", m, i.FollowUps())
	}
}

func shownBy(i *fakediscord.Interaction) string {
	if m := i.Message(0); m != nil {
		return m.Text()
	}
	return ""
}

// TestFindAndPost: staff find an answer for somebody's message and post it; the press tells all that the handler needs.
func TestFindAndPost(t *testing.T) {
	t.Parallel()
	var asked *fakediscord.Message
	h := says(nil, func(p chat.Press) *chat.Reply {
		switch {
		case p.Action == chat.Find && p.Staff && p.Target.Text == "my back hurts":
			return &chat.Reply{Words: chat.Words{Text: "a passage", Buttons: []chat.Button{
				{Label: "Post as reply", Action: chat.Post, Ref: "a/b/1"}, {Label: "Dismiss", Action: chat.Dismiss}}}, Audience: chat.ForAsker(), About: p.Target.ID}
		case p.Action == chat.Post && p.Staff && p.Ref == "a/b/1" && p.Target.ID == asked.ID:
			return &chat.Reply{Words: chat.Words{Lead: "Posted."}, Audience: chat.ForAsker(), Replace: true, Deeds: chat.Publishing(&chat.Reply{Words: chat.Words{Text: "a passage", Credit: "Checked by the clinic's team."}, ReplyTo: p.Target.ID}, nil)}
		case p.Action == chat.Dismiss:
			return &chat.Reply{Audience: chat.ForAsker(), Replace: true}
		}
		return &chat.Reply{Words: chat.Words{Lead: "not for you"}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	staff := w.server.AddMember(w.guild, "sam", w.server.AddRole(w.guild, "team", fakediscord.ManageMessages))
	asked = w.server.Say(w.room, w.ann, "my back hurts")
	view := w.server.Menu(asked, staff, "Find an answer").Message(soon)
	if view == nil || !view.Ephemeral() {
		t.Fatalf("got %+v, want a view for staff alone; the log: %s", view, w.log)
	}
	after := w.server.Press(view, staff, "Post as reply").Message(soon)
	if after == nil || after.Text() != "Posted." || after.ID != view.ID {
		t.Errorf("got %+v, want the view changed", after)
	}
	if got := w.reply(asked).Text(); got != "Checked by the clinic's team.\n\na passage" {
		t.Errorf("got %q posted", got)
	}
	view = w.server.Menu(asked, staff, "Find an answer").Message(soon)
	w.server.Press(view, staff, "Dismiss").Wait(soon)
	if !w.server.Until(soon, func() bool { return len(w.server.Ephemerals(staff)) == 1 }) {
		t.Errorf("the view still stands: %+v", w.server.Ephemerals(staff))
	}
	if m := w.server.Menu(asked, w.ann, "Find an answer").Message(soon); m == nil || m.Text() != "not for you" {
		t.Errorf("a client got %+v", m)
	}
	w.server.Forge(w.room, w.ann, view, "post.zz")
	if !w.server.Until(soon, func() bool {
		for _, m := range w.server.Ephemerals(w.ann) {
			if strings.HasPrefix(m.Text(), "Sorry") {
				return true
			}
		}
		return false
	}) {
		t.Error("a forged press got no answer")
	}
}

// TestAside: a private reply goes by direct message; when that is refused, a button shows it.
func TestAside(t *testing.T) {
	t.Parallel()
	secret := &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAskerBeside(chat.Line{Text: "I have answered you privately.", Button: "Show me privately"})}
	var revealed *chat.Press
	h := says(secret, func(p chat.Press) *chat.Reply {
		revealed = &p
		return &chat.Reply{Words: chat.Words{Text: "for you alone"}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	q := w.ask("something private")
	if got := w.reply(q).Text(); got != secret.Beside().Text {
		t.Errorf("got %q in public", got)
	}
	if m := w.server.WaitFor(w.server.DM(w.ann), soon, func(m *fakediscord.Message) bool { return m.Text() == secret.Text }); m == nil {
		t.Error("there is no direct message")
	}
	ben := w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	q = w.server.Say(w.room, ben, w.server.Bot().Mention()+" something private")
	line := w.reply(q)
	if len(line.Buttons()) != 1 {
		t.Fatalf("got %+v, want a button", line)
	}
	m := w.server.Press(line, ben, "Show me privately").Message(soon)
	if m == nil || !m.Ephemeral() || m.Text() != secret.Text || revealed == nil || revealed.Action != chat.Reveal || revealed.Target.ID != q.ID || !revealed.Mine {
		t.Errorf("got %+v after the press %+v", m, revealed)
	}
}

func TestForumAndListening(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	w.end()
	forum := w.server.AddForum(w.guild, "questions")
	other := w.server.AddForum(w.guild, "other")
	w.server.AllowIntents(fakediscord.MessageContent)
	w.start(func(w *world, o *Options) {
		o.Spaces[w.guild.ID] = Space{Forums: []string{forum.ID}, ForumText: true, Listen: []string{w.room.ID}}
	})
	thread, first := w.server.Post(forum, w.ann, "Sore back", "since Monday")
	w.server.Post(other, w.ann, "Not for the bot", "text")
	heard := w.server.Say(w.room, w.ann, "does massage help?")
	sub := w.server.StartThread(heard, w.ann, "more")
	w.server.Say(sub, w.ann, "and for how long?")
	w.server.Say(w.aside, w.ann, "not heard")
	w.settle()
	all := h.Messages()
	if len(all) != 3 {
		t.Fatalf("got %+v, want three messages", all)
	}
	// Each place has a queue of its own, so only the order within one is certain.
	slices.SortFunc(all, func(x, y chat.Message) int { return cmp.Compare(number(x.ID), number(y.ID)) })
	if m := all[0]; !m.Opening || m.Addressed || m.Text != "Sore back\nsince Monday" || m.Channel != forum.ID || m.Thread != thread.ID || m.ID != first.ID {
		t.Errorf("got %+v of the post", m)
	}
	if m := all[1]; m.Opening || m.Addressed || m.Text != "does massage help?" {
		t.Errorf("got %+v of what was overheard", m)
	}
	if m := all[2]; m.Channel != w.room.ID || m.Thread != sub.ID {
		t.Errorf("got %+v of what was overheard in a thread", m)
	}
}

// TestForumTitle: without the message content intent, the title is all that a post tells.
func TestForumTitle(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	w.end()
	forum := w.server.AddForum(w.guild, "questions")
	w.server.ForbidIntents(fakediscord.MessageContent)
	w.start(func(w *world, o *Options) { o.Spaces[w.guild.ID] = Space{Forums: []string{forum.ID}} })
	w.server.Post(forum, w.ann, "Sore back", "since Monday")
	w.settle()
	if all := h.Messages(); len(all) != 1 || !all[0].Opening || all[0].Text != "Sore back" {
		t.Errorf("got %+v, want the title", all)
	}
}

// TestTrouble: what can become of channels, threads and permissions.
func TestTrouble(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	thread := w.server.StartThread(w.server.Say(w.room, w.ann, "x"), w.ann, "thread")
	w.server.Archive(thread)
	q := w.server.Say(thread, w.ann, w.server.Bot().Mention()+" in an archived thread")
	w.reply(q)
	w.server.Deny(w.room, w.server.Everyone(w.guild), fakediscord.ReadHistory)
	w.ask("where history is not to be read")
	if m := w.server.WaitFor(w.room, soon, func(m *fakediscord.Message) bool { return strings.Contains(m.Text(), "where history") }); m == nil || m.ReplyTo != "" {
		t.Errorf("got %+v, want an answer that is no reply; the log: %s", m, w.log)
	}
	w.server.Deny(w.room, w.server.Everyone(w.guild), fakediscord.SendMessages)
	w.ask("where the bot may not write")
	w.settle()
	gone := w.server.AddChannel(w.guild, "gone")
	w.settle()
	for _, tt := range []struct {
		where *fakediscord.Channel
		want  error
	}{{w.room, courier.ErrForbidden}, {gone, courier.ErrGone}} {
		if tt.where == gone {
			w.server.DeleteChannel(gone)
		}
		_, err := w.Post(context.Background(), chat.Place{Platform: Name, Space: w.guild.ID, Channel: tt.where.ID}, &chat.Reply{Words: chat.Words{Text: "marked-words"}}, "")
		if !errors.Is(err, tt.want) || strings.Contains(err.Error(), "marked-words") {
			t.Errorf("got %v, want an error of the kind %q", err, tt.want)
		}
	}
	if strings.Contains(w.log.String(), "may not write") {
		t.Errorf("the log holds what was said: %s", w.log)
	}
}

func TestNotify(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	at := chat.Place{Platform: Name, Space: w.guild.ID, Channel: w.room.ID}
	err := w.Notify(context.Background(), chat.Notice{To: at, Text: "Somebody asks the *clinic*.", About: at, ID: "5", Who: w.ann.ID, Link: w.Link(at, "5"), Profile: w.Profile(at, w.ann.ID)})
	if err != nil {
		t.Fatal(err)
	}
	m := w.server.WaitFor(w.room, soon, func(*fakediscord.Message) bool { return true })
	if want := "Somebody asks the *clinic*.\nWho asks: @ann"; m.Text() != want || len(m.Pings) != 0 || len(m.Links()) != 2 {
		t.Errorf("got %q pinging %q with %+v, want %q", m.Text(), m.Pings, m.Links(), want)
	}
	told := chat.Notice{To: at, Text: "Somebody may be in danger.", Nonce: "the-same", Link: w.Link(at, "")}
	for range 2 { // an attempt whose outcome was not known, and another
		if err := w.Notify(context.Background(), told); err != nil {
			t.Fatal(err)
		}
	}
	if all := w.server.Messages(w.room); len(all) != 2 {
		t.Errorf("got %d messages, want the two notices, once each", len(all))
	}
}

// TestPrivacy: everybody can ask what is kept of them, and have it erased by a button.
func TestPrivacy(t *testing.T) {
	t.Parallel()
	h := says(nil, func(p chat.Press) *chat.Reply {
		if p.Action == chat.Privacy {
			return &chat.Reply{Words: chat.Words{Lead: "This is kept of you.", Buttons: []chat.Button{{Label: "Erase it", Action: chat.Forget}}}, Audience: chat.ForAsker()}
		}
		return &chat.Reply{Words: chat.Words{Lead: "It is erased."}, Audience: chat.ForAsker(), Replace: true}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	for _, where := range []*fakediscord.Channel{w.room, w.server.DM(w.ann)} {
		m := w.server.Slash(where, w.ann, "privacy", nil).Message(soon)
		if m == nil || m.Text() != "This is kept of you." || m.Ephemeral() != (where == w.room) {
			t.Fatalf("got %+v; the log: %s", m, w.log)
		}
		if after := w.server.Press(m, w.ann, "Erase it").Message(soon); after == nil || after.ID != m.ID || after.Text() != "It is erased." {
			t.Errorf("got %+v after the press", after)
		}
		all := h.Presses()
		if p := all[len(all)-1]; p.Action != chat.Forget || p.Author != w.ann.ID || p.Target != nil || p.Ref != "" || p.Direct != (where != w.room) {
			t.Errorf("got press %+v", p)
		}
	}
}

// TestManyLinks: what only one person sees can lead to several places.
func TestManyLinks(t *testing.T) {
	t.Parallel()
	h := says(nil, func(chat.Press) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Lead: "What could not be said:", Links: many("https://discord.com/channels/1/2/", chat.MaxLinks)}, Audience: chat.ForAsker()}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	m := w.server.Slash(w.room, w.ann, "help", nil).Message(soon)
	if m == nil || !m.Ephemeral() || len(m.Links()) != chat.MaxLinks || len(m.Components) != 1 {
		t.Errorf("got %+v", m)
	}
}

// TestAnswerNotShown: of a question by command that nobody could be shown an answer to, staff are to know; not of a press, and
// not when a warning came directly instead.
func TestAnswerNotShown(t *testing.T) {
	t.Parallel()
	h := says(nil, func(chat.Press) *chat.Reply { return &chat.Reply{Words: chat.Words{Text: "pressed"}} })
	h.OnMessage = func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "an answer"}, Warning: m.Text == "danger"}
	}
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	w.end()
	w.prepare(nil)
	u := &unsaids{}
	w.unsaid = u.note
	w.run()
	w.waitReady()
	ben := w.server.AddMember(w.guild, "ben")
	w.server.CloseDMs(ben)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/callback", Status: 500})
	ask := func(who *fakediscord.User, q string) {
		w.server.Slash(w.room, who, "ask", map[string]any{"question": q, "private": true})
	}
	w.server.Slash(w.room, w.ann, "help", nil)
	ask(w.ann, "danger")
	if m := w.server.WaitFor(w.server.DM(w.ann), soon, func(m *fakediscord.Message) bool { return m.Text() == "an answer" }); m == nil {
		t.Errorf("no warning came directly; the log: %s", w.log)
	}
	ask(w.ann, "massage")
	ask(ben, "danger")
	w.until("staff are not told of both", func() bool { all, _ := u.list(); return len(all) >= 2 })
	w.end()
	all, why := u.list()
	texts := map[string]string{w.ann.ID: "massage", ben.ID: "danger"}
	for i, m := range all {
		if why[i] != chat.Refused || m.Channel != w.room.ID || m.Text != texts[m.Author] || !m.Command {
			t.Errorf("got %+v, %q", m, why[i])
		}
	}
	if len(all) != 2 || all[0].Author == all[1].Author {
		t.Errorf("got %+v, want the two questions", all)
	}
}
