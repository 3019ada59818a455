package slack

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
)

// forgetful is a Journal and a Memo that keep nothing, to tell the cost of the disk from that of the rest.
type forgetful struct{}

func (forgetful) Accept(context.Context, string, string, *chat.Message, time.Time) (bool, error) {
	return true, nil
}

func (forgetful) Done(context.Context, string) error                 { return nil }
func (forgetful) Replied(context.Context, string, chat.Posted) error { return nil }
func (forgetful) Removed(context.Context, string) error              { return nil }

func (forgetful) Lookup(context.Context, string) (chat.Entry, bool, error) {
	return chat.Entry{}, false, nil
}

func (forgetful) Replier(context.Context, string) (chat.Entry, bool, error) {
	return chat.Entry{}, false, nil
}

func (forgetful) Pending(context.Context, string, time.Time) ([]chat.Message, error) { return nil, nil }
func (forgetful) Keep(context.Context, string, string, time.Time) error              { return nil }
func (forgetful) Kept(context.Context, string) (string, bool, error)                 { return "", false, nil }
func (forgetful) List(context.Context, string) (map[string]string, error)            { return nil, nil }
func (forgetful) Drop(context.Context, string) error                                 { return nil }

// BenchmarkMention measures the way of a mention: from the envelope to its acknowledgement, and to the reply's
// chat.postMessage; beside it a bot of slack-go alone, which repeats what it hears and remembers nothing.
func BenchmarkMention(b *testing.B) {
	for name, start := range map[string]func(*world){
		"backtalk": func(w *world) { w.start(b) },
		"backtalk-without-disk": func(w *world) {
			o := w.slack.o
			o.Memo, o.Courier.Journal = forgetful{}, forgetful{}
			var err error
			if w.slack, err = New(o); err != nil {
				b.Fatal(err)
			}
			w.start(b)
		},
		"bare": func(w *world) { bareEcho(b, w) },
	} {
		b.Run(name, func(b *testing.B) {
			w := prepareOn(b, fakeslack.New(b, fakeslack.Unchecked()), chattest.Echo())
			w.server.Subscribe("app_mention")
			start(w)
			if err := w.server.AwaitConnections(1, patience); err != nil {
				b.Fatal(err)
			}
			var toAck, toPost time.Duration
			n := 0
			for b.Loop() {
				begun := time.Now()
				said := w.ann.Say(w.general, "@backtalk hello")
				if err := said.Wait(patience); err != nil {
					b.Fatal(err)
				}
				toAck += time.Since(begun)
				w.general.AwaitReplies(b, said.TS, 1)
				toPost += time.Since(begun)
				n++
			}
			b.ReportMetric(float64(toAck.Microseconds())/float64(n), "µs-to-ack")
			b.ReportMetric(float64(toPost.Microseconds())/float64(n), "µs-to-post")
		})
	}
}

// bareEcho acknowledges and repeats, with slack-go alone.
func bareEcho(b *testing.B, w *world) {
	bareClient(b, w, func(ctx context.Context, sm *socketmode.Client, e socketmode.Event) {
		if e.Type != socketmode.EventTypeEventsAPI {
			return
		}
		_ = sm.AckCtx(ctx, e.Request.EnvelopeID, nil) // as an echo bot does
		outer, _ := e.Data.(slackevents.EventsAPIEvent)
		if m, ok := outer.InnerEvent.Data.(*slackevents.AppMentionEvent); ok {
			_, _, _ = sm.PostMessageContext(ctx, m.Channel, api.MsgOptionText("echo: "+m.Text, true), api.MsgOptionTS(m.TimeStamp))
		}
	})
}

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
			w.server.Until(patience, func() bool { return w.server.Answering() == 1 })
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
