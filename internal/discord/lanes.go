package discord

import (
	"context"
	"sync"
)

// lanes do what is put into them: one thing after the other in each, side by side in several. So what is said in a channel is
// taken on in its order, and a look-up that hangs holds up that channel alone.
type lanes struct {
	room chan struct{} // an element for everything that waits or is under way
	wide chan struct{} // one for each lane at work

	mu      sync.Mutex
	byName  map[string][]func()
	ended   bool
	running sync.WaitGroup
}

func newLanes(room, wide int) *lanes {
	return &lanes{room: make(chan struct{}, room), wide: make(chan struct{}, wide), byName: map[string][]func(){}}
}

// put puts something at the end of a lane, as soon as there is room; false when ctx ended before, or the lanes did.
func (l *lanes) put(ctx context.Context, name string, do func()) bool {
	select {
	case l.room <- struct{}{}:
	case <-ctx.Done():
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		<-l.room
		return false
	}
	waiting, busy := l.byName[name]
	l.byName[name] = append(waiting, do)
	if !busy {
		l.running.Go(func() { l.work(name) })
	}
	return true
}

// aside does something at once, beside all lanes; false when they have ended.
func (l *lanes) aside(do func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.running.Go(do)
	}
	return !l.ended
}

// work does what is in a lane until nothing is left, or the lanes end.
func (l *lanes) work(name string) {
	for {
		l.wide <- struct{}{}
		do := l.first(name)
		if do != nil {
			do()
		}
		<-l.wide
		if do == nil || !l.next(name) {
			return
		}
	}
}

// first is what comes first in a lane; nil after the end.
func (l *lanes) first(name string) func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return nil
	}
	return l.byName[name][0]
}

// next takes out of a lane what was done; false when nothing is left.
func (l *lanes) next(name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	<-l.room
	rest := l.byName[name][1:]
	if l.byName[name] = rest; len(rest) == 0 {
		delete(l.byName, name)
	}
	return len(rest) > 0
}

// close ends the lanes: what is under way is finished, and the rest is left lying.
func (l *lanes) close() {
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	l.running.Wait()
}
