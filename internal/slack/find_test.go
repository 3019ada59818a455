package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestFindAnswer: staff see an answer for somebody's message, choose another one, and post it under that message with
// a line of their own. Others see it too, and cannot post.
func TestFindAnswer(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	root := w.ann.Say(w.general, "my &lt;back&gt; hurts at night")
	said := w.ann.Reply(w.general, root.TS, "does massage help?")
	w.settle(t)
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	v := w.bob.AwaitView(t, callbackFind)
	mustHold(t, v.Rendered(), "Many people sleep badly", "To read out on the phone:", voice.FormNote, voice.FormWhat, "[Post with link]")
	p := h.Presses()[0]
	if !p.Staff || p.Target == nil || p.Target.Text != "does massage help?" || p.Target.Author != w.ann.ID || p.Target.ID != said.TS || p.Target.Thread != root.TS {
		t.Errorf("the handler got %+v about %+v", p, p.Target)
	}
	if _, err := w.bob.Choose(v, actionSelect, "The other passage"); err != nil {
		t.Fatal(err)
	}
	if !w.server.Until(patience, func() bool { return strings.Contains(w.bob.Views()[0].Rendered(), "one more of many") }) {
		t.Fatalf("the other passage is not shown: %s; log: %s", w.bob.Views()[0].Rendered(), w.log)
	}
	v = w.bob.Views()[0]
	for input, value := range map[string]string{fieldNote: "See you on Monday <!channel>", fieldWhat: "Post with link"} {
		if err := w.bob.Fill(v, input, value); err != nil {
			t.Fatal(err)
		}
	}
	sent, err := w.bob.SubmitView(v)
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v; log: %s", sent, err, w.log)
	}
	mustHold(t, sent.Open[0].Rendered(), "Posted.")
	posted := fakeslack.BotMessages(w.general.Thread(root.TS, nil))
	if len(posted) != 1 {
		t.Fatalf("got %d posts, want 1; log: %s", len(posted), w.log)
	}
	mustHold(t, posted[0].Rendered(), "Checked by the clinic's team.", "The clinic's team adds:\nSee you on Monday <!channel>", "Book a session")
	if len(posted[0].Mentions()) != 0 {
		t.Errorf("the post mentions %v", posted[0].Mentions())
	}
	all := h.Presses()
	if p := all[len(all)-1]; p.Action != chat.PostLink || p.Ref == "" || p.Target.ID != said.TS || p.Target.Author != w.ann.ID {
		t.Errorf("the handler got %+v about %+v", p, p.Target)
	}
	if _, err := w.ann.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	if v := w.ann.AwaitView(t, callbackReply); v.Submit != "" || strings.Contains(v.Rendered(), voice.FormNote) {
		t.Errorf("ann sees %s", v.Rendered())
	}
}

// TestStaffIsAskedAgain: who is no staff any more cannot send a form that was opened before.
func TestStaffIsAskedAgain(t *testing.T) {
	t.Parallel()
	h := desk(t)
	var group *fakeslack.UserGroup
	w := newWorld(t, h, func(w *world, o *Options) {
		group = w.clinic.AddGroup("team", w.bob)
		o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{group.ID}}}
		o.Now = func() time.Time { return time.Now().Add(time.Duration(len(h.Presses())) * 2 * staffFor) }
	})
	said := w.ann.Say(w.general, "does massage help?")
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	v := w.bob.AwaitView(t, callbackFind)
	group.SetUsers(w.ann)
	sent, err := w.bob.SubmitView(v)
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v", sent, err)
	}
	mustHold(t, sent.Open[0].Rendered(), "Only staff can post.")
	if n := len(fakeslack.BotMessages(w.general.Thread(said.TS, nil))); n != 0 {
		t.Errorf("%d posts were made", n)
	}
}

