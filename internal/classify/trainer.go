package classify

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// trainer is the state of a fit. The examples of a batch are scored side by side, and each worker then updates a
// range of classes of its own, so that no two write the same weight and the order of every sum is fixed.
type trainer struct {
	bias    []float32
	vectors []vector
	classes []int // of the examples
	passes  int
	seed    uint64
	costs   []float32
	dense   []float32 // feature by feature, one weight a class
	rivals  [][]int32 // of each example: the classes that it is told apart from
	steps   [][]float32
	settled []bool // of each example: it was right in the last pass, and sits this one out
}

// row is the weights of one feature.
func (t *trainer) row(id int32) []float32 {
	base := int(id) * len(t.bias)
	return t.dense[base : base+len(t.bias)]
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
	t.settled = make([]bool, len(t.vectors))
	t.steps = make([][]float32, fitBatch)
	for i := range t.steps {
		t.steps[i] = make([]float32, len(all))
	}
	random := rand.New(rand.NewPCG(fitSeed, fitSeed+t.seed))
	total := float32(t.passes * len(order))
	done := 0
	for range t.passes {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for batch := range slices.Chunk(order, fitBatch) {
			rate := fitRate * (1 - float32(done)/total)
			narrow := done >= len(order)/8 // before that, every class looks alike
			done += len(batch)
			Parallel(len(batch), func(lo, hi int) {
				for i := lo; i < hi; i++ {
					t.score(batch[i], t.steps[i], rate, narrow)
				}
			})
			Parallel(len(all), func(lo, hi int) { t.update(batch, int32(lo), int32(hi)) })
		}
	}
}

// score works out what an example changes: for each of its rivals, the probability minus the truth.
func (t *trainer) score(d int, steps []float32, rate float32, narrow bool) {
	if t.settled[d] {
		t.settled[d] = false
		clear(steps)
		return
	}
	v, rivals, class := t.vectors[d], t.rivals[d], int32(t.classes[d])
	steps = steps[:len(rivals)]
	all := len(rivals) == len(t.bias)
	if all {
		copy(steps, t.bias)
		for j, id := range v.ids {
			AddScaled(v.values[j], t.row(id), steps)
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
	} else if !all {
		t.settled[d] = !slices.ContainsFunc(steps, func(s float32) bool { return s != 0 })
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

// Parallel splits 0 to n-1 among two workers; more gain nothing at this size.
func Parallel(n int, work func(lo, hi int)) {
	if n < 2 || runtime.GOMAXPROCS(0) < 2 {
		work(0, n)
		return
	}
	var wg sync.WaitGroup
	wg.Go(func() { work(0, n/2) })
	work(n/2, n)
	wg.Wait()
}
