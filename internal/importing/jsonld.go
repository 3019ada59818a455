package importing

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"backtalk/internal/text"
)

// question is one of those that a page tells search engines about, in schema.org's words.
type question struct {
	name   string
	answer []block
}

// questionsOf are the questions of a page's JSON-LD. What cannot be read holds none.
func questionsOf(root *html.Node) []question {
	const most = 1000 // questions; no page that people wrote has as many
	var out []question
	for n := range root.Descendants() {
		if !isElement(n, atom.Script) || !strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") || n.FirstChild == nil {
			continue
		}
		var v any
		if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
			out = append(out, questionsIn(v, 0)...)
		}
	}
	return out[:min(len(out), most)]
}

func questionsIn(v any, depth int) []question {
	const deepest = 20
	if depth > deepest {
		return nil
	}
	var out []question
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, questionsIn(e, depth+1)...)
		}
	case map[string]any:
		if isOf(v, "Question") {
			if q, ok := newQuestion(v); ok {
				return []question{q}
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "hasPart", "mainEntityOfPage"} {
			out = append(out, questionsIn(v[key], depth+1)...)
		}
	}
	return out
}

// isOf tells whether a JSON-LD object is of a type.
func isOf(v map[string]any, kind string) bool {
	switch t := v["@type"].(type) {
	case string:
		return t == kind
	case []any:
		return slices.Contains(t, any(kind))
	}
	return false
}

func newQuestion(v map[string]any) (question, bool) {
	name, _ := v["name"].(string)
	answer := v["acceptedAnswer"]
	if list, ok := answer.([]any); ok && len(list) > 0 {
		answer = list[0]
	}
	object, _ := answer.(map[string]any)
	text, _ := object["text"].(string)
	q := question{name: strings.Join(strings.Fields(clean(fragmentText(name))), " "), answer: fragment(text)}
	return q, hasWord(q.name) && len(q.answer) > 0
}

// fragment reads a piece of HTML, such as a cell that was written for a web page.
func fragment(s string) []block {
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return nil
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	left := &leftovers{}
	strip(root, left)
	w := &walker{heads: &heads{}, left: left, weights: weigh(root, nil), depth: 1}
	w.block(root)
	return slices.DeleteFunc(w.out, func(b block) bool { return b.words() == 0 })
}

func fragmentText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for _, bl := range fragment(s) {
		b.WriteString(plain(bl.spans) + " ")
	}
	return b.String()
}

// withQuestions adds the questions whose answers the page does not show: under their heading where that stands empty, else
// at the end.
func withQuestions(blocks []block, known []question) []block {
	if len(known) == 0 {
		return blocks
	}
	shown := map[string]int{} // headings in their normal form, and where they stand
	var all strings.Builder
	for i, b := range blocks {
		if b.kind == heading {
			shown[normal(plain(b.spans))] = i + 1
		}
		all.WriteString(" " + normal(wordsOf([]block{b})))
	}
	text := all.String()
	under := map[int][]block{}
	var end []block
	for _, q := range known {
		if strings.Contains(text, normal(wordsOf(q.answer))) {
			continue
		}
		at := shown[normal(q.name)]
		switch {
		case at > 0 && (at == len(blocks) || blocks[at].kind == heading) && under[at] == nil:
			under[at] = q.answer
		case at > 0: // the page has an answer of its own
		default:
			end = append(end, block{kind: heading, level: highest(blocks), spans: []span{{text: q.name}}, inside: true})
			end = append(end, q.answer...)
		}
	}
	var out []block
	for i, b := range blocks {
		out = append(out, b)
		out = append(out, under[i+1]...)
	}
	return append(out, end...)
}

// highest is the level of the highest headings, the title not counted.
func highest(blocks []block) int {
	level := looksLike
	for _, b := range blocks {
		if b.kind == heading && b.level > 1 {
			level = min(level, b.level)
		}
	}
	return level
}

// normal is a text by its words alone.
func normal(s string) string { return strings.Join(text.Norms(clean(s)), " ") }

// wordsOf are all words of blocks.
func wordsOf(blocks []block) string {
	var b strings.Builder
	for _, bl := range blocks {
		b.WriteString(plain(bl.spans) + " ")
		for _, it := range bl.items {
			b.WriteString(plain(it.spans) + " ")
		}
		for _, row := range bl.rows {
			b.WriteString(strings.Join(row, " ") + " ")
		}
	}
	return b.String()
}
