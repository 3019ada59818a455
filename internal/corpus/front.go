package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"backtalk/internal/fault"
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
	topics  []fault.Entry
	line    int
}

// sectionAsks says how people ask for a section.
type sectionAsks struct {
	section string
	asks    []fault.Entry
	line    int
}

// read decodes the front matter of a file, if it has any, and returns the offset of what follows.
func (f *front) read(y fault.YAML, text string, from int) int {
	first, rest, _ := strings.Cut(text[from:], "\n")
	if strings.TrimRight(first, " \t\r") != "---" {
		unmarked(y, text[from:])
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
	y.Fault(1, "the front matter is not closed; end it with a line of three hyphens")
	return len(text)
}

// unmarked reports front matter that does not begin on the first line with three hyphens: it would be shown to people as text.
func unmarked(y fault.YAML, text string) {
	hyphens := false
	for i, line := range strings.SplitN(text, "\n", 20) {
		line = strings.TrimRight(line, " \t\r")
		key, value, colon := strings.Cut(line, ":")
		switch {
		case line == "":
		case line == "---" && !hyphens:
			hyphens = true
		case colon && (value == "" || value[0] == ' ') && slices.Contains(frontKeys(), key):
			if hyphens {
				y.Fault(i+1, "%s: front matter begins on the first line of a file; remove what stands before its three hyphens", key)
			} else {
				y.Fault(i+1, "%s: this looks like front matter, but the three hyphens before it are missing; write the line --- before it and after it, or begin the text otherwise", key)
			}
			return
		default:
			return
		}
	}
}

// frontKeys are what front matter may say.
func frontKeys() []string {
	return []string{"title", "source", "sources", "topics", "ask", "reviewed", "reviewed_by", "review_until"}
}

func (f *front) decode(y fault.YAML, text string) {
	lines := map[string]int{}
	for _, key := range y.Parse(text, `"title:"`) {
		lines[key.Key] = key.Line
		switch key.Key {
		case "title":
			f.title = y.Text(key)
		case "source":
			f.source = y.Text(key)
		case "reviewed_by":
			f.reviewedBy = y.Text(key)
		case "reviewed":
			f.reviewed = date(y, key)
		case "review_until":
			f.reviewUntil = date(y, key)
		case "sources":
			for _, s := range y.Fields(key, `"section-id: who says so"`) {
				f.sources = append(f.sources, sectionSource{s.Key, y.Text(s), s.Line})
			}
		case "ask":
			for _, s := range y.Fields(key, `"section-id: [question]"`) {
				f.asks = append(f.asks, sectionAsks{s.Key, y.Texts(s), s.Line})
			}
		case "topics":
			if key.IsList() {
				f.topics = append(f.topics, sectionTopics{"", y.Texts(key), key.Line})
				continue
			}
			for _, s := range y.Fields(key, `"section-id: [topic]"`) {
				f.topics = append(f.topics, sectionTopics{s.Key, y.Texts(s), s.Line})
			}
		default:
			y.Unknown(key, frontKeys()...)
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
func (f *front) topicsOf(section string) ([]fault.Entry, bool) {
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
				out = append(out, e.Text)
			}
		}
	}
	return out
}

// check reports sections and topics that the front matter names and nobody has, and what is too much to ask.
func (f *front) check(y fault.YAML, doc *Document, topics map[string]*Topic) {
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
			y.Fault(line, "%s: no section of this article has the id %q%s", key, id, fault.OneOf(id, sections))
		}
	}
	for _, s := range f.sources {
		section("sources", s.section, s.line)
	}
	for _, s := range f.asks {
		section("ask", s.section, s.line)
		if n := len(s.asks); n > maxAsks {
			y.Fault(s.line, "ask: %s: has %d questions; keep the %d that people ask most", s.section, n, maxAsks)
		}
		for _, e := range s.asks {
			if n := utf8.RuneCountInString(e.Text); n > maxAsk {
				y.Fault(e.Line, "ask: %s: a question has %d characters; write one of at most %d", s.section, n, maxAsk)
			}
		}
	}
	for _, s := range f.topics {
		if s.section != "" {
			section("topics", s.section, s.line)
		} else if n := len(sections); n != 1 {
			y.Fault(s.line, "topics: a list without a section is for an article of one section, and this one has %d; write them as section-id: [topic]", n)
		}
		name := cmp.Or(s.section, "the only section")
		for _, e := range s.topics {
			switch t := topics[e.Text]; {
			case t == nil:
				y.Fault(e.Line, "topics: %s: no topic has the id %q%s", name, e.Text, fault.DidYouMean(e.Text, coverable))
			case !t.Kind.Coverable():
				y.Fault(e.Line, "topics: %s: %q is of kind %s, which no passage covers", name, e.Text, t.Kind)
			}
		}
	}
}
