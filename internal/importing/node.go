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

// attr is an attribute's value; empty when there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
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

// headingLevel is 1 to 6 for h1 to h6, else 0.
func headingLevel(n *html.Node) int {
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// nameTokens are an element's classes and its id, in lower case and with hyphens, and with each the words that it is made of:
// "et_pb_toggleTitle" is et, pb, toggle, title.
func nameTokens(n *html.Node) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for token := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
			if !yield(strings.ReplaceAll(strings.ToLower(token), "_", "-"), nameWords(token)) {
				return
			}
		}
	}
}

func nameWords(token string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range token {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool { return !unicode.IsLetter(r) })
}

// hasName tells whether a class or the id of an element is made of one of the words, among others.
func hasName(n *html.Node, words ...string) bool {
	for _, own := range nameTokens(n) {
		for _, o := range own {
			for _, w := range words {
				if o == w {
					return true
				}
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
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case isInline(n):
			for c := range children(n) {
				add(c)
			}
		default:
			b.WriteByte(' ')
			for c := range children(n) {
				add(c)
			}
			b.WriteByte(' ')
		}
	}
	add(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// isInline tells whether an element stands within a line.
func isInline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Q, atom.Ruby, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.S, atom.Strong,
		atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Del, atom.Button:
		return true
	}
	return false
}

// contains tells whether inner is outer or stands in it.
func contains(outer, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == outer {
			return true
		}
	}
	return false
}

// ancestor is the nearest of n and its ancestors that is so; nil when none is.
func ancestor(n *html.Node, is func(*html.Node) bool) *html.Node {
	for ; n != nil; n = n.Parent {
		if is(n) {
			return n
		}
	}
	return nil
}

// nextAfter is the node that follows all of n, in the order of the text.
func nextAfter(n *html.Node) *html.Node {
	for n != nil {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// weight is what stands under a node.
type weight struct {
	words, linked int // words, and those of them that are links
	links         int
	headings      int // h1 to h6 with words, and what reads as a heading
}

// weights are the weights of a node and of all under it.
type weights map[*html.Node]weight

// weigh counts what stands under root; heads may be nil.
func weigh(root *html.Node, heads map[*html.Node]bool) weights {
	all := weights{}
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
		if w.words > 0 && (heads[n] || headingLevel(n) > 0) {
			w.headings++
		}
		all[n] = w
		return w
	}
	add(root, false)
	return all
}
