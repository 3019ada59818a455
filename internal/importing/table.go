package importing

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxColumns is how many columns a table may have; more are no table that a chat can show.
const maxColumns = 30

// table reads a table of data as one, one of questions and answers as these, and the frame of an old page as what stands in it.
func (w *walker) table(n *html.Node) {
	rows, isData := tableRows(n)
	if !isData {
		w.block(n)
		return
	}
	w.flush()
	if c := under(n, func(c *html.Node) bool { return isElement(c, atom.Caption) }); c != nil {
		w.block(c)
	}
	if w.depth > 0 || !isQuestions(rows) {
		w.out = append(w.out, block{kind: table, rows: rows, inside: w.depth > 0})
		return
	}
	for _, row := range rows {
		if !isNames(row) {
			w.heading(row[0], looksLike)
			w.out = append(w.out, block{kind: paragraph, lines: row[1:]})
		}
	}
}

// tableRows are the words of a table's cells, all rows of the same length; isData tells whether it holds data, and does not only
// put things in their places.
func tableRows(n *html.Node) (rows [][]string, isData bool) {
	const most = 60 // words of a cell without a heading over it
	if role := attr(n, "role"); role == "presentation" || role == "none" || isFrame(n) {
		return nil, false
	}
	width, longest, filled, named := 0, 0, 0, false
	for tr := range n.Descendants() {
		if !isElement(tr, atom.Tr) {
			continue
		}
		var row []string
		full := 0
		for cell := range tr.ChildNodes() {
			if !isElement(cell, atom.Td, atom.Th) {
				continue
			}
			named = named || isElement(cell, atom.Th)
			words := tidy(clean(textOf(cell)))
			span, _ := strconv.Atoi(attr(cell, "colspan"))
			row = append(append(row, words), make([]string, max(min(span, maxColumns)-1, 0))...)
			longest, full = max(longest, countWords(words)), full+min(countWords(words), 1)
		}
		if full > 0 {
			rows = append(rows, row)
			width, filled = max(width, len(row)), filled+min(full-1, 1)
		}
	}
	for i, row := range rows {
		rows[i] = append(row, make([]string, width-len(row))...)
	}
	named = named || len(rows) > 0 && isNames(rows[0])
	return rows, width > 1 && width <= maxColumns && len(rows) > 1 && 2*filled > len(rows) && (named || longest <= most)
}

// isQuestions tells whether a table has a column of questions and one of answers.
func isQuestions(rows [][]string) bool {
	asking := 0
	for _, row := range rows {
		if len(row) != 2 || !hasWord(row[0]) || !hasWord(row[1]) {
			return false
		}
		if asks(row[0]) {
			asking++
		}
	}
	return isNames(rows[0]) || asking >= fewest && 2*asking >= len(rows)
}
