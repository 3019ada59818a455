package redflag

import (
	"slices"
	"sync"
)

// maxPhrases bounds how many phrases a set may come to when sets within it are written out.
const maxPhrases = 8000

// compiler turns sets and patterns into numbers.
type compiler struct {
	m        *merged
	r        *Rules
	numbers  map[string]int32 // elements by their text
	alts     map[string]int32 // what stands between "|", by its text
	altSize  []int            // by alternative: its phrases, single words counting more
	uses     []int            // by alternative: in how many elements it stands
	expanded map[string][][]atom
	open     map[string]bool // sets being written out, to notice circles
	words    []string
}

func compile(m *merged) (*Rules, error) {
	r := &Rules{
		all: m.rules, spoken: m.phrases, same: m.same, sources: m.sources, sets: map[string][]string{},
		pool: &sync.Pool{New: func() any { return new(scan) }},
	}
	c := &compiler{m: m, r: r, numbers: map[string]int32{}, alts: map[string]int32{}, expanded: map[string][][]atom{}, open: map[string]bool{}}
	var fillers []string
	for _, l := range m.context["fillers"] {
		fillers = append(fillers, l.Text)
	}
	r.trie = newTrie(fillers)
	for name, lines := range m.sets {
		for _, l := range lines {
			r.sets[name] = append(r.sets[name], l.Text)
		}
	}
	for name, ro := range roleNames() {
		for _, l := range m.context[name] {
			c.contextPhrase(ro, name, l)
		}
	}
	for i, ru := range m.rules {
		c.rule(int32(i), ru)
	}
	c.unused()
	if len(m.faults) > 0 {
		return nil, m.faults
	}
	r.bySet = make([][]int32, len(r.names))
	for i := range r.patterns {
		set := c.rarest(&r.patterns[i])
		if len(r.bySet[set]) == 0 {
			for _, alt := range r.elements[set] {
				r.wakes[alt] = append(r.wakes[alt], set)
			}
		}
		r.bySet[set] = append(r.bySet[set], int32(i))
	}
	common := map[string]bool{}
	for _, w := range m.lookalikes {
		common[w] = true
	}
	slices.Sort(c.words)
	r.speller = newSpeller(slices.Compact(c.words), common)
	return r, nil
}

func (c *compiler) contextPhrase(ro role, name string, l Line) {
	alt, err := c.alternative(l.Text)
	if err != nil {
		c.m.fault(l.Place, "", "context %s: %v", name, err)
		return
	}
	c.r.roles[alt] |= ro
}

// rule compiles a rule's patterns.
func (c *compiler) rule(number int32, ru Rule) {
	cr := compiled{blocks: blocksOf(ru.Grade.Level), askable: ru.Grade.Level.Warns()}
	for _, even := range ru.Even {
		cr.blocks &^= guardOf(even)
		cr.certain = cr.certain || even == evenUnlike
	}
	var unless []int32
	for _, l := range ru.Unless {
		if set, err := c.element(ru.ID, l.Text); err != nil {
			c.m.fault(l.Place, ru.ID, "%v", err)
		} else {
			unless = append(unless, set)
		}
	}
	one := func(l Line) (pattern, bool) {
		p, err := parsePattern(l.Text, func(text string) (int32, error) { return c.element(ru.ID, text) })
		if err != nil {
			c.m.fault(l.Place, ru.ID, "pattern %v", err)
			return p, false
		}
		p.rule, p.unless = number, append(p.unless, unless...)
		return p, true
	}
	for _, l := range ru.Patterns {
		if p, ok := one(l); ok {
			c.r.patterns = append(c.r.patterns, p)
		}
	}
	if ru.Spanish != nil {
		for _, l := range ru.Spanish.Patterns {
			if p, ok := one(l); ok {
				p.spanish = true
				c.r.patterns = append(c.r.patterns, p)
			}
		}
	}
	for _, g := range ru.Graver {
		if p, ok := one(g.If); ok {
			cr.graver = append(cr.graver, compiledGraver{g.Grade, p})
		}
	}
	c.r.rules = append(c.r.rules, cr)
}

// blocksOf returns what holds a rule of that level back. A wish to die is held back by a plain "not" alone.
func blocksOf(l Level) guard {
	switch l {
	case Crisis:
		return negated | joke
	case Caution:
		return negated | past | over | other | asked | idiom | joke
	case Boundary, Scope:
		return negated | idiom | joke
	}
	return negated | past | over | other | asked | askedFor | idiom | joke
}

// unused reports sets that no pattern reaches: usually a slip in a name.
func (c *compiler) unused() {
	if len(c.m.removed) > 0 {
		return // sets of rules that were taken away are not at fault
	}
	for name, lines := range c.m.sets {
		if _, ok := c.expanded[name]; !ok && len(lines) > 0 {
			c.m.fault(lines[0].Place, "", "the set %q is used by no pattern", name)
		}
	}
}

// crowd is how much oftener a single word is found than a phrase of several, and a small word than another.
const crowd = 4

// rarest returns the element of a pattern that is likely to be found least often: the pattern is tried when that one
// is. Words that stand in many elements are the common ones.
func (c *compiler) rarest(p *pattern) int32 {
	best, least := int32(0), -1
	for _, pt := range p.parts {
		for _, e := range pt {
			size := 0
			for _, alt := range c.r.elements[e.set] {
				size += c.altSize[alt] * c.uses[alt]
			}
			if least < 0 || size < least {
				best, least = e.set, size
			}
		}
	}
	return best
}
