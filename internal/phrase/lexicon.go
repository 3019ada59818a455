package phrase

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"backtalk/internal/text"
)

// Lexicon knows sets of phrases and finds them in messages. It does not change and may be used by many at once.
type Lexicon struct {
	*trie
	sets    map[string][]string
	roles   []role // by group
	isSet   []bool // by group
	speller *text.Speller
	pool    sync.Pool
}

// Field is a list of single words, with any ending.
type Field struct{ words map[int32]bool }

// Builder makes a lexicon. It is done with once that is made.
type Builder struct {
	lexicon  *Lexicon
	expander expander
}

// NewBuilder begins a lexicon with the small words ("my", "the", "is") that may stand inside a phrase, and with the sets, in whose
// phrases other sets may stand as "<name>". It returns all that is wrong with the sets, each error with the set's name.
func NewBuilder(small []string, sets map[string][]string) (*Builder, []error) {
	x := &Lexicon{trie: newTrie(small), sets: sets}
	b := &Builder{lexicon: x, expander: expander{trie: x.trie, sets: sets, done: map[string][][]atom{}}}
	x.roles = x.addRoles()
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		phrases, err := b.expander.set(name)
		if err != nil {
			faults = append(faults, fmt.Errorf("<%s>: %w", name, err))
		}
		g := x.group("<" + name + ">")
		for _, p := range phrases {
			x.add(p, g)
		}
	}
	x.isSet = make([]bool, len(x.groups))
	for i, name := range x.groups {
		x.isSet[i] = strings.HasPrefix(name, "<")
	}
	return b, faults
}

// Pattern enters a pattern.
func (b *Builder) Pattern(line string) (Pattern, error) { return parsePattern(line, b.group) }

// group returns the number of an alternative of a pattern, whose phrases it enters when they are new.
func (b *Builder) group(alt string) (int32, error) {
	x := b.lexicon
	if g, ok := x.byName[alt]; ok {
		return g, nil
	}
	steps, err := x.phrase(alt)
	if err != nil {
		return 0, err
	}
	phrases, err := b.expander.phrase(steps)
	g := x.group(alt)
	for _, p := range phrases {
		x.add(p, g)
	}
	return g, err
}

// Field enters single words.
func (b *Builder) Field(words []string) Field {
	f := Field{map[int32]bool{}}
	for _, w := range words {
		f.words[b.lexicon.word(text.Normal(w))] = true
	}
	return f
}

// Lexicon returns what was built. Misspelt words of it are known as well.
func (b *Builder) Lexicon() *Lexicon {
	x := b.lexicon
	counts := make(map[string]int, len(x.byWord))
	for w := range x.byWord {
		counts[w] = 1
	}
	x.speller = text.NewSpeller(counts, nil, 1)
	x.pool.New = func() any { return &Reading{lexicon: x, stemmer: text.NewStemmer()} }
	return x
}

// Set returns what a set lists, as it was given: phrases in which other sets may stand.
func (x *Lexicon) Set(name string) []string { return x.sets[name] }

// Fingerprint writes what a message is read by: every word that is known, of sets, patterns and fields (misspelt ones are mended to
// them), the small ones, and all sets, each in the order of their names.
func (x *Lexicon) Fingerprint(w io.Writer) {
	fmt.Fprintf(w, "%q\n%q\n", slices.Sorted(maps.Keys(x.byWord)), slices.Sorted(maps.Keys(x.small)))
	for _, name := range slices.Sorted(maps.Keys(x.sets)) {
		fmt.Fprintf(w, "%s %q\n", name, x.sets[name])
	}
}
