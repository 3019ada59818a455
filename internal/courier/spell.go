package courier

import "sync/atomic"

// spell is a spell of trouble, of which the log is told the beginning alone.
type spell struct{ on atomic.Bool }

// begins takes note of whether there is trouble; it returns true when a spell of it begins.
func (s *spell) begins(trouble bool) bool { return s.on.Swap(trouble) != trouble && trouble }
