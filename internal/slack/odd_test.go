package slack

import (
	"context"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// bareClient runs slack-go's own client beside the adapter's tests, to show what it does by itself.
func bareClient(t testing.TB, w *world, do func(context.Context, *socketmode.Client, socketmode.Event)) {
	t.Helper()
	quiet := log.New(io.Discard, "", 0)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	client := api.New(w.clinic.BotToken(), api.OptionAPIURL(w.server.APIURL()), api.OptionAppLevelToken(w.server.AppToken()), api.OptionLog(quiet),
		api.OptionHTTPClient(&http.Client{Transport: transport}))
	sm := socketmode.New(client, socketmode.OptionLog(quiet))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = sm.RunContext(ctx) // it ends with the context
	}()
	handled := make(chan struct{})
	go func() {
		defer close(handled)
		for {
			select {
			case e := <-sm.Events:
				do(ctx, sm, e)
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
		<-handled
		transport.CloseIdleConnections()
	})
}

func bareNothing(context.Context, *socketmode.Client, socketmode.Event) {}

// TestStormWithoutPacing shows that the pacing is needed.
func TestStormWithoutPacing(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	w.server.Storm("too_many_websockets")
	bareClient(t, w, bareNothing)
	if !w.server.Wait(patience, func() bool { return len(w.server.Opens()) > 30 }) {
		t.Errorf("slack-go opened only %d connections; is the pacing still needed?", len(w.server.Opens()))
	}
}

// TestUnreadable: what slack-go cannot read is acknowledged all the same, and read when it is a question.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	all := append(w.clinic.SendOddEvents(), w.clinic.SendUnknownEvent())
	odd := w.clinic.SendEvent(map[string]any{"type": "message", "channel": w.general.ID, "channel_type": "channel", "user": w.ann.ID,
		"text": "<@" + w.clinic.Bot.ID + "> still a question", "ts": "1700000000.000100", "blocks": "not a list"})
	for _, frame := range fakeslack.OddFrames() {
		if err := w.server.SendFrame(frame); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range append(all, odd) {
		if _, err := d.Wait(patience); err != nil {
			t.Errorf("%v; log: %s", err, w.log)
		}
	}
	w.idle(t)
	posts := w.server.Calls("chat.postMessage")
	if len(posts) != 1 || !strings.Contains(posts[0].Args["text"], "still a question") {
		t.Errorf("got posts %v, want the answer to the one question", posts)
	}
}

// TestUnreadableWithoutUs shows that slack-go acknowledges nothing that it cannot read.
func TestUnreadableWithoutUs(t *testing.T) {
	t.Parallel()
	w := prepare(t, &chattest.Handler{})
	bad := make(chan struct{}, 10)
	bareClient(t, w, func(ctx context.Context, sm *socketmode.Client, e socketmode.Event) {
		if e.Type == socketmode.EventTypeErrorBadMessage {
			bad <- struct{}{}
		}
		if e.Request != nil && e.Request.EnvelopeID != "" {
			_ = sm.AckCtx(ctx, e.Request.EnvelopeID, nil) // what it can read is acknowledged
		}
	})
	if err := w.server.AwaitConnections(1, patience); err != nil {
		t.Fatal(err)
	}
	d := w.clinic.SendUnknownEvent()
	select {
	case <-bad:
	case <-time.After(patience):
		t.Fatal("slack-go reads events of unknown types now; is the acknowledgement by hand still needed?")
	}
	if d.Acknowledged() {
		t.Error("it was acknowledged")
	}
}
