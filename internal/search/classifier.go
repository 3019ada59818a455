package search

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// Settings of the classifier's fit, chosen by cross-validation over the library's phrasings and on development
// questions. None depends on a topic.
const (
	fitEpochs   = 4    // passes over the phrasings; more change nothing
	fitBatch    = 32   // phrasings between two updates
	fitRate     = 5    // step size at the start; it falls to 0 in a straight line
	fitBiasRate = 0.1  // part of the step that a class's bias takes, so that big topics win nothing by size
	fitBalance  = 0.5  // 0: every phrasing weighs alike, 1: every topic does
	fitSkip     = 1e-3 // a class whose probability is off by less is not updated
	fitSeed     = 1
	minRunCount = 2 // phrasings that a run of characters must occur in
)

// groupWeight is how much words, pairs of words and runs of characters weigh against each other.
func groupWeight(group int) float64 {
	switch group {
	case wordFeature:
		return 1
	default:
		return 0.7
	}
}

// classifier tells what a text asks about: a multinomial logistic regression over the features of the library's
// phrasings, fitted at every load. The same phrasings give the same weights to the digit, whatever the number of
// processors.
type classifier struct {
	analyzer *analyzer
	ids      map[string]int32
	idf      []float32
	weights  []float32 // feature by feature, one weight a class
	bias     []float32 // one a class
}

// example is a phrasing and the class that it stands for.
type example struct {
	text  string
	class int
}

// vector is a text's features, of length 1.
type vector struct {
	ids    []int32
	values []float32
}

// fitClassifier fits a classifier to examples of classes 0 to classes-1.
func fitClassifier(a *analyzer, examples []example, classes int) *classifier {
	c := &classifier{analyzer: a, bias: make([]float32, classes)}
	vectors := c.vectorize(examples)
	c.weights = make([]float32, len(c.idf)*classes)
	counts := make([]float64, classes)
	for _, e := range examples {
		counts[e.class]++
	}
	costs := make([]float32, classes)
	mean := float64(len(examples)) / float64(max(classes, 1))
	for k, n := range counts {
		costs[k] = float32(math.Pow(mean/max(n, 1), fitBalance))
	}
	t := trainer{classifier: c, vectors: vectors, examples: examples, costs: costs}
	t.run()
	return c
}

// vectorize numbers the features of the examples, drops the rare runs, and returns the examples' vectors.
func (c *classifier) vectorize(examples []example) []vector {
	texts := make([]featureList, len(examples))
	parallel(len(examples), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			texts[i] = c.analyzer.list(examples[i].text)
		}
	})
	type count struct {
		id, n int32
		group int
	}
	all := make(map[string]*count, 4*len(examples))
	var order []string
	for _, t := range texts {
		for i, f := range t.features {
			k := all[f]
			if k == nil {
				k = &count{group: t.groups[i]}
				all[f] = k
				order = append(order, f)
			}
			k.n++
		}
	}
	c.ids = make(map[string]int32, len(order))
	for _, f := range order {
		k := all[f]
		k.id = -1
		if k.group == runFeature && k.n < minRunCount {
			continue
		}
		k.id = int32(len(c.idf))
		c.ids[f] = k.id
		c.idf = append(c.idf, float32(groupWeight(k.group)*math.Log(1+float64(len(examples))/float64(k.n))))
	}
	vectors := make([]vector, len(texts))
	parallel(len(texts), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			vectors[i] = c.vector(texts[i].features)
		}
	})
	return vectors
}

// featureList is a text's distinct features.
type featureList struct {
	features []string
	groups   []int
}

func (a *analyzer) list(text string) featureList {
	var l featureList
	seen := make(map[string]bool, 128)
	a.features(text, func(group int, f []byte) {
		if !seen[string(f)] {
			s := string(f)
			seen[s] = true
			l.features = append(l.features, s)
			l.groups = append(l.groups, group)
		}
	})
	return l
}

// vector weighs the known ones of a text's distinct features by their rarity and scales them to length 1.
func (c *classifier) vector(features []string) vector {
	v := vector{ids: make([]int32, 0, len(features))}
	for _, f := range features {
		if id, ok := c.ids[f]; ok {
			v.ids = append(v.ids, id)
		}
	}
	return c.scale(v)
}

