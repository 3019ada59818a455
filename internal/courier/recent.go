package courier

import "sync"

// recent remembers the last keys that it was given.
type recent struct {
	mu   sync.Mutex
	keys map[string]bool
	ring []string // in the order of coming; the oldest is overwritten
	next int
}

func newRecent(most int) *recent {
	return &recent{keys: map[string]bool{}, ring: make([]string, most)}
}

// add remembers a key; it returns false when the key is remembered already.
func (r *recent) add(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys[key] {
		return false
	}
	delete(r.keys, r.ring[r.next])
	r.ring[r.next] = key
	r.keys[key] = true
	r.next = (r.next + 1) % len(r.ring)
	return true
}

// drop forgets a key.
func (r *recent) drop(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.keys, key)
}
