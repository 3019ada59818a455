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
	count   []int32 // by element: how many hits, -1 for none, 0 before it was asked for
	counted []int32 // elements asked for
	woken   []bool  // by element: a pattern that it wakes is to be tried
	touched []int32 // elements that wake patterns
	lists   [][]hit // by element: its hits by place, once they were asked for
	merged  []hit   // where lists of several alternatives are kept
	rules   *Rules
	fired   []firing
}

// firing is what is known of a rule: whether it holds, and only as a question.
type firing struct {
	rule           int32
	pattern        int32 // or -1
	asked, spanish bool
	level          int32   // index of the combination that raised it, or -1
	alike          float64 // how much the message sounds like the rule's phrases, where no pattern holds
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
		s.woken = make([]bool, len(r.names))
	}
	if len(s.found) < len(r.wakes) {
		s.found, s.first = make([]int32, len(r.wakes)), make([]int32, len(r.wakes))
	}
	for _, set := range s.counted {
		s.count[set], s.lists[set] = 0, nil
	}
	for _, set := range s.touched {
		s.woken[set] = false
	}
	for _, alt := range s.alts {
		s.found[alt] = 0
	}
	s.touched, s.counted, s.alts = s.touched[:0], s.counted[:0], s.alts[:0]
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
		if n := len(s.tokens); n > 0 && !opens && s.tokens[n-1].sentence == sentence && addsTo(&s.tokens[n-1], t, p) {
			continue
		}
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
		for _, set := range r.wakes[alt] {
			if !s.woken[set] {
				s.woken[set] = true
				s.touched = append(s.touched, set)
			}
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

// total counts the hits of an element, once it is asked for.
func (s *scan) total(set int32) int32 {
	n := s.count[set]
	if n == 0 {
		for _, alt := range s.rules.elements[set] {
			n += s.found[alt]
		}
		if n == 0 {
			n = -1
		}
		s.count[set] = n
		s.counted = append(s.counted, set)
	}
	return max(n, 0)
}

// of returns the hits of an element by place.
func (s *scan) of(set int32) []hit {
	if s.lists[set] != nil || s.total(set) == 0 {
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
