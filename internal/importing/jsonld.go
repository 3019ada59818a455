package importing

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
		if isElement(n, atom.Script) && strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			var v any
			if json.Unmarshal([]byte(textOf(n)), &v) == nil {
				out = append(out, questionsIn(v)...)
			}
		}
	}
	return out[:min(len(out), most)]
}

func questionsIn(v any) []question {
	var out []question
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, questionsIn(e)...)
		}
	case map[string]any:
		for _, key := range []string{"@graph", "mainEntity", "hasPart", "mainEntityOfPage"} {
			out = append(out, questionsIn(v[key])...)
		}
		name, _ := v["name"].(string)
		answer := v["acceptedAnswer"]
		if list, ok := answer.([]any); ok && len(list) > 0 {
			answer = list[0]
		}
		object, _ := answer.(map[string]any)
		text, _ := object["text"].(string)
		if q := (question{fragmentText(name), (&Article{}).blocks(fragment(text), "")}); hasWord(q.name) && len(q.answer) > 0 {
			out = append(out, q)
		}
	}
	return out
}

// withQuestions adds the questions at the end whose answers the page does not show.
func withQuestions(blocks []block, known []question) []block {
	all := normal(wordsOf(blocks))
	level := looksLike // of the highest headings, the title not counted
	for _, b := range blocks {
		if b.kind == heading && b.level > 1 {
			level = min(level, b.level)
		}
	}
	for _, q := range known {
		at := slices.IndexFunc(blocks, func(b block) bool { return b.kind == heading && normal(b.lines[0]) == normal(q.name) })
		switch empty := at+1 == len(blocks) || blocks[at+1].kind == heading; {
		case strings.Contains(all, normal(wordsOf(q.answer))), at >= 0 && !empty: // the page has an answer of its own
			continue
		case at >= 0:
			blocks = slices.Delete(blocks, at, at+1)
		}
		blocks = append(append(blocks, block{kind: heading, level: level, lines: []string{q.name}, inside: true}), q.answer...)
	}
	return blocks
}

// fragment reads a piece of HTML, such as a cell that was written for a web page. It is an answer: headings in it are bold lines.
func fragment(s string) *html.Node {
	nodes, _ := html.ParseFragment(strings.NewReader(s), element(atom.Div)) // too deep a piece holds nothing
	root := element(atom.Dd, nodes...)
	for n := range root.Descendants() {
		if headingLevel(n) > 0 {
			n.DataAtom, n.Data = atom.P, "p"
			n.AppendChild(element(atom.B, children(n)...))
		}
	}
	(&Article{}).strip(root)
	return root
}

// fragmentText are the words of a piece of HTML.
func fragmentText(s string) string { return clean(textOf(fragment(s))) }
