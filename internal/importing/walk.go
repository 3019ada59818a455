package importing

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker reads nodes into blocks.
type walker struct {
	heads   *heads
	left    *leftovers
	weights weights
	base    string // the page's address; empty when it is not known

	out    []block
	spans  []span // of the paragraph at hand
	depth  int    // of panels around
	strong int    // of emphasis around
	pre    int    // of preformatted text around
}

// flush ends the paragraph at hand.
func (w *walker) flush() {
	for _, spans := range paragraphs(w.spans) {
		w.out = append(w.out, block{kind: paragraph, spans: spans, inside: w.depth > 0})
	}
	w.spans = nil
}

// paragraphs cuts spans where a line is empty.
func paragraphs(spans []span) [][]span {
	var out [][]span
	var at []span
	for _, s := range spans {
		for i, piece := range strings.Split(s.text, "\n\n") {
			if i > 0 {
				out = append(out, at)
				at = nil
			}
			at = append(at, span{piece, s.strong})
		}
	}
	return append(out, at)
}

// heading adds a heading with the words of a node.
func (w *walker) heading(n *html.Node, level int) {
	w.flush()
	w.out = append(w.out, block{kind: heading, level: level + within*w.depth, spans: []span{{text: textOf(n)}}, inside: w.depth > 0})
}

// levelOf is the level of a head: that of the heading in it or around it, else what it looks like.
func levelOf(n *html.Node) int {
	for c := range n.Descendants() {
		if l := headingLevel(c); l > 0 {
			return l
		}
	}
	if around := ancestor(n, func(n *html.Node) bool { return headingLevel(n) > 0 }); around != nil {
		return headingLevel(around)
	}
	return looksLike
}

func (w *walker) walkChildren(n *html.Node) {
	for c := range children(n) {
		w.walk(c)
	}
}

func (w *walker) walk(n *html.Node) {
	if n.Type == html.TextNode {
		w.text(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	if w.heads.at[n] {
		if isElement(n, atom.Dt) && w.depth > 0 {
			w.term(n)
		} else {
			w.heading(n, levelOf(n))
		}
		return
	}
	if h := w.heads.before[n]; h != nil {
		w.heading(h, levelOf(h))
	}
	if w.heads.panels[n] || isElement(n, atom.Details, atom.Dd) {
		w.panel(n)
		return
	}
	if l := headingLevel(n); l > 0 {
		w.heading(n, l)
		return
	}
	w.element(n)
}

// panel reads what stands under a head.
func (w *walker) panel(n *html.Node) {
	w.flush()
	if isElement(n, atom.Details) && n.FirstChild != nil {
		for c := range children(n) {
			if w.heads.at[c] {
				w.walk(c)
				w.depth++
				continue
			}
			w.walk(c)
		}
		w.flush()
		w.depth = max(w.depth-w.summaries(n), 0)
		return
	}
	w.depth++
	w.element(n)
	w.flush()
	w.depth--
}

// summaries counts the heads directly under an element.
func (w *walker) summaries(n *html.Node) int {
	count := 0
	for c := range children(n) {
		if w.heads.at[c] {
			count++
		}
	}
	return count
}

// term is a term that is defined inside an answer, where it is no heading.
func (w *walker) term(n *html.Node) {
	w.flush()
	w.strong++
	w.walkChildren(n)
	w.strong--
	w.flush()
}

func (w *walker) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		w.spans = append(w.spans, span{text: "\n"})
	case atom.B, atom.Strong:
		w.strong++
		w.walkChildren(n)
		w.strong--
	case atom.A:
		w.link(n)
		w.walkChildren(n)
	case atom.Ul, atom.Ol, atom.Menu:
		if w.isContainer(n) {
			w.block(n)
			return
		}
		w.flush()
		if items := w.list(n, 0); len(items) > 0 {
			w.out = append(w.out, block{kind: list, items: items, inside: w.depth > 0})
		}
	case atom.Table:
		w.table(n)
	case atom.Pre:
		w.pre++
		w.block(n)
		w.pre--
	default:
		if isInline(n) {
			w.walkChildren(n)
			return
		}
		w.block(n)
	}
}

func (w *walker) block(n *html.Node) {
	w.flush()
	w.walkChildren(n)
	w.flush()
}

// text adds words, white space as a page shows it.
func (w *walker) text(s string) {
	if w.pre == 0 {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' || r == '\f' {
				return ' '
			}
			return r
		}, s)
	}
	w.spans = append(w.spans, span{s, w.strong > 0})
}

// link notes a link's address, for the words alone are taken.
func (w *walker) link(n *html.Node) {
	href, words := strings.TrimSpace(attr(n, "href")), textOf(n)
	if words == "" || !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") {
		return
	}
	if w.base != "" && strings.HasPrefix(href, w.base+"#") {
		return
	}
	w.left.links = append(w.left.links, Link{Words: firstWords(words, 8), Address: clean(href)})
}

// isContainer tells whether a list is no list but the frame of something: of headings, of tables, of an accordion.
func (w *walker) isContainer(n *html.Node) bool {
	for c := range n.Descendants() {
		if w.heads.at[c] || w.heads.panels[c] || headingLevel(c) > 0 || isElement(c, atom.Table, atom.Dl, atom.Details) {
			return true
		}
	}
	return false
}

// list reads the items of a list.
func (w *walker) list(n *html.Node, depth int) []item {
	var out []item
	number := 0
	if isElement(n, atom.Ol) {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start > 0 && start < 1e6 {
			number = start
		}
	}
	for c := range children(n) {
		if isElement(c, atom.Ul, atom.Ol) { // written beside an item instead of in it
			out = append(out, w.list(c, depth+1)...)
			continue
		}
		sub := &walker{heads: w.heads, left: w.left, weights: w.weights, base: w.base, depth: w.depth, strong: w.strong}
		if isElement(c, atom.Li) {
			sub.block(c)
		} else {
			sub.walk(c)
			sub.flush()
		}
		out = append(out, itemsOf(sub.out, depth, number)...)
		if number > 0 && isElement(c, atom.Li) {
			number++
		}
	}
	return out
}

// itemsOf makes one item of blocks, with the lists in it below it.
func itemsOf(blocks []block, depth, number int) []item {
	own := item{depth: depth, number: number}
	var below []item
	for _, b := range blocks {
		switch b.kind {
		case list:
			for _, it := range b.items {
				it.depth += depth + 1
				below = append(below, it)
			}
		case paragraph:
			if spans := tidy(b.spans); len(spans) > 0 {
				if len(own.spans) > 0 {
					own.spans = append(own.spans, span{text: "\n"})
				}
				own.spans = append(own.spans, spans...)
			}
		}
	}
	if !hasWord(plain(own.spans)) {
		return below
	}
	return append([]item{own}, below...)
}
