package search

import (
	"math"
	"slices"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// meaning is what a text means, in two spaces: the sum of its words' vectors, and the topics that it is likely to be about.
type meaning struct {
	vector text.Vector
	topics []share
}

// share is the root of a topic's probability. The sum of the products of two texts' roots tells how alike they are: 1 for the
// same distribution, 0 for no topic in common (Bhattacharyya's coefficient).
type share struct {
	topic int32
	root  float32
}

// view is what a passage means: its heading, all of it, and each sentence.
type view struct {
	heading, whole *meaning
	asks           []meaning // how people ask for the section, as its owner says: each counts as a heading
	sentences      []meaning
	words          []int32 // the distinct content words of all of it, by number
	covers         []int32 // the topics that somebody says the passage covers
	first          int     // the number of the first passage of its section
}

// views reads what every passage means.
func (x *Index) view(passages []*corpus.Passage) []view {
	out := make([]view, len(passages))
	for i, p := range passages {
		if out[i].first = i; i > 0 && p.Section() == passages[i-1].Section() {
			out[i].first = out[i-1].first
		}
		out[i].words = x.near.numbers(x.content(p.Heading() + "\n" + p.Text()))
	}
	classify.Parallel(len(passages), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			p := passages[i]
			v := &out[i]
			texts := p.Texts()
			v.heading, v.whole = x.mean(texts[0]), x.mean(texts[1])
			for _, ask := range p.Section().Asks {
				v.asks = append(v.asks, *x.mean(ask))
			}
			for _, s := range texts[2:] {
				v.sentences = append(v.sentences, *x.mean(s))
			}
		}
	})
	x.claim(out)
	return out
}

// claim notes which passages cover which topics. What the classifier guessed is no evidence beside itself.
func (x *Index) claim(views []view) {
	topics, numbers := make(map[string]int32, len(x.topics)), make(map[*corpus.Passage]int, len(x.passages))
	for i, t := range x.topics {
		topics[t.ID] = int32(i)
	}
	for i, p := range x.passages {
		numbers[p] = i
	}
	for _, c := range x.corpus.Claims() {
		if n, ok := numbers[c.Passage]; ok && !c.Guessed {
			views[n].covers = append(views[n].covers, topics[c.Topic])
		}
	}
}

// content are the content words of a text, in normal form.
func (x *Index) content(s string) []word {
	return slices.DeleteFunc(x.analyzer.words(s), func(w word) bool { return !w.counts() })
}

// mean reads what a text means.
func (x *Index) mean(s string) *meaning {
	m := &meaning{vector: x.vector(x.analyzer.words(s))}
	for _, t := range x.corpus.Likely(s) {
		m.topics = append(m.topics, share{int32(t.Topic), float32(math.Sqrt(float64(t.P)))})
	}
	return m
}

// vector adds up what words mean, each by its rarity.
func (x *Index) vector(ws []word) text.Vector {
	var v text.Vector
	for _, w := range ws {
		x.vectors.Add(&v, w.norm, x.lexicon.rarity(w.norm))
	}
	v.Unit()
	return v
}

// like tells how alike a text and a question are in topic space; roots are those of all topics of the question.
func (m *meaning) like(roots []float32) float32 {
	var sum float32
	for _, s := range m.topics {
		sum += s.root * roots[s.topic]
	}
	return sum
}

// share is the probability of a topic.
func (m *meaning) share(topic int32) float64 {
	for _, s := range m.topics {
		if s.topic == topic {
			return float64(s.root) * float64(s.root)
		}
	}
	return 0
}
