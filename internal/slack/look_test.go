package slack

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
)

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

// TestShow: a reply is shown to one person in the thread where they asked or, where nobody has replied in it yet and Slack
// would hide it, in the channel; where it cannot be, that is told.
func TestShow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	root := w.ann.Say(w.general, "hello")
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: root.TS}
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "at the root"}, ReplyTo: root.TS}); err != nil {
		t.Fatal(err)
	}
	said := w.ann.Reply(w.general, root.TS, "more")
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "in the thread"}, ReplyTo: said.TS}); err != nil {
		t.Fatal(err)
	}
	got := w.general.AwaitPrivate(t, w.ann, 2)
	if len(got) != 2 || got[0].ThreadTS != "" || got[1].ThreadTS != root.TS {
		t.Errorf("ann sees %+v", got)
	}
	if len(fakeslack.BotMessages(w.general.Messages(w.bob)))+len(fakeslack.BotMessages(w.general.Thread(root.TS, w.bob))) != 0 {
		t.Error("bob sees it too")
	}
	eve := w.clinic.AddUser("eve")
	outside := w.clinic.AddChannel("outside")
	for name, err := range map[string]error{
		"somebody outside": w.slack.Show(t.Context(), at, "U0NOBODY", &chat.Reply{Words: chat.Words{Lead: "x"}}),
		"no member":        w.slack.Show(t.Context(), chat.Place{Platform: platform, Channel: outside.ID}, eve.ID, &chat.Reply{Words: chat.Words{Lead: "x"}}),
	} {
		if !errors.Is(err, courier.ErrRefused) {
			t.Errorf("%s: got %v, want %v", name, err, courier.ErrRefused)
		}
	}
	w.server.Fail("chat.postEphemeral", 1, fakeslack.Status(503))
	if err := w.slack.Show(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "x"}}); err == nil || errors.Is(err, courier.ErrRefused) {
		t.Errorf("got %v, want an error that may pass", err)
	}
}

// TestLooksAroundAtTheStart: what is missing is told in the log, a sentence each, while the bot works as far as it can.
func TestLooksAroundAtTheStart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo(), func(w *world, o *Options) {
		o.Spaces = map[string]Space{w.clinic.ID: {Listen: []string{w.general.ID, w.clinic.AddChannel("out").ID}, StaffChannel: w.clinic.AddChannel("staff").ID}}
		all := scopes(*o)
		w.clinic.SetScopes(all[1:]...)
	})
	want := []string{"lacks the scope app_mentions:read", "not in the listening channel", "not in the staff channel"}
	if !w.server.Wait(patience, func() bool { return strings.Count(w.log.String(), "level=WARN") >= len(want) }) {
		t.Error("not everything was told")
	}
	mustHold(t, w.log.String(), want...)
	if n := strings.Count(w.log.String(), "level=WARN"); n != len(want) {
		t.Errorf("got %d warnings, want %d: %s", n, len(want), w.log)
	}
}

// TestCheckCannotVerify: a scope that only the check would need is not asked for, and the check says what it cannot tell.
func TestCheckCannotVerify(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo(), bobIsStaff)
	w.clinic.SetScopes(scopes(w.slack.o)...)
	if got := findings(t, w); got != "" {
		t.Errorf("got faults %q, want none", got)
	}
	all := ""
	for _, f := range Check(t.Context(), w.slack.o) {
		all += f.Text + "\n"
	}
	mustHold(t, all, w.bob.ID, "cannot be verified without the scope users:read")
}
