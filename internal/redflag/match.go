package redflag

import (
	"cmp"
	"slices"
	"sort"
)

// excuseReach is how many words from a sign something of "unless" may stand in another sentence. A new sentence counts
// as three words.
const excuseReach = 8

// longest is more words than a phrase has.
const longest = 24

// Check returns the flags that the message now sets off, gravest first. The asker's last messages, oldest first, are
// read with it, so that a sign may be spread over them; what stands in them alone sets off nothing.
func (r *Rules) Check(now string, before ...string) []Flag {
	s := r.scan(now, before)
	defer r.pool.Put(s)
	r.match(s)
	r.liken(s, now, before)
	if len(s.fired) == 0 {
		return nil
	}
	flags := make([]Flag, 0, len(s.fired))
	for _, f := range s.fired {
		flags = append(flags, r.flag(f))
	}
	slices.SortStableFunc(flags, func(a, b Flag) int {
		if a.Asked != b.Asked {
			if a.Asked {
				return 1
			}
			return -1
		}
		return cmp.Or(-cmp.Compare(a.priority, b.priority), -cmp.Compare(a.Level, b.Level), cmp.Compare(a.ID, b.ID))
	})
	return flags
}

// match tries every pattern whose rarest set was found.
func (r *Rules) match(s *scan) {
	for _, set := range s.touched {
		for _, i := range r.bySet[set] {
			p := &r.patterns[i]
			if !s.hasAll(p) {
				continue
			}
			ru := &r.rules[p.rule]
			f := s.firing(p.rule)
			if f != nil && !f.asked && (f.spanish || !p.spanish) {
				continue
			}
			switch {
			case s.holds(p, ru.blocks):
				s.fire(firing{rule: p.rule, pattern: i, spanish: p.spanish, level: -1})
			case f == nil && ru.askable && s.holds(p, ru.blocks&^(asked|askedFor)):
				s.fire(firing{rule: p.rule, pattern: i, asked: true, spanish: p.spanish, level: -1})
			}
		}
	}
	for i := range s.fired {
		if f := &s.fired[i]; !f.asked {
			f.level = r.raised(s, f)
		}
	}
}

func (s *scan) firing(rule int32) *firing {
	for i := range s.fired {
		if s.fired[i].rule == rule {
			return &s.fired[i]
		}
	}
	return nil
}

func (s *scan) fire(f firing) {
	if old := s.firing(f.rule); old != nil {
		*old = f
		return
	}
	s.fired = append(s.fired, f)
}

func (s *scan) hasAll(p *pattern) bool {
	for _, pt := range p.parts {
		for _, e := range pt {
			if s.total(e.set) == 0 {
				return false
			}
		}
	}
	return true
}

// raised returns the gravest combination that holds for a fired rule, or -1.
func (r *Rules) raised(s *scan, f *firing) int32 {
	best := int32(-1)
	ru := &r.rules[f.rule]
	for i := range ru.graver {
		g := &ru.graver[i]
		if s.hasAll(&g.pattern) && s.holds(&g.pattern, ru.blocks) &&
			(best < 0 || g.grade.Priority > ru.graver[best].grade.Priority) {
			best = int32(i)
		}
	}
	return best
}

// holds reports whether every part is found, near the others, none of its hits is blocked, at least one part stands in
// the message being answered, and nothing of "unless" stands near.
func (s *scan) holds(p *pattern, blocks guard) bool {
	isNow, allNow := false, true
	for _, pt := range p.parts {
		switch {
		case s.part(p, pt, blocks, true):
			isNow = true
		case s.part(p, pt, blocks, false):
			allNow = false
		default:
			return false
		}
	}
	return isNow && (!allNow || s.gathered(p, blocks))
}

func (s *scan) part(p *pattern, pt part, blocks guard, now bool) bool {
	for _, h := range s.of(pt[0].set) {
		if (s.tokens[h.start].message == 0) != now || s.blocked(p, h, pt[0], blocks) {
			continue
		}
		if s.extend(p, pt[1:], h, blocks) && !s.excused(p, h) {
			return true
		}
	}
	return false
}

// blocked reports whether a guard holds a hit back. A "no" that is itself part of the sign ("no feeling in my groin")
// negates nothing else of it.
func (s *scan) blocked(p *pattern, h hit, e element, blocks guard) bool {
	if e.ever {
		blocks &^= past | over
	}
	if g := h.flags & blocks; g != negated {
		return g != 0
	}
	return !s.ownNo(p, h)
}

// ownNo reports whether the negation that reaches h stands within another phrase of the same pattern.
func (s *scan) ownNo(p *pattern, h hit) bool {
	no := s.tokens[h.start].negator
	for _, pt := range p.parts {
		for _, e := range pt {
			list := s.of(e.set)
			for _, g := range list[sort.Search(len(list), func(i int) bool { return list[i].start > no-longest }):] {
				if g.start > no {
					break
				}
				if no < g.end {
					return true
				}
			}
		}
	}
	return false
}

// extend looks for the next element of a part near what was found of it; span is what was found.
func (s *scan) extend(p *pattern, rest part, span hit, blocks guard) bool {
	if len(rest) == 0 {
		return true
	}
	e, list := rest[0], s.of(rest[0].set)
	left, right := s.tokens[span.start].pos, s.tokens[span.end-1].pos
	from := sort.Search(len(list), func(i int) bool { return s.tokens[list[i].start].pos >= left-e.within-longest })
	for _, h := range list[from:] {
		start, end := s.tokens[h.start].pos, s.tokens[h.end-1].pos
		if start-right-1 > e.within {
			break
		}
		after, ahead := h.start >= span.end, h.end <= span.start
		if !after && (!ahead || e.ordered || left-end-1 > e.within) || s.blocked(p, h, e, blocks) {
			continue
		}
		both := hit{start: min(span.start, h.start), end: max(span.end, h.end)}
		if s.extend(p, rest[1:], both, blocks) {
			return true
		}
	}
	return false
}

// excused reports whether something of "unless" stands near a sign; the "years" of an age do not count.
func (s *scan) excused(p *pattern, at hit) bool {
	t := &s.tokens[at.start]
	for _, set := range p.unless {
		if s.total(set) == 0 {
			continue
		}
		for _, h := range s.of(set) {
			if h.end-h.start == 1 && s.tokens[h.start].role&aged != 0 {
				continue
			}
			if (h.flags&negated == 0 || s.ownNo(p, h)) && s.excuses(&s.tokens[h.start], t) {
				return true
			}
		}
	}
	return false
}

// excuses reports whether a word of "unless" stands near enough to a sign: in its sentence, or a few words from it. "I do
// yoga on Tuesdays" at the end of a message says nothing about the sign at its beginning.
func (s *scan) excuses(word, sign *token) bool {
	if word.message != sign.message {
		return false
	}
	return word.sentence == sign.sentence || word.pos <= sign.pos+excuseReach && word.pos >= sign.pos-excuseReach
}
