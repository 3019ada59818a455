package sign

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"backtalk/internal/text"
)

// Signs are all signs, ready to check messages. They do not change and may be used by many at once.
type Signs struct {
	*lexicon
	all      []Sign
	sources  map[string]string
	sets     map[string][]string
	patterns []pattern
	fields   []map[int32]bool // by sign: the words of its field
	roles    []role           // by group
	marks    []bool           // by group: a set, which the classifiers see
	speller  *text.Speller
	pool     *sync.Pool
	learnt   *learnt // nil without [Signs.With]: then certain words alone decide
}

// build makes signs of what the files say.
func build(b book) (*Signs, Faults) {
	s := &Signs{lexicon: newLexicon(b.words.Small), all: b.signs, sources: b.words.Sources, sets: b.words.Sets}
	s.roles = s.addRoles()
	var faults Faults
	e := expander{sets: b.words.Sets, done: map[string][][]atom{}}
	enter := func(name string, group int32, phrases [][]atom, err error) {
		if err != nil {
			faults = append(faults, Fault{Folder + "/" + wordsFile, fmt.Sprintf("<%s>: %v", name, err)})
		}
		for _, p := range phrases {
			s.add(p, group)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.words.Sets)) {
		phrases, err := e.set(name)
		enter(name, s.group("<"+name+">"), phrases, err)
	}
	s.marks = make([]bool, len(s.groups))
	for i, name := range s.groups {
		s.marks[i] = strings.HasPrefix(name, "<")
	}
	group := func(alt string) (int32, error) {
		if g, ok := s.byName[alt]; ok {
			return g, nil
		}
		steps, err := parsePhrase(alt)
		if err != nil {
			return 0, err
		}
		phrases, err := e.phrase(steps)
		g := s.group(alt)
		for _, p := range phrases {
			s.add(p, g)
		}
		return g, err
	}
	for i, sg := range s.all {
		for _, l := range sg.Certain {
			p, err := parsePattern(l, group)
			if err != nil {
				faults = append(faults, Fault{sg.File, err.Error()})
			}
			p.sign = int32(i)
			s.patterns = append(s.patterns, p)
		}
		field := map[int32]bool{}
		for _, l := range sg.Field {
			field[s.word(text.Normal(l))] = true
		}
		s.fields = append(s.fields, field)
	}
	counts := map[string]int{}
	for w := range s.byWord {
		counts[w] = 1
	}
	s.speller = text.NewSpeller(counts, nil)
	s.pool = &sync.Pool{New: func() any { return &reading{signs: s, stemmer: text.NewStemmer()} }}
	return s, faults
}

// Fingerprint writes what of the signs is learnt from: certain words, and sets. Their texts are no part of it.
func (s *Signs) Fingerprint(w io.Writer) {
	for i := range s.patterns {
		fmt.Fprintf(w, "%s %s\n", s.all[s.patterns[i].sign].ID, s.patterns[i].text)
	}
	for _, set := range slices.Sorted(maps.Keys(s.sets)) {
		fmt.Fprintf(w, "%s %q\n", set, s.sets[set])
	}
}

// expander resolves sets within sets.
type expander struct {
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
		steps, err := parsePhrase(line)
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
