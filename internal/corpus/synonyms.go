package corpus

import "slices"

// synonyms are groups of words and phrases that mean the same here.
type synonyms struct {
	groups [][]string
	group  map[string]int // the group that a word stands in
}

// read adds one folder's groups. A group joins an earlier folder's group that it shares a word with.
func (s *synonyms) read(y yamlFile, text string) {
	own := map[string]bool{} // words that this file has placed
	for _, f := range y.parse(text, `"groups:"`) {
		if f.key != "groups" {
			y.unknown(f, "groups")
			continue
		}
		list, _ := y.list(f.key, f.value)
		for _, n := range list {
			var group []string
			for _, e := range y.texts("groups", n) {
				if w := fold(e.text); !slices.Contains(group, w) {
					group = append(group, w)
				}
			}
			if len(group) < 2 {
				y.fault(lineOf(n), "a group needs at least two different words or phrases, such as [lower back, lumbar]")
				continue
			}
			s.add(y, lineOf(n), group, own)
		}
	}
}

func (s *synonyms) add(y yamlFile, line int, group []string, own map[string]bool) {
	into := -1
	for _, w := range group {
		at, known := s.group[w]
		if own[w] || known && into >= 0 && at != into {
			y.fault(line, "%q stands in another group already; a word can mean one thing only", w)
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
