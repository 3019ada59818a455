package slack

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakeslack "backtalk/internal/fake/slack"
	fakewire "backtalk/internal/fake/wire"
	"backtalk/internal/slack/link"
)

// TestOneReply: however a post goes wrong, the question has one reply at the end.
func TestOneReply(t *testing.T) {
	t.Parallel()
	tests := map[string]fakewire.Fault{
		"done, and the answer cut off":    fakeslack.CutAfter(),
		"not done, the connection cut":    fakeslack.CutBefore(),
		"done, and a gateway's 504":       fakeslack.FailedAfter(504),
		"not done, a 503":                 fakeslack.Status(503),
		"not done, a page instead":        fakeslack.HTML(),
		"done, and half an answer":        fakeslack.Garbage(),
		"too many":                        fakeslack.RateLimited(1),
		"Slack's own fault":               fakeslack.Refused("internal_error"),
		"too many, said in another voice": fakeslack.Refused("ratelimited"),
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, chattest.Echo())
			w.server.Fail("chat.postMessage", 1, fault)
			said := w.ann.Say(w.general, "@backtalk hello")
			w.settle(t)
			if got := fakeslack.BotMessages(w.general.Thread(said.TS, nil)); len(got) != 1 {
				t.Errorf("got %d replies, want 1; log: %s", len(got), w.log)
			}
		})
	}
}

// TestReasons: Slack's errors come under the courier's reasons.
func TestReasons(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{})
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID}
	out := w.clinic.AddChannel("out")
	w.clinic.SetScopes("chat:write")
	archived := w.clinic.AddChannel("old").AddBot()
	archived.Archive()
	post := func(channel string, r *chat.Reply) error {
		place := at
		place.Channel = channel
		_, err := w.slack.Post(t.Context(), place, r, "n")
		return err
	}
	hello := &chat.Reply{Words: chat.Words{Lead: "hello"}}
	gone := hello
	tests := []struct {
		what string
		err  error
		want error
	}{
		{"not a member", post(out.ID, hello), courier.ErrForbidden},
		{"no such channel", post("C0NONE", hello), courier.ErrGone},
		{"archived", post(archived.ID, hello), courier.ErrGone},
		{"the question is gone", post(w.general.ID, &chat.Reply{Words: chat.Words{Lead: "hello"}, ReplyTo: "1700000000.000100"}), courier.ErrGone},
		{"nothing to change", w.slack.Edit(t.Context(), refOf(w.general.ID, "1700000000.000100"), gone), courier.ErrGone},
		{"a strange reference", w.slack.Edit(t.Context(), "nonsense", gone), courier.ErrGone},
		{"nothing to remove", w.slack.Delete(t.Context(), refOf(w.general.ID, "1700000000.000100")), nil},
		{"a strange reference to remove", w.slack.Delete(t.Context(), "nonsense"), nil},
	}
	for _, tt := range tests {
		if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.what, tt.err, tt.want)
		}
	}
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != 0 {
		t.Errorf("%d replies stand without their question", n)
	}
	for code, want := range map[string]error{"invalid_blocks": courier.ErrInvalid, "msg_too_long": courier.ErrInvalid, "restricted_action_thread_locked": courier.ErrForbidden, "internal_error": nil} {
		w.server.Fail("chat.postMessage", 1, fakeslack.Refused(code))
		err := post(w.general.ID, hello)
		if err == nil || want != nil && !errors.Is(err, want) || want == nil && (errors.Is(err, courier.ErrInvalid) || errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrGone)) {
			t.Errorf("%s: got %v, want %v", code, err, want)
		}
	}
}

// TestFind: a post is found by its nonce, in a thread and in direct messages, and nobody else's is.
func TestFind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{})
	said := w.ann.Say(w.general, "hello")
	w.settle(t)
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: said.TS}
	for _, n := range []string{"one", "two"} {
		w.bob.Reply(w.general, said.TS, "one")
		want, err := w.slack.Post(t.Context(), at, &chat.Reply{Words: chat.Words{Lead: n}, ReplyTo: said.TS}, n)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := w.slack.Find(t.Context(), at, "", said.TS, n); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	whispered, err := w.slack.Whisper(t.Context(), at, w.ann.ID, &chat.Reply{Words: chat.Words{Lead: "psst"}}, "three")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.slack.Find(t.Context(), at, w.ann.ID, said.TS, "three"); err != nil || got != whispered {
		t.Errorf("in direct messages: got %q, %v, want %q", got, err, whispered)
	}
	for _, person := range []string{"", w.ann.ID, w.bob.ID} {
		if got, err := w.slack.Find(t.Context(), at, person, said.TS, "four"); err != nil || got != "" {
			t.Errorf("got %q, %v, want nothing", got, err)
		}
	}
	gone := at
	gone.Thread = "1600000000.000100"
	if got, err := w.slack.Find(t.Context(), gone, "", gone.Thread, "one"); err != nil || got != "" {
		t.Errorf("in a thread that is gone: got %q, %v, want nothing", got, err)
	}
	refusals := map[string]func(){
		"missing_scope":          func() { w.clinic.SetScopes("chat:write") },
		"not_allowed_token_type": func() { w.server.Fail("", 2, fakeslack.Refused("not_allowed_token_type")) },
	}
	for name, refuse := range refusals {
		refuse()
		for _, person := range []string{"", w.ann.ID} {
			got, err := w.slack.Find(t.Context(), at, person, said.TS, "one")
			if err == nil || errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrGone) || errors.Is(err, courier.ErrInvalid) || errors.Is(err, courier.ErrRefused) {
				t.Errorf("%s: got %q, %v, want an error that tells nothing, since it cannot tell", name, got, err)
			}
		}
		w.server.Heal()
	}
}

