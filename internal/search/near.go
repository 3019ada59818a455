package search

import (
	"slices"

	"backtalk/internal/text"
)

// near tells how near words of a question come to those of passages.
type near struct {
	vectors *text.Vectors
	byStem  map[string]int32 // of the passages' words, by stem
	words   []text.Vector
}

// numbers are the distinct words of a passage.
func (n *near) numbers(ws []word) []int32 {
	var out []int32
	for _, w := range ws {
		id, ok := n.byStem[w.stem]
		if !ok {
			id = int32(len(n.words))
			n.byStem[w.stem] = id
			n.words = append(n.words, n.vector(w))
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func (n *near) vector(w word) (v text.Vector) {
	n.vectors.Add(&v, w.norm, 1)
	v.Unit()
	return v
}

// compare tells how near the words of a question come to a passage, each to its nearest word there, from 0 to 1: on the mean, by
// rarity, and that of the farthest one. A rare word that is not there, nor any like it, is likely the thing that was asked for.
// Without a word that counts both are 0.
func (n *near) compare(question []word, rarity func(norm string) float32, passage []int32) (mean, farthest float64) {
	least, sum, all := float32(1), float32(0), float32(0)
	for _, w := range question {
		if !w.counts() || '0' <= w.norm[0] && w.norm[0] <= '9' {
			continue // a number names no subject: people's ages, times and sums are their own
		}
		r, nearest := rarity(w.norm), float32(0)
		if id, ok := n.byStem[w.stem]; ok && slices.Contains(passage, id) {
			nearest = 1
		} else {
			v := n.vector(w)
			for _, id := range passage {
				nearest = max(nearest, v.Dot(&n.words[id]))
			}
		}
		sum, all = sum+r*nearest, all+r
		least = min(least, 1-r*(1-nearest))
	}
	if all == 0 {
		return 0, 0
	}
	return float64(sum / all), float64(max(least, 0))
}
