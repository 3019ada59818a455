package review

import (
	"fmt"
	"strings"

	"backtalk/internal/phrase"
)

// certain is a pattern in plain English.
type certain []place

// place is what must stand at one place of a pattern, after words that say where that is.
type place struct {
	Joint string // "within 8 words of"; empty at the start
	Terms []term
}

// term is one of the things that may stand at a place: a phrase, or a phrase with a set in it.
type term struct {
	Or            string // what joins it to the one before it
	Before, After string
	Set           *set
}

// inEnglish puts a sign's patterns into plain English. Sets are named, with a few of their phrases the first time.
func (s *sets) inEnglish(patterns []string) ([]certain, error) {
	var out []certain
	known := map[string]bool{}
	for _, line := range patterns {
		c, err := s.line(line, known)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		out = append(out, c)
	}
	return out, nil
}

// line puts a pattern into plain English; known are the sets whose phrases have been shown.
func (s *sets) line(pattern string, known map[string]bool) (certain, error) {
	pieces, err := phrase.Pieces(pattern)
	if err != nil {
		return nil, fmt.Errorf("reading a pattern: %w", err)
	}
	var out certain
	for i, p := range pieces {
		pl := place{}
		if i > 0 {
			pl.Joint = joint(p)
		}
		for j, alt := range p.Any {
			t := s.term(alt, known)
			switch {
			case j > 0 && j == len(p.Any)-1:
				t.Or = " or "
			case j > 0:
				t.Or = ", "
			}
			pl.Terms = append(pl.Terms, t)
		}
		out = append(out, pl)
	}
	return out, nil
}

// joint says where a place stands to what is before it.
func joint(p phrase.Piece) string {
	words := fmt.Sprintf("%d words", p.Within)
	if p.Within == 1 {
		words = "1 word"
	}
	switch {
	case p.First:
		return "and also"
	case p.After && p.Within == 0:
		return "then"
	case p.After:
		return "then within " + words
	case p.Within == 0:
		return "right beside"
	}
	return "within " + words + " of"
}

func (s *sets) term(line string, known map[string]bool) term {
	line = setNamed.ReplaceAllStringFunc(line, func(found string) string {
		low, high, ok := strings.Cut(strings.Trim(found, "<>"), "-")
		if ok && isRange(low) {
			return low + " to " + high
		}
		return found
	})
	at := setNamed.FindStringSubmatchIndex(line)
	if at == nil {
		return term{Before: line}
	}
	name := line[at[2]:at[3]]
	shown := s.set(name)
	if known[name] {
		shown = set{Name: shown.Name}
	}
	known[name] = true
	after := setNamed.ReplaceAllStringFunc(line[at[1]:], func(found string) string { return readable(strings.Trim(found, "<>")) })
	return term{Before: strings.TrimSpace(line[:at[0]]), Set: &shown, After: strings.TrimSpace(after)}
}
