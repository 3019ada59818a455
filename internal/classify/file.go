package classify

import (
	"encoding/binary"
	"errors"
	"math"
)

// AppendBinary appends the classifier in a form that [Read] takes: numbers as varints, of ascending ones the differences, and
// weights in 256ths, so that what is read differs from what was fitted by less than 0.002 a weight.
func (c *Classifier) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(c.idf)))
	last := uint32(0)
	for s := range c.table.all() {
		b = binary.AppendUvarint(b, uint64(s-last))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(c.idf[c.table.find(s)]))
		last = s
	}
	b = binary.AppendUvarint(b, uint64(len(c.heads)))
	for _, h := range c.heads {
		b = binary.AppendUvarint(b, uint64(len(h.bias)))
		for _, x := range h.bias {
			b = binary.AppendVarint(b, int64(math.Round(float64(x)*fixed)))
		}
		b = binary.AppendUvarint(b, uint64(len(h.weights)))
		for id := range c.idf {
			ws := h.weights[h.first[id]:h.first[id+1]]
			b = binary.AppendUvarint(b, uint64(len(ws)))
			last := uint16(0)
			for _, w := range ws {
				b = binary.AppendUvarint(b, uint64(w.class-last))
				b = binary.AppendVarint(b, int64(w.value))
				last = w.class
			}
		}
	}
	return b, nil
}

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
	known := make([]uint32, 0, n)
	last := uint64(0)
	for i := 0; i < n && !r.bad; i++ {
		d := r.uvarint()
		last += d
		if last >= slots || i > 0 && d == 0 {
			r.bad = true
		}
		known = append(known, uint32(last))
		c.idf = append(c.idf, r.float())
	}
	if r.bad {
		return nil, nil, errDamaged
	}
	c.table = newTable(known)
	for range r.count() {
		h := head{bias: make([]float32, 0, 64), first: make([]int32, 1, n+1)}
		classes := r.count()
		if classes > math.MaxUint16 {
			return nil, nil, errDamaged
		}
		for i := 0; i < classes && !r.bad; i++ {
			h.bias = append(h.bias, float32(r.varint())/fixed)
		}
		total := r.count()
		if total > len(r.b)/2 { // each takes two bytes at least
			return nil, nil, errDamaged
		}
		h.weights = make([]weight, 0, total)
		for i := 0; i < n && !r.bad; i++ {
			class := 0
			for j, m := 0, r.count(); j < m && !r.bad; j++ {
				class += r.count()
				if class >= classes {
					r.bad = true
				}
				v := r.varint()
				if v < math.MinInt16 || v > math.MaxInt16 {
					r.bad = true
				}
				h.weights = append(h.weights, weight{uint16(class), int16(v)})
			}
			h.first = append(h.first, int32(len(h.weights)))
		}
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

// reader takes numbers off a file; after one that is not there, bad is set and all are 0.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
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

func (r *reader) float() float32 {
	if len(r.b) < 4 || r.bad {
		r.bad = true
		return 0
	}
	v := math.Float32frombits(binary.LittleEndian.Uint32(r.b))
	r.b = r.b[4:]
	return v
}
