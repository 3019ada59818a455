package importing

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxColumns is how many columns a table may have; more are no table that a chat can show.
const maxColumns = 30

// table reads a table of data as one, and the frame of an old page as what stands in it.
func (w *walker) table(n *html.Node) {
	rows := tableRows(n)
	if !w.isData(n, rows) {
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
			cells = append(cells, textOf(cell))
			span, _ := strconv.Atoi(attr(cell, "colspan"))
			for range min(span, maxColumns) - 1 {
				cells = append(cells, "")
			}
		}
		if hasWord(strings.Join(cells, " ")) {
			b.rows = append(b.rows, cells)
			width = max(width, len(cells))
		}
	}
	for i, cells := range b.rows {
		b.rows[i] = append(cells, make([]string, width-len(cells))...)
	}
	if len(b.rows) > 0 {
		w.out = append(w.out, b)
	}
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
func (w *walker) isData(n *html.Node, rows [][]*html.Node) bool {
	const most = 60 // words of a cell without a heading over it
	if role := attr(n, "role"); role == "presentation" || role == "none" {
		return false
	}
	named := false
	for c := range n.Descendants() {
		switch {
		case w.heads.at[c], w.heads.panels[c], headingLevel(c) > 0, isElement(c, atom.Table, atom.Dl, atom.Form):
			return false
		case isElement(c, atom.Th):
			named = true
		}
	}
	widest, filled := 0, 0
	for _, row := range rows {
		widest = max(widest, len(row))
		full := 0
		for _, cell := range row {
			words := w.weights[cell].words
			if words > 0 {
				full++
			}
			if words > most && !named {
				return false
			}
		}
		if full > 1 {
			filled++
		}
	}
	return widest > 1 && widest <= maxColumns && len(rows) > 1 && 2*filled > len(rows)
}
