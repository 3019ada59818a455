package bot

import (
	"container/list"
	"time"
)

// recent remembers a bounded number of things by key, each for a while after it was last touched; what was touched
// longest ago is forgotten first. Its users hold a lock.
type recent[V any] struct {
	most  int
	keep  time.Duration // 0 keeps until there are too many
	byKey map[string]*list.Element
	byAge *list.List // of *aged[V], the oldest in front
}

type aged[V any] struct {
	key   string
	value V
	last  time.Time
}

func newRecent[V any](most int, keep time.Duration) *recent[V] {
	return &recent[V]{most: most, keep: keep, byKey: map[string]*list.Element{}, byAge: list.New()}
}

// find returns what is remembered under a key, and when it was last touched; nil when there is nothing.
func (r *recent[V]) find(key string, now time.Time) (value *V, last time.Time) {
	r.expire(now)
	if e := r.byKey[key]; e != nil {
		a := e.Value.(*aged[V])
		return &a.value, a.last
	}
	return nil, time.Time{}
}

// touch returns what is remembered under a key, a new zero value if need be, as the latest.
func (r *recent[V]) touch(key string, now time.Time) *V {
	r.expire(now)
	e := r.byKey[key]
	if e == nil {
		e = r.byAge.PushBack(&aged[V]{key: key})
		r.byKey[key] = e
	}
	r.byAge.MoveToBack(e)
	if r.byAge.Len() > r.most {
		r.remove(r.byAge.Front())
	}
	a := e.Value.(*aged[V])
	a.last = now
	return &a.value
}

// drop forgets a key.
func (r *recent[V]) drop(key string) {
	if e := r.byKey[key]; e != nil {
		r.remove(e)
	}
}

// each calls do for everything, the oldest first. It may drop what it is called for.
func (r *recent[V]) each(do func(key string, value *V)) {
	for e := r.byAge.Front(); e != nil; {
		next := e.Next()
		a := e.Value.(*aged[V])
		do(a.key, &a.value)
		e = next
	}
}

func (r *recent[V]) expire(now time.Time) {
	for e := r.byAge.Front(); r.keep > 0 && e != nil && now.Sub(e.Value.(*aged[V]).last) > r.keep; e = r.byAge.Front() {
		r.remove(e)
	}
}

func (r *recent[V]) remove(e *list.Element) {
	delete(r.byKey, e.Value.(*aged[V]).key)
	r.byAge.Remove(e)
}
