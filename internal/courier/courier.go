// Package courier takes what people write to the handler, and what the handler says back to the platform, once each. It notes
// what it takes on before it works on it, keeps the order within a channel, lets what tells of danger pass everything else,
// changes and removes replies with their questions, and takes up after a crash or an outage what was left lying. What could not
// be said it lists for staff. It does not know what is said, nor any platform: it works with a [Platform], which an adapter is.
//
// Where to look: message.go takes a message on, lanes.go and queue.go say when it has its turn, handler.go asks the handler,
// show.go brings the reply to where it belongs, record.go notes that; change.go and press.go do the same for edits, deletions
// and presses; alive.go, backlog.go and tell.go have what waits for a connection; timely.go and spell.go tell the log.
package courier

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// Bounds of the work.
const (
	Deadline = 2 * time.Second // for the handler, under the platforms' three seconds
	Grace    = 4 * time.Second // for what is under way when the program is told to stop
)

const (
	workers  = 64               // channels that are worked on at a time
	waitMost = 10_000           // messages that may wait in memory; what comes beyond waits in the Journal
	sweeping = 10 * time.Second // between two looks into the Journal for what was left
	attempts = 3                // at one post, before it is left for the next sweep
	backOff  = time.Second      // after the first failed attempt, twice as long after each other
)

// Options is what a courier works with. All fields are needed but those that say otherwise. They are many because this is all
// that a courier knows of the rest of the program.
type Options struct {
	Name     string // the platform's: "discord", "slack"
	Platform Platform
	Handler  chat.Handler
	Journal  chat.Journal
	Ledger   chat.Ledger                                              // for what could not be said; nil: nowhere
	Keeper   chat.Keeper                                              // for what goes when a message is deleted; nil: nothing
	Backlog  *Backlog                                                 // what could not be done yet, shared with couriers before and beside this one; nil: one of its own
	Memo     chat.Memo                                                // for when the platform was last connected; nil: in memory
	Staff    func(platform string) Notifier                           // who takes notices there; nil when that platform is not served
	Trouble  func(at chat.Place) *chat.Notice                         // what to tell staff when the bot may not post somewhere; nil: nothing
	Missed   func(u chat.Unsaid, n int) *chat.Notice                  // what to tell staff of n things that were not said, u the first; nil: nothing
	Away     func(platform string, from, to time.Time) []*chat.Notice // what to tell staff of a time without a connection; nil: nothing
	Online   func()                                                   // called when the platform is connected for the first time; nil: nothing
	Apology  func() string                                            // what to say when the handler failed
	Deadline time.Duration                                            // for the handler; 0 is [Deadline]
	Log      *slog.Logger
	Now      func() time.Time
}

// Courier carries the messages of one platform. It is safe for concurrent use. Each field is a value with a lock of its own, or
// does not change.
type Courier struct {
	o      Options
	queue  *queue
	rush   *queue // what tells of danger
	recent *keys  // what was taken on, for when the Journal fails
	barred *keys  // where posting is not allowed, so that it is told once
	unsaid *keys  // whose warnings could not be shown yet, so that it is told once
	alive  alive
	before func() time.Time // when an earlier run was last connected
	taking sync.Map         // keys that are being accepted and not queued yet: a sweep leaves them alone
	pause  time.Duration

	thinking chan struct{} // holds one element while the handler is asked about what is not urgent

	full, failing, untold, unnoted spell // the queue, posting, telling staff, the Journal

	ctx    context.Context
	cancel context.CancelFunc
}

// keys are the last ones that were noted; when there are too many, the oldest goes.
type keys = recent.Map[string, struct{}]

func newKeys(most int) *keys { return recent.New[string, struct{}](most, 0) }

// manyTold is of how many places and messages it is remembered that staff were told of them.
const manyTold = 1000

// New returns a courier. It works from now on; [Courier.Run] must run as well, and ends it.
func New(o Options) *Courier {
	if o.Deadline == 0 {
		o.Deadline = Deadline
	}
	if o.Backlog == nil {
		o.Backlog = NewBacklog(o.Now())
	}
	ctx, cancel := context.WithCancel(context.Background())
	claims := &sync.Map{}
	c := &Courier{o: o, queue: newQueue(workers, waitMost, claims), rush: newQueue(workers, waitMost, claims), recent: newKeys(waitMost),
		barred: newKeys(manyTold), unsaid: newKeys(manyTold), pause: backOff, thinking: make(chan struct{}, 1), ctx: ctx, cancel: cancel}
	c.before = sync.OnceValue(c.lastAlive)
	return c
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
			c.rush.close()
			c.queue.close()
			c.keepAlive(context.WithoutCancel(ctx))
			c.cancel()
			return nil
		}
	}
}

// sweep queues accepted messages that nobody is working on: those of a former run, and those whose reply could not be
// posted so far. It also tells staff what could not be told them, and what was not said.
func (c *Courier) sweep(ctx context.Context) {
	left, err := c.o.Journal.Pending(ctx, c.o.Name, c.o.Now().Add(-chat.Lasting))
	if ctx.Err() == nil {
		c.noted(err)
	}
	c.full.begins(false)
	c.o.Backlog.again(c.o.Name, c.redo)
	for _, m := range left {
		if _, taking := c.taking.Load(m.Key()); taking {
			continue
		}
		c.put(m, c.Urgent(ctx, m), func(ctx context.Context) { c.resume(ctx, m) })
	}
	c.keepAlive(ctx)
	c.behind(chat.Place{Channel: "staff"}, func(ctx context.Context) {
		c.retell(ctx)
		c.tellUnsaid(ctx)
	})
}

// Settle waits until nothing is queued or under way, or ctx ends.
func (c *Courier) Settle(ctx context.Context) error {
	if err := c.rush.settle(ctx); err != nil {
		return err
	}
	return c.queue.settle(ctx) // what rushed may have left something here
}

// Question returns the place and the ID of the message that a post of the bot's own answers, by the post's reference.
func (c *Courier) Question(ctx context.Context, ref string) (chat.Message, bool) {
	entry, ok, err := c.o.Journal.Replier(ctx, ref)
	c.noted(err)
	if !ok {
		return chat.Message{}, false
	}
	m, ok := chat.ParseKey(entry.Key)
	m.Author = entry.Author
	return m, ok
}
