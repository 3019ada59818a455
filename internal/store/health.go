package store

import "sync"

// health tells when operations begin to fail, and when they work again.
type health struct {
	mu      sync.Mutex
	failing bool
	tell    func(err error)
}

// Watch has tell called when operations begin to fail, as on a full disk, once a spell with the first error, and with nil
// when one works again. tell may use the store.
func (s *Store) Watch(tell func(err error)) {
	s.health.mu.Lock()
	defer s.health.mu.Unlock()
	s.health.tell = tell
}

// fails tells whether operations fail at the moment.
func (h *health) fails() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.failing
}

// note takes note of an operation's outcome. It holds no lock while it tells.
func (h *health) note(err error) {
	h.mu.Lock()
	changed, tell := h.failing != (err != nil), h.tell
	h.failing = err != nil
	h.mu.Unlock()
	if changed && tell != nil {
		tell(err)
	}
}
