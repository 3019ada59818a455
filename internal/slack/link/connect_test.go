package link

import (
	"context"
	"io"
	"log"
	"testing"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// TestAckDeadline: with no connection slack-go's queue of acknowledgements fills up; ours gives up in time.
func TestAckDeadline(t *testing.T) {
	t.Parallel()
	sm := socketmode.New(api.New("xoxb-x"), socketmode.OptionLog(log.New(io.Discard, "", 0)))
	c := &connection{deliver: func(_ context.Context, d Delivery) { _ = d.Ack(nil) }, sm: sm}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 30 {
			c.pass(ctx, envelope{Type: "unknown", ID: "e"})
		}
	}()
	select {
	case <-done:
	case <-time.After(patience):
		t.Error("acknowledging without a connection blocks for good")
	}
}
