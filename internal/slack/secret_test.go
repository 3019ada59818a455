package slack

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// Two addresses are secrets: that of a form's or a command's answer, with which anybody could write in the clinic's name, and
// that of a WebSocket, whose ticket lets anybody hear what is said to the bot.

// lookout gathers what the adapter logs and returns, and tells which secrets are in it.
type lookout struct {
	*logs
}

func (l lookout) hear(err error) {
	if err != nil {
		_, _ = l.Write([]byte(err.Error() + "\n"))
	}
}

// leaks are the secrets that were heard.
func (l lookout) leaks(secrets ...string) (out []string) {
	for _, s := range secrets {
		if s == "" || strings.Contains(l.String(), s) {
			out = append(out, s)
		}
	}
	return out
}

// closedAddress is an address where nothing takes connections.
func closedAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// intoLookout logs everything to a look-out.
func intoLookout(l lookout) change {
	return func(_ *world, o *Options) {
		o.Log = slog.New(slog.NewTextHandler(l.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
}

// TestAnswersAreSecret: however a post to a response_url fails, its address is in no error and in no log.
func TestAnswersAreSecret(t *testing.T) {
	t.Parallel()
	const soon = 50 * time.Millisecond
	kinds := map[string]struct {
		fault *fakeslack.Fault
		base  func(t *testing.T, base string) string
	}{
		"refused":           {base: func(t *testing.T, _ string) string { return "http://" + closedAddress(t) }},
		"no such host":      {base: func(*testing.T, string) string { return "http://slack.invalid" }},
		"no address at all": {base: func(*testing.T, string) string { return "http://bad host" }},
		"no secure one":     {base: func(_ *testing.T, base string) string { return strings.Replace(base, "http:", "https:", 1) }},
		"cut before":        {fault: of(fakeslack.CutBefore())},
		"cut after":         {fault: of(fakeslack.CutAfter())},
		"500":               {fault: of(fakeslack.Status(500))},
		"404":               {fault: of(fakeslack.Status(404))},
		"garbage":           {fault: of(fakeslack.Garbage())},
		"a page":            {fault: of(fakeslack.HTML())},
		"limited":           {fault: of(fakeslack.RateLimited(3600))},
		"slow":              {fault: of(fakeslack.Slow(time.Hour))},
		"slow after":        {fault: of(fakeslack.SlowAfter(time.Hour))},
	}
	leaky := 0
	for name, kind := range kinds {
		heard, leaked := lookout{&logs{}}, lookout{&logs{}}
		w := newWorld(t, &chattest.Handler{}, intoLookout(heard))
		asked := w.ann.Command(w.general, voice.SlackCommand, "hello")
		w.settle(t)
		base, secret, _ := strings.Cut(asked.ResponseURL, "/commands/")
		if kind.base != nil {
			base = kind.base(t, base)
		}
		if kind.fault != nil {
			w.server.Fail("response_url", -1, *kind.fault)
		}
		in := interaction{ResponseURL: base + "/commands/" + secret}
		in.User.ID, in.Channel.ID, in.Container.Ephemeral, in.Container.ChannelID = w.ann.ID, w.general.ID, true, w.general.ID
		reply, pressed := &chat.Reply{Words: chat.Words{Lead: "hello"}}, chat.Press{Place: chat.Place{Channel: w.general.ID}, Author: w.ann.ID}
		for _, call := range []func(context.Context){
			func(ctx context.Context) { heard.hear(w.slack.respond(ctx, in, webhook(render(reply, surface{})))) },
			func(ctx context.Context) { w.slack.showPrivately(ctx, in, pressed, reply) },
			func(ctx context.Context) {
				w.slack.showInMessage(ctx, in, pressed, &chat.Reply{Words: chat.Words{Lead: "hello"}, Replace: true})
			},
			func(ctx context.Context) { w.slack.showInMessage(ctx, in, pressed, &chat.Reply{Replace: true}) },
			func(ctx context.Context) {
				leaked.hear(api.PostWebhookCustomHTTPContext(ctx, in.ResponseURL, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, webhook(render(reply, surface{}))))
			},
		} {
			ctx, cancel := context.WithTimeout(t.Context(), soon)
			call(ctx)
			cancel()
		}
		if got := heard.leaks(secret, base+"/commands"); len(got) > 0 {
			t.Errorf("%s: %v was heard: %s", name, got, heard)
		}
		leaky += len(leaked.leaks(secret))
	}
	if leaky < len(kinds)/2 {
		t.Errorf("without the care that the adapter takes %d kinds of failure tell the secret; want most of %d, or nothing is shown", leaky, len(kinds))
	}
}

func of(f fakeslack.Fault) *fakeslack.Fault { return &f }

// TestTicketsAreSecret: however the opening of a WebSocket fails, and however one ends, its address is in no error and in no log.
func TestTicketsAreSecret(t *testing.T) {
	t.Parallel()
	leaky := 0
	for name, wrong := range map[string]func(w *world){
		"refused":           func(w *world) { w.server.SendSockets("ws://" + closedAddress(t) + "/link/") },
		"no such host":      func(w *world) { w.server.SendSockets("ws://slack.invalid/link/") },
		"no address at all": func(w *world) { w.server.SendSockets("ws://bad host/link/") },
		"another protocol":  func(w *world) { w.server.SendSockets("gopher://" + w.server.Addr() + "/link/") },
		"no secure one":     func(w *world) { w.server.SendSockets("wss://" + w.server.Addr() + "/link/") },
		"cut":               func(w *world) { w.server.Fail("socket", -1, fakeslack.CutBefore()) },
		"cut in the middle": func(w *world) { w.server.Fail("socket", -1, fakeslack.CutAfter()) },
		"500":               func(w *world) { w.server.Fail("socket", -1, fakeslack.Status(500)) },
		"garbage":           func(w *world) { w.server.Fail("socket", -1, fakeslack.Garbage()) },
		"a page":            func(w *world) { w.server.Fail("socket", -1, fakeslack.HTML()) },
		"slow":              func(w *world) { w.server.Fail("socket", -1, fakeslack.Slow(time.Hour)) },
		"no ticket":         func(w *world) { w.server.SendSockets("ws://" + w.server.Addr() + "/link/?a=") },
		"lost":              func(w *world) { w.server.Cut() },
	} {
		heard, leaked := lookout{&logs{}}, lookout{&logs{}}
		w := prepare(t, &chattest.Handler{}, intoLookout(heard))
		w.slack.link.Pace.Dial = 100 * time.Millisecond
		ended := func(text string) bool { return strings.Contains(heard.String(), text) }
		if name == "lost" {
			w.start(t)
			if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
				t.Fatal(err)
			}
			wrong(w)
		} else {
			wrong(w)
			w.start(t)
		}
		if !w.server.Wait(patience, func() bool {
			return ended("connecting to Slack; it is tried again") || ended("a connection to Slack has ended")
		}) {
			t.Errorf("%s: nothing was heard", name)
		}
		heard.hear(w.end())
		tickets := w.server.Tickets()
		if len(tickets) == 0 {
			t.Errorf("%s: there is no ticket", name)
		}
		if got := heard.leaks(append(tickets, "ticket=", w.server.AppToken())...); len(got) > 0 {
			t.Errorf("%s: %v was heard: %s", name, got, heard)
		}
		if name == "no address at all" {
			_, r, err := websocket.DefaultDialer.Dial("ws://bad host/link/?ticket="+tickets[0], http.Header{})
			if r != nil {
				_ = r.Body.Close()
			}
			leaked.hear(err)
			leaky += len(leaked.leaks(tickets[0]))
		}
	}
	if leaky == 0 {
		t.Error("the bare error of a dial does not tell the ticket; nothing is shown")
	}
}
