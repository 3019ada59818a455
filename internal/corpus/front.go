package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// Bounds of what the front matter says people ask.
const (
	maxAsks = 50  // of a section
	maxAsk  = 300 // characters
)

// front is the head of an article, between two lines of three hyphens.
type front struct {
	title, source        string
	reviewed, reviewedBy string
	reviewUntil          string
	sources              []sectionSource
	topics               []sectionTopics
	asks                 []sectionAsks
}

// sectionSource says what a section rests on.
type sectionSource struct {
	section, source string
	line            int
}

// sectionTopics says what a section covers, whatever its words say.
type sectionTopics struct {
	section string // empty for the only one
	topics  []entry
	line    int
}

// sectionAsks says how people ask for a section.
type sectionAsks struct {
	section string
	asks    []entry
	line    int
}

// read decodes the front matter of a file, if it has any, and returns the offset of what follows.
func (f *front) read(y yamlFile, text string, from int) int {
	first, rest, _ := strings.Cut(text[from:], "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		return from
	}
	start := from + len(first) + 1
	for at := start; rest != ""; {
		line, after, _ := strings.Cut(rest, "\n")
		if strings.TrimRight(line, " \t\r") == "---" {
			f.decode(y, "\n"+text[start:at]) // the line of hyphens counts
			return min(at+len(line)+1, len(text))
		}
		at += len(line) + 1
		rest = after
	}
	y.fault(1, "the front matter is not closed; end it with a line of three hyphens")
	return len(text)
}

func (f *front) decode(y yamlFile, text string) {
	lines := map[string]int{}
	for _, key := range y.parse(text, `"title:"`) {
		lines[key.key] = key.line
		switch key.key {
		case "title":
			f.title = y.text(key)
		case "source":
			f.source = y.text(key)
		case "reviewed_by":
			f.reviewedBy = y.text(key)
		case "reviewed":
			f.reviewed = y.date(key)
		case "review_until":
			f.reviewUntil = y.date(key)
		case "sources":
			for _, s := range y.fields(key.value, `"section-id: who says so"`) {
				f.sources = append(f.sources, sectionSource{s.key, y.text(s), s.line})
			}
		case "ask":
			for _, s := range y.fields(key.value, `"section-id: [question]"`) {
				f.asks = append(f.asks, sectionAsks{s.key, y.texts(s.key, s.value), s.line})
			}
		case "topics":
			if _, plain := key.value.(*ast.SequenceNode); plain {
				f.topics = append(f.topics, sectionTopics{"", y.texts(key.key, key.value), key.line})
				continue
			}
			for _, s := range y.fields(key.value, `"section-id: [topic]"`) {
				f.topics = append(f.topics, sectionTopics{s.key, y.texts(s.key, s.value), s.line})
			}
		default:
			y.unknown(key, "title", "source", "sources", "topics", "ask", "reviewed", "reviewed_by", "review_until")
		}
	}
	f.checkReview(y, lines)
}

// sourceOf is what a section rests on; empty when the front matter does not say.
func (f *front) sourceOf(section string) string {
	i := slices.IndexFunc(f.sources, func(s sectionSource) bool { return s.section == section })
	if i < 0 {
		return ""
	}
	return f.sources[i].source
}

// topicsOf are the topics of a section, if the front matter decides.
func (f *front) topicsOf(section string) ([]entry, bool) {
	i := slices.IndexFunc(f.topics, func(s sectionTopics) bool { return s.section == section || s.section == "" })
	if i < 0 {
		return nil, false
	}
	return f.topics[i].topics, true
}

// asksOf is how people ask for a section, as the front matter says.
func (f *front) asksOf(section string) []string {
	var out []string
	for _, s := range f.asks {
		if s.section == section {
			for _, e := range s.asks {
				out = append(out, e.text)
			}
		}
	}
	return out
}

// check reports sections and topics that the front matter names and nobody has, and what is too much to ask.
func (f *front) check(y yamlFile, doc *Document, topics map[string]*Topic) {
	var sections, coverable []string
	for _, s := range doc.Sections {
		sections = append(sections, s.ID)
	}
	for id, t := range topics {
		if t.Kind.Coverable() {
			coverable = append(coverable, id)
		}
	}
	section := func(key, id string, line int) {
		if !slices.Contains(sections, id) {
			y.fault(line, "%s: no section has the id %q%s", key, id, nearest(id, sections))
		}
	}
	for _, s := range f.sources {
		section("sources", s.section, s.line)
	}
	for _, s := range f.asks {
		section("ask", s.section, s.line)
		if n := len(s.asks); n > maxAsks {
			y.fault(s.line, "ask: %s: has %d questions; keep the %d that people ask most", s.section, n, maxAsks)
		}
		for _, e := range s.asks {
			if n := utf8.RuneCountInString(e.text); n > maxAsk {
				y.fault(e.line, "ask: %s: a question has %d characters; write one of at most %d", s.section, n, maxAsk)
			}
		}
	}
	for _, s := range f.topics {
		if s.section != "" {
			section("topics", s.section, s.line)
		} else if n := len(sections); n != 1 {
			y.fault(s.line, "topics: a list without a section is for an article of one section, and this one has %d; write them as section-id: [topic]", n)
		}
		name := cmp.Or(s.section, "the only section")
		for _, e := range s.topics {
			switch t := topics[e.text]; {
			case t == nil:
				y.fault(e.line, "topics: %s: no topic has the id %q%s", name, e.text, nearest(e.text, coverable))
			case !t.Kind.Coverable():
				y.fault(e.line, "topics: %s: %q is of kind %s, which no passage covers", name, e.text, t.Kind)
			}
		}
	}
}
