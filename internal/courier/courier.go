// Package courier takes what people write to the handler, and what the handler says back to the platform, once each.
// It notes what it takes on before it works on it, keeps the order within a channel, changes and removes replies with
// their questions, and takes up after a crash what was left lying. Adapters only translate.
package courier

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// Bounds of the work.
const (
	Deadline = 2 * time.Second // for the handler, under the platforms' three seconds
	Grace    = 4 * time.Second // for what is under way when the program is told to stop
)

const (
	workers  = 64               // channels that are worked on at a time
	waiting  = 10_000           // messages that may wait in memory; what comes beyond waits in the Journal
	sweeping = 10 * time.Second // between two looks into the Journal for what was left
	attempts = 3                // at one post, before it is left for the next sweep
	backOff  = time.Second      // after the first failed attempt, twice as long after each other
)

// Options is what a courier works with. All fields are needed but those that say otherwise.
type Options struct {
	Name     string // the platform's: "discord", "slack"
	Platform Platform
	Handler  chat.Handler
	Journal  chat.Journal
	Staff    func(platform string) Notifier   // who takes notices there; nil when that platform is not served
	Trouble  func(at chat.Place) *chat.Notice // what to tell staff when the bot may not post somewhere; nil: nothing
	Apology  func() string                    // what to say when the handler failed
	Deadline time.Duration                    // for the handler; 0 is [Deadline]
	Log      *slog.Logger
	Now      func() time.Time
}

// Courier carries the messages of one platform. It is safe for concurrent use.
type Courier struct {
	o      Options
	queue  *queue
	recent *recent  // what was taken on, for when the Journal fails
	barred *recent  // where posting is not allowed, so that it is told once
	unsaid *recent  // whose warnings could not be shown yet, so that it is told once
	taking sync.Map // keys that are being accepted and not queued yet: a sweep leaves them alone
	pause  time.Duration
	ctx    context.Context
	cancel context.CancelFunc
}

// New returns a courier. It works from now on; [Courier.Run] must run as well, and ends it.
func New(o Options) *Courier {
	if o.Deadline == 0 {
		o.Deadline = Deadline
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Courier{o: o, queue: newQueue(workers, waiting), recent: newRecent(waiting), barred: newRecent(1000), unsaid: newRecent(1000), pause: backOff, ctx: ctx, cancel: cancel}
}

// Run takes up what the Journal holds of the last run, and works until ctx ends; then it finishes what is under way,
// within [Grace]. What it could not begin stays in the Journal for the next run. Nothing of it is left running.
func (c *Courier) Run(ctx context.Context) error {
	tick := time.NewTicker(sweeping)
	defer tick.Stop()
	for {
		c.sweep(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			late := time.AfterFunc(Grace, c.cancel)
			defer late.Stop()
			c.queue.close()
			c.cancel()
			return nil
		}
	}
}

// sweep queues accepted messages that nobody is working on: those of a former run, and those whose reply could not be
// posted so far.
func (c *Courier) sweep(ctx context.Context) {
	left, err := c.o.Journal.Pending(ctx, c.o.Name, c.o.Now().Add(-chat.Fresh))
	if err != nil && ctx.Err() == nil {
		c.o.Log.Error("looking for messages that were left unanswered", "error", err)
	}
	for _, m := range left {
		if _, taking := c.taking.Load(m.Key()); taking {
			continue
		}
		c.put(m, func(ctx context.Context) { c.resume(ctx, m) })
	}
}

// Urgent tells whether a message goes before all others; for adapters that have queues of their own.
func (c *Courier) Urgent(ctx context.Context, m chat.Message) bool { return c.o.Handler.Urgent(ctx, m) }

// Alive notes that the connection to the platform stands. An adapter says so at least every few seconds, as long as it
// does. Staff are told when it did not for more than five minutes.
func (c *Courier) Alive() {}

// Unsaid notes something that could not be said, or not be read, for staff to see. u may tell more of a private place than
// may be kept: that is left out.
func (c *Courier) Unsaid(ctx context.Context, m chat.Message, why chat.Why) {}

// Settle waits until nothing is queued or under way, or ctx ends.
func (c *Courier) Settle(ctx context.Context) error { return c.queue.settle(ctx) }

// Question returns the place and the ID of the message that a post of the bot's own answers, by the post's reference.
func (c *Courier) Question(ctx context.Context, ref string) (chat.Message, bool) {
	entry, ok, err := c.o.Journal.Replier(ctx, ref)
	if err != nil {
		c.o.Log.Error("looking up the question of a reply", "error", err)
	}
	if !ok {
		return chat.Message{}, false
	}
	m, ok := chat.ParseKey(entry.Key)
	m.Author = entry.Author
	return m, ok
}

// put queues work on a message behind what is queued for its channel, once at a time.
func (c *Courier) put(m chat.Message, work func(context.Context)) { c.enqueue(m.Place, m.Key(), work) }

// behind queues work behind everything that is queued for a place.
func (c *Courier) behind(at chat.Place, work func(context.Context)) { c.enqueue(at, "", work) }

func (c *Courier) enqueue(at chat.Place, name string, work func(context.Context)) {
	if !c.queue.put(line(at), name, func() { work(c.ctx) }) {
		c.o.Log.Warn("too much to do at once: a message waits in the journal", "platform", c.o.Name)
	}
}

// inLine does something in a place's turn, and waits for it. It returns false when there is no time left for it.
func (c *Courier) inLine(ctx context.Context, at chat.Place, work func(context.Context) bool) bool {
	result := make(chan bool, 1)
	c.behind(at, func(context.Context) {
		if ctx.Err() == nil {
			result <- work(ctx)
		}
	})
	select {
	case ok := <-result:
		return ok
	case <-ctx.Done():
	case <-c.ctx.Done():
	}
	return false
}

// line names the queue of a place.
func line(p chat.Place) string { return p.Space + "/" + p.Channel + "/" + p.Thread }
