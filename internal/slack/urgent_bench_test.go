package slack

import (
	"fmt"
	"sync"
	"testing"
	"time"

	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// BenchmarkWarning measures how long a warning takes, from the sending of its event to its post, at Slack's real pace of one
// post a second in a channel: by itself, behind thirty questions in its channel, behind posts that hang, and in the middle of
// five thousand questions, and of five thousand commands, that come at once.
func BenchmarkWarning(b *testing.B) {
	const many = 5000
	burst := func(w *world, send func(int)) (stop func()) {
		half := make(chan struct{})
		var sending sync.WaitGroup
		sending.Go(func() {
			for i := range many {
				if i == many/2 {
					close(half)
				}
				send(i)
			}
		})
		<-half
		return sending.Wait
	}
	warning := func(b *testing.B, w *world) time.Duration {
		begun := time.Now()
		said := w.ann.Say(w.general, "@backtalk danger")
		w.general.AwaitReplies(b, said.TS, 1)
		return time.Since(begun)
	}
	for name, run := range map[string]func(b *testing.B, w *world) time.Duration{
		"alone": warning,
		"behind-30": func(b *testing.B, w *world) time.Duration {
			for range 30 {
				w.bob.Say(w.general, "@backtalk hello")
			}
			w.acknowledged(b)
			return warning(b, w)
		},
		"behind-posts-that-hang": func(b *testing.B, w *world) time.Duration {
			hold := make(chan struct{})
			defer close(hold)
			w.server.Fail("chat.postMessage", 1, fakeslack.Held(hold))
			w.bob.Say(w.general, "@backtalk hello")
			w.server.Wait(patience, func() bool { return w.server.Answering() == 1 })
			return warning(b, w)
		},
		"among-5000-messages": func(b *testing.B, w *world) time.Duration {
			var channels []*fakeslack.Channel
			for i := range 20 {
				channels = append(channels, w.clinic.AddChannel(fmt.Sprint("c", i)).AddBot())
			}
			stop := burst(w, func(i int) { w.bob.Say(channels[i%len(channels)], "@backtalk hello") })
			defer stop()
			return warning(b, w)
		},
		"among-5000-commands": func(b *testing.B, w *world) time.Duration {
			stop := burst(w, func(int) { w.bob.Command(w.general, voice.SlackCommand, "hello") })
			defer stop()
			begun := time.Now()
			w.ann.Command(w.general, voice.SlackCommand, "danger")
			w.general.AwaitPrivate(b, w.ann, 1)
			return time.Since(begun)
		},
	} {
		b.Run(name, func(b *testing.B) {
			var all, worst time.Duration
			for range b.N {
				w := prepareOn(b, fakeslack.New(b, fakeslack.Unchecked()), alarm(), func(_ *world, o *Options) { o.PostEvery = time.Second })
				w.server.LimitPosts(1)
				w.start(b)
				if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
					b.Fatal(err)
				}
				took := run(b, w)
				all, worst = all+took, max(worst, took)
				w.stop()
				<-w.ended
				w.once.Do(func() {})
			}
			b.ReportMetric(float64(all.Milliseconds())/float64(b.N), "ms-to-warning")
			b.ReportMetric(float64(worst.Milliseconds()), "ms-at-worst")
		})
	}
}
