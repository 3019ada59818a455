package chat

import (
	"context"
	"time"
)

// Journal remembers what was taken on and what was said, so that nothing is said twice and nothing is lost, over a
// restart too. It keeps ids and times; a text only until its message is answered. It is safe for concurrent use.
type Journal interface {
	// Accept notes under key that something is being worked on, and by whom it was sent. It returns false when it was
	// accepted before. With m, the whole message is kept until [Journal.Done], so that it can be answered after a crash.
	Accept(ctx context.Context, key, author string, m *Message, at time.Time) (bool, error)
	// Done notes that what was accepted under key is worked on, and erases its text.
	Done(ctx context.Context, key string) error
	// Replied notes what was posted for key, and erases the text.
	Replied(ctx context.Context, key string, p Posted) error
	// Removed notes that a posted reply is gone.
	Removed(ctx context.Context, ref string) error
	// Lookup returns what is known under key; false when nothing was accepted.
	Lookup(ctx context.Context, key string) (Entry, bool, error)
	// Replier returns the entry that a posted reply belongs to, by the reply's reference.
	Replier(ctx context.Context, ref string) (Entry, bool, error)
	// Pending returns the messages of a platform that were said at since or later and are not done, oldest first.
	Pending(ctx context.Context, platform string, since time.Time) ([]Message, error)
}

// Entry is what a Journal knows of one accepted message or press.
type Entry struct {
	Key    string
	Author string
	At     time.Time
	Done   bool
	Posted []Posted // oldest first; more than one when staff posted, too
}

// Posted is one reply as it stands on the platform.
type Posted struct {
	Ref     string // the adapter's reference of the reply, enough to change or remove it
	Aside   string // the reference of the public line beside a private reply; empty for none
	Private bool
	Warning bool // it stays when the question goes
	Staff   bool // staff had it posted; a change of the question does not change it
}

// Memo keeps small facts over a restart: ids and times, never a text or a name. It is safe for concurrent use.
type Memo interface {
	// Keep notes a value until a time; the zero time keeps it until it is dropped.
	Keep(ctx context.Context, key, value string, until time.Time) error
	// Kept returns a value that has not run out.
	Kept(ctx context.Context, key string) (string, bool, error)
	// List returns all values that have not run out whose key begins with prefix, by key.
	List(ctx context.Context, prefix string) (map[string]string, error)
	// Drop forgets a value.
	Drop(ctx context.Context, key string) error
}
