package chat

import (
	"context"
	"time"
)

// Unsaid is something that ought to have been said and was not. Staff can see it, for seven days.
type Unsaid struct {
	Place        // of a private message only the Platform
	ID    string // the message's; empty when it was private, or when a whole channel is meant
	Why   Why
	At    time.Time // when it was asked, or noticed
	Label string    // of a link to it, in a reply; not kept
}

// Why is the reason for which something was not said.
type Why string

// The reasons.
const (
	TooLate Why = "late"    // the platform took nothing for as long as an answer is waited for ([Lasting])
	Barred  Why = "barred"  // the bot may not post there
	Gone    Why = "gone"    // the message, or its place, is not there any more
	Refused Why = "refused" // the platform did not take the reply, however often it was tried
	Unread  Why = "unread"  // what was said in this channel while the bot was away could not be read
	Untold  Why = "untold"  // staff could not be told of it
)

// Ledger lists what ought to have been said and was not, over a restart too. It is safe for concurrent use.
type Ledger interface {
	// Miss notes that something was not said; the same again is noted once.
	Miss(ctx context.Context, u Unsaid) error
	// Unsaid returns what was not said in the last seven days, oldest first; with untold only what staff were not told of.
	Unsaid(ctx context.Context, untold bool) ([]Unsaid, error)
	// Tell notes that staff were told.
	Tell(ctx context.Context, u Unsaid) error
	// Said forgets something that was said after all.
	Said(ctx context.Context, u Unsaid) error
}
