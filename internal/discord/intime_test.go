package discord

import (
	"fmt"
	"testing"
	"time"

	"backtalk/internal/discord/link"
	fakediscord "backtalk/internal/fake/discord"
)

// TestWarningInTime: from the event to the posted warning, nothing that is not urgent comes before it: neither questions in its
// channel that wait for a limit (which lasts longer here than the test), nor a post that hangs, nor a burst. How long it
// takes is in the log of the test; what is checked is what was passed.
func TestWarningInTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		before func(w *world)
	}{
		{"behind 30 questions", func(w *world) {
			for i := range 30 {
				w.ask(fmt.Sprint(i))
			}
			w.until("the limit is not reached", func() bool { return len(w.server.ByBot()) == 4 })
		}},
		{"behind a post that hangs", func(w *world) {
			w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/messages", Times: 1, Delay: time.Hour})
			for i := range 30 {
				w.ask(fmt.Sprint(i))
			}
			w.until("nothing hangs", func() bool { return w.server.Counts().Faulty == 1 })
		}},
		{"in a burst of 5,000", func(w *world) {
			for i := range 5000 {
				w.ask(fmt.Sprint(i))
			}
		}},
		{"in a burst of 5,000 elsewhere", func(w *world) {
			var rooms []*fakediscord.Channel
			for i := range 100 {
				rooms = append(rooms, w.server.AddChannel(w.guild, fmt.Sprint("room ", i)))
			}
			for i := range 5000 {
				w.server.Say(rooms[i%len(rooms)], w.ann, fmt.Sprint(w.server.Bot().Mention(), " ", i))
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, alert(open()), nil)
			w.settle()
			w.server.SetBucket(5, 2*soon)
			w.server.SetGlobalLimit(link.MaxPerSecond)
			tt.before(w)
			begun := time.Now()
			q := w.server.Say(w.room, w.server.AddMember(w.guild, "ben"), w.server.Bot().Mention()+" danger")
			r := w.reply(q)
			t.Logf("%s: %s, with %d posts before it and %d refusals", tt.name, time.Since(begun).Round(time.Millisecond), len(w.server.ByBot())-1, w.server.Counts().TooMany)
			if r.Text() != "please call somebody" {
				t.Errorf("got %q", r.Text())
			}
		})
	}
}
