package fakeslack_test

import (
	"errors"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestAwaitQuiet(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	if s.AwaitQuiet(20*time.Millisecond, limit); s.Connections() != 0 {
		t.Fatal("nobody is connected")
	}
	start(t, s, nil)
	for range 5 {
		ann.Say(general, "@backtalk hm?")
	}
	if !s.AwaitQuiet(100*time.Millisecond, limit) {
		t.Fatal("got no quiet")
	}
	// Five questions, each with an answer in its thread.
	if got := len(general.All()); got != 10 {
		t.Errorf("got %d messages after all is quiet, want 10", got)
	}
	ws := dial(t, s)
	read(t, ws) // and acknowledges nothing
	for range 20 {
		ann.Say(general, "hello")
	}
	if s.AwaitQuiet(10*time.Millisecond, 50*time.Millisecond) {
		t.Error("got quiet with envelopes not acknowledged")
	}
}

func TestLimitOpens(t *testing.T) {
	t.Parallel()
	s, _, _ := clinic(t)
	s.LimitOpens(2)
	api := slack.New("", slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()), slack.OptionHTTPClient(oneShot()))
	var err error
	for range 3 {
		_, _, err = api.StartSocketModeContext(t.Context())
	}
	if _, ok := errors.AsType[*slack.RateLimitedError](err); !ok || len(s.Opens()) != 3 {
		t.Errorf("got %v after %d opens, want a limit at the third", err, len(s.Opens()))
	}
}
