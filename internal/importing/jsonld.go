package importing

import (
	"encoding/json"
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
		answers, ok := v["acceptedAnswer"].([]any)
		if !ok {
			answers = []any{v["acceptedAnswer"]}
		}
		for _, answer := range answers[:min(len(answers), 1)] {
			object, _ := answer.(map[string]any)
			text, _ := object["text"].(string)
			if q := (question{fragmentText(name), (&Article{}).blocks(fragment(text), "")}); hasWord(q.name) && len(q.answer) > 0 {
				out = append(out, q)
			}
		}
	}
	return out
}

// withQuestions adds the questions whose answers the page does not show: under their heading where that stands empty, else
// at the end.
func withQuestions(blocks []block, known []question) []block {
	if len(known) == 0 {
		return blocks
	}
	all := normal(wordsOf(blocks))
	level := looksLike // of the highest headings, the title not counted
	headings := map[string]int{}
	for i, b := range blocks {
		if b.kind == heading {
			headings[normal(b.lines[0])] = i
			if b.level > 1 {
				level = min(level, b.level)
			}
		}
	}
	later := map[int][]block{}
	var end []block
	for _, q := range known {
		if strings.Contains(all, normal(wordsOf(q.answer))) {
			continue
		}
		at, shown := headings[normal(q.name)]
		switch {
		case !shown:
			end = append(append(end, block{kind: heading, level: level, lines: []string{q.name}, inside: true}), q.answer...)
		case at+1 == len(blocks) || blocks[at+1].kind == heading:
			later[at] = q.answer
		}
	}
	var out []block
	for i, b := range blocks {
		out = append(append(out, b), later[i]...)
	}
	return append(out, end...)
}

// fragment reads a piece of HTML, such as a cell that was written for a web page. It is an answer: headings in it are bold lines.
func fragment(s string) *html.Node {
	nodes, _ := html.ParseFragment(strings.NewReader(s), element(atom.Div)) // too deep a piece holds nothing
	root := element(atom.Dd, nodes...)
	for n := range root.Descendants() {
		if headingLevel(n) > 0 {
			var words []*html.Node
			for c := range children(n) {
				words = append(words, c)
			}
			n.DataAtom, n.Data = atom.P, "p"
			n.AppendChild(element(atom.B, words...))
		}
	}
	(&Article{}).strip(root)
	return root
}

// fragmentText are the words of a piece of HTML.
func fragmentText(s string) string { return clean(textOf(fragment(s))) }
