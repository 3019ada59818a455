package fakeslack

import (
	"context"
	"time"
)

// began notes that a call is being answered, and returns what to call at its end.
func (s *Server) began() func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.busy--
		s.lastActive = time.Now()
		s.Changed()
	}
}

// Answering is how many calls of the Web API and posts to response URLs are being answered, or held back.
func (s *Server) Answering() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy
}

// AwaitQuiet waits until all that people did is acknowledged or given up, no call is being answered, and nothing has
// happened for a while. It reports false when that is not so within the limit. It is for showing that nothing more
// comes; what must come has the Await functions.
func (s *Server) AwaitQuiet(quiet, limit time.Duration) bool {
	end := time.Now().Add(limit)
	for {
		s.mu.Lock()
		rest := quiet - time.Since(s.lastActive)
		idle := s.pending == 0 && s.busy == 0
		s.mu.Unlock()
		if idle && rest <= 0 {
			return true
		}
		left := time.Until(end)
		if left <= 0 {
			return false
		}
		if !idle {
			s.Until(left, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.pending == 0 && s.busy == 0 })
			continue
		}
		s.Pause(context.Background(), min(rest, left))
	}
}
