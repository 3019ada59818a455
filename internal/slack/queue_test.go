package slack

import (
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// TestPaced: posts that wait for each other are all made.
func TestPaced(t *testing.T) {
	t.Parallel()
	const every = 20 * time.Millisecond
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = every })
	other := w.clinic.AddChannel("other").AddBot()
	for range 4 {
		w.ann.Say(w.general, "@backtalk hello")
		w.bob.Say(other, "@backtalk hello")
	}
	w.settle(t)
	if n := len(w.server.Calls("chat.postMessage")); n != 8 {
		t.Errorf("got %d posts, want 8", n)
	}
}

// TestLimited: Slack's own limit is kept to, so that nothing is refused for it and nothing is lost.
func TestLimited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo(), func(_ *world, o *Options) { o.PostEvery = 0 })
	w.server.LimitPosts(1)
	for range 3 {
		w.ann.Say(w.general, "@backtalk hello")
	}
	w.settle(t)
	if n := len(fakeslack.BotMessages(w.server.AllMessages())); n != 3 {
		t.Errorf("got %d replies, want 3", n)
	}
}
