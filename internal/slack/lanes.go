package slack

import (
	"context"
	"hash/fnv"
	"sync"
	"time"
)

// lines do what is put into them: what is said in one channel in its order, several channels side by side.
type lines struct {
	lanes []chan func()
	turns [lanes]chan struct{} // held by whoever works on what is kept of a lane's channels
}

func newLines() *lines {
	l := &lines{}
	for i := range l.turns {
		l.turns[i] = make(chan struct{}, 1)
	}
	return l
}

// run works while something goes on that puts work into the lanes; what is in them when ctx ends is dropped.
func (l *lines) run(ctx context.Context, guard func(func()), while func()) {
	var working sync.WaitGroup
	l.lanes = make([]chan func(), lanes)
	for i := range l.lanes {
		lane := make(chan func(), laneLength)
		l.lanes[i] = lane
		working.Go(func() {
			for do := range lane {
				if ctx.Err() == nil { // what is dropped at the end was not acknowledged, and comes again
					guard(do)
				}
			}
		})
	}
	while()
	for _, lane := range l.lanes {
		close(lane)
	}
	working.Wait()
}

// put puts something into the lane of a channel; false when there is no room.
func (l *lines) put(channel string, do func()) bool {
	select {
	case l.lanes[laneOf(channel)] <- do:
		return true
	default:
		return false
	}
}

func laneOf(channel string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(channel)) // a hash takes everything
	return int(h.Sum32() % lanes)
}

// inTurn does something with what is kept of a channel while nothing else does. After a while it is done all the same:
// what holds the turn hangs then.
func (l *lines) inTurn(ctx context.Context, channel string, within time.Duration, do func()) {
	turn, t := l.turns[laneOf(channel)], time.NewTimer(within)
	defer t.Stop()
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-t.C:
	case <-ctx.Done():
	}
	do()
}