// TestFindForOwnReply: on the bot's own reply the shortcut is about the question that it answers.
func TestFindForOwnReply(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	said := w.ann.Say(w.general, "@backtalk does it help?")
	w.settle(t)
	reply := fakeslack.BotMessages(w.general.Thread(said.TS, nil))[0]
	if _, err := w.bob.MessageShortcut(reply, callbackFind); err != nil {
		t.Fatal(err)
	}
	w.bob.AwaitView(t, callbackFind)
	if p := h.Presses()[0]; p.Target.ID != said.TS || p.Target.Text != "" || p.Target.Author != w.ann.ID {
		t.Errorf("got %+v, want the question", p.Target)
	}
}

// TestPostingWhereForbidden: the form says so.
func TestPostingWhereForbidden(t *testing.T) {
	t.Parallel()
	w := newWorld(t, desk(t), bobIsStaff)
	out := w.clinic.AddChannel("out")
	said := w.ann.Say(out, "does massage help?")
	m, _ := out.Message(said.TS)
	w.clinic.SetScopes("chat:write", "commands")
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	sent, err := w.bob.SubmitView(w.bob.AwaitView(t, callbackFind))
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v", sent, err)
	}
	mustHold(t, sent.Open[0].Rendered(), "I may not post there.")
}

// TestPostWhatIsShown: what was chosen for one passage does not post it once another one is shown.
func TestPostWhatIsShown(t *testing.T) {
	t.Parallel()
	h := desk(t)
	w := newWorld(t, h, bobIsStaff)
	said := w.ann.Say(w.general, "does massage help?")
	m, _ := w.general.Message(said.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	v := w.bob.AwaitView(t, callbackFind)
	if err := w.bob.Fill(v, fieldWhat, "Post with link"); err != nil {
		t.Fatal(err)
	}
	if err := w.bob.Fill(v, fieldNote, "kept"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.bob.Choose(v, actionSelect, "The other passage"); err != nil {
		t.Fatal(err)
	}
	if !w.server.Until(patience, func() bool { return strings.Contains(w.bob.Views()[0].Rendered(), "one more of many") }) {
		t.Fatal("the other passage is not shown")
	}
	if _, err := w.bob.SubmitView(w.bob.Views()[0]); err != nil {
		t.Fatal(err)
	}
	all := h.Presses()
	if p := all[len(all)-1]; p.Action != chat.Post || p.Ref != article(t)[1].ID() || p.Fields[chat.FieldNote] != "kept" {
		t.Errorf("got %s %q %v, want the passage that is shown, and the line that was typed", p.Action, p.Ref, p.Fields)
	}
}

// TestFindWhereReadingIsRefused: that the bot may not read is no answer, so that nothing is posted once more for it.
func TestFindWhereReadingIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	said := w.ann.Say(w.general, "hello")
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: said.TS}
	for _, refusal := range []string{"missing_scope", "not_allowed_token_type", "no_permission", "invalid_arguments", "im_disabled"} {
		for _, method := range []string{"conversations.replies", "conversations.history"} {
			w.server.Fail(method, 1, fakeslack.Refused(refusal))
		}
		for _, person := range []string{"", w.ann.ID} {
			_, err := w.slack.Find(t.Context(), at, person, said.TS, "n")
			if err == nil || link.Certain(err) {
				t.Errorf("%s for %q: got %v, want an error without one of the courier's reasons", refusal, person, err)
			}
		}
	}
}

// TestFindInLongThread: a post is found in a thread that is longer than what is looked through, since it is new.
func TestFindInLongThread(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	root := w.ann.Say(w.general, "hello")
	for i := range findPages*findLimit + 5 {
		w.bob.Reply(w.general, root.TS, fmt.Sprint("line ", i))
	}
	said := w.ann.Reply(w.general, root.TS, "and this?")
	w.settle(t)
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: root.TS}
	want, err := w.slack.Post(t.Context(), at, &chat.Reply{Words: chat.Words{Lead: "yes"}, ReplyTo: said.TS}, "n1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.slack.Find(t.Context(), at, "", said.TS, "n1"); got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if got, err := w.slack.Find(t.Context(), at, "", root.TS, "none"); got != "" || err == nil {
		t.Errorf("got %q, %v, want an error: not everything was looked through", got, err)
	}
}
