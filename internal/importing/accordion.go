package importing

import (
	"cmp"
	"regexp"
	"slices"
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
			all := children(n.Parent)
			n.Parent.AppendChild(element(atom.Dd, all[slices.Index(all, n)+1:]...))
		}
	}
	f.weights = weigh(body)
	for _, n := range order {
		if panel := f.panel(n); panel != nil {
			f.pair(n, panel)
		}
	}
}

var (
	openerClass = regexp.MustCompile(`^q$|(^|-)(question|(accordion|faqs?|toggle|collaps(e|ible)|panel|expand(er|able)|tab)-(.+-)?` +
		`(title|head(er|ing)?|button|btn|trigger|label|handle|control|summary|name)|(accordion|faq|collapsible)-(toggle|tab|link|q))(-|$)`)
	otherClass = regexp.MustCompile(`(^|-)(icon|content|body|wrap(per)?|list|item|group|answer|inner|container|section|menu|nav|dropdown)(-|$)`)
)

// opens tells whether an element may be what opens a panel.
func (f *finder) opens(n *html.Node) bool {
	toggle := attr(n, "data-toggle") + attr(n, "data-bs-toggle")
	switch {
	case isElement(n, atom.Summary, atom.Body, atom.Main):
		return false
	case isElement(n, atom.Label): // of a box that opens a panel when it is checked, as accordions without a script have it
		box := f.ids[attr(n, "for")]
		return box != nil && (attr(box, "type") == "checkbox" || attr(box, "type") == "radio") &&
			around(n, func(n *html.Node) bool { return isElement(n, atom.Form) }) == nil
	case attr(n, "role") == "tab", hasAttr(n, "aria-expanded"), toggle == "collapse", toggle == "tab", toggle == "pill",
		hasAttr(n, "aria-controls") && (isElement(n, atom.Button, atom.A) || attr(n, "role") == "button"),
		isElement(n, atom.Button) && hasName(n, "accordion", "collapsible"):
		return true
	case attr(n, "itemprop") == "name":
		item := around(n.Parent, func(n *html.Node) bool { return hasAttr(n, "itemscope") })
		return item != nil && strings.Contains(attr(item, "itemtype"), "schema.org/Question")
	}
	return slices.ContainsFunc(classes(n), func(c string) bool { return openerClass.MatchString(c) && !otherClass.MatchString(c) })
}

// panel is what an element opens; nil when it opens nothing, a menu, or holds the answer itself.
func (f *finder) panel(n *html.Node) *html.Node {
	own := f.weights[n].words
	if own == 0 || own > maxHeading || around(n, isSummary) != nil {
		return nil
	}
	answer := under(n, func(c *html.Node) bool {
		w := f.weights[c].words
		return 0 < w && w < own && (isElement(c, atom.Ul, atom.Ol, atom.Table, atom.P) || headingLevel(c) > 0 || c.Type == html.ElementNode && hasName(c, "answer"))
	})
	if answer != nil {
		return nil
	}
	panel := cmp.Or(f.named(n), f.beside(n))
	w := f.weights[panel]
	isMenu := w.links > 1 && 10*w.linked >= 8*w.words && w.headings == 0
	if panel == nil || isMenu || f.taken[panel] || contains(panel, n) || contains(n, panel) {
		return nil
	}
	return panel
}

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

// alone is the outermost of an element and those around it that have no other words, such as the heading that a button stands in.
func (f *finder) alone(n *html.Node) *html.Node {
	for p := n.Parent; p != nil && f.weights[p].words == f.weights[n].words && !isElement(p, atom.Body, atom.Main, atom.Article); p = p.Parent {
		n = p
	}
	return n
}

// beside is what follows an element and has words; nil when that begins something of its own.
func (f *finder) beside(n *html.Node) *html.Node {
	for m := f.alone(n).NextSibling; m != nil; m = m.NextSibling {
		if f.weights[m].words > 0 && !f.begins(m) {
			return m
		} else if f.weights[m].words > 0 {
			break
		}
	}
	return nil
}

// begins tells whether the first words of a node open something, or are its only heading.
func (f *finder) begins(n *html.Node) bool {
	for c := under(n, func(c *html.Node) bool { return c.Type == html.TextNode && hasWord(c.Data) }); c != nil && c != n.Parent; c = c.Parent {
		if f.openers[c] || isSummary(c) || headingLevel(c) > 0 && f.weights[n].headings == 1 {
			return true
		}
	}
	return false
}

// pair puts a <summary> of what opens a panel right before the panel, and the panel into a <dd>.
func (f *finder) pair(n, panel *html.Node) {
	f.taken[panel] = true
	top := f.alone(n)
	top.Parent.RemoveChild(top)
	summary := element(atom.Summary, children(n)...)
	f.weights[summary] = f.weights[n]
	panel.Parent.InsertBefore(summary, panel)
	if !isElement(panel, atom.Dd) {
		frame := element(atom.Dd)
		f.weights[frame] = f.weights[panel]
		panel.Parent.InsertBefore(frame, panel)
		panel.Parent.RemoveChild(panel)
		frame.AppendChild(panel)
	}
}
