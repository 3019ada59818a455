package redflag

// atom is one step of a phrase: a word by its stem, a word exactly as written, or a number in a range.
type atom struct {
	word     string
	exact    bool
	isNumber bool
	low, top float32
}

// token is a word of the message as the trie sees it. Unknown words have no ids.
type token struct {
	exact, stem int32
	number      float32
	isNumber    bool
	filler      bool
	clauseStart bool  // a comma or the like stands before it
	sentence    int32 // counted over all messages
	message     int32 // 0 is the one being answered, 1 the one before it
	clause      int32
	pos         int32 // words so far, small words left out, breaks counted as words
	role        role
	flags       guard
}

// hit is a phrase of a set found in the message: tokens start to end, end excluded.
type hit struct {
	set, start, end int32
	flags           guard
}

type numberEdge struct {
	low, top float32
	next     int32
}

// maxSkip is how many small words ("my", "the", "is") may stand between two words of a phrase.
const maxSkip = 3

// trie holds all phrases of all sets.
type trie struct {
	exact   map[string]int32 // words as written
	stems   map[string]int32
	fillers map[string]bool
	edges   map[uint64]int32 // node and word id -> node
	numbers [][]numberEdge   // by node
	sets    [][]int32        // by node: the sets a phrase of which ends here
	ids     int32
}

func newTrie(fillers []string) *trie {
	t := &trie{
		exact:   map[string]int32{},
		stems:   map[string]int32{},
		fillers: map[string]bool{},
		edges:   map[uint64]int32{},
		numbers: [][]numberEdge{nil},
		sets:    [][]int32{nil},
	}
	for _, w := range fillers {
		t.fillers[plain(w)] = true
	}
	return t
}

func (t *trie) id(words map[string]int32, w string) int32 {
	if words[w] == 0 {
		t.ids++
		words[w] = t.ids
	}
	return words[w]
}

// add enters a phrase of a set.
func (t *trie) add(phrase []atom, set int32) {
	node := int32(0)
	for _, a := range phrase {
		node = t.step(node, a)
	}
	for _, s := range t.sets[node] {
		if s == set {
			return
		}
	}
	t.sets[node] = append(t.sets[node], set)
}

func (t *trie) step(node int32, a atom) int32 {
	if a.isNumber {
		for _, e := range t.numbers[node] {
			if e.low == a.low && e.top == a.top {
				return e.next
			}
		}
		next := t.grow()
		t.numbers[node] = append(t.numbers[node], numberEdge{a.low, a.top, next})
		return next
	}
	var id int32
	if a.exact {
		id = t.id(t.exact, a.word)
	} else {
		id = t.id(t.stems, stem(a.word))
	}
	key := uint64(node)<<32 | uint64(id)
	next, known := t.edges[key]
	if !known {
		next = t.grow()
		t.edges[key] = next
	}
	return next
}

func (t *trie) grow() int32 {
	t.numbers = append(t.numbers, nil)
	t.sets = append(t.sets, nil)
	return int32(len(t.sets) - 1)
}

// find appends every phrase that begins at token start.
func (t *trie) find(tokens []token, start int, hits []hit) []hit {
	return t.walk(tokens, 0, start, start, 0, hits)
}

func (t *trie) walk(tokens []token, node int32, start, at, skipped int, hits []hit) []hit {
	if at > start {
		for _, set := range t.sets[node] {
			if skipped == 0 {
				hits = append(hits, hit{set: set, start: int32(start), end: int32(at)})
			}
		}
	}
	if at >= len(tokens) {
		return hits
	}
	tok := &tokens[at]
	if at > start && (tok.sentence != tokens[at-1].sentence || tok.clauseStart) {
		return hits
	}
	if tok.stem != 0 {
		if next, ok := t.edges[uint64(node)<<32|uint64(tok.stem)]; ok {
			hits = t.walk(tokens, next, start, at+1, 0, hits)
		}
	}
	if tok.exact != 0 {
		if next, ok := t.edges[uint64(node)<<32|uint64(tok.exact)]; ok {
			hits = t.walk(tokens, next, start, at+1, 0, hits)
		}
	}
	if tok.isNumber {
		for _, e := range t.numbers[node] {
			if tok.number >= e.low && tok.number <= e.top {
				hits = t.walk(tokens, e.next, start, at+1, 0, hits)
			}
		}
	}
	if node != 0 && tok.filler && skipped < maxSkip {
		hits = t.walk(tokens, node, start, at+1, skipped+1, hits)
	}
	return hits
}
