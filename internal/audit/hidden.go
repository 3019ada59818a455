package audit

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// wordsEach is how many words of a hidden section are named.
const wordsEach = 4

// Hidden is a section that covers no topic, that no usual question leads to, and of which its owner does not say how people ask for it. Its own
// words lead to it, and nothing else.
type Hidden struct {
	Section *corpus.Section
	Words   []string // those that tell it from other sections
}

// hide finds the hidden sections.
func (r *Report) hide(c *corpus.Corpus, own []*corpus.Section) {
	asked := map[*corpus.Section]bool{}
	for _, f := range r.Findings {
		asked[f.Section] = true
	}
	w := newWords(c)
	for _, s := range own {
		if asked[s] || len(topicsOf(s)) > 0 {
			continue
		}
		r.Hidden = append(r.Hidden, Hidden{s, w.of(s)})
	}
}

// opens tells whether a section only opens its article, under its title or before a list of questions, and so is nothing that anybody asks for.
func opens(s *corpus.Section) bool {
	d := s.Document()
	if len(d.Sections) == 1 || s != d.Sections[0] || len(topicsOf(s)) > 0 || len(s.Asks) > 0 {
		return false
	}
	isQuestion := func(s *corpus.Section) bool { return strings.HasSuffix(s.Heading, "?") }
	listed := !isQuestion(s) && !slices.ContainsFunc(d.Sections[1:], func(s *corpus.Section) bool { return !isQuestion(s) })
	return s.Heading == "" || s.Heading == d.Title && (d.Titled || listed)
}

// words knows how rare words are, among sections and in what people ask.
type words struct {
	sections map[string]int // how many sections have a word
	count    int            // of sections
	asked    map[string]int
	total    int // of words that people asked with
	stemmer  *text.Stemmer
}

func newWords(c *corpus.Corpus) *words {
	w := &words{sections: map[string]int{}, asked: c.Vocabulary(), stemmer: text.NewStemmer()}
	for _, n := range w.asked {
		w.total += n
	}
	for _, d := range c.Documents() {
		for _, s := range d.Sections {
			w.count++
			for stem := range w.read(s) {
				w.sections[stem]++
			}
		}
	}
	return w
}

// said is a word of a section.
type said struct {
	norm   string
	first  int // its place
	weight float64
}

// headingWeight is how often a word of the heading counts.
const headingWeight = 2

// read finds the words of a section by their stems.
func (w *words) read(s *corpus.Section) map[string]*said {
	out := map[string]*said{}
	add := func(t string, weight float64) {
		for word := range text.All(t) {
			if word.Kind != text.Letters || len(word.Norm) < 4 {
				continue
			}
			stem := w.stemmer.Stem(word.Norm)
			if out[stem] == nil {
				out[stem] = &said{norm: word.Norm, first: len(out)}
			}
			out[stem].weight += weight
		}
	}
	add(s.Heading, headingWeight)
	for _, p := range s.Passages {
		add(p.Text(), 1)
	}
	return out
}

// of are the words of a section that are rare elsewhere and in what people ask, the likeliest first.
func (w *words) of(s *corpus.Section) []string {
	var all []*said
	for stem, word := range w.read(s) {
		rare := math.Log(float64(2+w.total) / float64(1+w.asked[word.norm]))
		word.weight *= rare * rare * math.Log(float64(1+w.count)/float64(w.sections[stem]))
		all = append(all, word)
	}
	slices.SortFunc(all, func(a, b *said) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.first, b.first)) })
	var out []string
	for _, word := range all[:min(wordsEach, len(all))] {
		out = append(out, word.norm)
	}
	return out
}
