package phrase

import (
	"fmt"
	"strconv"
	"strings"

	"backtalk/internal/text"
)

// atom is one step of a phrase: a word by its id, or, below 0, a range of numbers by its place.
type atom int32

// numbers is a range of numbers.
type numbers struct{ low, top float64 }

// step of a phrase before sets in it are resolved.
type step struct {
	atom
	set string // a set instead of a word
}

// phrase reads "cant feel", "<cant> feel", "<13-17> years old".
func (x *trie) phrase(line string) ([]step, error) {
	var steps []step
	for field := range strings.FieldsSeq(line) {
		if name, ok := strings.CutPrefix(field, "<"); ok {
			name, ok = strings.CutSuffix(name, ">")
			if !ok || name == "" {
				return nil, fmt.Errorf("%q: a set is written <name>", line)
			}
			if low, top, ok := rangeOf(name); ok {
				steps = append(steps, step{atom: x.number(numbers{low, top})})
			} else {
				steps = append(steps, step{set: name})
			}
			continue
		}
		for w := range text.All(field) {
			if v, ok := text.Number(w); ok && w.Kind == text.Digits {
				steps = append(steps, step{atom: x.number(numbers{v, v})})
			} else if w.Kind == text.Letters {
				steps = append(steps, step{atom: atom(x.word(w.Norm))})
			}
		}
	}
	if len(steps) == 0 {
		return nil, fmt.Errorf("%q holds no word", line)
	}
	return steps, nil
}

func rangeOf(name string) (low, top float64, ok bool) {
	a, b, found := strings.Cut(name, "-")
	if !found {
		return 0, 0, false
	}
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return x, y, err1 == nil && err2 == nil && x <= y
}
