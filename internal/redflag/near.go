package redflag

import "sort"

// together is how many words apart the parts of a pattern may stand in one message: two long sentences or so.
const together = 32

// gathered reports whether all parts stand near a hit of the first in the message being answered.
func (s *scan) gathered(p *pattern, blocks guard) bool {
	if len(p.parts) == 1 || s.isShort() {
		return true
	}
	e := p.parts[0][0]
	for _, h := range s.of(e.set) {
		if s.tokens[h.start].message != 0 || s.blocked(p, h, e, blocks) || !s.extend(p, p.parts[0][1:], h, blocks) {
			continue
		}
		near := true
		for _, pt := range p.parts[1:] {
			if near = s.near(p, pt, h, blocks); !near {
				break
			}
		}
		if near {
			return true
		}
	}
	return false
}

// isShort reports whether the message being answered is no longer than what counts as together.
func (s *scan) isShort() bool {
	i := sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].message == 0 })
	return i == len(s.tokens) || s.tokens[len(s.tokens)-1].pos-s.tokens[i].pos <= together
}

// near reports whether a part is found near h.
func (s *scan) near(p *pattern, pt part, h hit, blocks guard) bool {
	list, pos := s.of(pt[0].set), s.tokens[h.start].pos
	from := sort.Search(len(list), func(i int) bool { return s.tokens[list[i].start].pos >= pos-together })
	for _, g := range list[from:] {
		if s.tokens[g.start].pos > pos+together {
			return false
		}
		if s.tokens[g.start].message == 0 && !s.blocked(p, g, pt[0], blocks) && s.extend(p, pt[1:], g, blocks) {
			return true
		}
	}
	return false
}
