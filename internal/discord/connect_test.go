package discord

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
	fakewire "backtalk/internal/fake/wire"
)

// answers checks that the bot answers.
func (w *world) answers(text string) {
	w.t.Helper()
	if got, want := w.reply(w.ask(text)).Text(), "echo: "+text; got != want {
		w.t.Errorf("got %q, want %q", got, want)
	}
}

// waitIdentifies waits until the bot has identified n times and is connected.
func (w *world) waitIdentifies(n int) {
	w.t.Helper()
	if !w.server.Until(soon, func() bool { return w.server.Counts().Identifies >= n }) || !w.server.WaitConnected(1, soon) {
		w.t.Fatalf("got %d identifies and %d connections, want %d and one; the log: %s", w.server.Counts().Identifies, w.server.Connected(), n, w.log)
	}
}

// TestReconnect: after everything that can end a connection there is another one, and questions asked in between are
// answered.
func TestReconnect(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*fakediscord.Server){
		"op 7":                 func(s *fakediscord.Server) { s.SendReconnect() },
		"op 7 while it opens":  func(s *fakediscord.Server) { s.ReconnectAfterHello(2); s.SendReconnect() },
		"op 9":                 func(s *fakediscord.Server) { s.InvalidateSessions(false) },
		"op 9 to identify":     func(s *fakediscord.Server) { s.RefuseIdentify(0, 0); s.Cut() },
		"cut":                  func(s *fakediscord.Server) { s.Cut() },
		"closed with 4000":     func(s *fakediscord.Server) { s.CloseSockets(4000) },
		"closed with 1000":     func(s *fakediscord.Server) { s.CloseSockets(1000) },
		"closed after hello":   func(s *fakediscord.Server) { s.CloseAfterHello(4000, 4008); s.Cut() },
		"heartbeats unnoticed": func(s *fakediscord.Server) { s.StopAcks(true) },
	}
	for name, break_ := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unnoticed := name == "heartbeats unnoticed"
			w := newWorld(t, echo(), func(w *world, _ *Options) {
				if unnoticed {
					w.server.SetHeartbeat(300 * time.Millisecond)
				}
			})
			w.answers("before")
			break_(w.server)
			if unnoticed {
				w.waitLog("heartbeats are no longer answered")
				w.server.StopAcks(false)
			}
			q := w.ask("in between")
			w.waitIdentifies(2)
			if got := w.reply(q).Text(); got != "echo: in between" {
				t.Errorf("got %q", got)
			}
			w.answers("after")
			if n := len(w.server.Replies(q)); n != 1 {
				t.Errorf("got %d replies to what was asked in between, want one", n)
			}
			if n := w.server.Counts().Resumes; n != 0 {
				t.Errorf("got %d resumes of sessions that are given up", n)
			}
		})
	}
}

// TestStop: the program ends in a few seconds, whatever the connection does, and does not come back.
func TestStop(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*world){
		"connected":       func(*world) {},
		"backing off":     func(w *world) { w.server.Cut(); w.waitLog("connecting again") },
		"gateway refuses": func(w *world) { w.server.RefuseGateway(503); w.server.Cut(); w.waitLog("connecting again") },
		"silent":          func(w *world) { w.server.Silence(true) },
		"opening silent":  func(w *world) { w.server.Silence(true); w.server.Cut(); w.waitLog("connecting again") },
		"dead REST":       func(w *world) { w.server.Fail(fakewire.Fault{Delay: time.Hour}); w.ask("anybody there?") },
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), func(w *world, _ *Options) { w.bye = link.Usual().Stop })
			if name == "backing off" {
				w.end()
				w.prepare(nil)
				w.gateway.Pace.First, w.gateway.Pace.Longest = time.Hour, time.Hour
				w.run()
				w.waitReady()
			}
			prepare(w)
			if err := w.end(); err != nil {
				t.Errorf("got %v, want no error", err)
			}
			before := w.server.Counts().Connections
			if w.server.Until(50*time.Millisecond, func() bool { return w.server.Counts().Connections > before }) {
				t.Error("it connected again after its end")
			}
		})
	}
}

// TestMissed: what the library passed over is found, at once when it is small, else with what comes next.
func TestMissed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.answers("before")
	w.server.MangleEvents(1)
	w.answers("broken off")
	w.waitIdentifies(2)
	w.waitReady()
	w.server.MangleEvents(1)
	q := w.ask(strings.Repeat("long ", 380))
	w.answers("after")
	w.reply(q)
	w.waitIdentifies(3)
	w.settle()
	if n := len(w.server.Replies(q)); n != 1 {
		t.Errorf("got %d replies, want one", n)
	}
	if !strings.Contains(w.log.String(), "an event could not be read") {
		t.Errorf("the log does not tell why: %s", w.log)
	}
}

