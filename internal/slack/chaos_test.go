package slack

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
	"backtalk/internal/courier"
	fakeslack "backtalk/internal/fake/slack"
	fakewire "backtalk/internal/fake/wire"
	"backtalk/internal/slack/link"
)

// TestUnderFire: while connections are cut, sent away and renewed, acknowledgements get lost, events come twice and the
// Web API fails in every way, each question still gets exactly one reply.
func TestUnderFire(t *testing.T) {
	t.Parallel()
	w := prepareOn(t, fakeslack.New(t, fakeslack.WithTiming(again(time.Second))), chattest.Echo())
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	channels := []*fakeslack.Channel{w.general, w.clinic.AddChannel("two").AddBot(), w.clinic.AddPrivateChannel("three", w.ann, w.bob).AddBot()}
	faults := []fakewire.Fault{fakeslack.CutAfter(), fakeslack.CutBefore(), fakeslack.FailedAfter(504), fakeslack.Status(503), fakeslack.HTML(),
		fakeslack.Garbage(), fakeslack.RateLimited(1), fakeslack.Slow(50 * time.Millisecond)}
	ctx, calm := context.WithCancel(t.Context())
	var trouble sync.WaitGroup
	trouble.Go(func() {
		r := rand.New(rand.NewPCG(3, 4))
		for courier.Wait(ctx, 150*time.Millisecond) == nil {
			switch r.IntN(6) {
			case 0:
				w.server.DisconnectOldest("refresh_requested")
			case 1:
				w.server.DisconnectOldest("warning")
			case 2:
				w.server.Cut()
			case 3:
				w.server.LoseAcks(1 + r.IntN(3))
			case 4:
				w.server.Double(2)
			default:
				w.server.Fail("chat.postMessage", 1, faults[r.IntN(len(faults))])
			}
		}
	})
	const questions = 40
	said := make([]fakeslack.Said, questions)
	for i := range said {
		who := []*fakeslack.User{w.ann, w.bob}[i%2]
		said[i] = who.Say(channels[i%len(channels)], "@backtalk hello")
		if err := courier.Wait(t.Context(), 50*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	calm()
	trouble.Wait()
	if !w.server.Until(2*patience, func() bool {
		for _, s := range said {
			if len(fakeslack.BotMessages(s.Channel.Thread(s.TS, nil))) == 0 {
				return false
			}
		}
		return true
	}) {
		t.Error("not every question was answered")
	}
	w.idle(t)
	for i, s := range said {
		if n := len(fakeslack.BotMessages(s.Channel.Thread(s.TS, nil))); n != 1 {
			t.Errorf("question %d got %d replies, want 1", i, n)
		}
	}
	t.Logf("%d questions, %d connections opened, %d posts", questions, w.server.Accepted(), len(w.server.Calls("chat.postMessage")))
}
