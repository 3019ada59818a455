// Package courier takes what people write to the handler, and what the handler says back to the platform, once each.
// It notes what it takes on before it works on it, keeps the order within a channel, changes and removes replies with
// their questions, and takes up after a crash what was left lying. Adapters only translate.
package courier

import (
	"context"
	"log/slog"
	"time"

	"backtalk/internal/chat"
)

// Bounds of the work.
const (
	Fresh    = 10 * time.Minute // how old an accepted question may be to be answered after a crash or a gap
	Deadline = 2 * time.Second  // for the handler, under the platforms' three seconds
	Grace    = 4 * time.Second  // for what is under way when the program is told to stop
)

// Options is what a courier works with. All fields are needed but those that say otherwise.
type Options struct {
	Name     string // the platform's: "discord", "slack"
	Platform Platform
	Handler  chat.Handler
	Journal  chat.Journal
	Staff    func(platform string) Notifier               // who takes notices there; nil when that platform is not served
	Trouble  func(at chat.Place) (to chat.Place, ok bool) // the staff channel for what goes wrong at a place
	Apology  func() string                                // what to say when the handler failed
	Deadline time.Duration                                // for the handler; 0 is [Deadline]
	Log      *slog.Logger
	Now      func() time.Time
}

// New returns a courier; it works while [Courier.Run] runs.
func New(o Options) *Courier { panic("being written") }

// Courier carries the messages of one platform. It is safe for concurrent use.
type Courier struct{}

// Run takes up what the Journal holds of the last run, and works until ctx ends; then it finishes what is under way,
// within [Grace]. What it could not begin stays in the Journal for the next run. Nothing of it is left running.
func (c *Courier) Run(ctx context.Context) error { panic("being written") }

// Message takes a message on: when it returns, the Journal has it, and it will be answered in its turn. A message that
// was taken on before is left alone; one that is Edited gets its reply changed.
func (c *Courier) Message(ctx context.Context, m chat.Message) { panic("being written") }

// Deleted takes the replies to a deleted message away, warnings excepted, and lets the handler forget it. m needs only
// its Place and ID.
func (c *Courier) Deleted(ctx context.Context, m chat.Message) { panic("being written") }

// Ask answers a message whose reply the adapter shows itself, as platforms want it for commands; nil when it was asked
// before (a redelivery) . When the reply stands where everybody sees it, the adapter calls [Courier.Shown].
// The reply's Notice is taken care of.
func (c *Courier) Ask(ctx context.Context, m chat.Message) *chat.Reply { panic("being written") }

// Shown notes what an adapter posted itself for a message, so that it can be changed and removed.
func (c *Courier) Shown(ctx context.Context, key string, p chat.Posted) { panic("being written") }

// Press answers a press: what the reply wants published, removed or told to staff is done when it returns. It is nil
// for a redelivery, else what to show to the presser. The courier fills in p.Mine. The adapter shows the reply: with
// Replace in the place of the reply that was pressed, else privately and anew.
func (c *Courier) Press(ctx context.Context, p chat.Press) *chat.Reply { panic("being written") }
