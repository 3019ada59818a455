package discord

import (
	"fmt"
	"strings"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// TestReasons: why a connection did not come about stands in the log.
func TestReasons(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	for status, break_ := range map[int]func(){
		503: func() { w.server.RefuseGateway(503) },
		502: func() { w.server.Fail(fakewire.Fault{Method: "GET", Path: "/gateway", Status: 502, HTML: true}) },
		429: func() {
			w.server.Fail(fakewire.Fault{Method: "GET", Path: "/gateway", Status: 429, RetryAfter: time.Second})
		},
	} {
		break_()
		w.server.Cut()
		w.waitLog(fmt.Sprintf("HTTP status %d", status))
		w.server.RefuseGateway(0)
		w.server.Heal()
		if !w.server.WaitConnected(1, soon) {
			t.Fatalf("after %d: not connected again", status)
		}
	}
	if text := w.log.String(); strings.Contains(text, "127.0.0.1") || strings.Contains(text, fakediscord.Token) || strings.Contains(text, "an error of kind") {
		t.Errorf("the log holds what it should not, or not why: %s", text)
	}
}

// TestUnauthorizedEnds: a token that stops counting between two connections ends the program at the first refusal.
func TestUnauthorizedEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.server.Fail(fakewire.Fault{Method: "POST", Path: "/messages", Status: 401})
	w.ask("hello")
	select {
	case err := <-w.ended:
		w.ended <- err
		if err == nil || !strings.Contains(err.Error(), "BACKTALK_DISCORD_TOKEN") {
			t.Errorf("got %v", err)
		}
	case <-time.After(soon):
		t.Error("still running")
	}
}

// TestFatal: what no new connection helps against ends the program, with a sentence that says which setting is wrong.
func TestFatal(t *testing.T) {
	t.Parallel()
	listening := func(w *world, o *Options) { o.Spaces[w.guild.ID] = Space{Listen: []string{w.room.ID}} }
	tests := []struct {
		name   string
		change func(*world, *Options)
		later  func(*world)
		want   string
	}{
		{"wrong token", func(_ *world, o *Options) { o.Token = "secret.wrong" }, nil, "BACKTALK_DISCORD_TOKEN"},
		{"intent is off", listening, nil, "Message Content Intent"},
		{"token reset", nil, func(w *world) { w.server.SetToken("another") }, "BACKTALK_DISCORD_TOKEN"},
		{"too many guilds", nil, func(w *world) { w.server.CloseSockets(4011) }, "2,500"},
		{"intent switched off", nil, func(w *world) { w.server.CloseSockets(4014) }, "Message Content Intent"},
		{"bad intents", nil, func(w *world) { w.server.CloseSockets(4013) }, "4013"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			if tt.later == nil {
				w.end()
				w.server.ForbidIntents(fakediscord.MessageContent)
				w.prepare(tt.change)
				w.run()
			} else {
				tt.later(w)
			}
			select {
			case err := <-w.ended:
				w.ended <- err
				if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "secret") {
					t.Errorf("got %v, want a sentence with %q", err, tt.want)
				}
			case <-time.After(soon):
				t.Errorf("still running after %d identifies; the log: %s", w.server.Counts().Identifies, w.log)
			}
			if n := w.server.Counts().Identifies; n > 3 {
				t.Errorf("got %d identifies", n)
			}
		})
	}
}
