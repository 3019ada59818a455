package search

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"backtalk/internal/corpus"
)

// Settings of the classifier's fit, chosen by cross-validation over the library's phrasings and on development
// questions. None depends on a topic.
const (
	fitEpochs   = 3    // passes over the phrasings; more change little
	fitBatch    = 16   // phrasings between two updates
	fitRate     = 8    // step size at the start; it falls to 0 in a straight line
	fitBiasRate = 0.1  // part of the step that a class's bias takes, so that big topics win nothing by size
	fitBalance  = 0.5  // 0: every phrasing weighs alike, 1: every topic does
	fitSkip     = 0.01 // a class whose probability is off by less is not updated
	fitRival    = 6e-3 // after a quarter of a pass a phrasing is only told apart from classes with this probability
	fitSeed     = 1
	sharpness   = 1.6 // what the scores of a question are multiplied by; so short a fit leaves them too close
	minRunCount = 4   // phrasings that a run of characters must occur in
)

// groupWeight is how much words, pairs of words and runs of characters weigh against each other.
func groupWeight(group int) float64 {
	if group == runFeature {
		return 0.5
	}
	return 1
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

// example is a phrasing, read once, and the class that it stands for.
type example struct {
	text   string
	class  int
	words  []word // stemmed
	folded []word // synonyms folded
}

// newExamples reads the phrasings of topics; a topic's place is its class.
func newExamples(a *analyzer, topics []*corpus.Topic) []example {
	var out []example
	for class, t := range topics {
		for _, q := range t.Questions {
			out = append(out, example{text: q, class: class})
		}
	}
	parallel(len(out), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			out[i].words = stemmed(scan(Clip(out[i].text)))
			out[i].folded = a.synonyms.fold(out[i].words)
		}
	})
	return out
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
	ids := make(map[string]int32, 8*len(examples))
	var counts []int32
	var groups []int8
	var names []string
	vectors := make([]vector, len(examples))
	for i, e := range examples {
		list := make([]int32, 0, 96)
		features(e.words, e.folded, func(group int, f []byte) {
			id, ok := ids[string(f)]
			if !ok {
				id = int32(len(names))
				name := string(f)
				ids[name] = id
				names, counts, groups = append(names, name), append(counts, 0), append(groups, int8(group))
			}
			list = append(list, id)
		})
		slices.Sort(list)
		vectors[i].ids = slices.Compact(list)
		for _, id := range vectors[i].ids {
			counts[id]++
		}
	}
	kept := make([]int32, len(names))
	c.ids = make(map[string]int32, len(names)/2)
	for id, name := range names {
		kept[id] = -1
		if groups[id] == runFeature && counts[id] < minRunCount {
			continue
		}
		kept[id] = int32(len(c.idf))
		c.ids[name] = kept[id]
		c.idf = append(c.idf, float32(groupWeight(int(groups[id]))*math.Log(1+float64(len(examples))/float64(counts[id]))))
	}
	for i := range vectors {
		list := vectors[i].ids[:0]
		for _, id := range vectors[i].ids {
			if kept[id] >= 0 {
				list = append(list, kept[id])
			}
		}
		vectors[i] = c.scale(list)
	}
	return vectors
}

// scale weighs features by their rarity and brings the vector to length 1.
func (c *classifier) scale(ids []int32) vector {
	v := vector{ids: ids, values: make([]float32, len(ids))}
	var sum float64
	for i, id := range ids {
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
	ids := make([]int32, 0, 128)
	ws := stemmed(scan(Clip(text)))
	features(ws, c.analyzer.synonyms.fold(ws), func(_ int, f []byte) {
		if id, ok := c.ids[string(f)]; ok {
			ids = append(ids, id)
		}
	})
	slices.Sort(ids)
	v := c.scale(slices.Compact(ids))
	out := slices.Clone(c.bias)
	for i, id := range v.ids {
		axpy(v.values[i]*sharpness, c.row(id), out)
	}
	softmax(out)
	return out
}

// row is the weights of one feature.
func (c *classifier) row(id int32) []float32 {
	base := int(id) * len(c.bias)
	return c.weights[base : base+len(c.bias)]
}

// trainer is the state of a fit. The phrasings of a batch are scored side by side, and each worker then updates a
// range of classes of its own, so that no two write the same weight and the order of every sum is fixed.
type trainer struct {
	*classifier
	vectors  []vector
	examples []example
	costs    []float32
	rivals   [][]int32 // of each phrasing: the classes that it is told apart from
	steps    [][]float32
}

func (t *trainer) run() {
	order := make([]int, len(t.vectors))
	all := make([]int32, len(t.bias))
	for k := range all {
		all[k] = int32(k)
	}
	t.rivals = make([][]int32, len(t.vectors))
	for i := range order {
		order[i] = i
		t.rivals[i] = all
	}
	t.steps = make([][]float32, fitBatch)
	for i := range t.steps {
		t.steps[i] = make([]float32, len(all))
	}
	random := rand.New(rand.NewPCG(fitSeed, fitSeed))
	total := float32(fitEpochs * len(order))
	done := 0
	for range fitEpochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for batch := range slices.Chunk(order, fitBatch) {
			rate := fitRate * (1 - float32(done)/total)
			narrow := done >= len(order)/4 // before that, every class looks alike
			done += len(batch)
			parallel(len(batch), func(lo, hi int) {
				for i := lo; i < hi; i++ {
					t.score(batch[i], t.steps[i], rate, narrow)
				}
			})
			parallel(len(all), func(lo, hi int) { t.update(batch, int32(lo), int32(hi)) })
		}
	}
}

// score works out what a phrasing changes: for each of its rivals, the probability minus the truth.
func (t *trainer) score(d int, steps []float32, rate float32, narrow bool) {
	v, rivals, class := t.vectors[d], t.rivals[d], int32(t.examples[d].class)
	steps = steps[:len(rivals)]
	all := len(rivals) == len(t.bias)
	if all {
		copy(steps, t.bias)
		for j, id := range v.ids {
			axpy(v.values[j], t.row(id), steps)
		}
	} else {
		for a, k := range rivals {
			steps[a] = t.bias[k]
		}
		for j, id := range v.ids {
			row, x := t.row(id), v.values[j]
			for a, k := range rivals {
				steps[a] += x * row[k]
			}
		}
	}
	softmax(steps)
	narrow = narrow && all
	var near []int32
	for a, k := range rivals {
		if narrow && (steps[a] >= fitRival || k == class) {
			near = append(near, k)
		}
		if k == class {
			steps[a]--
		}
		if steps[a] < fitSkip && steps[a] > -fitSkip {
			steps[a] = 0
		}
		steps[a] *= rate * t.costs[class]
	}
	if narrow {
		for a, k := range near { // the steps move together with their classes
			steps[a] = steps[k]
		}
		t.rivals[d] = near
	}
}

// update takes the steps of a batch for classes lo to hi-1.
func (t *trainer) update(batch []int, lo, hi int32) {
	type move struct {
		class int32
		step  float32
	}
	moves := make([]move, 0, hi-lo)
	for i, d := range batch {
		moves = moves[:0]
		for a, k := range t.rivals[d] {
			if step := t.steps[i][a]; step != 0 && lo <= k && k < hi {
				t.bias[k] -= fitBiasRate * step
				moves = append(moves, move{k, step})
			}
		}
		v := t.vectors[d]
		for j, id := range v.ids {
			row, x := t.row(id), v.values[j]
			for _, m := range moves {
				row[m.class] -= m.step * x
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
