package importing

import (
	"encoding/xml"
	"slices"
	"strings"
)

// table reads a table: data as one, the frame of a page as what stands in its cells.
func (r *docxReader) table() error {
	var rows [][][]block
	for {
		t, err := r.xml.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if isWord(t.Name) && t.Name.Local == "tbl" {
				r.out = append(r.out, tableBlocks(rows)...)
				return nil
			}
		case xml.StartElement:
			switch {
			case skipped(t.Name):
				err = r.xml.Skip()
			case isWord(t.Name) && t.Name.Local == "tr":
				rows = append(rows, nil)
			case isWord(t.Name) && t.Name.Local == "tc" && len(rows) > 0:
				outer := r.out
				r.out = nil
				err = r.content("tc")
				rows[len(rows)-1] = append(rows[len(rows)-1], r.out)
				r.out = outer
			}
			if err != nil {
				return err
			}
		}
	}
}

// tableBlocks makes one table of cells, or, where they hold more than data, their blocks one after the other.
func tableBlocks(rows [][][]block) []block {
	const most = 60 // words of a cell of data
	b := block{kind: table}
	width, frame := 0, len(rows) < 2
	var all []block
	for _, row := range rows {
		var cells []string
		for _, c := range row {
			all = append(all, c...)
			words := strings.Join(strings.Fields(wordsOf(c)), " ")
			cells = append(cells, words)
			frame = frame || countWords(words) > most || slices.ContainsFunc(c, func(b block) bool { return b.kind == heading })
		}
		if hasWord(strings.Join(cells, " ")) {
			b.rows = append(b.rows, cells)
			width = max(width, len(cells))
		}
	}
	if len(b.rows) == 0 {
		return nil
	}
	named := len(b.rows[0]) == 2 && isName(questionNames(), b.rows[0][0]) && isName(answerNames(), b.rows[0][1])
	if width < 2 || width > maxColumns || frame && !named {
		return all
	}
	for i, cells := range b.rows {
		b.rows[i] = append(cells, make([]string, width-len(cells))...)
	}
	return []block{b}
}
