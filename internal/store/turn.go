package store

import (
	"context"
	"slices"
	"sync"

	"backtalk/internal/chat"
)

// turn is who may use the connection: one at a time, in the order of coming, but what is urgent before all others. Its zero
// value is free.
type turn struct {
	mu     sync.Mutex
	taken  bool
	urgent []chan struct{} // who waits; closed when their turn comes
	others []chan struct{}
}

// take waits for a turn, as long as the context allows.
func (t *turn) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t.mu.Lock()
	if !t.taken {
		t.taken = true
		t.mu.Unlock()
		return nil
	}
	mine, line := make(chan struct{}), &t.others
	if chat.IsUrgent(ctx) {
		line = &t.urgent
	}
	*line = append(*line, mine)
	t.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	i := slices.Index(*line, mine)
	if i >= 0 {
		*line = slices.Delete(*line, i, i+1)
	}
	t.mu.Unlock()
	if i < 0 { // the turn came at the same moment
		t.give()
	}
	return ctx.Err()
}

// give passes the turn on.
func (t *turn) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, line := range []*[]chan struct{}{&t.urgent, &t.others} {
		if len(*line) > 0 {
			close((*line)[0])
			*line = (*line)[1:]
			return
		}
	}
	t.taken = false
}
