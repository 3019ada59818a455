package importing

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// heads are the parts of a page that read as a heading without being one: what opens the panel of an accordion, a tab, a
// term that is defined, a question in schema.org's words.
type heads struct {
	at     map[*html.Node]bool       // read as a heading where they stand
	before map[*html.Node]*html.Node // panels whose heading stands elsewhere, and that heading
	panels map[*html.Node]bool       // hold what stands under such a heading
}

// finder looks for heads.
type finder struct {
	root     *html.Node
	ids      map[string]*html.Node
	triggers map[*html.Node]bool
	named    map[*html.Node]bool // schema.org questions whose name was found
	weights  weights
	found    *heads
}

// findHeads finds the heads of a page.
func findHeads(root *html.Node) *heads {
	f := &finder{root: root, ids: map[string]*html.Node{}, triggers: map[*html.Node]bool{}, named: map[*html.Node]bool{},
		found: &heads{at: map[*html.Node]bool{}, before: map[*html.Node]*html.Node{}, panels: map[*html.Node]bool{}}}
	var order []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" && f.ids[id] == nil {
			f.ids[id] = n
		}
		if opens(n) {
			f.triggers[n] = true
			order = append(order, n)
		}
	}
	f.weights = weigh(root, f.triggers)
	for _, n := range order {
		f.look(n)
	}
	return f.found
}

// opens tells whether an element may be what opens a panel.
func opens(n *html.Node) bool {
	switch {
	case isElement(n, atom.Summary):
		return isElement(n.Parent, atom.Details)
	case isElement(n, atom.Dt):
		return true
	case attr(n, "role") == "tab", hasAttr(n, "aria-expanded"):
		return true
	case hasAttr(n, "aria-controls"):
		return isElement(n, atom.Button, atom.A) || attr(n, "role") == "button"
	case attr(n, "itemprop") == "name":
		return questionItem(n) != nil
	case isElement(n, atom.Label):
		return hasAttr(n, "for")
	}
	switch attr(n, "data-toggle") + attr(n, "data-bs-toggle") {
	case "collapse", "tab", "pill":
		return true
	}
	return namedHead(n)
}

// questionItem is the schema.org Question that an element names; nil when it names none.
func questionItem(n *html.Node) *html.Node {
	item := ancestor(n.Parent, func(n *html.Node) bool { return hasAttr(n, "itemscope") })
	if item != nil && strings.HasSuffix(strings.TrimSuffix(attr(item, "itemtype"), "/"), "schema.org/Question") {
		return item
	}
	return nil
}

// namedHead tells whether an element's class says that it is the question of an accordion or of a FAQ.
func namedHead(n *html.Node) bool {
	if isElement(n, atom.Button) && hasName(n, "accordion", "collapsible", "question") {
		return true
	}
	for token, words := range nameTokens(n) {
		has := func(all ...string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
		}
		switch {
		case token == "q":
			return true
		case has("icon", "content", "body", "wrapper", "wrap", "list", "item", "group", "answer", "inner", "container", "section", "menu", "nav", "dropdown"):
		case has("question"):
			return true
		case has("accordion", "faq", "faqs", "toggle", "collapsible", "collapse", "panel", "expander", "expandable", "tab") &&
			has("title", "header", "heading", "head", "button", "btn", "trigger", "label", "handle", "control", "summary", "name"),
			has("accordion", "faq", "collapsible") && has("toggle", "tab", "link", "q"):
			return true
		}
	}
	return false
}

// look notes a head, when it has words and something under it.
func (f *finder) look(n *html.Node) {
	if w := f.weights[n].words; w == 0 || w > maxHeading || isElement(n, atom.Body, atom.Html, atom.Main) {
		return
	}
	if isElement(n, atom.Dt) {
		f.found.at[n] = true
		return
	}
	if isElement(n, atom.Summary) {
		if f.weights[n.Parent].words > f.weights[n].words {
			f.found.at[n] = true
		}
		return
	}
	panel, named := f.panelOf(n)
	if panel == nil {
		panel = f.beside(n)
	}
	if panel == nil || contains(panel, n) || contains(n, panel) || f.holdsAnswer(n) || f.isMenu(panel) {
		return
	}
	if isElement(n, atom.Label) && !named && !f.checks(n) {
		return
	}
	if panel.Type == html.ElementNode {
		f.found.panels[panel] = true
	}
	if f.follows(n, panel) {
		f.found.at[n] = true
	} else if f.found.before[panel] == nil {
		f.found.before[panel] = n
	}
}

