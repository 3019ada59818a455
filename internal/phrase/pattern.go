package phrase

import (
	"fmt"
	"strconv"
	"strings"
)

// Pattern says with a few certain words what is looked for. All of its grammar:
//
//	<loss>               a word or phrase of the set "loss"
//	numb                 a word, with any ending; several words are a phrase, in which small words may stand
//	numb|<loss>          either
//	<loss> ~5 <saddle>   at most 5 words apart, in either order
//	cough ..2 blood      the second after the first, at most 2 words apart
//	<bladder> & <back>   both in the message, at most 32 words apart
//	<13-17> years old    a number from 13 to 17
type Pattern struct {
	text  string
	parts []part // joined by &
}

// String returns the pattern as it was written.
func (p Pattern) String() string { return p.text }

type part []element

// element is one place of a part.
type element struct {
	groups  []int32 // alternatives
	within  int32   // words between this and what stands before it in the part
	ordered bool
}

// Apart is how many words the parts of a pattern joined by & may stand apart: two long sentences or so.
const Apart = 32

// parsePattern reads a pattern; group turns an alternative into its number.
func parsePattern(line string, group func(string) (int32, error)) (Pattern, error) {
	p := Pattern{text: line}
	for raw := range strings.SplitSeq(line, " & ") {
		pt, err := parsePart(raw, group)
		if err != nil {
			return p, fmt.Errorf("%q: %w", line, err)
		}
		p.parts = append(p.parts, pt)
	}
	return p, nil
}

func parsePart(raw string, group func(string) (int32, error)) (part, error) {
	var (
		pt    part
		words []string
		next  element
	)
	flush := func() error {
		for alt := range strings.SplitSeq(strings.Join(words, " "), "|") {
			g, err := group(strings.TrimSpace(alt))
			if err != nil {
				return err
			}
			next.groups = append(next.groups, g)
		}
		pt, words = append(pt, next), nil
		return nil
	}
	for field := range strings.FieldsSeq(raw) {
		digits, near := strings.CutPrefix(field, "~")
		ordered := false
		if !near {
			digits, ordered = strings.CutPrefix(field, "..")
		}
		if !near && !ordered {
			words = append(words, field)
			continue
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n < 0 || n > 30 {
			return nil, fmt.Errorf("%q: nearness is ~N or ..N with N from 0 to 30", field)
		}
		if err := flush(); err != nil {
			return nil, err
		}
		next = element{within: int32(n), ordered: ordered}
	}
	return pt, flush()
}

// Find reports whether a pattern of the lexicon is found in the message, and whether also with nothing of it held by a guard.
func (r *Reading) Find(p *Pattern) (found, clear bool) {
	for _, pt := range p.parts {
		for i := range pt {
			if !r.any(&pt[i]) {
				return false, false
			}
		}
	}
	for _, g := range p.parts[0][0].groups {
		for _, h := range r.of(g) {
			if !found && r.rest(p, h, false) {
				found = true
			}
			if found && r.free(h) && r.rest(p, h, true) {
				return true, true
			}
		}
	}
	return found, false
}

// rest looks for the remaining elements of the first part beside h, and for the other parts near it.
func (r *Reading) rest(p *Pattern, h hit, clear bool) bool {
	if !r.extend(p.parts[0][1:], h, clear) {
		return false
	}
	at := r.tokens[h.start].pos
	for _, pt := range p.parts[1:] {
		if !r.near(pt, at, clear) {
			return false
		}
	}
	return true
}

// near looks for a part at most [Apart] words from a place.
func (r *Reading) near(pt part, at int32, clear bool) bool {
	for _, g := range pt[0].groups {
		for _, h := range r.between(g, at-Apart, at+Apart) {
			if (!clear || r.free(h)) && r.extend(pt[1:], h, clear) {
				return true
			}
		}
	}
	return false
}

// longest is more words than a phrase has.
const longest = 24

// extend looks for the next element of a part near what was found of it.
func (r *Reading) extend(rest part, span hit, clear bool) bool {
	if len(rest) == 0 {
		return true
	}
	e := &rest[0]
	left, right := r.tokens[span.start].pos, r.tokens[span.end-1].pos
	for _, g := range e.groups {
		for _, h := range r.between(g, left-e.within-longest, right+e.within+1) {
			start, end := r.tokens[h.start].pos, r.tokens[h.end-1].pos
			after, ahead := h.start >= span.end && start-right-1 <= e.within, !e.ordered && h.end <= span.start && left-end-1 <= e.within
			if !after && !ahead || clear && !r.free(h) {
				continue
			}
			if r.extend(rest[1:], hit{start: min(span.start, h.start), end: max(span.end, h.end)}, clear) {
				return true
			}
		}
	}
	return false
}