// TestOrder: what is said in a channel is handled in its order, though the library would shuffle it.
func TestOrder(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{}
	w := newWorld(t, h, nil)
	const many = 100
	for i := range many {
		w.ask(fmt.Sprint(i))
	}
	w.settle()
	all := h.Messages()
	if len(all) != many {
		t.Fatalf("got %d messages, want %d", len(all), many)
	}
	for i, m := range all {
		if m.Text != fmt.Sprint(i) {
			t.Fatalf("got %q as number %d", m.Text, i)
		}
	}
}

// TestFullIntake: when nothing can be taken on, reading waits and nothing is lost.
func TestFullIntake(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.end()
	w.prepare(nil)
	w.intake = newLanes(1, 1)
	w.run()
	w.waitReady()
	const many = 50
	var last *fakediscord.Message
	for i := range many {
		last = w.ask(fmt.Sprint("number ", i))
	}
	w.reply(last)
	w.settle()
	if n := len(w.server.ByBot()); n != many {
		t.Errorf("got %d replies, want %d", n, many)
	}
}

// TestPanickingHandler: a panic in any of the handler's methods neither ends the program nor gets into the log.
func TestPanickingHandler(t *testing.T) {
	t.Parallel()
	h := &chattest.Handler{OnMessage: func(context.Context, chat.Message) *chat.Reply { panic("marked-words") },
		OnSuggest: func(context.Context, string) []chat.Suggestion { panic("marked-words") }}
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	w.reply(w.ask("boom"))
	if r := w.server.Typed(w.room, w.ann, "ask", "question", "x").Wait(soon); r == nil || len(r.Choices) != 0 {
		t.Errorf("got %+v, want no choices", r)
	}
	if strings.Contains(w.log.String(), "marked-words") {
		t.Errorf("the log has what it should not: %s", w.log)
	}
}

// TestStartedAnew: when the token no longer counts, the program ends within seconds, whatever hangs, and another one with
// the same store takes up what was left.
func TestStartedAnew(t *testing.T) {
	t.Parallel()
	for name, dies := range map[string]func(*world){
		"at the gateway": func(w *world) { w.server.SetToken("another") },
		"at a request": func(w *world) {
			w.server.Fail(fakewire.Fault{Method: "POST", Path: "/users/@me/channels", Status: 401})
			_, _ = w.Whisper(context.Background(), w.place(), w.ann.ID, &chat.Reply{Words: chat.Words{Text: "x"}}, "")
			w.server.Heal()
			w.server.SetToken("another")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), func(w *world, _ *Options) { w.bye = link.Usual().Stop })
			w.waitCommands(nil)
			x := w.strange()
			w.server.Fail(fakewire.Fault{Method: "POST", Path: "/channels/" + w.room.ID + "/messages", Delay: time.Hour})
			w.server.Fail(fakewire.Fault{Path: "/callback", Delay: time.Hour})
			hanging := w.server.Counts().Faulty
			left := []*fakediscord.Message{w.ask("its answer hangs"), w.ask("it waits"), w.server.Say(x, w.ann, w.server.Bot().Mention()+" it is looked up")}
			w.server.Slash(w.room, w.ann, "ask", map[string]any{"question": "q"})
			w.until("nothing hangs", func() bool { return w.server.Counts().Faulty >= hanging+3 })
			begun := time.Now()
			dies(w)
			select {
			case err := <-w.ended:
				if err == nil || !strings.Contains(err.Error(), "BACKTALK_DISCORD_TOKEN") {
					t.Errorf("got %v", err)
				}
			case <-time.After(soon):
				t.Fatalf("still running; the log: %s", w.log)
			}
			t.Logf("ended after %s", time.Since(begun))
			w.server.Heal()
			o, pace := w.o, w.gateway.Pace
			o.Token = "another"
			a, err := New(o)
			if err != nil {
				t.Fatal(err)
			}
			a.gateway.Pace, a.presses.deferAfter, a.presses.prompt = pace, soon, link.Promptness{Attempt: soon, All: soon}
			w.Adapter = a
			w.run()
			w.waitReady()
			w.answers("after")
			for _, q := range left {
				w.reply(q)
			}
			w.settle()
			for _, q := range left {
				if n := len(w.server.Replies(q)); n != 1 {
					t.Errorf("%q got %d replies, want one", q.Content, n)
				}
			}
		})
	}
}

func TestBadAddress(t *testing.T) {
	t.Parallel()
	for _, api := range []string{"discord", "ftp://x", "https://", ":"} {
		if _, err := New(Options{Token: "x", APIURL: api}); err == nil || !strings.Contains(err.Error(), "api_url") {
			t.Errorf("%q: got %v", api, err)
		}
	}
	if _, err := New(Options{}); err == nil || !strings.Contains(err.Error(), "BACKTALK_DISCORD_TOKEN") {
		t.Errorf("without a token: got %v", err)
	}
}
