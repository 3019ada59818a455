package bot

import (
	"context"
	"strings"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/recent"
)

// perKind is how many facts of one kind an [untilRestart] holds, a kind being what stands before the first slash of a key. One
// kind never pushes another out: no number of answers makes it forget who was warned. It is more people than ask in a
// day, and about a megabyte.
const perKind = 10_000

// untilRestart is a chat.Memo in memory: for what no disk is to know, for the terminal, for tests, and for when the lasting one fails.
type untilRestart struct {
	now func() time.Time

	mu    sync.Mutex
	kinds map[string]*recent.Map[string, fact]
}

var _ chat.Memo = (*untilRestart)(nil)

// fact is a value and when it runs out; the zero time never comes.
type fact struct {
	value string
	until time.Time
}

func (f fact) over(now time.Time) bool { return !f.until.IsZero() && !now.Before(f.until) }

// newUntilRestart returns an empty memo with a clock.
func newUntilRestart(now func() time.Time) *untilRestart {
	return &untilRestart{now: now, kinds: map[string]*recent.Map[string, fact]{}}
}

// Keep notes a value until a time; the zero time keeps it until it is dropped, or until there are too many of its kind.
func (m *untilRestart) Keep(_ context.Context, key, value string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, kind := m.now(), kindOf(key)
	if m.kinds[kind] == nil {
		m.kinds[kind] = recent.New[string, fact](perKind, 0)
	}
	m.kinds[kind].DropOldest(func(_ string, f fact) bool { return f.over(now) }) // facts of one kind are kept equally long
	m.kinds[kind].Put(key, fact{value, until}, now)
	return nil
}

// Kept returns a value that has not run out.
func (m *untilRestart) Kept(_ context.Context, key string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	facts := m.kinds[kindOf(key)]
	if facts == nil {
		return "", false, nil
	}
	f, known := facts.Get(key, now)
	if !known || f.over(now) {
		return "", false, nil
	}
	return f.value, true, nil
}

// List returns all values that have not run out whose key begins with prefix, by key.
func (m *untilRestart) List(_ context.Context, prefix string) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, found := m.now(), map[string]string{}
	for _, facts := range m.kinds {
		facts.Sweep(func(key string, f *fact) bool {
			if strings.HasPrefix(key, prefix) && !f.over(now) {
				found[key] = f.value
			}
			return true
		})
	}
	return found, nil
}

// Drop forgets a value.
func (m *untilRestart) Drop(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if facts := m.kinds[kindOf(key)]; facts != nil {
		facts.Drop(key)
	}
	return nil
}

func kindOf(key string) string {
	kind, _, _ := strings.Cut(key, "/")
	return kind
}
