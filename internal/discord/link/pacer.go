package link

import (
	"context"
	"slices"
	"sync"
	"time"
)

// pacer lets so many requests through in a second, all routes together, in the order of coming; what is urgent comes before all
// others. Its tokens are those of a bucket that fills evenly and holds a few.
type pacer struct {
	every  time.Duration // between two tokens
	atOnce int           // how many the bucket holds
	now    func() time.Time

	mu     sync.Mutex
	full   time.Time // when the bucket is full again: each token taken makes it one interval later
	urgent []chan struct{}
	others []chan struct{}
	timer  *time.Timer // runs while somebody waits
}

func newPacer(perSecond, atOnce int, now func() time.Time) *pacer {
	return &pacer{every: time.Second / time.Duration(perSecond), atOnce: atOnce, now: now}
}

// wait waits for a request's turn, as long as the context allows.
func (p *pacer) wait(ctx context.Context, urgent bool) error {
	mine, line := make(chan struct{}), &p.others
	if urgent {
		line = &p.urgent
	}
	p.mu.Lock()
	*line = append(*line, mine)
	p.grant()
	p.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(*line, mine); i >= 0 {
		*line = slices.Delete(*line, i, i+1)
	} else { // the turn came at the same moment, and goes to another
		p.full = p.full.Add(-p.every)
		p.grant()
	}
	return ctx.Err()
}

// grant gives the tokens that there are to those who wait. The lock is held.
func (p *pacer) grant() {
	now := p.now()
	for len(p.urgent)+len(p.others) > 0 {
		if p.full.Before(now) {
			p.full = now
		}
		if short := p.full.Sub(now) - p.every*time.Duration(p.atOnce-1); short > 0 {
			p.again(short)
			return
		}
		p.full = p.full.Add(p.every)
		line := &p.urgent
		if len(*line) == 0 {
			line = &p.others
		}
		close((*line)[0])
		*line = (*line)[1:]
	}
}

// again grants once more after a while. The lock is held.
func (p *pacer) again(d time.Duration) {
	if p.timer == nil {
		p.timer = time.AfterFunc(d, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.grant()
		})
		return
	}
	p.timer.Reset(d)
}
