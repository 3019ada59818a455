// Package recent is the one memory of this program that forgets: a map that holds a bounded number of things, each for a while
// after it was last noted, and that forgets the oldest first, one at a time. It touches nothing else: no disk, no clock.
package recent

import (
	"sync"
	"time"
)

// Map remembers values by key. How many it holds and for how long is fixed when it is made. It has no clock of its own: every
// call says what time it is, so that one piece of work sees one time. A Map is safe for use by many goroutines; make one with
// [New].
type Map[K comparable, V any] struct {
	most int
	keep time.Duration

	mu    sync.Mutex
	byKey map[K]*entry[K, V]
	ends  entry[K, V] // its after is the oldest entry, its before the newest; of an empty Map it is both itself
}

// entry is one thing that is remembered, between the one that was noted before it and the one after.
type entry[K comparable, V any] struct {
	key           K
	value         V
	last          time.Time // when it was noted
	before, after *entry[K, V]
}

// New returns an empty Map for at most so many keys, at least one, each of which is forgotten when it was last noted longer
// than keep ago; a keep of 0 forgets only what there is no room for.
func New[K comparable, V any](most int, keep time.Duration) *Map[K, V] {
	m := &Map[K, V]{most: max(most, 1), keep: keep, byKey: map[K]*entry[K, V]{}}
	m.ends.before, m.ends.after = &m.ends, &m.ends
	return m
}

// Get returns the value of a key, which it does not make newer; false when there is none.
func (m *Map[K, V]) Get(key K, now time.Time) (value V, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e := m.find(key, now); e != nil {
		return e.value, true
	}
	return value, false
}

// Put notes a value under a key, in the place of an earlier one, as the newest of all.
func (m *Map[K, V]) Put(key K, value V, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.newest(key, now).value = value
}

// Add notes a value under a key that is not known. When the key is known it changes nothing, not even its age, and returns
// false.
func (m *Map[K, V]) Add(key K, value V, now time.Time) (added bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.find(key, now) != nil {
		return false
	}
	m.newest(key, now).value = value
	return true
}

// Update has a value changed in its place, a zero value when the key is not known, as the newest of all. The function must not
// use the Map.
func (m *Map[K, V]) Update(key K, now time.Time, change func(value *V)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.newest(key, now).value)
}

// Drop forgets a key; it tells whether it was held.
func (m *Map[K, V]) Drop(key K) (held bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.byKey[key]
	if e != nil {
		m.remove(e)
	}
	return e != nil
}

// Sweep gives everything that is held to a function, the oldest first, which may change it and returns false for what is to be
// forgotten; nothing becomes newer. What is too old but was not forgotten yet is among it. The function must not use the Map.
func (m *Map[K, V]) Sweep(look func(key K, value *V) (keep bool)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for e := m.ends.after; e != &m.ends; {
		next := e.after // look can drop e alone, so this one stays
		if !look(e.key, &e.value) {
			m.remove(e)
		}
		e = next
	}
}

// DropOldest forgets the oldest, one after the other, as long as a function says so. It must not use the Map.
func (m *Map[K, V]) DropOldest(over func(key K, value V) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for e := m.ends.after; e != &m.ends && over(e.key, e.value); e = m.ends.after {
		m.remove(e)
	}
}

// Clear forgets everything.
func (m *Map[K, V]) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.byKey)
	m.ends.before, m.ends.after = &m.ends, &m.ends
}

// Len is how many keys are held, those that are too old but were not forgotten yet included.
func (m *Map[K, V]) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.byKey)
}

// find is the entry of a key, nil when it is not known. Whatever is too old goes on the way.
func (m *Map[K, V]) find(key K, now time.Time) *entry[K, V] {
	for m.ends.after != &m.ends && m.old(m.ends.after, now) {
		m.remove(m.ends.after)
	}
	e := m.byKey[key]
	if e != nil && m.old(e, now) { // it was noted by a clock that ran behind, so newer ones stand before it
		m.remove(e)
		return nil
	}
	return e
}

// newest is the entry of a key as the newest of all, made anew when there is none; the oldest makes room for it.
func (m *Map[K, V]) newest(key K, now time.Time) *entry[K, V] {
	e := m.find(key, now)
	switch {
	case e != nil:
		e.unlink()
	case len(m.byKey) == m.most:
		e = m.ends.after
		m.remove(e)
		*e = entry[K, V]{key: key}
	default:
		e = &entry[K, V]{key: key}
	}
	e.last = now
	e.before, e.after = m.ends.before, &m.ends
	e.before.after, e.after.before = e, e
	m.byKey[key] = e
	return e
}

func (m *Map[K, V]) old(e *entry[K, V], now time.Time) bool {
	return m.keep > 0 && now.Sub(e.last) > m.keep
}

func (m *Map[K, V]) remove(e *entry[K, V]) {
	delete(m.byKey, e.key)
	e.unlink()
}

func (e *entry[K, V]) unlink() { e.before.after, e.after.before = e.after, e.before }
