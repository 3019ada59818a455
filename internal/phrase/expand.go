package phrase

import (
	"fmt"
	"slices"
)

// expander resolves sets within sets.
type expander struct {
	trie *trie
	sets map[string][]string
	done map[string][][]atom
	open []string
}

// maxPhrases bounds what a set may stand for.
const maxPhrases = 20000

func (e *expander) set(name string) ([][]atom, error) {
	if p, ok := e.done[name]; ok {
		return p, nil
	}
	lines, ok := e.sets[name]
	if !ok {
		return nil, fmt.Errorf("no set is called <%s>", name)
	}
	if slices.Contains(e.open, name) {
		return nil, fmt.Errorf("the set <%s> stands in itself", name)
	}
	e.open = append(e.open, name)
	defer func() { e.open = e.open[:len(e.open)-1] }()
	var all [][]atom
	for _, line := range lines {
		steps, err := e.trie.phrase(line)
		if err != nil {
			return nil, err
		}
		phrases, err := e.phrase(steps)
		if err != nil {
			return nil, err
		}
		if all = append(all, phrases...); len(all) > maxPhrases {
			return nil, fmt.Errorf("the set <%s> stands for more than %d phrases", name, maxPhrases)
		}
	}
	e.done[name] = all
	return all, nil
}

func (e *expander) phrase(steps []step) ([][]atom, error) {
	all := [][]atom{nil}
	for _, st := range steps {
		ways := [][]atom{{st.atom}}
		if st.set != "" {
			var err error
			if ways, err = e.set(st.set); err != nil {
				return nil, err
			}
		}
		if len(all)*len(ways) > maxPhrases {
			return nil, fmt.Errorf("a phrase stands for more than %d", maxPhrases)
		}
		var longer [][]atom
		for _, a := range all {
			for _, w := range ways {
				longer = append(longer, slices.Concat(a, w))
			}
		}
		all = longer
	}
	return all, nil
}
