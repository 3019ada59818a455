package classify

import (
	"encoding/binary"
	"errors"
	"math"
)

// AppendBinary appends the classifier in a form that [Read] takes: numbers as varints, of ascending ones the differences; but what
// weights weigh, which are many, in two bytes each, in 256ths, so that what is read differs from what was fitted by less than 0.002,
// and the steps from class to class in one.
func (c *Classifier) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(c.idf)))
	last := uint32(0)
	for s := range c.table.all() {
		b = binary.AppendUvarint(b, uint64(s-last))
		last = s
	}
	for _, x := range c.idf {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	b = binary.AppendUvarint(b, uint64(len(c.heads)))
	for _, h := range c.heads {
		b = binary.AppendUvarint(b, uint64(len(h.bias)))
		for _, x := range h.bias {
			b = binary.AppendVarint(b, int64(math.Round(float64(x)*fixed)))
		}
		for id := range c.idf {
			b = binary.AppendUvarint(b, uint64(h.first[id+1]-h.first[id]))
		}
		for _, w := range h.weights {
			b = binary.LittleEndian.AppendUint16(b, uint16(w.value))
		}
		var steps []byte // from class to class
		for id := range c.idf {
			last := uint16(0)
			for _, w := range h.weights[h.first[id]:h.first[id+1]] {
				d := w.class - last
				for ; d >= far; d -= far {
					steps = append(steps, far)
				}
				steps, last = append(steps, byte(d)), w.class
			}
		}
		b = append(binary.AppendUvarint(b, uint64(len(steps))), steps...)
	}
	return b, nil
}

// far is a step from class to class that goes on with another.
const far = 255

// errDamaged is what is wrong with a file that holds no classifier.
var errDamaged = errors.New("the classifier is damaged; write it anew")

// maxCount bounds the numbers of features, classes and weights that are believed.
const maxCount = 1 << 26

// Read returns the classifier that b begins with, and the rest of b.
func Read(b []byte) (*Classifier, []byte, error) {
	r := reader{b: b}
	c := &Classifier{}
	n := r.count()
	if n > len(b) { // each takes bytes
		return nil, nil, errDamaged
	}
	known := make([]uint32, n)
	last := uint64(0)
	for i := range known {
		d := r.uvarint()
		last += d
		if last >= slots || i > 0 && d == 0 {
			r.bad = true
		}
		known[i] = uint32(last)
	}
	idf := r.take(4 * n)
	if r.bad {
		return nil, nil, errDamaged
	}
	c.table, c.idf = newTable(known), make([]float32, n)
	for i := range c.idf {
		c.idf[i] = math.Float32frombits(binary.LittleEndian.Uint32(idf[4*i:]))
	}
	for range r.count() {
		h := r.head(n)
		if r.bad {
			return nil, nil, errDamaged
		}
		c.heads = append(c.heads, h)
	}
	if r.bad || len(c.heads) == 0 {
		return nil, nil, errDamaged
	}
	return c, r.b, nil
}

// head takes a head for so many features.
func (r *reader) head(features int) head {
	classes := r.count()
	if classes > min(math.MaxUint16, len(r.b)) {
		r.bad = true
		return head{}
	}
	h := head{bias: make([]float32, classes), first: make([]int32, features+1)}
	for i := range h.bias {
		h.bias[i] = float32(r.varint()) / fixed
	}
	total := 0
	for id := range features {
		total = min(total+r.count(), maxCount)
		h.first[id+1] = int32(total)
	}
	values := r.take(2 * total)
	steps := r.take(r.count())
	if r.bad {
		return head{}
	}
	h.weights = make([]weight, total)
	for id := range features {
		class := 0
		for i := h.first[id]; i < h.first[id+1]; i++ {
			for len(steps) > 0 && steps[0] == far {
				class, steps = class+far, steps[1:]
			}
			if len(steps) == 0 || class+int(steps[0]) >= classes {
				r.bad = true
				return head{}
			}
			class, steps = class+int(steps[0]), steps[1:]
			h.weights[i] = weight{uint16(class), int16(binary.LittleEndian.Uint16(values[2*i:]))}
		}
	}
	return h
}

// reader takes numbers off a file; after one that is not there, bad is set and all are 0.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 && !r.bad { // most are of one byte
		v := r.b[0]
		r.b = r.b[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(r.b)
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 || r.bad {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) count() int {
	v := r.uvarint()
	if v > maxCount {
		r.bad = true
		return 0
	}
	return int(v)
}

// take takes n bytes; none after a number that is not there.
func (r *reader) take(n int) []byte {
	if len(r.b) < n || r.bad {
		r.bad = true
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}
