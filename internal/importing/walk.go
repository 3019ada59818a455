package importing

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxColumns is how many columns a table may have; more are no table that a chat can show.
const maxColumns = 30

// walker reads nodes into blocks, of whatever source they were made.
type walker struct {
	article *Article
	base    string // the page's address; empty when it is not known

	out    []block
	text   strings.Builder // of the paragraph at hand
	item   int             // where in out the item at hand stands; -1 outside of lists
	depth  int             // of panels around
	strong int             // of emphasis around
	pre    int             // of preformatted text around
}

// blocks reads a node into blocks.
func (a *Article) blocks(n *html.Node, base string) []block {
	w := &walker{article: a, base: base, item: -1}
	w.walk(n)
	w.flush()
	return slices.DeleteFunc(w.out, func(b block) bool { return b.words() == 0 })
}

// flush ends the paragraph at hand.
func (w *walker) flush() {
	s := w.text.String()
	w.text.Reset()
	if w.strong > 0 {
		s += strongOff
		w.text.WriteString(strongOn)
	}
	for _, lines := range paragraphs(s) {
		switch {
		case !hasWord(plain(lines...)):
		case w.item >= 0:
			w.out[w.item].lines = append(w.out[w.item].lines, lines...)
		default:
			w.out = append(w.out, block{kind: paragraph, lines: lines, inside: w.depth > 0})
		}
	}
}

func (w *walker) heading(words string, level int) {
	w.flush()
	w.out = append(w.out, block{kind: heading, level: level + within*w.depth, lines: []string{clean(words)}, inside: w.depth > 0})
}

func (w *walker) children(n *html.Node) {
	for c := range children(n) {
		w.walk(c)
	}
}

func (w *walker) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		s := clean(n.Data)
		if w.pre == 0 {
			s = strings.ReplaceAll(s, "\n", " ")
		}
		w.text.WriteString(s)
	case isElement(n, atom.Summary): // whatever heading it is made of: it belongs to the one above all of them
		w.heading(textOf(n), looksLike)
	case headingLevel(n) > 0:
		w.heading(textOf(n), headingLevel(n))
	case isElement(n, atom.Dt):
		w.term(n)
	case isElement(n, atom.Dd):
		w.flush()
		w.depth++
		w.block(n)
		w.depth--
	case isElement(n, atom.Br):
		w.text.WriteByte('\n')
	case isElement(n, atom.B, atom.Strong):
		w.emphasis(n)
	case isElement(n, atom.A):
		w.link(n)
		w.children(n)
	case isElement(n, atom.Ul, atom.Ol, atom.Menu) && !isFrame(n):
		w.flush()
		depth := 0
		if w.item >= 0 {
			depth = w.out[w.item].depth + 1
		}
		w.list(n, depth)
	case isElement(n, atom.Table):
		w.table(n)
	case isElement(n, atom.Pre):
		w.pre++
		w.block(n)
		w.pre--
	case isInline(n):
		w.children(n)
	default:
		w.block(n)
	}
}

func (w *walker) block(n *html.Node) {
	w.flush()
	w.children(n)
	w.flush()
}

func (w *walker) emphasis(n *html.Node) {
	if w.strong++; w.strong == 1 {
		w.text.WriteString(strongOn)
	}
	w.children(n)
	if w.strong--; w.strong == 0 {
		w.text.WriteString(strongOff)
	}
}

// term reads a term that is defined: a heading, together with those right before it that share its definition. Inside an
// answer it is none.
func (w *walker) term(n *html.Node) {
	if w.depth > 0 {
		w.flush()
		w.emphasis(n)
		w.flush()
		return
	}
	last := len(w.out) - 1
	before := n.PrevSibling
	for before != nil && before.Type == html.TextNode {
		before = before.PrevSibling
	}
	if w.flush(); isElement(before, atom.Dt) && last >= 0 && w.out[last].kind == heading {
		w.out[last].lines[0] += " " + clean(textOf(n))
		return
	}
	w.heading(textOf(n), looksLike)
}

// list reads the items of a list, each with the lists in it below it.
func (w *walker) list(n *html.Node, depth int) {
	number := 0
	if isElement(n, atom.Ol) {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start > 0 && start < 1e6 {
			number = start
		}
	}
	outer := w.item
	for c := range children(n) {
		if isElement(c, atom.Ul, atom.Ol) { // written beside an item instead of in it
			w.list(c, depth+1)
			continue
		}
		w.item = len(w.out)
		w.out = append(w.out, block{kind: item, depth: depth, number: number, inside: w.depth > 0})
		w.block(c)
		if number > 0 && isElement(c, atom.Li) {
			number++
		}
	}
	w.item = outer
}

// link notes a link's address, for the words alone are taken.
func (w *walker) link(n *html.Node) {
	href, words := strings.TrimSpace(attr(n, "href")), textOf(n)
	isWeb := strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
	if words != "" && isWeb && !(w.base != "" && strings.HasPrefix(href, w.base+"#")) {
		w.article.Links = append(w.article.Links, Link{Words: firstWords(words, 8), Address: clean(href)})
	}
}

// table reads a table of data as one, and the frame of an old page as what stands in it.
func (w *walker) table(n *html.Node) {
	rows := tableRows(n)
	if !isData(n, rows) {
		w.block(n)
		return
	}
	w.flush()
	for c := range children(n) {
		if isElement(c, atom.Caption) {
			w.block(c)
		}
	}
	b := block{kind: table, inside: w.depth > 0}
	width := 0
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, strings.Join(strings.Fields(clean(textOf(cell))), " "))
			span, _ := strconv.Atoi(attr(cell, "colspan"))
			cells = append(cells, make([]string, max(min(span, maxColumns)-1, 0))...)
		}
		if hasWord(strings.Join(cells, " ")) {
			b.rows = append(b.rows, cells)
			width = max(width, len(cells))
		}
	}
	for i, cells := range b.rows {
		b.rows[i] = append(cells, make([]string, width-len(cells))...)
	}
	w.out = append(w.out, b)
}

// tableRows are the cells of a table's own rows.
func tableRows(n *html.Node) [][]*html.Node {
	var out [][]*html.Node
	for c := range children(n) {
		switch {
		case isElement(c, atom.Thead, atom.Tbody, atom.Tfoot):
			out = append(out, tableRows(c)...)
		case isElement(c, atom.Tr):
			var row []*html.Node
			for cell := range children(c) {
				if isElement(cell, atom.Td, atom.Th) {
					row = append(row, cell)
				}
			}
			out = append(out, row)
		}
	}
	return out
}

// isData tells whether a table holds data, and does not only put things in their places.
func isData(n *html.Node, rows [][]*html.Node) bool {
	const most = 60 // words of a cell without a heading over it
	if role := attr(n, "role"); role == "presentation" || role == "none" || len(rows) < 2 || isFrame(n) {
		return false
	}
	named := under(n, func(c *html.Node) bool { return isElement(c, atom.Th) }) != nil ||
		len(rows[0]) == 2 && isNames(textOf(rows[0][0]), textOf(rows[0][1]))
	widest, filled := 0, 0
	for _, row := range rows {
		widest = max(widest, len(row))
		full := 0
		for _, cell := range row {
			words := countWords(textOf(cell))
			if words > most && !named {
				return false
			}
			full += min(words, 1)
		}
		if full > 1 {
			filled++
		}
	}
	return widest > 1 && widest <= maxColumns && 2*filled > len(rows)
}
