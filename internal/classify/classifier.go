package classify

import (
	"math"
	"slices"
)

// Settings of the fit, chosen on the questions of seven writers, each left out in turn. None depends on a class.
const (
	fitEpochs   = 3    // passes over the examples; more change little
	fitBatch    = 32   // examples between two updates
	fitRate     = 6    // step size at the start; it falls to 0 in a straight line
	fitBiasRate = 0.1  // part of the step that a class's bias takes, so that big classes win nothing by size
	fitBalance  = 0.25 // 0: every example weighs alike, 1: every class does
	fitSkip     = 0.01 // a class whose probability is off by less is not updated
	fitRival    = 0.01 // after an eighth of a pass an example is only told apart from classes with this probability
	fitSeed     = 1
	sharpness   = 1.4 // what the scores of a text are multiplied by; so short a fit leaves them too close
)

// Classifier gives texts the probabilities of classes. It does not change and may be used by many at once.
type Classifier struct {
	ids     []int32 // by slot: the feature's number, or -1
	idf     []float32
	bias    []float32 // one a class
	first   []int32   // by feature: where its weights begin, and where the last one's end
	weights []weight
}

// weight is what a feature says for a class. Of all pairs of a feature and a class one in six has a weight.
type weight struct {
	class int32
	value float32
}

// Example is a text and the class that it belongs to.
type Example struct {
	Text
	Class int
}

// Fit fits a classifier to examples of classes 0 to classes-1. The same examples give the same weights to the digit,
// whatever the number of processors.
func Fit(examples []Example, classes int) *Classifier {
	c := &Classifier{bias: make([]float32, classes)}
	vectors := c.vectorize(examples)
	counts := make([]float64, classes)
	for _, e := range examples {
		counts[e.Class]++
	}
	costs := make([]float32, classes)
	mean := float64(len(examples)) / float64(max(classes, 1))
	for k, n := range counts {
		costs[k] = float32(math.Pow(mean/max(n, 1), fitBalance))
	}
	t := trainer{Classifier: c, vectors: vectors, examples: examples, costs: costs, dense: make([]float32, len(c.idf)*classes)}
	t.run()
	c.pack(t.dense)
	return c
}

// pack keeps the weights that are not zero.
func (c *Classifier) pack(dense []float32) {
	n := 0
	for _, w := range dense {
		if w != 0 {
			n++
		}
	}
	c.weights, c.first = make([]weight, 0, n), make([]int32, 0, len(c.idf)+1)
	for id := range c.idf {
		c.first = append(c.first, int32(len(c.weights)))
		for k, w := range dense[id*len(c.bias):][:len(c.bias)] {
			if w != 0 {
				c.weights = append(c.weights, weight{int32(k), w})
			}
		}
	}
	c.first = append(c.first, int32(len(c.weights)))
}

// vector is a text's features, of length 1.
type vector struct {
	ids    []int32
	values []float32
}

// vectorize numbers the features of the examples, drops the rare ones, and returns the examples' vectors.
func (c *Classifier) vectorize(examples []Example) []vector {
	lists := make([][]uint32, len(examples))
	Parallel(len(examples), func(lo, hi int) {
		buf := make([]uint32, 0, 512)
		for i := lo; i < hi; i++ {
			buf = examples[i].features(buf[:0])
			lists[i] = slices.Clone(buf)
		}
	})
	counts := make([]int32, slots)
	for _, list := range lists {
		for _, s := range list {
			counts[s]++
		}
	}
	c.ids = make([]int32, slots)
	for s, n := range counts {
		c.ids[s] = -1
		if g := group(s % (1 << groupBits)); n > 0 && n >= g.least() {
			c.ids[s] = int32(len(c.idf))
			c.idf = append(c.idf, float32(g.weight()*math.Log(1+float64(len(examples))/float64(n))))
		}
	}
	vectors := make([]vector, len(examples))
	Parallel(len(examples), func(lo, hi int) {
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
		if id := c.ids[s]; id >= 0 {
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

// Classify returns the probability of each class for a text.
func (c *Classifier) Classify(t Text) []float32 {
	out := slices.Clone(c.bias)
	if len(c.idf) == 0 {
		softmax(out)
		return out
	}
	v := c.scale(t.features(make([]uint32, 0, 256)))
	for i, id := range v.ids {
		x := v.values[i] * sharpness
		for _, w := range c.weights[c.first[id]:c.first[id+1]] {
			out[w.class] += x * w.value
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

// softmax turns scores into probabilities.
func softmax(row []float32) {
	if len(row) == 0 {
		return
	}
	top := slices.Max(row)
	var sum float64
	for k, z := range row {
		e := math.Exp(float64(z - top))
		row[k] = float32(e)
		sum += e
	}
	scale := float32(1 / sum)
	for k := range row {
		row[k] *= scale
	}
}
