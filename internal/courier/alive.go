package courier

import (
	"context"
	"strconv"
	"sync"
	"time"
)

// awayFrom is how long a platform must have been out of reach for staff to be told.
const awayFrom = 5 * time.Minute

// memoAlive is where the Memo keeps when the platform was last connected.
const memoAlive = "alive/"

// alive knows when the platform was last connected, in this run or in an earlier one.
type alive struct {
	mu    sync.Mutex
	known bool      // it was connected in this run
	last  time.Time // zero when it never was
	kept  time.Time // of it what the Memo has
}

// Alive notes that the connection to the platform stands. An adapter says so at least every few seconds, as long as it
// does. Staff are told when it did not for more than five minutes, from when to when.
func (c *Courier) Alive() {
	now, before := c.o.Now(), c.before() // without the lock: a disk is asked
	c.alive.mu.Lock()
	first := !c.alive.known
	if first {
		c.alive.last, c.alive.known = before, true
	}
	last := c.alive.last
	c.alive.last = now
	c.alive.mu.Unlock()
	if first && c.o.Online != nil {
		c.o.Online()
	}
	if last.IsZero() || now.Sub(last) <= awayFrom {
		return
	}
	c.o.Log.Warn("was away; what was said meanwhile is looked for", "platform", c.o.Name, "from", last.UTC().Format(time.RFC3339), "to", now.UTC().Format(time.RFC3339))
	if c.o.Away == nil {
		return
	}
	for _, n := range c.o.Away(c.o.Name, last, now) {
		c.Tell(n)
	}
}

// Reached is when the platform was last connected; the zero time when it was not in this run.
func (c *Courier) Reached() time.Time {
	c.alive.mu.Lock()
	defer c.alive.mu.Unlock()
	if !c.alive.known {
		return time.Time{}
	}
	return c.alive.last
}

// lastAlive is when an earlier run was last connected.
func (c *Courier) lastAlive() time.Time {
	if c.o.Memo == nil {
		return time.Time{}
	}
	ctx, cancel := context.WithTimeout(c.ctx, hurry)
	defer cancel()
	text, _, err := c.o.Memo.Kept(ctx, memoAlive+c.o.Name)
	c.noted(err)
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// keepAlive notes when the platform was last connected, for the next run.
func (c *Courier) keepAlive(ctx context.Context) {
	c.alive.mu.Lock()
	last, kept := c.alive.last, c.alive.kept
	c.alive.mu.Unlock()
	if c.o.Memo == nil || last.IsZero() || last.Sub(kept) < time.Second {
		return
	}
	if err := c.o.Memo.Keep(ctx, memoAlive+c.o.Name, strconv.FormatInt(last.Unix(), 10), time.Time{}); err != nil {
		c.noted(err)
		return
	}
	c.alive.mu.Lock()
	defer c.alive.mu.Unlock()
	c.alive.kept = last
}
