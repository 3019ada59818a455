package redflag

import (
	"fmt"
	"slices"
	"strings"
)

// element returns the set for the text of an element: "<loss>", "numb", "<cant> feel|numb".
func (c *compiler) element(rule, text string) (int32, error) {
	text = strings.TrimSpace(text)
	if set, ok := c.numbers[text]; ok {
		return set, nil
	}
	if text == "" {
		return 0, fmt.Errorf("something is missing between two signs")
	}
	var alts []int32
	for part := range strings.SplitSeq(text, "|") {
		alt, err := c.alternative(part)
		if err != nil {
			return 0, err
		}
		if !slices.Contains(alts, alt) {
			alts = append(alts, alt)
		}
	}
	set := int32(len(c.r.names))
	c.numbers[text] = set
	c.r.names = append(c.r.names, text)
	c.r.elements = append(c.r.elements, alts)
	for _, alt := range alts {
		c.uses[alt]++
	}
	return set, nil
}

// alternative enters the phrases of one alternative, "<loss>" or "<cant> feel", into the trie, once.
func (c *compiler) alternative(text string) (int32, error) {
	text = strings.TrimSpace(text)
	if alt, ok := c.alts[text]; ok {
		return alt, nil
	}
	phrases, err := c.expandPhrase(text)
	if err != nil {
		return 0, err
	}
	alt := int32(len(c.r.roles))
	c.alts[text] = alt
	c.r.roles = append(c.r.roles, 0)
	c.r.marks = append(c.r.marks, markOf(text))
	c.r.wakes = append(c.r.wakes, nil)
	c.uses = append(c.uses, 0)
	size := len(phrases) * crowd
	if strings.Contains(text, " ") {
		size = len(phrases)
	} else if c.r.trie.fillers[text] {
		size *= crowd
	}
	c.altSize = append(c.altSize, size)
	for _, ph := range phrases {
		c.r.trie.add(ph, alt)
	}
	return alt, nil
}

// markOf returns the name of the set that an alternative is; empty when it is anything else.
func markOf(text string) string {
	if strings.HasPrefix(text, "<") && strings.IndexByte(text, '>') == len(text)-1 && !strings.ContainsAny(text, "0123456789") {
		return text
	}
	return ""
}

// expandPhrase writes out the sets in a phrase.
func (c *compiler) expandPhrase(text string) ([][]atom, error) {
	steps, err := parsePhrase(text)
	if err != nil {
		return nil, err
	}
	all := [][]atom{nil}
	for _, st := range steps {
		choices := [][]atom{{st.atom}}
		if st.set != "" {
			if choices, err = c.expandSet(st.set); err != nil {
				return nil, err
			}
		} else if st.atom.word != "" {
			c.words = append(c.words, st.atom.word)
		}
		if len(all)*len(choices) > maxPhrases {
			return nil, fmt.Errorf("%q comes to more than %d phrases", text, maxPhrases)
		}
		next := make([][]atom, 0, len(all)*len(choices))
		for _, a := range all {
			for _, choice := range choices {
				next = append(next, append(slices.Clip(a), choice...))
			}
		}
		all = next
	}
	if first := steps[0].atom; first.word == "not" && !first.exact && len(steps) > 1 {
		for _, a := range all[:len(all):len(all)] {
			for _, not := range notForms {
				all = append(all, append([]atom{{word: not}}, a[1:]...))
			}
		}
	}
	return all, nil
}

// notForms are what "is not" and the like are read as: a phrase that begins with "not" means them too.
var notForms = []string{"isnt", "arent", "wasnt"}

func (c *compiler) expandSet(name string) ([][]atom, error) {
	if done, ok := c.expanded[name]; ok {
		return done, nil
	}
	lines := c.m.sets[name]
	if len(lines) == 0 {
		return nil, fmt.Errorf("no set is called <%s>", name)
	}
	if c.open[name] {
		return nil, fmt.Errorf("the set <%s> holds itself", name)
	}
	c.open[name] = true
	defer delete(c.open, name)
	var all [][]atom
	for _, l := range lines {
		phrases, err := c.expandPhrase(l.Text)
		if err != nil {
			return nil, fmt.Errorf("set <%s>: %w", name, err)
		}
		all = append(all, phrases...)
	}
	c.expanded[name] = all
	return all, nil
}
