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
func (c *Classifier) Extend(examples, sample []Example) *Classifier {
	classes, own := len(c.heads[0].bias), map[int]int{} // class -> its place among those that are fitted
	var order []int
	for _, e := range examples {
		classes = max(classes, e.Class+1)
		if _, known := own[e.Class]; !known {
			own[e.Class] = len(order)
			order = append(order, e.Class)
		}
	}
	if len(order) == 0 {
		return c
	}
	x := c.withFeatures(examples, classes)
	h := &x.heads[0]
	width := len(order)
	dense, bias := make([]float32, len(x.idf)*width), make([]float32, width)
	for k, class := range order {
		bias[k] = h.bias[class]
		for id := range x.idf {
			for _, w := range h.weights[h.first[id]:h.first[id+1]] {
				if int(w.class) == class {
					dense[id*width+k] = w.float()
				}
			}
		}
	}
	all := slices.Concat(examples, sample)
	vectors, rest := make([]vector, len(all)), make([]float64, len(all)) // rest: log of the sum over the classes that stay
	Parallel(len(all), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			vectors[i] = x.scale(all[i].features(nil))
			rest[i] = h.others(vectors[i], own)
		}
	})
	z := make([]float64, width)
	for pass := range extendPasses {
		rate := extendRate * (1 - float64(pass)/extendPasses)
		for n := range all {
			i := (n*7919 + pass) % len(all) // a fixed order that mixes; 7919 is a prime
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
			for k, class := range order {
				step := z[k] / sum
				if all[i].Class == class {
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
	x.replace(order, own, bias, dense)
	return x
}

// others is the log of the sum of what the classes score that are not fitted.
func (h *head) others(v vector, own map[int]int) float64 {
	scores := slices.Clone(h.bias)
	for i, id := range v.ids {
		for _, w := range h.weights[h.first[id]:h.first[id+1]] {
			scores[w.class] += v.values[i] * w.float()
		}
	}
	sum := 1e-30
	for k, s := range scores {
		if _, fitted := own[k]; !fitted {
			sum += math.Exp(min(float64(s), 80))
		}
	}
	return math.Log(sum)
}

// withFeatures is the classifier with room for classes and with the features of examples that it does not know yet.
func (c *Classifier) withFeatures(examples []Example, classes int) *Classifier {
	counts := map[uint32]int32{}
	for _, e := range examples {
		for _, s := range e.features(nil) {
			if c.table.find(s) < 0 {
				counts[s]++
			}
		}
	}
	idf := map[uint32]float32{}
	for s, n := range counts {
		if g := group(s % (1 << groupBits)); n >= g.least() {
			idf[s] = float32(g.weight() * math.Log(1+float64(rarest)/float64(n)))
		}
	}
	known := slices.Collect(c.table.all())
	for s := range idf {
		known = append(known, s)
	}
	slices.Sort(known)
	x := &Classifier{table: newTable(known), idf: make([]float32, len(known))}
	old := &c.heads[0]
	h := head{bias: make([]float32, classes), first: make([]int32, 1, len(known)+1), weights: make([]weight, 0, len(old.weights))}
	copy(h.bias, old.bias)
	for id, s := range known {
		if was := c.table.find(s); was >= 0 {
			x.idf[id] = c.idf[was]
			h.weights = append(h.weights, old.weights[old.first[was]:old.first[was+1]]...)
		} else {
			x.idf[id] = idf[s]
		}
		h.first = append(h.first, int32(len(h.weights)))
	}
	x.heads = []head{h}
	return x
}

// rarest is how rare a word counts that only a folder's own examples have: as one in so many texts.
const rarest = 20_000

// replace puts fitted weights in the place of those that the classes had.
func (c *Classifier) replace(order []int, own map[int]int, bias, dense []float32) {
	h := &c.heads[0]
	n := head{bias: h.bias, first: make([]int32, 1, len(h.first))}
	sorted := slices.Sorted(slices.Values(order))
	for k, class := range order {
		n.bias[class] = bias[k]
	}
	for id := range c.idf {
		row := dense[id*len(order):][:len(order)]
		for _, w := range h.weights[h.first[id]:h.first[id+1]] {
			if _, fitted := own[int(w.class)]; !fitted {
				n.weights = append(n.weights, w)
			}
		}
		for _, class := range sorted {
			if w := newWeight(class, row[own[class]]); w.value != 0 {
				n.weights = append(n.weights, w)
			}
		}
		slices.SortFunc(n.weights[n.first[id]:], func(a, b weight) int { return int(a.class) - int(b.class) })
		n.first = append(n.first, int32(len(n.weights)))
	}
	c.heads[0] = n
}
