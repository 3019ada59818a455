package lesson

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"backtalk/internal/text"
)

// Settings of how word vectors are taught. They were chosen by how often the vectors alone find the right section in folders that
// nothing was learnt from (internal/quality/testdata/folders): for 48 of 100 questions, 36 before.
const (
	meaningSteps = 4000
	meaningBatch = 96   // topics in a step, a pair of phrasings each
	sharpness    = 12.5 // how much more likely a phrasing is told from another topic's that is less alike
	teachRate    = 1.0
	leastOften   = 2 // a rarer word keeps the vector that it has
)

// wordVector is what a word means, as it is being taught.
type wordVector = [text.Dimensions]float32

// phrasing is a way to ask, as a weighted sum of words.
type phrasing struct {
	words   []int32
	weights []float32 // adding up to 1
}

// teacher moves the vectors of words so that two ways to ask for the same topic mean nearly the same, and those of different topics
// do not: contrastive learning, with the other topics of a batch as what is told apart (van den Oord, Li and Vinyals, "Representation
// Learning with Contrastive Predictive Coding", 2018).
type teacher struct {
	vectors []wordVector
	topics  [][]phrasing // those with two or more
}

// teach returns what the words of phrasings, listed by topic, mean. The same ones give the same to the bit.
func teach(asked [][]string) text.Meanings {
	counts, total := map[string]int{}, 0
	for _, list := range asked {
		for _, s := range list {
			for _, w := range text.Norms(s) {
				counts[w]++
				total++
			}
		}
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n < leastOften })
	words := slices.Sorted(maps.Keys(counts))
	number := make(map[string]int32, len(words))
	base, t := text.NewVectors(text.Meanings{}), &teacher{vectors: make([]wordVector, len(words))}
	for i, w := range words {
		number[w] = int32(i)
		v := (*text.Vector)(&t.vectors[i])
		base.Add(v, w, 1) // a word that it does not know begins with nothing
		v.Unit()
	}
	for _, list := range asked {
		var topic []phrasing
		for _, s := range list {
			var p phrasing
			var sum float32
			for _, w := range text.Norms(s) {
				if id, ok := number[w]; ok {
					weight := float32(text.Rarity(float64(counts[w]) / float64(total)))
					p.words, p.weights, sum = append(p.words, id), append(p.weights, weight), sum+weight
				}
			}
			for i := range p.weights {
				p.weights[i] /= sum
			}
			if len(p.words) > 0 {
				topic = append(topic, p)
			}
		}
		if len(topic) > 1 {
			t.topics = append(t.topics, topic)
		}
	}
	t.run()
	out := text.Meanings{Words: words}
	for i := range t.vectors {
		out.Append((*text.Vector)(&t.vectors[i]))
	}
	return out
}

func (t *teacher) run() {
	random := rand.New(rand.NewPCG(1, 2))
	size := min(meaningBatch, len(t.topics))
	if size < 2 {
		return
	}
	for step := range meaningSteps {
		rate := teachRate * (1 - float32(step)/meaningSteps)
		some, other := make([]sum, size), make([]sum, size)
		for i, k := range random.Perm(len(t.topics))[:size] {
			topic := t.topics[k]
			a, b := random.IntN(len(topic)), random.IntN(len(topic)-1)
			if b >= a {
				b++
			}
			some[i], other[i] = t.sum(&topic[a]), t.sum(&topic[b])
		}
		for i := range some {
			pull(&some[i], i, other)
		}
		for i := range some {
			t.move(&some[i], rate)
			t.move(&other[i], rate)
		}
	}
}

// sum is what a phrasing means, and where that should move.
type sum struct {
	*phrasing
	unit, push wordVector
}

func (t *teacher) sum(p *phrasing) sum {
	s := sum{phrasing: p}
	for k, id := range p.words {
		for i, x := range t.vectors[id] {
			s.unit[i] += p.weights[k] * x
		}
	}
	(*text.Vector)(&s.unit).Unit()
	return s
}

// pull notes where a phrasing and all others are to move, so that its own partner becomes the one that is most like it.
func pull(s *sum, own int, others []sum) {
	share, all := make([]float32, len(others)), float32(0)
	for j := range others {
		share[j] = float32(math.Exp(float64(sharpness * (dot(&s.unit, &others[j].unit) - 1))))
		all += share[j]
	}
	for j := range others {
		g := share[j] / all
		if j == own {
			g--
		}
		g *= sharpness / float32(len(others))
		for i := range s.push {
			s.push[i] -= g * others[j].unit[i]
			others[j].push[i] -= g * s.unit[i]
		}
	}
}

// move moves the words of a phrasing, across the direction that it has: its length means nothing.
func (t *teacher) move(s *sum, rate float32) {
	along := dot(&s.push, &s.unit)
	for k, id := range s.words {
		for i := range s.push {
			t.vectors[id][i] += rate * s.weights[k] * (s.push[i] - along*s.unit[i])
		}
	}
}

func dot(a, b *wordVector) (sum float32) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
