package classify

import (
	"iter"
	"math/bits"
)

// table numbers the features that are known by their slots, in ascending order: a bit for each slot, and how many are known before
// each 64 of them.
type table struct {
	cells []cell
}

type cell struct {
	known  uint64
	before int32
}

func newTable(ascending []uint32) table {
	t := table{cells: make([]cell, slots/64)}
	for _, s := range ascending {
		t.cells[s/64].known |= 1 << (s % 64)
	}
	before := int32(0)
	for i := range t.cells {
		t.cells[i].before = before
		before += int32(bits.OnesCount64(t.cells[i].known))
	}
	return t
}

// find returns a slot's feature, or -1.
func (t table) find(slot uint32) int32 {
	c, bit := &t.cells[slot/64], uint64(1)<<(slot%64)
	if c.known&bit == 0 {
		return -1
	}
	return c.before + int32(bits.OnesCount64(c.known&(bit-1)))
}

// all gives the slots of the features, ascending.
func (t table) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, c := range t.cells {
			for known := c.known; known != 0; known &= known - 1 {
				if !yield(uint32(64*i + bits.TrailingZeros64(known))) {
					return
				}
			}
		}
	}
}
