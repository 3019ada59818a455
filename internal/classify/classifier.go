package classify

import (
	"math"
	"slices"
)

// Settings of the fit, chosen on the questions of seven writers, each left out in turn. None depends on a class.
const (
	fitBatch    = 32   // examples between two updates
	fitRate     = 6    // step size at the start; it falls to 0 in a straight line
	fitBiasRate = 0.1  // part of the step that a class's bias takes, so that big classes win nothing by size
	fitBalance  = 0.25 // 0: every example weighs alike, 1: every class does
	fitSkip     = 0.01 // a class whose probability is off by less is not updated
	fitRival    = 0.01 // after an eighth of a pass an example is only told apart from classes with this probability
	fitSeed     = 1
	sharpness   = 1.4 // what the scores of a text are multiplied by; so short a fit leaves them too close
)

// Classifier gives texts the probabilities of classes. It may have several heads: sets of classes of their own, fitted to the
// same texts, that share the work of looking at a text. It does not change and may be used by many at once.
type Classifier struct {
	table table
	idf   []float32 // by feature
	heads []head
}

// head is one set of classes.
type head struct {
	bias    []float32 // one a class
	first   []int32   // by feature: where its weights begin, and where the last one's end
	weights []weight
}

// weight is what a feature says for a class, in units of 1/[fixed]. Of all pairs of a feature and a class one in six has a weight.
type weight struct {
	class uint16
	value int16
}

// fixed is the unit of weights: 256 to one. Numbers rounded so differ from what was fitted by less than 0.002.
const fixed = 256

// newWeight rounds a weight; it is 0 when that leaves nothing.
func newWeight(class int, value float32) weight {
	return weight{uint16(class), int16(max(min(math.Round(float64(value)*fixed), math.MaxInt16), math.MinInt16))}
}

// float is the weight as a number.
func (w weight) float() float32 { return float32(w.value) / fixed }

// Example is a text and the class that it belongs to.
type Example struct {
	Text
	Class int
}

// Labels are the classes of texts, in their order, for one head.
type Labels struct {
	Class   []int
	Classes int // they are 0 to Classes-1
	Fits    int // how many are averaged, each over the examples in an order of its own; 0 is one
	Passes  int // over the examples; three are enough for many classes, six are a little better and take twice the time
}

// Fit fits a classifier of one head to examples of classes 0 to classes-1. The same examples give the same weights to the
// digit, whatever the number of processors.
func Fit(examples []Example, classes int) *Classifier {
	texts, labels := make([]Text, len(examples)), Labels{Class: make([]int, len(examples)), Classes: classes, Passes: 3}
	for i, e := range examples {
		texts[i], labels.Class[i] = e.Text, e.Class
	}
	return FitHeads(texts, labels)
}

// FitHeads fits a classifier with a head for each of labels.
func FitHeads(texts []Text, labels ...Labels) *Classifier {
	c := &Classifier{}
	vectors := c.vectorize(texts)
	for _, l := range labels {
		counts := make([]float64, l.Classes)
		for _, k := range l.Class {
			counts[k]++
		}
		costs := make([]float32, l.Classes)
		share := float64(len(texts)) / float64(max(l.Classes, 1))
		for k, n := range counts {
			costs[k] = float32(math.Pow(share/max(n, 1), fitBalance))
		}
		mean := trainer{bias: make([]float32, l.Classes), dense: make([]float32, len(c.idf)*l.Classes)}
		fits := max(l.Fits, 1)
		for seed := range fits {
			t := trainer{bias: make([]float32, l.Classes), vectors: vectors, classes: l.Class, passes: l.Passes, seed: uint64(seed), costs: costs,
				dense: make([]float32, len(c.idf)*l.Classes)}
			t.run()
			AddScaled(1/float32(fits), t.bias, mean.bias)
			AddScaled(1/float32(fits), t.dense, mean.dense)
		}
		c.heads = append(c.heads, pack(mean.bias, mean.dense, len(c.idf)))
	}
	return c
}

// pack keeps the weights that are not zero.
func pack(bias, dense []float32, features int) head {
	n := 0
	for _, w := range dense {
		if newWeight(0, w).value != 0 {
			n++
		}
	}
	h := head{bias: bias, weights: make([]weight, 0, n), first: make([]int32, 0, features+1)}
	for id := range features {
		h.first = append(h.first, int32(len(h.weights)))
		for k, w := range dense[id*len(bias):][:len(bias)] {
			if newWeight(k, w).value != 0 {
				h.weights = append(h.weights, newWeight(k, w))
			}
		}
	}
	h.first = append(h.first, int32(len(h.weights)))
	return h
}

