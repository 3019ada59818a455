package bot

import (
	"context"
	"strings"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// perKind is how many facts of one kind a [Memo] holds, a kind being what stands before the first slash of a key. One
// kind never pushes another out: no number of answers makes it forget who was warned. It is more people than ask in a
// day, and about a megabyte.
const perKind = 10_000

// Memo is a chat.Memo in memory: for the terminal, for tests, and for when the lasting one fails.
type Memo struct {
	now func() time.Time

	mu    sync.Mutex
	kinds map[string]*recent[fact]
}

var _ chat.Memo = (*Memo)(nil)

// fact is a value and when it runs out; the zero time never comes.
type fact struct {
	value string
	until time.Time
}

func (f fact) over(now time.Time) bool { return !f.until.IsZero() && !now.Before(f.until) }

// NewMemo returns an empty memo with a clock.
func NewMemo(now func() time.Time) *Memo {
	return &Memo{now: now, kinds: map[string]*recent[fact]{}}
}

// Keep notes a value until a time; the zero time keeps it until it is dropped, or until there are too many of its kind.
func (m *Memo) Keep(_ context.Context, key, value string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, kind := m.now(), kindOf(key)
	if m.kinds[kind] == nil {
		m.kinds[kind] = newRecent[fact](perKind, 0)
	}
	m.sweep(m.kinds[kind], now)
	*m.kinds[kind].touch(key, now) = fact{value, until}
	return nil
}

// sweep drops what has run out, from the oldest on; facts of one kind are kept equally long.
func (m *Memo) sweep(facts *recent[fact], now time.Time) {
	for e := facts.byAge.Front(); e != nil && e.Value.(*aged[fact]).value.over(now); e = facts.byAge.Front() {
		facts.remove(e)
	}
}

// Kept returns a value that has not run out.
func (m *Memo) Kept(_ context.Context, key string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	facts := m.kinds[kindOf(key)]
	if facts == nil {
		return "", false, nil
	}
	f, _ := facts.find(key, now)
	if f == nil || f.over(now) {
		return "", false, nil
	}
	return f.value, true, nil
}

// List returns all values that have not run out whose key begins with prefix, by key.
func (m *Memo) List(_ context.Context, prefix string) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, found := m.now(), map[string]string{}
	for _, facts := range m.kinds {
		facts.each(func(key string, f *fact) {
			if strings.HasPrefix(key, prefix) && !f.over(now) {
				found[key] = f.value
			}
		})
	}
	return found, nil
}

// Drop forgets a value.
func (m *Memo) Drop(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if facts := m.kinds[kindOf(key)]; facts != nil {
		facts.drop(key)
	}
	return nil
}

func kindOf(key string) string {
	kind, _, _ := strings.Cut(key, "/")
	return kind
}
