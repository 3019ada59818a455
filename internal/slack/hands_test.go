package slack

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// TestHomesHoldUpNothing: while Slack holds back the Home tabs of many people for good, questions are answered.
func TestHomesHoldUpNothing(t *testing.T) {
	t.Parallel()
	w := prepare(t, chattest.Echo())
	w.slack.slow = newCrew(slowHands, handsWaiting, time.Hour)
	w.start(t)
	if err := w.server.AwaitConnections(connections, patience); err != nil {
		t.Fatal(err)
	}
	w.server.Fail("views.publish", -1, fakeslack.RateLimited(600))
	for i := range hands + slowHands + 10 {
		w.clinic.AddUser(fmt.Sprint("home", i)).OpenHome("home")
	}
	if !w.server.Until(patience, func() bool { return len(w.server.Calls("views.publish")) > 0 }) {
		t.Fatal("no Home tab was built")
	}
	said := w.ann.Say(w.general, "@backtalk danger")
	w.general.AwaitReplies(t, said.TS, 1)
	w.ann.Command(w.general, commandName, "and privately")
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
		if got := w.slack.give(c, wait); got != want {
			t.Errorf("work %d: got %v, want %v", i, got, want)
		}
	}
	<-began
	close(hold)
	<-began
	short, ended := newCrew(1, 1, time.Nanosecond), make(chan error, 1)
	w.slack.give(short, func(ctx context.Context) { <-ctx.Done(); ended <- ctx.Err() })
	if err := <-ended; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	w.slack.running.Wait()
}

// TestNoTimeForALimit: a wait that Slack asks for ends at once when there is no time for it.
func TestNoTimeForALimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, start, calls := newSender(time.Microsecond), time.Now(), 0
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err := s.call(ctx, "views.publish", func(context.Context) error {
			calls++
			return &api.RateLimitedError{RetryAfter: 8 * time.Second}
		})
		if !errors.Is(err, context.DeadlineExceeded) || calls != 2 || time.Since(start) != 8*time.Second+stepAside {
			t.Errorf("got %v after %v and %d calls, want an end after the second", err, time.Since(start), calls)
		}
	})
}
