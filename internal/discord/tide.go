package discord

import "sync"

// tide is how far messages were taken on. They are worked on side by side, so the newest one that was taken on says little:
// what counts, for finding again after a crash what was not, is up to where all of them were.
type tide struct {
	mu      sync.Mutex
	high    uint64         // the newest id taken on
	waiting map[uint64]int // the ids that came and were not taken on yet, each as often as it came
}

// start begins at an id.
func (t *tide) start(n uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.high = n
}

// came notes that something waits, and left that it does no longer. Nothing has the id 0.
func (t *tide) came(n uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.waiting == nil {
		t.waiting = map[uint64]int{}
	}
	if n > 0 {
		t.waiting[n]++
	}
}

func (t *tide) left(n uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.waiting[n]--; t.waiting[n] <= 0 {
		delete(t.waiting, n)
	}
}

// took notes that a message was taken on.
func (t *tide) took(n uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.high = max(t.high, n)
}

// low is the newest id before which nothing waits. It falls when something older comes.
func (t *tide) low() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	low := t.high
	for n := range t.waiting {
		low = min(low, n-1)
	}
	return low
}
