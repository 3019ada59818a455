package recent

import (
	"testing"
	"time"
)

// BenchmarkMap is what a memory costs that is full, as most are after a while.
func BenchmarkMap(b *testing.B) {
	const most = 10_000
	full := func() *Map[int, time.Time] {
		m := New[int, time.Time](most, time.Hour)
		for i := range most {
			m.Put(i, start, start)
		}
		return m
	}
	b.Run("put", func(b *testing.B) {
		b.ReportAllocs()
		m := full()
		for i := 0; b.Loop(); i++ {
			m.Put(most+i, start, start)
		}
	})
	b.Run("update", func(b *testing.B) {
		b.ReportAllocs()
		m := full()
		for i := 0; b.Loop(); i++ {
			m.Update(i%most, start, func(v *time.Time) { *v = start })
		}
	})
	b.Run("get", func(b *testing.B) {
		b.ReportAllocs()
		m := full()
		for i := 0; b.Loop(); i++ {
			m.Get(i%most, start)
		}
	})
}

// TestNoAllocations: a full memory takes what is new without new memory.
func TestNoAllocations(t *testing.T) {
	m := New[int, int](100, time.Hour)
	i := 0
	next := func() { i++; m.Put(i, i, start) }
	for range 10_000 {
		next()
	}
	if n := testing.AllocsPerRun(1000, next); n >= 1 {
		t.Errorf("got %v allocations for a new thing, want none", n)
	}
}
