package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestDeadForGood: what only a person can mend ends the adapter while it is at work, even when all that is under way hangs. A
// new one can be made and run in its place, with the same store.
func TestDeadForGood(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		die, mend func(w *world)
		want      string
	}{
		"a token revoked, as an event tells": {
			die: func(w *world) {
				w.clinic.SendEvent(map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{w.clinic.Bot.ID}}})
			}, want: link.NotInstalled},
		"a token revoked, as a call finds": {
			die: func(w *world) {
				w.clinic.SetAuthError("token_revoked")
				w.bob.Say(w.general, "@backtalk hello")
			}, mend: func(w *world) { w.clinic.SetAuthError("") }, want: "copy anew the bot token"},
		"uninstalled": {
			die: func(w *world) { w.clinic.Uninstall() }, mend: func(w *world) { w.clinic.SetAuthError("") }, want: link.NotInstalled},
		"Socket Mode turned off": {
			die: func(w *world) { w.server.SetSocketMode(false) }, mend: func(w *world) { w.server.SetSocketMode(true) }, want: link.SocketModeOff},
		"an app token revoked": {
			die:  func(w *world) { w.server.RefuseOpens("invalid_auth"); w.server.Cut() },
			mend: func(w *world) { w.server.RefuseOpens("") }, want: "copy anew the app-level token"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			memo := &stuck{until: make(chan struct{})}
			hold := make(chan struct{})
			w := prepare(t, chattest.Echo(), func(w *world, o *Options) { memo.Memo, o.Memo = o.Memo, memo })
			ended := make(chan error, 1)
			go func() { ended <- w.slack.Run(context.WithoutCancel(t.Context())) }()
			if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
				t.Fatal(err)
			}
			w.server.Fail("response_url", 1, fakeslack.Held(hold))
			w.ann.Command(w.general, voice.SlackCommand, "hello")
			if !w.server.Wait(patience, func() bool { return w.server.Answering() > 0 }) {
				t.Fatal("nothing hangs")
			}
			memo.hangs.Store(true)
			begun := time.Now()
			tt.die(w)
			select {
			case err := <-ended:
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v, want %q", err, tt.want)
				}
			case <-time.After(patience):
				t.Fatalf("it goes on; log: %s", w.log)
			}
			t.Logf("it took %v to end", time.Since(begun).Round(10*time.Millisecond))
			close(memo.until)
			close(hold)
			if tt.mend != nil {
				tt.mend(w)
			}
			again, err := New(w.slack.o)
			if err != nil {
				t.Fatal(err)
			}
			again.link.Pace, w.slack = w.slack.link.Pace, again
			w.start(t)
			if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
				t.Fatalf("%v; log: %s", err, w.log)
			}
			said := w.ann.Say(w.general, "@backtalk hello again")
			w.general.AwaitReplies(t, said.TS, 1)
		})
	}
}

// TestWhyNoConnection: why no connection can be made is in the log, with the status of a refused WebSocket, and neither its
// address nor a token.
func TestWhyNoConnection(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		wrong fakeslack.Fault
		at    string
		want  []string
	}{
		"the WebSocket is refused":  {fakeslack.Status(403), "socket", []string{"the WebSocket was refused", "status=403"}},
		"the WebSocket is too busy": {fakeslack.Status(503), "socket", []string{"the WebSocket was refused", "status=503"}},
		"the WebSocket is cut":      {fakeslack.CutBefore(), "socket", []string{"the connection was cut"}},
		"the API fails":             {fakeslack.Status(502), "apps.connections.open", []string{"HTTP status 502"}},
		"the API is cut":            {fakeslack.CutBefore(), "apps.connections.open", []string{"the connection was cut"}},
		"the API says a page":       {fakeslack.HTML(), "apps.connections.open", []string{"the answer is not Slack's"}},
		"the API refuses":           {fakeslack.Refused("internal_error"), "apps.connections.open", []string{"Slack says internal_error"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := prepare(t, &chattest.Handler{})
			w.server.Fail(tt.at, link.Connections, tt.wrong)
			w.start(t)
			if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
				t.Fatalf("%v; log: %s", err, w.log)
			}
			mustHold(t, w.log.String(), append(tt.want, "connecting to Slack; it is tried again")...)
			for _, secret := range []string{w.server.AppToken(), w.clinic.BotToken(), "ticket", w.server.Addr()} {
				if strings.Contains(w.log.String(), secret) {
					t.Errorf("the log holds %q: %s", secret, w.log)
				}
			}
		})
	}
}

// TestWhyItEnded: why a connection ended is in the log.
func TestWhyItEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, &chattest.Handler{})
	w.server.Cut()
	if !w.server.Wait(patience, func() bool {
		return strings.Count(w.log.String(), `a connection to Slack has ended; another is opened" reason="the connection was cut"`) == link.Connections
	}) {
		t.Errorf("got log %s", w.log)
	}
	w = prepare(t, &chattest.Handler{})
	w.slack.link.Pace.Ping = 200 * time.Millisecond
	w.start(t)
	w.server.StopPings(true)
	if !w.server.Wait(patience, func() bool {
		return strings.Contains(w.log.String(), `reason="no sign of life from Slack"`)
	}) {
		t.Errorf("got log %s", w.log)
	}
}

// TestSocketModeTurnedOff: the reason of a disconnect, which slack-go keeps to itself, ends the program.
func TestSocketModeTurnedOff(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { ended <- w.slack.Run(ctx) }()
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	w.server.Fail("apps.connections.open", -1, fakeslack.Status(503)) // only the reason tells
	w.server.Disconnect("link_disabled")
	select {
	case err := <-ended:
		if err == nil || err.Error() != link.SocketModeOff {
			t.Errorf("got %v, want %s", err, link.SocketModeOff)
		}
	case <-time.After(patience):
		t.Fatalf("the program goes on; log: %s", w.log)
	}
}
