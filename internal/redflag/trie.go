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
	tens        bool // "seventy", which a "three" may follow
	filler      bool
	clauseStart bool  // a comma or the like stands before it
	sentence    int32 // counted over all messages
	message     int32 // 0 is the one being answered, 1 the one before it
	clause      int32
	pos         int32 // words so far, small words left out, breaks counted as words
	role        role
	flags       guard
	negator     int32 // where the negation stands that reaches it
}

// hit is a phrase of an alternative found in the message: tokens start to end, end excluded.
type hit struct {
	set, start, end int32
	flags           guard
	loose           bool // small words stand between its words
}

type numberEdge struct {
	low, top float32
	next     int32
}

// manyNodes is room for the shipped rules.
const manyNodes = 1 << 16

// maxSkip is how many small words ("my", "the", "is") may stand between two words of a phrase.
const maxSkip = 3

// trie holds all phrases of all alternatives.
type trie struct {
	exact   map[string]int32 // words as written
	stems   map[string]int32
	fillers map[string]bool
	edges   map[uint64]int32       // node and word id -> node
	numbers map[int32][]numberEdge // by node
	sets    [][]int32              // by node: the alternatives a phrase of which ends here
	ids     int32
}

func newTrie(fillers []string) *trie {
	t := &trie{
		exact:   map[string]int32{},
		stems:   map[string]int32{},
		fillers: map[string]bool{},
		edges:   make(map[uint64]int32, manyNodes),
		numbers: map[int32][]numberEdge{},
		sets:    make([][]int32, 1, manyNodes),
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
	t.sets = append(t.sets, nil)
	return int32(len(t.sets) - 1)
}

// find appends every phrase that begins at token start.
func (t *trie) find(tokens []token, start int, hits []hit) []hit {
	w := walk{trie: t, tokens: tokens, start: start, hits: hits}
	w.from(0, start, 0, false)
	return w.hits
}

// walk follows the words of a message through the trie.
type walk struct {
	*trie
	tokens []token
	start  int
	hits   []hit
}

// from goes on at a node with token at; skipped small words stand before it, loose if there were any on the way.
func (w *walk) from(node int32, at, skipped int, loose bool) {
	if at > w.start && skipped == 0 {
		for _, set := range w.sets[node] {
			w.hits = append(w.hits, hit{set: set, start: int32(w.start), end: int32(at), loose: loose})
		}
	}
	if at >= len(w.tokens) {
		return
	}
	tok := &w.tokens[at]
	if at > w.start && (tok.sentence != w.tokens[at-1].sentence || tok.clauseStart) {
		return
	}
	if next, ok := w.edges[uint64(node)<<32|uint64(tok.stem)]; ok && tok.stem != 0 {
		w.from(next, at+1, 0, loose)
	}
	if next, ok := w.edges[uint64(node)<<32|uint64(tok.exact)]; ok && tok.exact != 0 {
		w.from(next, at+1, 0, loose)
	}
	if tok.isNumber {
		for _, e := range w.numbers[node] {
			if tok.number >= e.low && tok.number <= e.top {
				w.from(e.next, at+1, 0, loose)
			}
		}
	}
	if node != 0 && tok.filler && skipped < maxSkip {
		w.from(node, at+1, skipped+1, true)
	}
}
