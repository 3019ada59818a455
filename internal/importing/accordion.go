package importing

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// finder looks for what opens and shuts on a page: accordions, tabs, questions in schema.org's words.
type finder struct {
	ids     map[string]*html.Node
	openers map[*html.Node]bool // what may open a panel
	taken   map[*html.Node]bool // panels that have their heading
	weights map[*html.Node]weight
}

// accordions gives everything that opens and shuts one form: a <summary>, which reads as a heading, and right after it a
// <dd> with what it opens.
func accordions(body *html.Node) {
	f := &finder{ids: map[string]*html.Node{}, openers: map[*html.Node]bool{}, taken: map[*html.Node]bool{}}
	var order []*html.Node
	for n := range body.Descendants() {
		if id := attr(n, "id"); id != "" && f.ids[id] == nil {
			f.ids[id] = n
		}
	}
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && f.opens(n) {
			f.openers[n] = true
			order = append(order, n)
		}
		if isElement(n, atom.Summary) && isElement(n.Parent, atom.Details) {
			var rest []*html.Node
			for c := n.NextSibling; c != nil; c = c.NextSibling {
				rest = append(rest, c)
			}
			n.Parent.InsertBefore(element(atom.Dd, rest...), nil)
		}
	}
	f.weights = weigh(body)
	for _, n := range order {
		if panel := f.panel(n); panel != nil {
			f.pair(n, panel)
		}
	}
}

// opens tells whether an element may be what opens a panel.
func (f *finder) opens(n *html.Node) bool {
	switch toggle := attr(n, "data-toggle") + attr(n, "data-bs-toggle"); {
	case isElement(n, atom.Summary, atom.Body, atom.Main):
		return false
	case isElement(n, atom.Label): // of a box that opens a panel when it is checked, as accordions without a script have it
		box := f.ids[attr(n, "for")]
		return box != nil && oneOf([]string{"checkbox", "radio"}, attr(box, "type")) &&
			around(n, func(n *html.Node) bool { return isElement(n, atom.Form) }) == nil
	case attr(n, "role") == "tab", hasAttr(n, "aria-expanded"), toggle == "collapse", toggle == "tab", toggle == "pill":
		return true
	case hasAttr(n, "aria-controls"):
		return isElement(n, atom.Button, atom.A) || attr(n, "role") == "button"
	case attr(n, "itemprop") == "name":
		item := around(n.Parent, func(n *html.Node) bool { return hasAttr(n, "itemscope") })
		return item != nil && strings.HasSuffix(strings.TrimSuffix(attr(item, "itemtype"), "/"), "schema.org/Question")
	case isElement(n, atom.Button) && hasName(n, "accordion", "collapsible"):
		return true
	}
	for words := range nameTokens(n) {
		switch {
		case len(words) == 1 && words[0] == "q":
			return true
		case oneOf(words, "icon", "content", "body", "wrapper", "wrap", "list", "item", "group", "answer", "inner", "container", "section", "menu", "nav", "dropdown"):
		case oneOf(words, "question"),
			oneOf(words, "accordion", "faq", "faqs", "toggle", "collapsible", "collapse", "panel", "expander", "expandable", "tab") &&
				oneOf(words, "title", "header", "heading", "head", "button", "btn", "trigger", "label", "handle", "control", "summary", "name"),
			oneOf(words, "accordion", "faq", "collapsible") && oneOf(words, "toggle", "tab", "link", "q"):
			return true
		}
	}
	return false
}

// panel is what an element opens; nil when it opens nothing, a menu, or holds the answer itself.
func (f *finder) panel(n *html.Node) *html.Node {
	own := f.weights[n].words
	if own == 0 || own > maxHeading || around(n, isSummary) != nil {
		return nil
	}
	holds := under(n, func(c *html.Node) bool {
		return (isElement(c, atom.Ul, atom.Ol, atom.Table, atom.P) || headingLevel(c) > 0 || c.Type == html.ElementNode && hasName(c, "answer")) &&
			f.weights[c].words > 0 && f.weights[c].words < own
	})
	if holds != nil {
		return nil
	}
	panel := f.named(n)
	if panel == nil {
		panel = f.beside(n)
	}
	if panel == nil || f.taken[panel] || contains(panel, n) || contains(n, panel) {
		return nil
	}
	if w := f.weights[panel]; w.links > 1 && 10*w.linked >= 8*w.words && w.headings == 0 {
		return nil
	}
	return panel
}

func isSummary(n *html.Node) bool { return isElement(n, atom.Summary) }

// named is the panel whose id an element names.
func (f *finder) named(n *html.Node) *html.Node {
	for _, name := range []string{"aria-controls", "data-target", "data-bs-target", "href"} {
		id, isPlace := strings.CutPrefix(attr(n, name), "#")
		if p := f.ids[id]; p != nil && (isPlace || name == "aria-controls") && f.weights[p].words > 0 {
			return p
		}
	}
	return nil
}

// beside is what follows an element, or what it stands in alone, and has words; nil when that begins something of its own.
func (f *finder) beside(n *html.Node) *html.Node {
	const most = 5 // wrappers around it
	for range most {
		for m := n.NextSibling; m != nil; m = m.NextSibling {
			w := f.weights[m]
			if w.words == 0 {
				continue
			}
			if f.begins(m) || headingLevel(m) > 0 {
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

// begins tells whether the first words of a node open something, or are its only heading.
func (f *finder) begins(n *html.Node) bool {
	for c := under(n, func(c *html.Node) bool { return c.Type == html.TextNode && hasWord(c.Data) }); c != nil && c != n.Parent; c = c.Parent {
		if f.openers[c] || isElement(c, atom.Summary) || headingLevel(c) > 0 && f.weights[n].headings == 1 {
			return true
		}
	}
	return false
}

// pair puts a <summary> of what opens a panel right before the panel, and the panel into a <dd>.
func (f *finder) pair(n, panel *html.Node) {
	f.taken[panel] = true
	top := n // with the heading that it stands in
	for p := n.Parent; p != nil && f.weights[p].words == f.weights[n].words && !isElement(p, atom.Body, atom.Main, atom.Article); p = p.Parent {
		top = p
	}
	summary := element(atom.Summary)
	f.weights[summary] = f.weights[n]
	for c := range children(n) {
		n.RemoveChild(c)
		summary.AppendChild(c)
	}
	top.Parent.RemoveChild(top)
	panel.Parent.InsertBefore(summary, panel)
	if !isElement(panel, atom.Dd) {
		frame := element(atom.Dd)
		f.weights[frame] = f.weights[panel]
		panel.Parent.InsertBefore(frame, panel)
		panel.Parent.RemoveChild(panel)
		frame.AppendChild(panel)
	}
}
