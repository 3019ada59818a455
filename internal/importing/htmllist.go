package importing

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
