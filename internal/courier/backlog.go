package courier

import (
	"strings"
	"sync"
	"time"

	"backtalk/internal/chat"
)

// Bounds of a backlog; beyond, the oldest notice and the newest change are given up.
const (
	manyNotices = 1000
	manyRedone  = 10_000
)

// Backlog is what could not be done yet and no Journal has: notices for staff who were out of reach, and changes and deletions
// that a platform did not take. It is in memory alone: written down, it would tell of whom and of what. Couriers that follow
// one another share one, those of several platforms too. It is safe for concurrent use.
type Backlog struct {
	begun time.Time

	mu      sync.Mutex
	notices []waiting
	redo    map[string]map[string]chat.Message // by platform and name
	since   map[string]time.Time               // when each of these was first put off, by platform and name
}

// waiting is a notice and what the Ledger says about it meanwhile.
type waiting struct {
	notice chat.Notice
	listed chat.Unsaid
}

// NewBacklog returns an empty one, which begins now.
func NewBacklog(now time.Time) *Backlog {
	return &Backlog{begun: now, redo: map[string]map[string]chat.Message{}, since: map[string]time.Time{}}
}

// add puts a notice at the end.
func (b *Backlog) add(w waiting) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notices = append(b.notices, w)
	b.notices = b.notices[max(0, len(b.notices)-manyNotices):]
}

// take takes all notices out.
func (b *Backlog) take() []waiting {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.notices
	b.notices = nil
	return all
}

// later puts a change or a deletion off, under a name; the latest counts. It returns false when that went on for a day, or when
// there are too many.
func (b *Backlog) later(platform, name string, m chat.Message, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := platform + "/" + name
	if _, known := b.since[key]; !known {
		b.since[key] = now
	}
	if now.Sub(b.since[key]) >= chat.Lasting || len(b.redo[platform]) >= manyRedone {
		delete(b.since, key)
		return false
	}
	if b.redo[platform] == nil {
		b.redo[platform] = map[string]chat.Message{}
	}
	b.redo[platform][name] = m
	return true
}

// drop forgets a change or a deletion, since something newer is on its way.
func (b *Backlog) drop(platform, name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.redo[platform], name)
}

// again gives all changes and deletions of a platform to do, which must only queue them: while it does, nothing newer can come
// in between. What it returns false for stays.
func (b *Backlog) again(platform string, do func(name string, m chat.Message) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.redo[platform]
	kept := map[string]chat.Message{}
	for name, m := range all {
		if !do(name, m) {
			kept[name] = m
		}
	}
	b.redo[platform] = kept
	for key := range b.since {
		if name, ours := strings.CutPrefix(key, platform+"/"); ours && all[name].ID == "" { // it was done
			delete(b.since, key)
		}
	}
}