// panelOf is the panel that an element names by its id, or that schema.org's words make its answer.
func (f *finder) panelOf(n *html.Node) (*html.Node, bool) {
	for _, name := range []string{"aria-controls", "data-target", "data-bs-target", "href"} {
		id, isRef := attr(n, name), name == "aria-controls"
		if after, ok := strings.CutPrefix(id, "#"); ok {
			id, isRef = after, true
		}
		if p := f.ids[id]; isRef && p != nil && f.weights[p].words > 0 && !contains(p, n) {
			return p, true
		}
	}
	item := questionItem(n)
	if attr(n, "itemprop") != "name" || item == nil || f.named[item] {
		return nil, false
	}
	f.named[item] = true
	for c := range item.Descendants() {
		if p := attr(c, "itemprop"); (p == "acceptedAnswer" || p == "suggestedAnswer") && f.weights[c].words > 0 {
			return c, true
		}
	}
	return nil, false
}

// beside is what follows an element and has words: its panel, unless that opens something itself.
func (f *finder) beside(n *html.Node) *html.Node {
	const most = 5 // wrappers around it
	for range most {
		for m := n.NextSibling; m != nil; m = m.NextSibling {
			w := f.weights[m]
			if w.words == 0 {
				continue
			}
			if f.triggers[m] || w.headings == 1 && f.isHeaded(m) || headingLevel(m) > 0 {
				return nil
			}
			return m
		}
		up := n.Parent
		if up == nil || f.weights[up].words != f.weights[n].words || isElement(up, atom.Body, atom.Main, atom.Article) {
			return nil
		}
		n = up
	}
	return nil
}

// isHeaded tells whether an element begins with a heading of its own and goes on after it, as the next part of an
// accordion does.
func (f *finder) isHeaded(n *html.Node) bool {
	for c := range n.Descendants() {
		if f.triggers[c] || headingLevel(c) > 0 {
			return f.weights[c].words > 0 && !f.precededByWords(n, c)
		}
	}
	return false
}

// precededByWords tells whether words stand in outer before inner.
func (f *finder) precededByWords(outer, inner *html.Node) bool {
	for n := inner; n != outer; n = n.Parent {
		for m := n.PrevSibling; m != nil; m = m.PrevSibling {
			if f.weights[m].words > 0 {
				return true
			}
		}
	}
	return false
}

// holdsAnswer tells whether an element that may be a head holds more than a question.
func (f *finder) holdsAnswer(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || f.weights[c].words == 0 {
			continue
		}
		if isElement(c, atom.Ul, atom.Ol, atom.Table) || hasName(c, "answer") {
			return true
		}
		if headingLevel(c) > 0 && f.weights[c].words < f.weights[n].words || isElement(c, atom.P) && f.weights[c].words < f.weights[n].words {
			return true
		}
	}
	return false
}

// isMenu tells whether a panel is one of links.
func (f *finder) isMenu(n *html.Node) bool {
	w := f.weights[n]
	return w.links > 1 && 10*w.linked >= 8*w.words && w.headings == 0
}

// checks tells whether a label belongs to a box whose being checked opens a panel, as accordions without a script have it.
func (f *finder) checks(n *html.Node) bool {
	input := f.ids[attr(n, "for")]
	kind := ""
	if input != nil {
		kind = attr(input, "type")
	}
	return (kind == "checkbox" || kind == "radio") &&
		ancestor(n, func(n *html.Node) bool { return isElement(n, atom.Form) }) == nil
}

// follows tells whether the panel is what comes next after n, words not counted that open it.
func (f *finder) follows(n, panel *html.Node) bool {
	for m := nextAfter(n); m != nil; {
		if contains(panel, m) {
			return true
		}
		if f.weights[m].words == 0 {
			m = nextAfter(m)
			continue
		}
		if contains(m, panel) && m.FirstChild != nil {
			m = m.FirstChild
			continue
		}
		return false
	}
	return false
}
