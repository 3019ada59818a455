package recent

import (
	"slices"
	"testing"
	"time"
)

// model does what a Map does in the plainest way: a list, the oldest first.
type model struct {
	most int
	keep time.Duration
	all  []noted
}

type noted struct {
	key, value byte
	last       time.Time
}

func (o *model) old(x noted, now time.Time) bool { return o.keep > 0 && now.Sub(x.last) > o.keep }

func (o *model) get(key byte, now time.Time) (byte, bool) {
	for _, x := range o.all {
		if x.key == key && !o.old(x, now) {
			return x.value, true
		}
	}
	return 0, false
}

func (o *model) drop(key byte) {
	o.all = slices.DeleteFunc(o.all, func(x noted) bool { return x.key == key })
}

func (o *model) put(key, value byte, now time.Time) {
	for len(o.all) > 0 && o.old(o.all[0], now) {
		o.all = o.all[1:]
	}
	o.drop(key)
	o.all = append(o.all, noted{key, value, now})
	o.all = o.all[max(0, len(o.all)-o.most):]
}

// FuzzMap: whatever is done to a Map, it knows what the model knows. Three bytes are one call: what, with which key, and how
// many seconds later.
func FuzzMap(f *testing.F) {
	f.Add(uint8(3), uint8(0), []byte{0, 1, 0, 0, 2, 0, 3, 1, 0, 1, 1, 0, 0, 3, 0, 0, 4, 0})
	f.Add(uint8(2), uint8(5), []byte{0, 1, 0, 1, 1, 3, 2, 1, 3, 0, 2, 9, 4, 0, 0, 5, 0, 0})
	f.Add(uint8(9), uint8(1), []byte{2, 7, 0, 2, 7, 1, 2, 7, 2, 3, 7, 0, 6, 0, 0, 0, 7, 1})
	f.Fuzz(func(t *testing.T, most, keep uint8, calls []byte) {
		m := New[byte, byte](int(most), time.Duration(keep)*time.Second)
		o := &model{most: max(int(most), 1), keep: time.Duration(keep) * time.Second}
		now := start
		for i := 0; i+2 < len(calls); i += 3 {
			what, key, value := calls[i]%7, calls[i+1]%32, calls[i]/7
			now = now.Add(time.Duration(calls[i+2]%8) * time.Second)
			old, known := o.get(key, now)
			switch what {
			case 0:
				m.Put(key, value, now)
				o.put(key, value, now)
			case 1:
				if added := m.Add(key, value, now); added == known {
					t.Fatalf("call %d: added is %v, known is %v", i/3, added, known)
				}
				if !known {
					o.put(key, value, now)
				}
			case 2:
				m.Update(key, now, func(v *byte) { *v += value })
				o.put(key, old+value, now)
			case 3:
				m.Drop(key)
				o.drop(key)
			case 4:
				m.Sweep(func(k byte, v *byte) bool { *v++; return k%3 != key%3 })
				o.all = slices.DeleteFunc(o.all, func(x noted) bool { return x.key%3 == key%3 })
				for j := range o.all {
					o.all[j].value++
				}
			case 5:
				m.DropOldest(func(k, _ byte) bool { return k < key })
				for len(o.all) > 0 && o.all[0].key < key {
					o.all = o.all[1:]
				}
			case 6:
				if key == 0 {
					m.Clear()
					o.all = nil
				}
			}
			for k := range byte(32) {
				got, found := m.Get(k, now)
				if want, known := o.get(k, now); found != known || got != want {
					t.Fatalf("call %d: key %d: got %d, %v, want %d, %v", i/3, k, got, found, want, known)
				}
			}
			if m.Len() > o.most {
				t.Fatalf("call %d: %d keys are held, want %d at most", i/3, m.Len(), o.most)
			}
		}
	})
}
