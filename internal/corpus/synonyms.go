package corpus

import (
	"slices"

	"backtalk/internal/fault"
)

// synonyms are groups of words and phrases that mean the same here.
type synonyms struct {
	groups [][]string
	group  map[string]int // the group that a word stands in
}

// read adds one folder's groups. A group joins an earlier folder's group that it shares a word with.
func (s *synonyms) read(y fault.YAML, text string) {
	own := map[string]bool{} // words that this file has placed
	for _, f := range y.Parse(text, `"groups:"`) {
		if f.Key != "groups" {
			y.Unknown(f, "groups")
			continue
		}
		for _, item := range y.List(f) {
			var group []string
			for _, e := range y.Texts(item) {
				if w := fold(e.Text); !slices.Contains(group, w) {
					group = append(group, w)
				}
			}
			if len(group) < 2 {
				y.Fault(item.Line, "a group needs at least two different words or phrases, such as [lower back, lumbar]")
				continue
			}
			s.add(y, item.Line, group, own)
		}
	}
}

func (s *synonyms) add(y fault.YAML, line int, group []string, own map[string]bool) {
	into := -1
	for _, w := range group {
		at, known := s.group[w]
		if own[w] || known && into >= 0 && at != into {
			y.Fault(line, "%q stands in another group already; a word can mean one thing only", w)
			return
		}
		if known {
			into = at
		}
	}
	if into < 0 {
		into = len(s.groups)
		s.groups = append(s.groups, nil)
	}
	for _, w := range group {
		own[w] = true
		if _, known := s.group[w]; !known {
			s.group[w] = into
			s.groups[into] = append(s.groups[into], w)
		}
	}
}
