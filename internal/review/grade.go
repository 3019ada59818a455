package review

import (
	"fmt"
	"strings"

	"backtalk/internal/corpus"
)

// Grades that knowledge is held to: what to aim at, and what a section must not exceed.
const (
	AimGrade = 8
	MaxGrade = 10
)

// grade is a grade level as the page shows it.
type grade float64

func (g grade) String() string { return fmt.Sprintf("%.1f", float64(g)) }

// Hard tells whether it is above what to aim at.
func (g grade) Hard() bool { return g > AimGrade }

// Grade is the Flesch-Kincaid grade level of a text that is given by its sentences: the years of school in the United
// States that reading it takes. It is 0.39 times the words a sentence plus 11.8 times the syllables a word minus 15.59
// (Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted Personnel, Research
// Branch Report 8-75, 1975). A text without words has grade 0, and so has one for which the formula gives less.
func Grade(sentences []string) float64 {
	var words, syllables, counted int
	for _, s := range sentences {
		n := 0
		for w := range strings.FieldsSeq(s) {
			if w = strings.TrimFunc(w, notSpoken); w != "" {
				n++
				syllables += Syllables(w)
			}
		}
		if words += n; n > 0 {
			counted++
		}
	}
	if words == 0 {
		return 0
	}
	return max(0, 0.39*float64(words)/float64(counted)+11.8*float64(syllables)/float64(words)-15.59)
}

// SectionGrade is the grade of a section as a whole.
func SectionGrade(s *corpus.Section) float64 {
	var all []string
	for _, p := range s.Passages {
		all = append(all, sentencesOf(p)...)
	}
	return Grade(all)
}

func sentencesOf(p *corpus.Passage) []string {
	out := make([]string, len(p.Sentences()))
	for i := range out {
		out[i] = p.Sentence(i)
	}
	return out
}
