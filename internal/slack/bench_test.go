package slack

import (
	"context"
	"testing"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
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
