package courier

import (
	"context"
	"time"

	"backtalk/internal/chat"
)

// hurry is how long what tells of danger waits for the Journal: a disk that hangs must not hold a warning up.
const hurry = time.Second / 2

// Urgent tells whether a message goes before all others: it tells of danger.
func (c *Courier) Urgent(ctx context.Context, m chat.Message) (yes bool) {
	defer c.caught(func() {})
	return c.o.Handler.Urgent(ctx, m)
}

// put queues work on a message behind what is queued for its channel, once at a time. What tells of danger has a lane of its
// own, where only what the same person said comes before it.
func (c *Courier) put(m chat.Message, danger bool, work func(context.Context)) {
	on := c.lane(danger, m)
	if !on.queue.put(on.line, m.Key(), func() { work(on.ctx) }) && c.full.begins(true) {
		c.o.Log.Warn("too much to do at once: messages wait in the journal", "platform", c.o.Name)
	}
}

// follow queues work that no Journal keeps: a change or a deletion of a message. There is always room for it; the latest
// takes the place of what waits under the same name.
func (c *Courier) follow(name string, m chat.Message, danger bool, work func(context.Context)) bool {
	on := c.lane(danger, m)
	return on.queue.replace(on.line, name, func() { work(on.ctx) })
}

// behind queues work behind everything that is queued for a place. It returns false when the courier has ended.
func (c *Courier) behind(at chat.Place, work func(context.Context)) bool {
	return c.queue.replace(line(at), "", func() { work(c.ctx) })
}

// lane is where work on a message waits for its turn.
type lane struct {
	queue *queue
	line  string
	ctx   context.Context
}

func (c *Courier) lane(danger bool, m chat.Message) lane {
	if danger {
		return lane{c.rush, line(m.Place) + "/" + m.Author, chat.WithUrgency(c.ctx, true)}
	}
	return lane{c.queue, line(m.Place), c.ctx}
}

// line names the queue of a place.
func line(p chat.Place) string { return p.Space + "/" + p.Channel + "/" + p.Thread }

// inLine does something in a place's turn, and waits for it. It returns false when there is no time left for it.
func (c *Courier) inLine(ctx context.Context, at chat.Place, work func(context.Context) bool) bool {
	result := make(chan bool, 1)
	if !c.behind(at, func(context.Context) {
		if ctx.Err() == nil {
			result <- work(ctx)
		}
	}) {
		return false
	}
	select {
	case ok := <-result:
		return ok
	case <-ctx.Done():
	case <-c.ctx.Done():
	}
	return false
}

// soon waits for the Journal as long as it takes, but under a context that carries a warning only so long: then what
// otherwise would be so counts.
func soon[T any](ctx context.Context, do func() T, otherwise T) T {
	if !chat.IsUrgent(ctx) {
		return do()
	}
	done := make(chan T, 1)
	go func() { done <- do() }()
	late := time.NewTimer(hurry)
	defer late.Stop()
	select {
	case is := <-done:
		return is
	case <-late.C:
		return otherwise
	}
}
