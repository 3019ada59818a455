package slack

import (
	"context"
	"sync/atomic"
	"time"
)

// pulse tells again and again that a connection to Slack stands, as long as at least one does.
type pulse struct {
	tell     func()
	every    time.Duration
	standing atomic.Int32 // connections that Slack has greeted and that have not ended
}

// run tells it until ctx ends.
func (p *pulse) run(ctx context.Context) {
	t := time.NewTicker(p.every)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			if p.standing.Load() > 0 {
				p.tell()
			}
		case <-ctx.Done():
			return
		}
	}
}
