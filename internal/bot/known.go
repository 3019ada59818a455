package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// known knows which lasting notes there may be of the kinds that every message asks about. Nearly always there is none, and
// then no disk is asked: what is looked at to see whether a message is urgent must not wait for one.
type known struct {
	mu   sync.Mutex
	read map[string]bool      // kinds whose notes of earlier runs were read
	keys map[string]time.Time // until when there may be a note
	most int                  // keys, before those that are over are forgotten
}

func newKnown() *known {
	return &known{read: map[string]bool{}, keys: map[string]time.Time{}, most: perKind}
}

// often tells whether every message asks about notes of a kind. They are kept for [held] at most.
func often(kind string) bool {
	return slices.Contains([]string{kindOf(holdKind), kindOf(openKind), kindOf(standKind), kindOf(warnedKind)}, kind)
}

// note notes that there is a note until a time.
func (k *known) note(key string, until, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys[key] = until; len(k.keys) <= k.most {
		return
	}
	for old, end := range k.keys {
		if !end.After(now) {
			delete(k.keys, old)
		}
	}
	k.most = max(perKind, 2*len(k.keys))
}

// maybe tells whether there may be a note under a key; list lists the keys of earlier runs that begin with a prefix.
func (k *known) maybe(ctx context.Context, key string, now time.Time, list func(ctx context.Context, prefix string) (keys []string, read bool)) bool {
	kind := kindOf(key)
	if !often(kind) {
		return true
	}
	k.mu.Lock()
	read := k.read[kind]
	k.mu.Unlock()
	if !read {
		ctx, cancel := context.WithTimeout(ctx, noting)
		defer cancel()
		keys, ok := list(ctx, kind+"/")
		if !ok {
			return true
		}
		for _, old := range keys {
			k.note(old, now.Add(held), now)
		}
		k.mu.Lock()
		k.read[kind] = true
		k.mu.Unlock()
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	until, there := k.keys[key]
	return there && until.After(now)
}