func (c *classifier) scale(v vector) vector {
	var sum float64
	v.values = make([]float32, len(v.ids))
	for i, id := range v.ids {
		v.values[i] = c.idf[id]
		sum += float64(c.idf[id]) * float64(c.idf[id])
	}
	if sum > 0 {
		norm := float32(1 / math.Sqrt(sum))
		for i := range v.values {
			v.values[i] *= norm
		}
	}
	return v
}

// classify returns the probability of each class for a text.
func (c *classifier) classify(text string) []float32 {
	v := vector{ids: make([]int32, 0, 128)}
	c.analyzer.features(text, func(_ int, f []byte) {
		if id, ok := c.ids[string(f)]; ok {
			v.ids = append(v.ids, id)
		}
	})
	slices.Sort(v.ids)
	v.ids = slices.Compact(v.ids)
	v = c.scale(v)
	out := slices.Clone(c.bias)
	for i, id := range v.ids {
		axpy(v.values[i], c.row(id, 0, len(out)), out)
	}
	softmax(out)
	return out
}

// row is the weights of one feature for classes lo to hi-1.
func (c *classifier) row(id int32, lo, hi int) []float32 {
	base := int(id) * len(c.bias)
	return c.weights[base+lo : base+hi]
}

// trainer is the state of a fit. Each worker owns a range of classes, so no two write the same weight and the order of
// every sum is fixed.
type trainer struct {
	*classifier
	vectors  []vector
	examples []example
	costs    []float32
	scores   []float32 // of a batch, phrasing by phrasing
}

func (t *trainer) run() {
	classes := len(t.bias)
	t.scores = make([]float32, fitBatch*classes)
	order := make([]int, len(t.vectors))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(fitSeed, fitSeed))
	steps := float32(fitEpochs * len(order))
	done := 0
	for range fitEpochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for batch := range slices.Chunk(order, fitBatch) {
			rate := fitRate * (1 - float32(done)/steps)
			done += len(batch)
			parallel(classes, func(lo, hi int) { t.score(batch, lo, hi) })
			parallel(len(batch), func(lo, hi int) { t.errors(batch, lo, hi, rate) })
			parallel(classes, func(lo, hi int) { t.update(batch, lo, hi) })
		}
	}
}

// score fills in the scores of a batch for classes lo to hi-1.
func (t *trainer) score(batch []int, lo, hi int) {
	for i, d := range batch {
		out := t.scores[i*len(t.bias)+lo : i*len(t.bias)+hi]
		copy(out, t.bias[lo:hi])
		for j, id := range t.vectors[d].ids {
			axpy(t.vectors[d].values[j], t.row(id, lo, hi), out)
		}
	}
}

// errors turns the scores of phrasings lo to hi-1 of a batch into steps: probability minus truth.
func (t *trainer) errors(batch []int, lo, hi int, rate float32) {
	for i := lo; i < hi; i++ {
		row := t.scores[i*len(t.bias) : (i+1)*len(t.bias)]
		softmax(row)
		class := t.examples[batch[i]].class
		row[class]--
		for k := range row {
			if row[k] < fitSkip && row[k] > -fitSkip {
				row[k] = 0
			}
			row[k] *= rate * t.costs[class]
		}
	}
}

// update takes the steps of a batch for classes lo to hi-1.
func (t *trainer) update(batch []int, lo, hi int) {
	classes := len(t.bias)
	for i, d := range batch {
		v := t.vectors[d]
		for k, step := range t.scores[i*classes+lo : i*classes+hi] {
			if step == 0 {
				continue
			}
			t.bias[lo+k] -= fitBiasRate * step
			for j, id := range v.ids {
				t.weights[int(id)*classes+lo+k] -= step * v.values[j]
			}
		}
	}
}

// parallel splits 0 to n-1 among two workers; more gain nothing at this size.
func parallel(n int, work func(lo, hi int)) {
	if n < 2 || runtime.GOMAXPROCS(0) < 2 {
		work(0, n)
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { work(0, n/2) })
	work(n/2, n)
	wg.Wait()
}

// axpy adds a times x to y, which is as long as x.
func axpy(a float32, x, y []float32) {
	for len(x) >= 4 && len(y) >= 4 {
		y[0] += a * x[0]
		y[1] += a * x[1]
		y[2] += a * x[2]
		y[3] += a * x[3]
		x, y = x[4:], y[4:]
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
