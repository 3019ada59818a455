package importing

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// children are the nodes directly under n, which may be taken out.
func children(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

// element makes an element with the given nodes in it, wherever they stood before.
func element(kind atom.Atom, within ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: kind, Data: kind.String()}
	for _, c := range within {
		if c.Parent != nil {
			c.Parent.RemoveChild(c)
		}
		n.AppendChild(c)
	}
	return n
}

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// attr is an attribute's value; empty when there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func isElement(n *html.Node, atoms ...atom.Atom) bool {
	return n != nil && n.Type == html.ElementNode && slices.Contains(atoms, n.DataAtom)
}

func isSummary(n *html.Node) bool { return isElement(n, atom.Summary) }

// headingLevel is 1 to 6 for h1 to h6, up to 9 for Word's, and looksLike for a summary, whatever heading it is made of; else 0.
func headingLevel(n *html.Node) int {
	if isElement(n, atom.Summary) {
		return looksLike
	}
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '9' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// under is the first of the nodes under one that is so; nil when none is.
func under(n *html.Node, is func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if is(c) {
			return c
		}
	}
	return nil
}

// around is the nearest of n and its ancestors that is so; nil when none is.
func around(n *html.Node, is func(*html.Node) bool) *html.Node {
	for ; n != nil; n = n.Parent {
		if is(n) {
			return n
		}
	}
	return nil
}

func contains(outer, inner *html.Node) bool {
	return around(inner, func(n *html.Node) bool { return n == outer }) != nil
}

// isFrame tells whether an element holds what has headings or other blocks of its own, as accordions do that are made of lists.
func isFrame(n *html.Node) bool {
	return under(n, func(c *html.Node) bool {
		return headingLevel(c) > 0 || isElement(c, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Form)
	}) != nil
}

var humps = regexp.MustCompile(`(\p{Ll})(\p{Lu})|[^\pL\s]+`)

// classes are an element's classes and its id, with hyphens between the words that each is made of: "et_pb_toggleTitle" is
// et-pb-toggle-title.
func classes(n *html.Node) []string {
	return strings.Fields(strings.ToLower(humps.ReplaceAllString(attr(n, "class")+" "+attr(n, "id"), "$1-$2")))
}

// hasName tells whether a class or the id of an element is made of one of the words, among others.
func hasName(n *html.Node, words ...string) bool {
	return slices.ContainsFunc(strings.Split(strings.Join(classes(n), "-"), "-"), func(w string) bool { return slices.Contains(words, w) })
}

// textOf are the words under a node, blocks and line breaks as spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		gap := " "
		if n.Type == html.TextNode {
			gap = n.Data
		} else if isInline(n) {
			gap = ""
		}
		b.WriteString(gap)
		for c := range n.ChildNodes() {
			add(c)
		}
		if n.Type != html.TextNode {
			b.WriteString(gap)
		}
	}
	add(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// isInline tells whether a node stands within a line.
func isInline(n *html.Node) bool {
	return n.Type == html.TextNode || isElement(n, atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
		atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Q, atom.Ruby, atom.Samp, atom.Small, atom.Span,
		atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Button)
}

// weight is what stands under a node.
type weight struct {
	words, linked, links int // words, those of them that are links, and the links
	headings             int // h1 to h6, and what reads as a heading
}

// weigh counts what stands under a node and under all nodes in it.
func weigh(root *html.Node) map[*html.Node]weight {
	all := map[*html.Node]weight{}
	var add func(n *html.Node, linked bool) weight
	add = func(n *html.Node, linked bool) weight {
		var w weight
		if n.Type == html.TextNode {
			w.words = countWords(n.Data)
			if linked {
				w.linked = w.words
			}
		}
		link := isElement(n, atom.A) && hasAttr(n, "href")
		for _, c := range children(n) {
			sub := add(c, linked || link)
			w.words, w.linked, w.links, w.headings = w.words+sub.words, w.linked+sub.linked, w.links+sub.links, w.headings+sub.headings
		}
		if link && w.words > 0 {
			w.links++
		}
		if w.words > 0 && (headingLevel(n) > 0 || isElement(n, atom.Dt)) {
			w.headings++
		}
		all[n] = w
		return w
	}
	add(root, false)
	return all
}
