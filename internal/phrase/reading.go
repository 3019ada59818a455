package phrase

import (
	"slices"
	"sort"

	"backtalk/internal/text"
)

// Bounds on the work on one message: of a longer one the beginning and the end are read.
const maxRunes = 12000

// Reading is a message as it was read: its words, the phrases in it, and the guards on them. It is for one user at a time, who
// gives it back with [Reading.Done].
type Reading struct {
	lexicon *Lexicon
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

// Read reads a message.
func (x *Lexicon) Read(message string) *Reading {
	r := x.pool.Get().(*Reading)
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
		r.hits = x.find(r.tokens, i, r.hits)
	}
	r.sort()
	r.guard()
	return r
}

// sort puts the hits in order of their groups.
func (r *Reading) sort() {
	for _, g := range r.groups {
		r.count[g] = 0
	}
	r.groups = r.groups[:0]
	if n := len(r.lexicon.groups); len(r.count) < n {
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
func (r *Reading) of(group int32) []hit {
	n := r.count[group]
	r.steps += int(n)
	return r.sorted[r.first[group] : r.first[group]+n]
}

// between returns the hits of a group that begin at words from to to.
func (r *Reading) between(group, from, to int32) []hit {
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
func (r *Reading) any(e *element) bool {
	for _, g := range e.groups {
		if r.count[g] > 0 {
			return true
		}
	}
	return false
}

// Done gives the reading back, to be used again for another message.
func (r *Reading) Done() { r.lexicon.pool.Put(r) }

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
