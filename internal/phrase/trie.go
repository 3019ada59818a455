package phrase

import (
	"slices"

	"backtalk/internal/text"
)

// trie holds all phrases of all sets and patterns, and finds them in a message.
type trie struct {
	stems   map[string]int32 // word ids
	byWord  map[string]int32 // the same by the words as they stand in phrases, so that few are stemmed
	small   map[string]bool  // words that may stand inside a phrase
	edges   map[uint64]int32 // node and step -> node
	ranges  []numbers        // of numbers
	numbers map[int32][]numberEdge
	ends    [][]int32        // by node: the groups a phrase of which ends here
	groups  []string         // by group: the name of a set, or a phrase of a pattern
	byName  map[string]int32 // the same, the other way round
	stemmer *text.Stemmer    // for loading only
}

type numberEdge struct {
	numbers
	next int32
}

// maxSmall is how many small words ("my", "the", "is") may stand between two words of a phrase.
const maxSmall = 3

func newTrie(small []string) *trie {
	x := &trie{
		stems: map[string]int32{}, byWord: map[string]int32{}, small: map[string]bool{}, edges: map[uint64]int32{}, numbers: map[int32][]numberEdge{},
		ends: make([][]int32, 1), byName: map[string]int32{}, stemmer: text.NewStemmer(),
	}
	for _, w := range small {
		x.small[text.Normal(w)] = true
	}
	return x
}

// group returns the number of a set's or phrase's name.
func (x *trie) group(name string) int32 {
	g, ok := x.byName[name]
	if !ok {
		g = int32(len(x.groups))
		x.groups, x.byName[name] = append(x.groups, name), g
	}
	return g
}

// word returns the id of a word, making one when it is new.
func (x *trie) word(norm string) int32 {
	if id := x.byWord[norm]; id != 0 {
		return id
	}
	st := x.stemmer.Stem(norm)
	if x.stems[st] == 0 {
		x.stems[st] = int32(len(x.stems) + 1)
	}
	x.byWord[norm] = x.stems[st]
	return x.stems[st]
}

// number returns the step that a range of numbers is.
func (x *trie) number(r numbers) atom {
	i := slices.Index(x.ranges, r)
	if i < 0 {
		i = len(x.ranges)
		x.ranges = append(x.ranges, r)
	}
	return atom(-1 - i)
}

// add enters a phrase of a group.
func (x *trie) add(phrase []atom, group int32) {
	node := int32(0)
	for _, a := range phrase {
		key := uint64(node)<<32 | uint64(uint32(a))
		next, known := x.edges[key]
		if !known {
			next = x.grow()
			x.edges[key] = next
			if a < 0 {
				x.numbers[node] = append(x.numbers[node], numberEdge{x.ranges[-1-a], next})
			}
		}
		node = next
	}
	if !slices.Contains(x.ends[node], group) {
		x.ends[node] = append(x.ends[node], group)
	}
}

func (x *trie) grow() int32 {
	x.ends = append(x.ends, nil)
	return int32(len(x.ends) - 1)
}

// hit is a phrase of a group found in a message: tokens start to end, end excluded.
type hit struct {
	group, start, end int32
}

// find appends every phrase that begins at token start.
func (x *trie) find(tokens []token, start int, hits []hit) []hit {
	return x.walk(tokens, start, start, 0, 0, hits)
}

// walk goes on at a node with the token at; small words have been passed over before it.
func (x *trie) walk(tokens []token, start, at int, node int32, passed int, hits []hit) []hit {
	if at > start && passed == 0 {
		for _, g := range x.ends[node] {
			hits = append(hits, hit{g, int32(start), int32(at)})
		}
	}
	if at >= len(tokens) {
		return hits
	}
	t := &tokens[at]
	if at > start && (t.sentence != tokens[at-1].sentence || t.opens) {
		return hits
	}
	if t.word != 0 {
		if next, ok := x.edges[uint64(node)<<32|uint64(t.word)]; ok {
			hits = x.walk(tokens, start, at+1, next, 0, hits)
		}
	}
	if t.isNumber {
		for _, e := range x.numbers[node] {
			if t.number >= e.low && t.number <= e.top {
				hits = x.walk(tokens, start, at+1, e.next, 0, hits)
			}
		}
	}
	if node != 0 && t.small && passed < maxSmall {
		hits = x.walk(tokens, start, at+1, node, passed+1, hits)
	}
	return hits
}
