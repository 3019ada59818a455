package classify

import (
	"math"
	"slices"
)

// Settings of fitting a few classes to a classifier that is there.
const (
	extendPasses = 20
	extendRate   = 6
)

// Extend returns a classifier of one head with classes more, or with other words for some of those that it has: the classes
// of the examples are fitted, against the examples and a sample of what the other classes were fitted to, and all other
// weights stay as they are. Words that only the examples have become features. The receiver does not change.
//
// rows are what was fitted, for later calls: kept rows that an earlier call gave for just the same are taken as they are, which
// takes a tenth of the time. Any other bytes are of no account.
func (c *Classifier) Extend(examples, sample []Example, kept []byte) (x *Classifier, rows []byte) {
	if len(examples) == 0 {
		return c, nil
	}
	e := newExtension(c, examples, sample)
	to := e.fittedTo()
	fitted, ok := readRows(kept, to, len(e.order))
	if !ok {
		fitted = e.fit()
		kept = appendRows(to, fitted)
	}
	return c.with(fitted, e.sorted, e.classes), kept
}

// extension is what classes are fitted to.
type extension struct {
	c        *Classifier
	all      []Example  // those of the classes first
	own      int        // how many those are
	features [][]uint32 // of all
	order    []int      // the classes that are fitted, as the examples name them
	sorted   []int      // the same, ascending
	classes  int        // how many there will be
}

func newExtension(c *Classifier, examples, sample []Example) *extension {
	e := &extension{c: c, all: slices.Concat(examples, sample), own: len(examples), classes: len(c.heads[0].bias)}
	known := map[int]bool{}
	for _, one := range examples {
		e.classes = max(e.classes, one.Class+1)
		if !known[one.Class] {
			known[one.Class] = true
			e.order = append(e.order, one.Class)
		}
	}
	e.sorted = slices.Sorted(slices.Values(e.order))
	e.features = make([][]uint32, len(e.all))
	Parallel(len(e.all), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			e.features[i] = e.all[i].features(nil)
		}
	})
	return e
}

// fit returns the rows of the classes: a classifier of them alone, in their ascending order, with the features that are new and
// those that weigh anything for them.
func (e *extension) fit() *Classifier {
	x := e.c.with(e.newFeatures(), nil, e.classes)
	h := &x.heads[0]
	width, place := len(e.order), map[int]int{} // class -> its place in order
	for k, class := range e.order {
		place[class] = k
	}
	dense, bias := make([]float32, len(x.idf)*width), make([]float32, width)
	for k, class := range e.order {
		bias[k] = h.bias[class]
	}
	for id := range x.idf {
		for _, w := range h.weights[h.first[id]:h.first[id+1]] {
			if k, fitted := place[int(w.class)]; fitted {
				dense[id*width+k] = w.float()
			}
		}
	}
	vectors, rest := make([]vector, len(e.all)), make([]float64, len(e.all)) // rest: log of the sum over the classes that stay
	Parallel(len(e.all), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			vectors[i] = x.scale(e.features[i])
			rest[i] = h.others(vectors[i], place)
		}
	})
	z := make([]float64, width)
	for pass := range extendPasses {
		rate := extendRate * (1 - float64(pass)/extendPasses)
		for n := range e.all {
			i := (n*7919 + pass) % len(e.all) // a fixed order that mixes; 7919 is a prime
			v := vectors[i]
			sum := math.Exp(rest[i])
			for k := range z {
				z[k] = float64(bias[k])
				for j, id := range v.ids {
					z[k] += float64(v.values[j]) * float64(dense[int(id)*width+k])
				}
				z[k] = math.Exp(min(z[k], 80))
				sum += z[k]
			}
			for k, class := range e.order {
				step := z[k] / sum
				if e.all[i].Class == class {
					step--
				}
				if step > -fitSkip && step < fitSkip {
					continue
				}
				bias[k] -= float32(fitBiasRate * rate * step)
				for j, id := range v.ids {
					dense[int(id)*width+k] -= float32(rate * step * float64(v.values[j]))
				}
			}
		}
	}
	return e.rows(x, place, bias, dense)
}

// others is the log of the sum of what the classes score that are not fitted.
func (h *head) others(v vector, fitted map[int]int) float64 {
	scores := slices.Clone(h.bias)
	for i, id := range v.ids {
		for _, w := range h.weights[h.first[id]:h.first[id+1]] {
			scores[w.class] += v.values[i] * w.float()
		}
	}
	sum := 1e-30
	for k, s := range scores {
		if _, ours := fitted[k]; !ours {
			sum += math.Exp(min(float64(s), 80))
		}
	}
	return math.Log(sum)
}

// rarest is how rare a word counts that only a folder's own examples have: as one in so many texts.
const rarest = 20_000

// newFeatures are the features of the examples that the classifier does not know yet, as rows of no class.
func (e *extension) newFeatures() *Classifier {
	counts := map[uint32]int32{}
	for _, list := range e.features[:e.own] {
		for _, f := range list {
			if e.c.table.find(f) < 0 {
				counts[f]++
			}
		}
	}
	var known []uint32
	for f, n := range counts {
		if g := group(f % (1 << groupBits)); n >= g.least() {
			known = append(known, f)
		}
	}
	slices.Sort(known)
	rows := &Classifier{table: newTable(known), heads: []head{{first: make([]int32, len(known)+1)}}}
	for _, f := range known {
		g := group(f % (1 << groupBits))
		rows.idf = append(rows.idf, float32(g.weight()*math.Log(1+float64(rarest)/float64(counts[f]))))
	}
	return rows
}
