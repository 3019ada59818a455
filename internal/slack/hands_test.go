package slack

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// TestHomesHoldUpNothing: while Slack holds back the Home tabs of many people for good, questions are answered.
func TestHomesHoldUpNothing(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo())
	w.slack.work.slow = newCrew(slowHands, handsWaiting, time.Hour)
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	w.server.Fail("views.publish", -1, fakeslack.RateLimited(600))
	for i := range hands + slowHands + 10 {
		w.clinic.AddUser(fmt.Sprint("home", i)).OpenHome("home")
	}
	if !w.server.Wait(patience, func() bool { return len(w.server.Calls("views.publish")) > 0 }) {
		t.Fatal("no Home tab was built")
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	w.general.AwaitReplies(t, said.TS, 1)
	w.ann.Command(w.general, voice.SlackCommand, "and privately")
	w.general.AwaitPrivate(t, w.ann, 1)
	w.server.Heal()
}

// TestCrewIsBounded: giving work never blocks; what there is no room for is refused, and what takes too long ends.
func TestCrewIsBounded(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo())
	c := newCrew(1, 1, time.Hour)
	hold, began := make(chan struct{}), make(chan struct{}, 2)
	wait := func(context.Context) { began <- struct{}{}; <-hold }
	for i, want := range []bool{true, true, false} {
		if got := w.slack.work.give(c, wait); got != want {
			t.Errorf("work %d: got %v, want %v", i, got, want)
		}
	}
	<-began
	close(hold)
	<-began
	short, ended := newCrew(1, 1, time.Nanosecond), make(chan error, 1)
	w.slack.work.give(short, func(ctx context.Context) { <-ctx.Done(); ended <- ctx.Err() })
	if err := <-ended; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	w.slack.work.running.Wait()
}
