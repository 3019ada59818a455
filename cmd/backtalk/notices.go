package main

import (
	"slices"
	"strings"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
)

// manyUndelivered is how many notices wait for a platform that is not there.
const manyUndelivered = 20

// connected notes that a platform is connected, which ends what was wrong with it.
func (s *supervisor) connected(name string) {
	s.mu.Lock()
	b := s.slots[name]
	was := b.dead
	b.dead = nil
	online := s.online
	s.online = nil
	s.mu.Unlock()
	if online != nil {
		online()
	}
	if was != nil {
		s.log.Info("a platform is served again", "platform", name)
		s.tell(s.bot.Back(name))
	}
}

// fail notes why a platform cannot be served, and tells the staff on the others, once.
func (s *supervisor) fail(name string, err error) {
	s.mu.Lock()
	b := s.slots[name]
	first := b.dead == nil
	b.dead = err
	s.mu.Unlock()
	if !first {
		return
	}
	what := strings.TrimSuffix(strings.TrimPrefix(err.Error(), name+": "), ".")
	s.tell(slices.DeleteFunc(s.bot.Dead(name, what), func(n *chat.Notice) bool { return n.To.Platform == name }))
}

// tell tells staff something, as soon as their platform is there.
func (s *supervisor) tell(all []*chat.Notice) {
	for _, n := range all {
		s.mu.Lock()
		b := s.slots[n.To.Platform]
		var adapter platform
		if b != nil {
			if adapter = b.adapter; adapter == nil {
				waits := append(s.undelivered[n.To.Platform], n)
				s.undelivered[n.To.Platform] = waits[max(0, len(waits)-manyUndelivered):]
			}
		}
		s.mu.Unlock()
		if adapter != nil {
			adapter.Courier().Tell(n)
		}
	}
}

// staff takes notices for staff on a platform; nil when it is not served now.
func (s *supervisor) staff(name string) courier.Notifier {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.slots[name]; b != nil && b.adapter != nil {
		return b.adapter
	}
	return nil
}
