package courier

import (
	"context"
	"time"
)

// Wait waits, or ends with the context, whose error it returns. It does not begin a wait that the context cannot outlast.
func Wait(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return context.DeadlineExceeded
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
