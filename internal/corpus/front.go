package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// front is the head of a Markdown article, between two lines of three hyphens.
type front struct {
	Title      string              `yaml:"title"`
	Source     string              `yaml:"source"`
	Sources    map[string]string   `yaml:"sources"` // section id -> what it rests on
	Topics     map[string][]string `yaml:"topics"`  // section id -> topics that it covers, whatever its words say
	Reviewed   string              `yaml:"reviewed"`
	ReviewedBy string              `yaml:"reviewed_by"`

	line int
}

// read decodes the front matter of a file, if it has any, and returns the offset of what follows.
func (f *front) read(r *report, file, text string, from int) int {
	body := text[from:]
	first, rest, _ := strings.Cut(body, "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		return from
	}
	end, next := -1, 0
	for offset := len(first) + 1; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		if strings.TrimRight(line, " \t\r") == "---" {
			end, next = offset, offset+len(line)+1
			break
		}
		offset += len(line) + 1
		rest = after
	}
	if end < 0 {
		r.add(file, 1, "the front matter is not closed; end it with a line of three hyphens")
		return from
	}
	f.line = 1
	if err := yaml.UnmarshalWithOptions([]byte(body[len(first)+1:end]), f, yaml.Strict()); err != nil {
		line, message := yamlFault(err)
		r.add(file, line+1, "front matter: %s", message)
	}
	for name, value := range map[string]string{"reviewed": f.Reviewed} {
		if value == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			r.add(file, 1, "front matter: %s: %q is not a date like 2026-01-31", name, value)
		}
	}
	return from + min(next, len(body))
}

// checkSections reports sections and topics that the front matter names and nobody has.
func (f *front) checkSections(r *report, file string, doc *Document, topics map[string]*Topic) {
	var have []string
	for _, s := range doc.Sections {
		have = append(have, s.ID)
	}
	unknown := func(key, id string) {
		if !slices.Contains(have, id) {
			r.add(file, f.line, "front matter: %s: no section has the id %q%s", key, id, nearest(id, have))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.Sources)) {
		unknown("sources", id)
	}
	for _, id := range slices.Sorted(maps.Keys(f.Topics)) {
		unknown("topics", id)
		for _, topic := range f.Topics[id] {
			switch t := topics[topic]; {
			case t == nil:
				r.add(file, f.line, "front matter: topics: %s: no topic has the id %q%s", id, topic, nearest(topic, slices.Collect(maps.Keys(topics))))
			case !t.Kind.Coverable():
				r.add(file, f.line, "front matter: topics: %s: %q is of kind %s, which no passage covers", id, topic, t.Kind)
			}
		}
	}
}

// nearest proposes the name that was probably meant.
func nearest(word string, names []string) string {
	best, distance := "", len(word)/2+1
	slices.Sort(names)
	for _, n := range names {
		if d := editDistance(word, n); d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
