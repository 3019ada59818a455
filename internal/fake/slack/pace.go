package fakeslack

import "time"

// bucket holds how many calls may still be made now.
type bucket struct {
	left float64
	at   time.Time
}

// take takes a call out of a bucket that holds burst of them and gains one every so often; it reports false when the
// bucket is empty. The lock is held.
func (s *Server) take(name string, burst int, every time.Duration) bool {
	now := time.Now()
	b := s.posted[name]
	if b == nil {
		b = &bucket{left: float64(burst), at: now}
		s.posted[name] = b
	}
	b.left = min(b.left+float64(now.Sub(b.at))/float64(every), float64(burst))
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

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
		s.changed()
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
			s.Wait(left, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.pending == 0 && s.busy == 0 })
			continue
		}
		t := time.NewTimer(min(rest, left))
		<-t.C
	}
}
