package bot

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// noting is how long a note may take: it is made even when the message's own time is up, and a disk that hangs must not
// hold up the answer.
const noting = 300 * time.Millisecond

// lasting are facts that should survive a restart. When the memo fails, they live on in memory, so that what is said does
// not depend on a disk.
type lasting struct {
	memo  chat.Memo
	known *known
	now   func() time.Time
	own   *untilRestart // what was noted since the start; it speaks before the memo. An empty value was dropped.
	log   *slog.Logger

	mu      sync.Mutex
	failing bool
}

func newLasting(memo chat.Memo, now func() time.Time, log *slog.Logger) *lasting {
	return &lasting{memo: memo, known: newKnown(), now: now, own: newUntilRestart(now), log: log}
}

// keep notes a value, which must not be empty; it tells whether a restart will find it.
func (n *lasting) keep(ctx context.Context, key, value string, until time.Time) (saved bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noting)
	defer cancel()
	_ = n.own.Keep(ctx, key, value, until) // in memory, nothing fails
	if often(kindOf(key)) {
		n.known.note(key, until, n.now())
	}
	return n.worked(n.memo.Keep(ctx, key, value, until))
}

// kept finds a value.
func (n *lasting) kept(ctx context.Context, key string) (string, bool) {
	if value, ok, _ := n.own.Kept(ctx, key); ok {
		return value, value != ""
	}
	if !n.known.maybe(ctx, key, n.now(), n.keys) {
		return "", false
	}
	value, ok, err := n.memo.Kept(ctx, key)
	if ctx.Err() == nil { // else it is the message that ran out of time
		n.worked(err)
	}
	return value, ok && err == nil
}

// keys are the keys of the memo that begin with a prefix.
func (n *lasting) keys(ctx context.Context, prefix string) (keys []string, read bool) {
	values, err := n.memo.List(ctx, prefix)
	if ctx.Err() == nil {
		n.worked(err)
	}
	return slices.Collect(maps.Keys(values)), err == nil
}

// drop forgets a value; it tells whether a restart will have forgotten it too.
func (n *lasting) drop(ctx context.Context, key string) (saved bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noting)
	defer cancel()
	if saved = n.worked(n.memo.Drop(ctx, key)); saved {
		_ = n.own.Drop(ctx, key)
	} else {
		_ = n.own.Keep(ctx, key, "", time.Time{})
	}
	return saved
}

// list finds all values whose key begins with prefix; it tells whether the memo could be read.
func (n *lasting) list(ctx context.Context, prefix string) (values map[string]string, read bool) {
	values, err := n.memo.List(ctx, prefix)
	if read = err == nil; ctx.Err() == nil {
		n.worked(err)
	}
	if values == nil {
		values = map[string]string{}
	}
	own, _ := n.own.List(ctx, prefix)
	maps.Copy(values, own)
	maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
	return values, read
}

// worked tells whether the memo did its work; the log gets each spell of trouble once.
func (n *lasting) worked(err error) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err != nil && !n.failing {
		n.log.Error("keeping notes: they are in memory only, and a restart will lose them; is the data folder's disk full or locked?", "error", err)
	}
	n.failing = err != nil
	return err == nil
}
