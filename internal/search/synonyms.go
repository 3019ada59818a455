package search

import "strings"

// synonyms replace words and phrases that mean the same by one concept, on both sides of a match. bleve's own synonyms
// know single words only and weaken exact matches, so they are not used.
type synonyms struct {
	concepts map[string]string // stems of a phrase, joined by blanks -> concept
	starts   map[string]int    // first stem -> words in the longest phrase that starts so
}

// newSynonyms builds the table from groups of phrases; the first of a group names the concept.
func newSynonyms(groups [][]string) *synonyms {
	s := &synonyms{concepts: map[string]string{}, starts: map[string]int{}}
	r := newReader()
	for _, group := range groups {
		concept := "=" + strings.ReplaceAll(group[0], " ", "_")
		for _, phrase := range group {
			var stems []string
			for _, w := range r.words(phrase) {
				stems = append(stems, w.stem)
			}
			key := strings.Join(stems, " ")
			if _, taken := s.concepts[key]; taken || key == "" {
				continue
			}
			s.concepts[key] = concept
			s.starts[stems[0]] = max(s.starts[stems[0]], len(stems))
		}
	}
	return s
}

// fold replaces every phrase it knows, the longest first; a concept's span covers all its words.
func (s *synonyms) fold(ws []word) []word {
	if len(s.concepts) == 0 {
		return ws
	}
	out := make([]word, 0, len(ws))
next:
	for i := 0; i < len(ws); {
		for n := min(s.starts[ws[i].stem], len(ws)-i); n > 0; n-- {
			key := ws[i].stem
			for _, w := range ws[i+1 : i+n] {
				key += " " + w.stem
			}
			if concept, ok := s.concepts[key]; ok {
				out = append(out, word{start: ws[i].start, end: ws[i+n-1].end, norm: ws[i].norm, stem: concept})
				i += n
				continue next
			}
		}
		out = append(out, ws[i])
		i++
	}
	return out
}
