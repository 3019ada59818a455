package search

import (
	"math"
	"slices"

	"backtalk/internal/corpus"
)

// Settings of the classifier's fit, chosen by cross-validation over the library's phrasings and on development
// questions. None depends on a topic.
const (
	fitEpochs   = 3    // passes over the phrasings; more change little
	fitBatch    = 16   // phrasings between two updates
	fitRate     = 8    // step size at the start; it falls to 0 in a straight line
	fitBiasRate = 0.1  // part of the step that a class's bias takes, so that big topics win nothing by size
	fitBalance  = 0.25 // 0: every phrasing weighs alike, 1: every topic does
	fitSkip     = 0.01 // a class whose probability is off by less is not updated
	fitRival    = 6e-3 // after an eighth of a pass a phrasing is only told apart from classes with this probability
	fitSeed     = 1
	sharpness   = 1.4 // what the scores of a question are multiplied by; so short a fit leaves them too close
	minRunCount = 4   // phrasings that a run of characters must occur in

	minPairCount = 2 // phrasings that a pair of words must occur in; most occur in one, which they would only learn by heart
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
	var list []int32
	number := func(group int, f []byte) {
		id, ok := ids[string(f)]
		if !ok {
			id = int32(len(names))
			name := string(f)
			ids[name] = id
			names, counts, groups = append(names, name), append(counts, 0), append(groups, int8(group))
		}
		list = append(list, id)
	}
	vectors := make([]vector, len(examples))
	seen := map[string][]int32{} // the runs of a word: the same few thousand words return in all phrasings
	for i, e := range examples {
		list = make([]int32, 0, 96)
		for _, w := range e.words {
			if known, ok := seen[w.norm]; ok {
				list = append(list, known...)
				continue
			}
			from := len(list)
			wordRuns(w.norm, number)
			seen[w.norm] = slices.Clone(list[from:])
		}
		wordPairs(e.folded, number)
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
		if groups[id] == runFeature && counts[id] < minRunCount || groups[id] == pairFeature && counts[id] < minPairCount {
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
