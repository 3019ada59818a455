package classify

import "math/bits"

// table finds the number of a feature by its slot: open addressing, half full at most.
type table struct {
	slots []uint32 // of the features, ascending: feature 0, 1 ...
	cells []int32  // feature+1, or 0
	shift int
}

func newTable(ascending []uint32) table {
	size := bits.Len(uint(2*len(ascending) + 1))
	t := table{slots: ascending, cells: make([]int32, 1<<size), shift: 32 - size}
	for id, s := range ascending {
		i := t.home(s)
		for t.cells[i] != 0 {
			i = (i + 1) & (len(t.cells) - 1)
		}
		t.cells[i] = int32(id) + 1
	}
	return t
}

func (t table) home(slot uint32) int { return int(slot * 0x9e3779b1 >> t.shift) }

// find returns a slot's feature, or -1.
func (t table) find(slot uint32) int32 {
	for i := t.home(slot); ; i = (i + 1) & (len(t.cells) - 1) {
		id := t.cells[i] - 1
		if id < 0 || t.slots[id] == slot {
			return id
		}
	}
}
