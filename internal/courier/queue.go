package courier

import (
	"context"
	"sync"
)

// queue runs tasks: those of one line one after the other, those of several lines side by side, up to a number.
type queue struct {
	mu      sync.Mutex
	lines   map[string][]task
	claims  *sync.Map // the names of what is queued or under way, in several queues together
	waiting int
	most    int
	slots   chan struct{}
	ended   bool
	running sync.WaitGroup
	idle    chan struct{} // closed while nothing is queued or under way
}

type task struct {
	name  string
	run   func()
	keeps bool // it is done at the end, too: no Journal has it
}

func newQueue(workers, most int, claims *sync.Map) *queue {
	idle := make(chan struct{})
	close(idle)
	return &queue{lines: map[string][]task{}, claims: claims, most: most, slots: make(chan struct{}, workers), idle: idle}
}

// put adds a task to a line. A task that is queued or under way under the same name is not added again, which is fine. It
// returns false when there is too much to do; after close nothing is added, silently.
func (q *queue) put(line, name string, run func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.ended:
		return true
	case q.waiting >= q.most:
		return false
	}
	if _, claimed := q.claims.LoadOrStore(name, true); !claimed {
		q.add(line, task{name: name, run: run})
	}
	return true
}

// replace adds a task to a line however much there is to do, in the place of one that waits there under the same name, if
// there is one and the name is not empty. It returns false after close.
func (q *queue) replace(line, name string, run func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ended {
		return false
	}
	tasks := q.lines[line]
	for i := 1; name != "" && i < len(tasks); i++ { // the first is under way
		if tasks[i].name == name {
			tasks[i].run = run
			return true
		}
	}
	q.add(line, task{name: name, run: run, keeps: true})
	return true
}

// add adds a task to a line. The lock is held.
func (q *queue) add(line string, t task) {
	if q.waiting == 0 {
		q.idle = make(chan struct{})
	}
	q.waiting++
	tasks, busy := q.lines[line]
	q.lines[line] = append(tasks, t)
	if !busy {
		q.running.Go(func() { q.work(line) })
	}
}

// work does a line's tasks until none is left.
func (q *queue) work(line string) {
	for {
		q.slots <- struct{}{}
		q.mu.Lock()
		t := q.lines[line][0]
		skip := q.ended && !t.keeps // a message waits in the Journal, changes do not
		q.mu.Unlock()
		if !skip {
			t.run()
		}
		<-q.slots
		if !q.next(line, t) {
			return
		}
	}
}

// next takes a finished task from its line; it returns false when the line is empty.
func (q *queue) next(line string, done task) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !done.keeps {
		q.claims.Delete(done.name)
	}
	if q.waiting--; q.waiting == 0 {
		close(q.idle)
	}
	if rest := q.lines[line][1:]; len(rest) > 0 {
		q.lines[line] = rest
		return true
	}
	delete(q.lines, line)
	return false
}

// close ends the queue: what is under way is finished and what no Journal has is done; messages that wait are dropped.
func (q *queue) close() {
	q.mu.Lock()
	q.ended = true
	q.mu.Unlock()
	q.running.Wait()
}

// settle waits until nothing is queued or under way.
func (q *queue) settle(ctx context.Context) error {
	q.mu.Lock()
	idle := q.idle
	q.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
