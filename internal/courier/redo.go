package courier

import (
	"sync"
	"time"

	"backtalk/internal/chat"
)

// manyRedone is how many changes and deletions are tried again after an outage.
const manyRedone = 10_000

// redo holds changes and deletions that the platform did not take, by name, in memory only. It is safe for concurrent use.
type redo struct {
	mu    sync.Mutex
	tasks map[string]func()
	since map[string]time.Time // when each was first put off
}

// later has something done again with the next sweep, for a day; the latest under a name counts.
func (r *redo) later(name string, now time.Time, do func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tasks == nil {
		r.tasks = map[string]func(){}
	}
	if r.since == nil {
		r.since = map[string]time.Time{}
	}
	if _, known := r.since[name]; !known {
		r.since[name] = now
	}
	if now.Sub(r.since[name]) < chat.Lasting && len(r.tasks) < manyRedone {
		r.tasks[name] = do
	}
}

// again does everything again that waits for it.
func (r *redo) again() {
	r.mu.Lock()
	tasks := r.tasks
	r.tasks = nil
	for name := range r.since {
		if tasks[name] == nil { // it was done, or given up
			delete(r.since, name)
		}
	}
	r.mu.Unlock()
	for _, do := range tasks {
		do()
	}
}
