package redflag

import (
	"cmp"
	"slices"
)

// maxBefore is how many earlier messages are read.
const maxBefore = 2

// scan is the working memory of one check.
type scan struct {
	pieces  []piece
	tokens  []token
	raw     []hit   // as found
	hits    []hit   // by alternative, then by place
	first   []int32 // by alternative: where its hits begin
	found   []int32 // by alternative: how many hits
	alts    []int32 // alternatives with hits
	count   []int32 // by element: how many hits
	touched []int32 // elements with hits
	lists   [][]hit // by element: its hits by place, once they were asked for
	merged  []hit   // where lists of several alternatives are kept
	rules   *Rules
	fired   []firing
}

// firing is what is known of a rule: whether it holds, and only as a question.
type firing struct {
	rule           int32
	pattern        int32
	asked, spanish bool
	level          int32 // index of the combination that raised it, or -1
}

// scan reads the messages: words, phrases, guards.
func (r *Rules) scan(now string, before []string) *scan {
	s := r.pool.Get().(*scan)
	s.reset(r)
	if n := len(before); n > maxBefore {
		before = before[n-maxBefore:]
	}
	for i, text := range before {
		s.read(r, text, int32(len(before)-i))
	}
	s.read(r, now, 0)
	for i := range s.tokens {
		if t := &s.tokens[i]; t.stem != 0 || t.exact != 0 || t.isNumber {
			s.raw = r.trie.find(s.tokens, i, s.raw)
		}
	}
	s.index(r)
	return s
}

func (s *scan) reset(r *Rules) {
	s.rules = r
	s.tokens, s.raw, s.hits, s.merged, s.fired = s.tokens[:0], s.raw[:0], s.hits[:0], s.merged[:0], s.fired[:0]
	if len(s.count) < len(r.names) {
		s.count, s.lists = make([]int32, len(r.names)), make([][]hit, len(r.names))
	}
	if len(s.found) < len(r.uses) {
		s.found, s.first = make([]int32, len(r.uses)), make([]int32, len(r.uses))
	}
	for _, set := range s.touched {
		s.count[set], s.lists[set] = 0, nil
	}
	for _, alt := range s.alts {
		s.found[alt] = 0
	}
	s.touched, s.alts = s.touched[:0], s.alts[:0]
}

// read appends a message's words to the tokens.
func (s *scan) read(r *Rules, text string, message int32) {
	s.pieces = split(plain(text), s.pieces[:0])
	pos, sentence := int32(0), int32(0)
	if n := len(s.tokens); n > 0 {
		pos, sentence = s.tokens[n-1].pos+1000, s.tokens[n-1].sentence+1
	}
	opens := false
	for i := 0; i < len(s.pieces); i++ {
		p := s.pieces[i]
		switch p.brk {
		case sentenceBreak:
			if n := len(s.tokens); n > 0 && s.tokens[n-1].sentence == sentence {
				sentence, pos = sentence+1, pos+3
			}
			continue
		case clauseBreak:
			opens = true
			continue
		}
		if i+1 < len(s.pieces) && !p.isNumber {
			if joined, ok := rejoin(p.word, s.pieces[i+1].word); ok {
				p.word = joined
				i++
			}
		}
		t := r.token(p)
		t.sentence, t.message = sentence, message
		if n := len(s.tokens); opens && n > 0 && s.tokens[n-1].sentence == sentence {
			t.clauseStart = true
			pos++
		}
		opens = false
		if !t.filler {
			pos++
		}
		t.pos = pos
		s.tokens = append(s.tokens, t)
	}
}

// rejoin mends "can not", "do not", "can t", "don t", "i m".
func rejoin(a, b string) (string, bool) {
	switch b {
	case "not":
		switch a {
		case "can":
			return "cant", true
		case "will":
			return "wont", true
		case "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "could":
			return a + "nt", true
		}
	case "t":
		return a + b, a == "can" || len(a) > 2 && a[len(a)-1] == 'n'
	case "m", "ve":
		return a + b, a == "i"
	}
	return "", false
}

// token looks a word up, mending long runs of letters and typos.
func (r *Rules) token(p piece) token {
	t := token{number: p.number, isNumber: p.isNumber}
	if p.isNumber {
		return t
	}
	w := p.word
	if same, ok := r.same[w]; ok {
		w = same
	}
	if n, ok := spelled(w); ok {
		t.number, t.isNumber = n, true
	}
	if r.known(&t, w) {
		return t
	}
	for n := 2; n > 0; n-- {
		if short, cut := relax(w, n); cut && r.known(&t, short) {
			return t
		}
	}
	if meant := r.speller.find(w); meant != "" {
		r.known(&t, meant)
	}
	return t
}

func (r *Rules) known(t *token, w string) bool {
	t.exact, t.stem, t.filler = r.trie.exact[w], r.trie.stems[stem(w)], r.trie.fillers[w]
	return t.exact != 0 || t.stem != 0 || t.filler || t.isNumber
}

// index gives the tokens their roles and guards, and sorts the hits by alternative.
func (s *scan) index(r *Rules) {
	for _, h := range s.raw {
		roles := r.roles[h.set]
		if h.loose {
			roles &^= strictly
		}
		if roles != 0 {
			for i := h.start; i < h.end; i++ {
				s.tokens[i].role |= roles
			}
		}
		if s.found[h.set]++; s.found[h.set] == 1 {
			s.alts = append(s.alts, h.set)
		}
	}
	if len(s.raw) == 0 {
		return
	}
	s.mark()
	at := int32(0)
	for _, alt := range s.alts {
		s.first[alt] = at
		at += s.found[alt]
		for _, set := range r.uses[alt] {
			if s.count[set] == 0 {
				s.touched = append(s.touched, set)
			}
			s.count[set] += s.found[alt]
		}
		s.found[alt] = 0
	}
	s.hits = slices.Grow(s.hits, len(s.raw))[:len(s.raw)]
	for _, h := range s.raw {
		h.flags = s.guards(h)
		s.hits[s.first[h.set]+s.found[h.set]] = h
		s.found[h.set]++
	}
}

// guards of a hit are those of its first word; a phrase that begins with its own "no" is not negated by another.
func (s *scan) guards(h hit) guard {
	g := s.tokens[h.start].flags
	if s.tokens[h.start].role&negates != 0 {
		g &^= negated
	}
	for i := h.start + 1; i < h.end; i++ {
		g |= s.tokens[i].flags & (idiom | joke)
	}
	return g
}

// of returns the hits of an element by place.
func (s *scan) of(set int32) []hit {
	if s.lists[set] != nil || s.count[set] == 0 {
		return s.lists[set]
	}
	start := len(s.merged)
	for _, alt := range s.rules.elements[set] {
		if s.found[alt] == 0 {
			continue
		}
		hits := s.hits[s.first[alt]:][:s.found[alt]]
		if len(hits) == int(s.count[set]) {
			s.lists[set] = hits
			return hits
		}
		s.merged = append(s.merged, hits...)
	}
	list := slices.Clip(s.merged[start:])
	slices.SortFunc(list, func(a, b hit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	s.lists[set] = list
	return list
}
