package recent

import (
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// held is what a Map holds, the oldest first.
func held[K comparable, V any](m *Map[K, V]) (keys []K) {
	m.Sweep(func(key K, _ *V) bool {
		keys = append(keys, key)
		return true
	})
	return keys
}

// TestMap does one thing after the other, a second apart, to a Map for three keys and ten seconds.
func TestMap(t *testing.T) {
	type maps = *Map[string, int]
	put := func(key string) func(maps, time.Time) { return func(m maps, now time.Time) { m.Put(key, 1, now) } }
	add := func(key string) func(maps, time.Time) { return func(m maps, now time.Time) { m.Add(key, 2, now) } }
	get := func(key string) func(maps, time.Time) { return func(m maps, now time.Time) { m.Get(key, now) } }
	update := func(key string) func(maps, time.Time) {
		return func(m maps, now time.Time) { m.Update(key, now, func(v *int) { *v += 10 }) }
	}
	drop := func(key string) func(maps, time.Time) { return func(m maps, _ time.Time) { m.Drop(key) } }
	wait := func(maps, time.Time) {}
	tests := []struct {
		name string
		do   []func(maps, time.Time)
		want []string
	}{
		{"nothing", nil, nil},
		{"in the order of coming", []func(maps, time.Time){put("a"), put("b"), put("c")}, []string{"a", "b", "c"}},
		{"the oldest makes room, and no other", []func(maps, time.Time){put("a"), put("b"), put("c"), put("d")}, []string{"b", "c", "d"}},
		{"what is noted again is the newest", []func(maps, time.Time){put("a"), put("b"), put("c"), put("a"), put("d")}, []string{"c", "a", "d"}},
		{"and what is updated", []func(maps, time.Time){put("a"), put("b"), put("c"), update("a"), update("d")}, []string{"c", "a", "d"}},
		{"but not what is added again", []func(maps, time.Time){put("a"), put("b"), put("c"), add("a"), add("d")}, []string{"b", "c", "d"}},
		{"nor what is asked about", []func(maps, time.Time){put("a"), put("b"), put("c"), get("a"), put("d")}, []string{"b", "c", "d"}},
		{"what comes again after it was dropped is new", []func(maps, time.Time){put("a"), put("b"), drop("a"), add("a"), put("c"), put("d")}, []string{"a", "c", "d"}},
		{"dropping makes room", []func(maps, time.Time){put("a"), put("b"), put("c"), drop("b"), put("d")}, []string{"a", "c", "d"}},
		{"dropping what is not there", []func(maps, time.Time){put("a"), drop("b")}, []string{"a"}},
		{"ten seconds are not too old", []func(maps, time.Time){put("a"), wait, wait, wait, wait, wait, wait, wait, wait, wait, get("b")}, []string{"a"}},
		{"eleven are", []func(maps, time.Time){put("a"), wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, get("b")}, nil},
		{"it counts from the last time", []func(maps, time.Time){put("a"), put("b"), wait, wait, wait, put("a"), wait, wait, wait, wait, wait, wait, get("b")}, []string{"a"}},
	}
	for _, tt := range tests {
		m := New[string, int](3, 10*time.Second)
		for i, do := range tt.do {
			do(m, start.Add(time.Duration(i)*time.Second))
		}
		if got := held(m); !slices.Equal(got, tt.want) || m.Len() != len(tt.want) {
			t.Errorf("%s: got %q of %d, want %q", tt.name, got, m.Len(), tt.want)
		}
	}
}

// TestRoomForOne: a full Map forgets one thing for each new one, not everything and not a batch.
func TestRoomForOne(t *testing.T) {
	const most = 1000
	m := New[int, int](most, 0)
	for i := range 5 * most {
		m.Put(i, i, start)
		if m.Len() != min(i+1, most) {
			t.Fatalf("after %d: %d are held, want %d", i+1, m.Len(), min(i+1, most))
		}
		if _, known := m.Get(max(0, i-most+1), start); !known {
			t.Fatalf("after %d: one that there is room for was forgotten", i+1)
		}
	}
}

// TestAddedAgain: a key that was dropped and comes again stays as long as any new one, even though it had a place before.
func TestAddedAgain(t *testing.T) {
	m := New[string, bool](3, 0)
	m.Add("again", true, start)
	m.Add("b", true, start)
	m.Drop("again")
	if !m.Add("again", true, start) {
		t.Error("it was not forgotten")
	}
	m.Add("c", true, start)
	m.Add("d", true, start) // here the first place of "again" would have been taken
	if m.Add("again", true, start) {
		t.Error("it was forgotten two places early")
	}
}

// TestValues: what each call returns.
func TestValues(t *testing.T) {
	m := New[string, int](2, time.Minute)
	if v, known := m.Get("a", start); v != 0 || known {
		t.Errorf("nothing: got %d, %v", v, known)
	}
	if !m.Add("a", 1, start) || m.Add("a", 2, start) {
		t.Error("add: want true for the first, then false")
	}
	m.Update("a", start, func(v *int) { *v += 10 })
	if v, known := m.Get("a", start); v != 11 || !known {
		t.Errorf("updated: got %d, %v, want 11", v, known)
	}
	m.Update("a", start.Add(time.Hour), func(v *int) { *v += 10 })
	if v, _ := m.Get("a", start.Add(time.Hour)); v != 10 {
		t.Errorf("updated too late: got %d, want a new value, 10", v)
	}
	if !m.Add("a", 3, start.Add(2*time.Hour)) {
		t.Error("added when too old: want true")
	}
	if !m.Drop("a") || m.Drop("a") {
		t.Error("dropped: want true, then false")
	}
	m.Put("b", 1, start)
	m.Clear()
	m.Put("c", 1, start)
	if got := held(m); !slices.Equal(got, []string{"c"}) {
		t.Errorf("cleared: got %q", got)
	}
}

// TestSweep: everything is seen once, whatever of it is dropped or changed.
func TestSweep(t *testing.T) {
	for dropped := range 1 << 4 {
		m := New[int, int](4, 0)
		for i := range 4 {
			m.Put(i, i, start)
		}
		var seen, want []int
		m.Sweep(func(key int, value *int) bool {
			seen = append(seen, key)
			*value *= 2
			return dropped>>key&1 == 0
		})
		for i := range 4 {
			v, known := m.Get(i, start)
			if dropped>>i&1 == 0 {
				want = append(want, i)
			}
			if known != (dropped>>i&1 == 0) || known && v != 2*i {
				t.Errorf("%b: got %d, %v of %d", dropped, v, known, i)
			}
		}
		if got := held(m); !slices.Equal(seen, []int{0, 1, 2, 3}) || !slices.Equal(got, want) {
			t.Errorf("%b: saw %d, left %d, want %d", dropped, seen, got, want)
		}
	}
}

// TestDropOldest ends at the first that is to stay.
func TestDropOldest(t *testing.T) {
	m := New[int, int](5, 0)
	for i := range 5 {
		m.Put(i, i, start)
	}
	m.DropOldest(func(_, v int) bool { return v != 2 })
	if got := held(m); !slices.Equal(got, []int{2, 3, 4}) {
		t.Errorf("got %d, want 2, 3, 4", got)
	}
	m.DropOldest(func(int, int) bool { return true })
	if m.Len() != 0 {
		t.Errorf("%d are left, want none", m.Len())
	}
}

// TestClockBehind: who notes something with a clock that runs behind does not keep it longer, nor lose what others noted.
func TestClockBehind(t *testing.T) {
	m := New[string, int](5, time.Minute)
	m.Put("a", 1, start.Add(50*time.Second))
	m.Put("behind", 1, start)
	if _, known := m.Get("behind", start.Add(61*time.Second)); known {
		t.Error("it is known for longer than a minute")
	}
	if _, known := m.Get("a", start.Add(61*time.Second)); !known {
		t.Error("another was forgotten with it")
	}
}

// TestNoRoom: a Map holds one thing at least.
func TestNoRoom(t *testing.T) {
	m := New[string, int](0, 0)
	m.Put("a", 1, start)
	m.Put("b", 1, start)
	if got := held(m); !slices.Equal(got, []string{"b"}) {
		t.Errorf("got %q, want b", got)
	}
}

// TestInParallel is for the race detector.
func TestInParallel(t *testing.T) {
	m := New[string, []int](7, time.Second)
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 500 {
				key, now := strconv.Itoa(i%11), start.Add(time.Duration(i)*time.Millisecond)
				m.Put(key, nil, now)
				m.Update(key, now, func(v *[]int) { *v = append(*v, worker) })
				m.Add(strconv.Itoa(worker), nil, now)
				m.Get(key, now)
				m.Sweep(func(_ string, v *[]int) bool { return len(*v) < 3 })
				m.DropOldest(func(_ string, v []int) bool { return len(v) > 1 })
				m.Drop(strconv.Itoa(worker))
				if i%100 == 0 {
					m.Clear()
				}
			}
		})
	}
	wg.Wait()
	if m.Len() > 7 {
		t.Errorf("%d are held, want 7 at most", m.Len())
	}
}
