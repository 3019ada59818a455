package redflag

import (
	"fmt"
	"strconv"
	"strings"
)

// A pattern is written as parts joined by "&"; all parts must be found, in any order, in the message or the two
// before it. A part is one element, or several with a nearness between them:
//
//	<loss> ~5 <saddle>      a phrase of either set, at most 5 words apart, in either order
//	<cough> ..2 blood       the second after the first, at most 2 words apart
//
// An element is a set in angle brackets, a phrase (which may hold sets: "<cant> feel"), or several of them with "|"
// between. "ever" before an element lets it count although it is long past. "unless" ends the pattern: elements, with
// "|" between, that must not stand in the same sentence or within excuseReach words.
type pattern struct {
	text    string
	parts   []part
	unless  []int32
	spanish bool
	rule    int32
}

type part []element

type element struct {
	set     int32
	ever    bool
	within  int32 // words between this and what stands before it in the part
	ordered bool
}

// Nearness where none is written.
const (
	nearWords = 5
	thenWords = 3
)

// phrase is a line of a set before sets within it are resolved.
type phrase []step

type step struct {
	atom
	set string // a set instead of a word
}

// parsePhrase reads "cant feel", "<cant> feel", "=numb", "<13-17> years old".
func parsePhrase(text string) (phrase, error) {
	var steps phrase
	for field := range strings.FieldsSeq(plain(text)) {
		if name, ok := strings.CutPrefix(field, "<"); ok {
			name, ok = strings.CutSuffix(name, ">")
			if !ok || name == "" {
				return nil, fmt.Errorf("%q: a set is written <name>", text)
			}
			if low, top, ok := rangeOf(name); ok {
				steps = append(steps, step{atom: atom{isNumber: true, low: low, top: top}})
			} else {
				steps = append(steps, step{set: name})
			}
			continue
		}
		word, exact := strings.CutPrefix(field, "=")
		for _, p := range split(word, nil) {
			switch {
			case p.isNumber:
				steps = append(steps, step{atom: atom{isNumber: true, low: p.number, top: p.number}})
			case p.brk == noBreak:
				if n := len(steps); n > 0 && !exact && !steps[n-1].atom.exact {
					if joined, ok := rejoin(steps[n-1].atom.word, p.word); ok { // as the words of a message are
						steps[n-1].atom.word = joined
						continue
					}
				}
				steps = append(steps, step{atom: atom{word: p.word, exact: exact}})
			}
		}
	}
	if len(steps) == 0 {
		return nil, fmt.Errorf("%q holds no word", text)
	}
	return steps, nil
}

func rangeOf(name string) (low, top float32, ok bool) {
	a, b, found := strings.Cut(name, "-")
	x, err1 := strconv.ParseFloat(a, 32)
	y, err2 := strconv.ParseFloat(b, 32)
	return float32(x), float32(y), found && err1 == nil && err2 == nil && x <= y
}

// parsePattern reads a pattern; element turns the text of an element into a set.
func parsePattern(text string, elementSet func(string) (int32, error)) (pattern, error) {
	p := pattern{text: text}
	body, unless, has := strings.Cut(text+" ", " unless ")
	if has {
		set, err := elementSet(unless)
		if err != nil {
			return p, err
		}
		p.unless = append(p.unless, set)
	}
	for raw := range strings.SplitSeq(body, " & ") {
		pt, err := parsePart(raw, elementSet)
		if err != nil {
			return p, fmt.Errorf("%q: %w", text, err)
		}
		p.parts = append(p.parts, pt)
	}
	return p, nil
}

func parsePart(raw string, elementSet func(string) (int32, error)) (part, error) {
	var (
		pt    part
		words []string
		next  element
	)
	flush := func() error {
		if len(words) > 1 && words[0] == "ever" {
			next.ever, words = true, words[1:]
		}
		set, err := elementSet(strings.Join(words, " "))
		next.set = set
		pt, words = append(pt, next), nil
		return err
	}
	for field := range strings.FieldsSeq(raw) {
		within, ordered, ok, err := nearness(field)
		if err != nil {
			return nil, err
		}
		if !ok {
			words = append(words, field)
			continue
		}
		if err := flush(); err != nil {
			return nil, err
		}
		next = element{within: within, ordered: ordered}
	}
	return pt, flush()
}

// nearness reads "~", "~5", "..", "..2".
func nearness(field string) (within int32, ordered, ok bool, err error) {
	digits, near := strings.CutPrefix(field, "~")
	within = nearWords
	if !near {
		digits, ordered = strings.CutPrefix(field, "..")
		within = thenWords
	}
	if !near && !ordered {
		return 0, false, false, nil
	}
	if digits != "" {
		n, bad := strconv.Atoi(digits)
		if bad != nil || n < 0 || n > 30 {
			return 0, false, false, fmt.Errorf("%q: nearness is ~N or ..N with N from 0 to 30", field)
		}
		within = int32(n)
	}
	return within, ordered, true, nil
}
