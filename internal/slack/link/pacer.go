package link

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// pace is the pace of posts to one channel. Ordinary posts go one after the other, in the order of their coming, each a
// while after the last. What warns of danger goes at once; the ordinary ones wait that much longer.
type pace struct {
	turn chan struct{} // held by the ordinary post that goes next

	mu      sync.Mutex
	free    time.Time // from when on the next ordinary post may go
	waiting int       // ordinary posts
}

func newPace() *pace { return &pace{turn: make(chan struct{}, 1)} }

// pass takes the turn of what warns of danger, without waiting.
func (p *pace) pass(every time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = later(p.free, time.Now()).Add(every)
}

// wait waits for the turn of an ordinary post. It ends at once when there is no time for all that goes before.
func (p *pace) wait(ctx context.Context, every time.Duration) error {
	p.mu.Lock()
	first := later(p.free, time.Now()).Add(time.Duration(p.waiting) * every)
	if end, ok := ctx.Deadline(); ok && end.Before(first) {
		p.mu.Unlock()
		return fmt.Errorf("waiting for the turn of a post: there is no time for it: %w", context.DeadlineExceeded)
	}
	p.waiting++
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.waiting--
	}()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		at, gone := p.take(every)
		if gone {
			return ctx.Err()
		}
		if err := sleepUntil(ctx, at); err != nil {
			return err
		}
	}
}

// take takes the turn when it has come; otherwise it tells when that will be, if nothing urgent comes meanwhile.
func (p *pace) take(every time.Duration) (at time.Time, gone bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.free.After(now) {
		return p.free, false
	}
	p.free = now.Add(every)
	return now, true
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