// Prune drops the weights nearer to 0 than least: most say next to nothing.
func (c *Classifier) Prune(least float32) {
	for i := range c.heads {
		h := &c.heads[i]
		var kept []weight
		first := make([]int32, 0, len(h.first))
		for id := range len(c.idf) {
			first = append(first, int32(len(kept)))
			for _, w := range h.weights[h.first[id]:h.first[id+1]] {
				if x := w.float(); x >= least || x <= -least {
					kept = append(kept, w)
				}
			}
		}
		h.first, h.weights = append(first, int32(len(kept))), kept
	}
}

// vector is a text's features, of length 1.
type vector struct {
	ids    []int32
	values []float32
}

// vectorize numbers the features of the examples, drops the rare ones, and returns the examples' vectors.
func (c *Classifier) vectorize(texts []Text) []vector {
	lists := make([][]uint32, len(texts))
	Parallel(len(texts), func(lo, hi int) {
		buf := make([]uint32, 0, 512)
		for i := lo; i < hi; i++ {
			buf = texts[i].features(buf[:0])
			lists[i] = slices.Clone(buf)
		}
	})
	counts := make([]int32, slots)
	for _, list := range lists {
		for _, s := range list {
			counts[s]++
		}
	}
	var known []uint32
	for s, n := range counts {
		if g := group(s % (1 << groupBits)); n > 0 && n >= g.least() {
			known = append(known, uint32(s))
			c.idf = append(c.idf, float32(g.weight()*math.Log(1+float64(len(texts))/float64(n))))
		}
	}
	c.table = newTable(known)
	vectors := make([]vector, len(texts))
	Parallel(len(texts), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			vectors[i] = c.scale(lists[i])
		}
	})
	return vectors
}

// scale weighs features by their rarity and brings the vector to length 1. Features that no example had are left out.
func (c *Classifier) scale(list []uint32) vector {
	v := vector{make([]int32, 0, len(list)), make([]float32, 0, len(list))}
	var sum float64
	for _, s := range list {
		if id := c.table.find(s); id >= 0 {
			v.ids, v.values = append(v.ids, id), append(v.values, c.idf[id])
			sum += float64(c.idf[id]) * float64(c.idf[id])
		}
	}
	if sum > 0 {
		norm := float32(1 / math.Sqrt(sum))
		for i := range v.values {
			v.values[i] *= norm
		}
	}
	return v
}

// Classify returns the probability of each class of the first head for a text.
func (c *Classifier) Classify(t Text) []float32 { return c.All(t)[0] }

// All returns the probability of each class for a text, head by head.
func (c *Classifier) All(t Text) [][]float32 {
	v := c.scale(t.features(make([]uint32, 0, 256)))
	all := make([][]float32, len(c.heads))
	for i := range c.heads {
		all[i] = c.heads[i].classify(v)
	}
	return all
}

// Head returns the probability of each class of one head for a text.
func (c *Classifier) Head(i int, t Text) []float32 {
	return c.heads[i].classify(c.scale(t.features(make([]uint32, 0, 256))))
}

func (h *head) classify(v vector) []float32 {
	out := slices.Clone(h.bias)
	for i, id := range v.ids {
		x := v.values[i] * sharpness / fixed
		row := h.weights[h.first[id]:h.first[id+1]]
		for ; len(row) >= 4; row = row[4:] { // most of the time of an answer is spent here
			four := (*[4]weight)(row)
			out[four[0].class] += x * float32(four[0].value)
			out[four[1].class] += x * float32(four[1].value)
			out[four[2].class] += x * float32(four[2].value)
			out[four[3].class] += x * float32(four[3].value)
		}
		for _, w := range row {
			out[w.class] += x * float32(w.value)
		}
	}
	softmax(out)
	return out
}

// AddScaled adds a times x to y, which is as long as x.
func AddScaled(a float32, x, y []float32) {
	for len(x) >= 8 && len(y) >= 8 {
		x8, y8 := (*[8]float32)(x), (*[8]float32)(y)
		y8[0] += a * x8[0]
		y8[1] += a * x8[1]
		y8[2] += a * x8[2]
		y8[3] += a * x8[3]
		y8[4] += a * x8[4]
		y8[5] += a * x8[5]
		y8[6] += a * x8[6]
		y8[7] += a * x8[7]
		x, y = x[8:], y[8:]
	}
	for i := range y {
		y[i] += a * x[i]
	}
}

// nothing is how far below the best a score counts for nothing: less than one in ten million.
const nothing = -16

// softmax turns scores into probabilities.
func softmax(row []float32) {
	if len(row) == 0 {
		return
	}
	top := slices.Max(row)
	var sum float64
	for k, z := range row {
		if z-top < nothing {
			row[k] = 0
			continue
		}
		e := math.Exp(float64(z - top))
		row[k] = float32(e)
		sum += e
	}
	scale := float32(1 / sum)
	for k := range row {
		row[k] *= scale
	}
}

// Classes returns how many classes a head has, or 0 when there is no such head.
func (c *Classifier) Classes(head int) int {
	if head >= len(c.heads) {
		return 0
	}
	return len(c.heads[head].bias)
}
