package importing

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// children are the nodes directly under n; the one at hand may be taken out.
func children(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if !yield(c) {
				return
			}
			c = next
		}
	}
}

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
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func isElement(n *html.Node, atoms ...atom.Atom) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	for _, a := range atoms {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// headingLevel is 1 to 6 for h1 to h6, and up to 9 for Word's; else 0.
func headingLevel(n *html.Node) int {
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
		return headingLevel(c) > 0 || isElement(c, atom.Summary, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Form)
	}) != nil
}

// nameTokens are an element's classes and its id, each as the words that it is made of: "et_pb_toggleTitle" is et, pb,
// toggle, title.
func nameTokens(n *html.Node) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for token := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
			var b strings.Builder
			before := ' '
			for _, r := range token {
				if unicode.IsUpper(r) && unicode.IsLower(before) {
					b.WriteByte(' ')
				}
				b.WriteRune(unicode.ToLower(r))
				before = r
			}
			if !yield(strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })) {
				return
			}
		}
	}
}

// hasName tells whether a class or the id of an element is made of one of the words, among others.
func hasName(n *html.Node, words ...string) bool {
	for own := range nameTokens(n) {
		if oneOf(own, words...) {
			return true
		}
	}
	return false
}

// oneOf tells whether one of the words is among others.
func oneOf(all []string, words ...string) bool {
	for _, w := range words {
		for _, a := range all {
			if a == w {
				return true
			}
		}
	}
	return false
}

// textOf are the words under a node, blocks and line breaks as spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if !isInline(n) {
			b.WriteByte(' ')
		}
		for c := range children(n) {
			add(c)
		}
		if !isInline(n) {
			b.WriteByte(' ')
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
		for c := range children(n) {
			sub := add(c, linked || link)
			w.words, w.linked, w.links, w.headings = w.words+sub.words, w.linked+sub.linked, w.links+sub.links, w.headings+sub.headings
		}
		if link && w.words > 0 {
			w.links++
		}
		if w.words > 0 && (headingLevel(n) > 0 || isElement(n, atom.Summary, atom.Dt)) {
			w.headings++
		}
		all[n] = w
		return w
	}
	add(root, false)
	return all
}
