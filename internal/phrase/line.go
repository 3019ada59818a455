package phrase

import (
	"fmt"
	"strconv"
	"strings"

	"backtalk/internal/text"
)

// atom is one step of a phrase: a word, or a number in a range.
type atom struct {
	word     string
	isNumber bool
	low, top float64
}

// step of a phrase before sets in it are resolved.
type step struct {
	atom
	set string // a set instead of a word
}

// parsePhrase reads "cant feel", "<cant> feel", "<13-17> years old".
func parsePhrase(line string) ([]step, error) {
	var steps []step
	for field := range strings.FieldsSeq(line) {
		if name, ok := strings.CutPrefix(field, "<"); ok {
			name, ok = strings.CutSuffix(name, ">")
			if !ok || name == "" {
				return nil, fmt.Errorf("%q: a set is written <name>", line)
			}
			if low, top, ok := rangeOf(name); ok {
				steps = append(steps, step{atom: atom{isNumber: true, low: low, top: top}})
			} else {
				steps = append(steps, step{set: name})
			}
			continue
		}
		for _, w := range text.Words(field) {
			if v, ok := text.Number(w); ok && w.Kind == text.Digits {
				steps = append(steps, step{atom: atom{isNumber: true, low: v, top: v}})
			} else if w.Kind == text.Letters {
				steps = append(steps, step{atom: atom{word: w.Norm}})
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
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return x, y, found && err1 == nil && err2 == nil && x <= y
}