// TestMetadata: what stands beside a post for everybody to read is the nonce alone.
func TestMetadata(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	w.ann.Say(w.general, "@backtalk chest pain")
	w.settle(t)
	for _, m := range fakeslack.BotMessages(w.server.AllMessages()) {
		if meta := string(m.Metadata); !strings.Contains(meta, metadataKey) || strings.Contains(meta, "pain") || strings.Contains(meta, w.ann.ID) || len(meta) > 120 {
			t.Errorf("got metadata %s", meta)
		}
		if m.UnfurlLinks || m.UnfurlMedia {
			t.Error("addresses in a reply are expanded")
		}
	}
}

// TestNotify: staff are told with the ways to what it is about, and nobody is pinged.
func TestNotify(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{})
	said := w.ann.Reply(w.general, w.ann.Say(w.general, "hello").TS, "again")
	at := chat.Place{Platform: platform, Space: w.clinic.ID, Channel: w.general.ID, Thread: said.Thread}
	staff := w.clinic.AddChannel("staff").AddBot()
	n := chat.Notice{To: chat.Place{Platform: platform, Space: w.clinic.ID, Channel: staff.ID}, Text: "Somebody <!channel> asks.",
		Link: w.slack.Link(at, said.TS), Profile: w.slack.Profile(at, w.ann.ID)}
	if err := w.slack.Notify(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	got := staff.AwaitMessages(t, nil, 1)[0]
	mustHold(t, got.Rendered(), "Somebody <!channel> asks.", "Open the message", "Open their profile")
	mustHold(t, n.Link, "/archives/"+w.general.ID+"/p"+strings.ReplaceAll(said.TS, ".", ""), "thread_ts="+said.Thread)
	mustHold(t, n.Profile, "/team/"+w.ann.ID)
	if len(got.Mentions()) != 0 || len(got.Links()) != 2 {
		t.Errorf("got mentions %v and links %v", got.Mentions(), got.Links())
	}
	if _, err := w.bob.Press(got, "Open the message"); err != nil { // a link button sends a press as well
		t.Fatal(err)
	}
	w.settle(t)
	if w.slack.Link(chat.Place{}, "1.1") != "" || w.slack.Link(at, "x1") != "" || w.slack.Profile(at, "") != "" {
		t.Error("nothing has an address")
	}
	n.To.Channel = "C0NONE"
	if err := w.slack.Notify(t.Context(), n); !errors.Is(err, courier.ErrGone) {
		t.Errorf("got %v, want that the channel is gone", err)
	}
}

// TestLostAcks: what comes again since an acknowledgement was lost is answered once.
func TestLostAcks(t *testing.T) {
	t.Parallel()
	w := prepareOn(t, fakeslack.New(t, fakeslack.WithTiming(again(500*time.Millisecond))), chattest.Echo())
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	w.server.LoseAcks(5)
	w.server.Double(5)
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() { w.ann.Say(w.general, "@backtalk hello") })
	}
	wg.Wait()
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != 5 {
		t.Errorf("got %d replies, want 5", n)
	}
}

// TestPaced: posts that wait for each other are all made.
func TestPaced(t *testing.T) {
	t.Parallel()
	const every = 20 * time.Millisecond
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = every })
	other := w.clinic.AddChannel("other").AddBot()
	for range 4 {
		w.ann.Say(w.general, "@backtalk hello")
		w.bob.Say(other, "@backtalk hello")
	}
	w.settle(t)
	if n := len(w.server.Calls("chat.postMessage")); n != 8 {
		t.Errorf("got %d posts, want 8", n)
	}
}

// TestLimited: Slack's own limit is kept to, so that nothing is refused for it and nothing is lost.
func TestLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = 0 })
	w.server.LimitPosts(1)
	for range 3 {
		w.ann.Say(w.general, "@backtalk hello")
	}
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != 3 {
		t.Errorf("got %d replies, want 3", n)
	}
}
