package link

import (
	"context"
	"sync/atomic"
	"time"
)

// pulse tells again and again that a connection to Slack stands, as long as at least one does.
type pulse struct {
	every    time.Duration
	standing atomic.Int32 // connections that Slack has greeted and that have not ended
}

// run tells of it until ctx ends.
func (p *pulse) run(ctx context.Context, tell func()) {
	t := time.NewTicker(p.every)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			if p.standing.Load() > 0 {
				tell()
			}
		case <-ctx.Done():
			return
		}
	}
}
