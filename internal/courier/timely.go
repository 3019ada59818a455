package courier

import (
	"context"
	"time"
)

// soonest is how long a warning may take from the arrival of its message.
const soonest = 2 * time.Second

// cameKey is under what a context knows when the message came whose reply is under way.
type cameKey struct{}

func came(ctx context.Context, at time.Time) context.Context {
	return context.WithValue(ctx, cameKey{}, at)
}

// timely tells the log of a warning that was posted late, for whatever reason: the platform was slow, or the program was.
func (c *Courier) timely(ctx context.Context) {
	if at, known := ctx.Value(cameKey{}).(time.Time); known && time.Since(at) > soonest {
		c.o.Log.Warn("a warning was posted late; the platform was slow, or did not take it at first", "platform", c.o.Name,
			"took", time.Since(at).Round(time.Millisecond))
	}
}
