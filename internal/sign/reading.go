package sign

import (
	"slices"
	"sort"

	"backtalk/internal/text"
)

// Bounds on the work on one message: of a longer one the beginning and the end are read.
const maxRunes = 12000

// token is a word of a message. Words that stand in no phrase have no id.
type token struct {
	text.Word
	norm     string // corrected
	stem     string
	word     int32
	number   float64
	isNumber bool
	tens     bool // "seventy", to which a "three" adds
	small    bool
	opens    bool // a comma or the like stands before it
	sentence int32
	pos      int32 // words so far, small words left out, breaks counted as words
	guards   guard
}

// reading is a message as it was read: its words, the phrases in it, and the guards on them.
type reading struct {
	signs   *Signs
	stemmer *text.Stemmer
	words   []text.Word
	tokens  []token
	hits    []hit // by where they begin
	role    []role
	sorted  []hit   // by group, then by where they begin
	groups  []int32 // that have hits
	first   []int32 // by group: where its hits begin in sorted
	count   []int32 // by group
	steps   int     // hits looked at: what the work is measured by
}

// read reads a message.
func (s *Signs) read(message string) *reading {
	r := s.pool.Get().(*reading)
	r.tokens, r.hits = r.tokens[:0], r.hits[:0]
	r.words = text.Append(r.words[:0], shorten(message))
	pos := int32(0)
	for i := 0; i < len(r.words); i++ {
		w := r.words[i]
		if w.Kind == text.Symbol {
			continue
		}
		norm := w.Norm
		if i+1 < len(r.words) && w.Kind == text.Letters && r.words[i+1].Kind == text.Letters {
			if joined, ok := rejoin(norm, r.words[i+1].Norm); ok {
				norm = joined
				i++
			}
		}
		t := r.token(w, norm)
		n := len(r.tokens)
		switch {
		case n == 0:
		case r.tokens[n-1].sentence != w.Sentence:
			pos += 3
		case t.opens:
			pos++
		case t.isNumber && t.number < 10 && r.tokens[n-1].tens:
			r.tokens[n-1].number += t.number
			r.tokens[n-1].tens = false
			continue
		}
		if !t.small {
			pos++
		}
		t.pos = pos
		r.tokens = append(r.tokens, t)
	}
	for i := range r.tokens {
		r.hits = s.find(r.tokens, i, r.hits)
	}
	r.sort()
	r.guard()
	return r
}

// sort puts the hits in order of their groups.
func (r *reading) sort() {
	for _, g := range r.groups {
		r.count[g] = 0
	}
	r.groups = r.groups[:0]
	if n := len(r.signs.groups); len(r.count) < n {
		r.count, r.first = make([]int32, n), make([]int32, n)
	}
	for _, h := range r.hits {
		if r.count[h.group]++; r.count[h.group] == 1 {
			r.groups = append(r.groups, h.group)
		}
	}
	at := int32(0)
	for _, g := range r.groups {
		r.first[g] = at
		at += r.count[g]
		r.count[g] = 0
	}
	r.sorted = slices.Grow(r.sorted[:0], len(r.hits))[:len(r.hits)]
	for _, h := range r.hits {
		r.sorted[r.first[h.group]+r.count[h.group]] = h
		r.count[h.group]++
	}
	r.steps = len(r.hits)
}

// of returns the hits of a group by where they begin.
func (r *reading) of(group int32) []hit {
	n := r.count[group]
	r.steps += int(n)
	return r.sorted[r.first[group] : r.first[group]+n]
}

// between returns the hits of a group that begin at words from to to.
func (r *reading) between(group, from, to int32) []hit {
	n := r.count[group]
	if n == 0 {
		return nil
	}
	list := r.sorted[r.first[group] : r.first[group]+n]
	list = list[sort.Search(len(list), func(i int) bool { return r.tokens[list[i].start].pos >= from }):]
	list = list[:sort.Search(len(list), func(i int) bool { return r.tokens[list[i].start].pos > to })]
	r.steps += len(list)
	return list
}

// any reports whether one of an element's groups has a hit.
func (r *reading) any(e *element) bool {
	for _, g := range e.groups {
		if r.count[g] > 0 {
			return true
		}
	}
	return false
}

func (s *Signs) done(r *reading) { s.pool.Put(r) }

func shorten(message string) string {
	if len(message) <= maxRunes {
		return message
	}
	runes := []rune(message)
	if len(runes) <= maxRunes {
		return message
	}
	return string(runes[:maxRunes/2]) + " . " + string(runes[len(runes)-maxRunes/2:])
}

// token looks a word up, mending long runs of letters and misspellings.
func (r *reading) token(w text.Word, norm string) token {
	t := token{Word: w, norm: norm, sentence: w.Sentence, opens: w.Opens}
	t.number, t.isNumber = text.Number(w)
	t.tens = t.isNumber && text.Tens(w)
	if w.Kind != text.Letters || r.lookup(&t, norm) {
		return t
	}
	for n := 2; n > 0; n-- {
		if short, cut := relax(norm, n); cut && r.lookup(&t, short) {
			return t
		}
	}
	if meant := r.signs.speller.Correct(norm); meant != "" {
		r.lookup(&t, meant)
	}
	return t
}

// lookup finds the id of a word and reports whether the word is known, by itself or by its stem.
func (r *reading) lookup(t *token, norm string) bool {
	x := r.signs.lexicon
	t.small = x.small[norm]
	t.stem = r.stemmer.Stem(norm)
	if t.word = x.stems[t.stem]; t.word == 0 && !t.small {
		return false
	}
	t.norm = norm
	return true
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

// relax shortens runs of three and more equal letters ("sooo", "heeelp") to n of them.
func relax(w string, n int) (string, bool) {
	b, cut := make([]byte, 0, len(w)), false
	run := 0
	for i := range len(w) {
		if i > 0 && w[i] == w[i-1] {
			run++
		} else {
			run = 1
		}
		cut = cut || run > 2
		if run <= n {
			b = append(b, w[i])
		}
	}
	return string(b), cut
}
