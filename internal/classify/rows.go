package classify

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"slices"
)

// rows packs what was fitted with the features of x, whose weights for the classes are dense and bias, by their place.
func (e *extension) rows(x *Classifier, place map[int]int, bias, dense []float32) *Classifier {
	rows, h := &Classifier{}, head{bias: make([]float32, len(e.sorted)), first: []int32{0}}
	for k, class := range e.sorted {
		h.bias[k] = bias[place[class]]
	}
	var known []uint32
	id := -1
	for f := range x.table.all() {
		id++
		from := len(h.weights)
		for k, class := range e.sorted {
			if w := newWeight(k, dense[id*len(place)+place[class]]); w.value != 0 {
				h.weights = append(h.weights, w)
			}
		}
		if len(h.weights) > from || e.c.table.find(f) < 0 {
			known, rows.idf = append(known, f), append(rows.idf, x.idf[id])
			h.first = append(h.first, int32(len(h.weights)))
		}
	}
	rows.table, rows.heads = newTable(known), []head{h}
	return rows
}

// with is the classifier with the features of rows, and with their weights in the place of those that the fitted classes had; of so
// many classes.
func (c *Classifier) with(rows *Classifier, fitted []int, classes int) *Classifier {
	known := slices.AppendSeq(slices.AppendSeq(make([]uint32, 0, len(c.idf)+len(rows.idf)), c.table.all()), rows.table.all())
	slices.Sort(known)
	known = slices.Compact(known)
	old, in := &c.heads[0], &rows.heads[0]
	x := &Classifier{table: newTable(known), idf: make([]float32, len(known))}
	h := head{bias: make([]float32, classes), first: make([]int32, 1, len(known)+1), weights: make([]weight, 0, len(old.weights)+len(in.weights))}
	copy(h.bias, old.bias)
	replaced := make([]bool, classes)
	for k, class := range fitted {
		h.bias[class], replaced[class] = in.bias[k], true
	}
	for id, f := range known {
		from := len(h.weights)
		if was := c.table.find(f); was >= 0 {
			x.idf[id] = c.idf[was]
			for _, w := range old.weights[old.first[was]:old.first[was+1]] {
				if !replaced[w.class] {
					h.weights = append(h.weights, w)
				}
			}
		}
		if row := rows.table.find(f); row >= 0 {
			x.idf[id] = rows.idf[row]
			for _, w := range in.weights[in.first[row]:in.first[row+1]] {
				h.weights = append(h.weights, weight{uint16(fitted[w.class]), w.value})
			}
			slices.SortFunc(h.weights[from:], func(a, b weight) int { return int(a.class) - int(b.class) })
		}
		h.first = append(h.first, int32(len(h.weights)))
	}
	x.heads = []head{h}
	return x
}

// rowsForm is the form of kept rows and the way in which they are fitted. Another way needs another number.
const rowsForm = "backtalk rows 1"

// fittedTo is all that rows depend on, as the beginning of a hash: the form and the settings, the classifier, what is seen of the examples
// and of the sample, and the kind of processor, since not all round alike.
func (e *extension) fittedTo() []byte {
	h := sha256.New()
	fmt.Fprintln(h, rowsForm, runtime.GOARCH, extendPasses, extendRate, fitBiasRate, fitSkip, rarest, fixed, slots, len(e.c.idf), e.own, len(e.all))
	for g := range group(1 << groupBits) {
		fmt.Fprintln(h, g.least(), g.weight())
	}
	b, _ := e.c.AppendBinary(make([]byte, 0, 4*len(e.c.heads[0].weights)+16*len(e.c.idf))) // never fails
	b = appendFloats(b, e.c.heads[0].bias)
	_, _ = h.Write(b) // never fails
	for i, list := range e.features {
		b = binary.AppendUvarint(binary.AppendUvarint(b[:0], uint64(e.all[i].Class)), uint64(len(list)))
		for _, f := range list {
			b = binary.LittleEndian.AppendUint32(b, f)
		}
		_, _ = h.Write(b)
	}
	return h.Sum(nil)
}

// appendRows are rows in the form that [readRows] takes: a hash of what they were fitted to and of the rest, the biases as they
// are, and the classifier.
func appendRows(to []byte, rows *Classifier) []byte {
	b := appendFloats(make([]byte, sha256.Size), rows.heads[0].bias)
	b, _ = rows.AppendBinary(b) // never fails
	sum := rowsSum(to, b[sha256.Size:])
	copy(b, sum[:])
	return b
}

// readRows reads rows of so many classes that were fitted to just this. They are not ok if they are damaged or of anything else.
func readRows(b, to []byte, classes int) (rows *Classifier, ok bool) {
	if len(b) < sha256.Size+4*classes {
		return nil, false
	}
	if sum := rowsSum(to, b[sha256.Size:]); !bytes.Equal(sum[:], b[:sha256.Size]) {
		return nil, false
	}
	biases, rest := b[sha256.Size:][:4*classes], b[sha256.Size+4*classes:]
	rows, rest, err := Read(rest)
	if err != nil || len(rest) > 0 || len(rows.heads) != 1 || rows.Classes(0) != classes {
		return nil, false
	}
	for k := range classes {
		rows.heads[0].bias[k] = math.Float32frombits(binary.LittleEndian.Uint32(biases[4*k:]))
	}
	return rows, true
}

// rowsSum tells whether rows are whole, and were fitted to this, at once.
func rowsSum(to, rows []byte) [sha256.Size]byte { return sha256.Sum256(slices.Concat(to, rows)) }

func appendFloats(b []byte, all []float32) []byte {
	for _, x := range all {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}
