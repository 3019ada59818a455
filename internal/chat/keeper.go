package chat

import (
	"context"
	"time"
)

// Keeper tells people what is kept of them, and forgets it. It is safe for concurrent use.
type Keeper interface {
	// KeptOf counts what names a person of a platform.
	KeptOf(ctx context.Context, platform, person string) (Kept, error)
	// ForgetPerson erases at once what names a person, and returns how many entries that were. Memos of the kinds in but
	// stay, a kind being what stands before the first slash of a key. A message that comes again is still known.
	ForgetPerson(ctx context.Context, platform, person string, but ...string) (int, error)
	// ForgetMessage takes the author, the time and the text of a message out, by its key.
	ForgetMessage(ctx context.Context, key string) error
}

// Kept is what is kept of one person.
type Kept struct {
	Messages int                  // whose ids and times are kept
	Waiting  int                  // of them, whose texts are kept, since they wait for an answer
	Notes    map[string]time.Time // kinds of memos that name the person, with when the last of a kind runs out
}
