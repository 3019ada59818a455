package slack

import (
	"context"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestWrongSettings: what only a person can mend ends the program with a sentence that says what, and no token.
func TestWrongSettings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		wrong func(w *world)
		want  string
	}{
		"a revoked bot token":  {func(w *world) { w.clinic.SetAuthError("token_revoked") }, "copy anew the "},
		"not installed":        {func(w *world) { w.clinic.SetAuthError("account_inactive") }, "install it again"},
		"an invalid app token": {func(w *world) { w.server.RefuseOpens("invalid_auth") }, "copy anew the "},
		"the wrong kind":       {func(w *world) { w.server.RefuseOpens("not_allowed_token_type") }, "of the wrong kind"},
		"a missing scope":      {func(w *world) { w.server.SetAppTokenScopes() }, "connections:write"},
		"Socket Mode off":      {func(w *world) { w.server.SetSocketMode(false) }, "Socket Mode is off"},
		"a wrong address":      {func(w *world) { w.server.Fail("auth.test", -1, fakeslack.Status(404)) }, "check slack.api_url"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := prepare(t, &chattest.Handler{})
			tt.wrong(w)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			err := w.slack.Run(ctx)
			if err == nil || ctx.Err() != nil {
				t.Fatalf("got %v, want the program to end by itself; log: %s", err, w.log)
			}
			mustHold(t, err.Error(), tt.want)
			if strings.Contains(err.Error()+w.log.String(), "xapp-") && !strings.Contains(err.Error(), "xapp-...") || strings.Contains(w.log.String(), w.clinic.BotToken()) {
				t.Errorf("a token is in %q or the log", err)
			}
		})
	}
}

// TestTryingAgain: what passes by itself is waited for.
func TestTryingAgain(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo())
	w.server.Fail("auth.test", 2, fakeslack.Status(503))
	w.server.Fail("auth.test", 1, fakeslack.HTML())
	w.server.Fail("apps.connections.open", 1, fakeslack.Refused("internal_error"))
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatalf("%v; log: %s", err, w.log)
	}
}

// TestRenewal: connections that Slack renews are followed by new ones, and no question is lost meanwhile.
func TestRenewal(t *testing.T) {
	t.Parallel()
	w := prepareOn(t, fakeslack.New(t, fakeslack.WithTiming(again(300*time.Millisecond))), chattest.Echo())
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, reason := range []string{"warning", "refresh_requested"} {
		before := w.server.Connected()
		w.server.DisconnectOldest(reason)
		w.ann.Say(w.general, "@backtalk during "+reason)
		asked++
		if !w.server.Wait(patience, func() bool { return w.server.Connected() > before && w.server.Connections() >= link.Connections }) {
			t.Fatalf("no new connection after %s; log: %s", reason, w.log)
		}
	}
	w.server.Cut()
	if !w.server.Wait(patience, func() bool { return w.server.Connections() >= link.Connections }) {
		t.Fatalf("no new connections after a cut; log: %s", w.log)
	}
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != asked {
		t.Errorf("got %d replies, want %d", n, asked)
	}
	mustHold(t, w.log.String(), "Slack renews a connection", "reason=refresh_requested")
}

// TestDeadConnection: without pings a connection is taken for dead and opened anew.
func TestDeadConnection(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.slack.link.Pace.Ping = 200 * time.Millisecond
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	before := w.server.Connected()
	w.server.StopPings(true)
	if !w.server.Wait(patience, func() bool { return w.server.Connected() > before }) {
		t.Error("a connection without pings was not opened anew")
	}
}

// TestGhosts: more connections than our own raise an alarm.
func TestGhosts(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.server.Ghosts(2)
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	if !w.server.Wait(patience, func() bool {
		return strings.Contains(w.log.String(), "more connections of the app than this program has")
	}) {
		t.Errorf("no alarm in the log: %s", w.log)
	}
}

// TestNeverDebug: the address that is dialled never asks for short connections, and no frame of Slack's is logged.
func TestNeverDebug(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	w.ann.Say(w.general, "@backtalk zanzibar-private-words")
	w.settle(t)
	for _, private := range []string{"zanzibar", w.clinic.BotToken(), w.server.AppToken(), "ticket=", "debug"} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("the log holds %q: %s", private, w.log)
		}
	}
}

// TestStop: it stops in the middle of work that would go on for an hour, and leaves nothing running.
func TestStop(t *testing.T) {
	t.Parallel()
	begun := make(chan struct{}, 100)
	h := &chattest.Handler{OnMessage: func(ctx context.Context, m chat.Message) *chat.Reply {
		begun <- struct{}{}
		<-ctx.Done()
		return &chat.Reply{Words: chat.Words{Text: "late"}, ReplyTo: m.ID}
	}, OnPress: func(ctx context.Context, _ chat.Press) *chat.Reply {
		begun <- struct{}{}
		<-ctx.Done()
		return &chat.Reply{Words: chat.Words{Text: "late"}}
	}}
	w := newWorld(t, h)
	w.server.Fail("chat.postMessage", -1, fakeslack.Slow(time.Hour))
	w.server.Fail("response_url", -1, fakeslack.Slow(time.Hour))
	for range 5 {
		w.ann.Say(w.general, "@backtalk hello")
		w.ann.Command(w.general, voice.SlackCommand, "help")
	}
	<-begun
	if err := w.end(); err != nil {
		t.Error(err)
	}
}

// TestUninstalled: when the app is taken out of the workspace, the program ends and says so.
func TestUninstalled(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.server.Subscribe(events()...)
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() { ended <- w.slack.Run(ctx) }()
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	w.clinic.Uninstall()
	select {
	case err := <-ended:
		if err == nil || err.Error() != link.NotInstalled {
			t.Errorf("got %v, want %s", err, link.NotInstalled)
		}
	case <-time.After(patience):
		t.Fatalf("the program goes on; log: %s", w.log)
	}
}
