package importing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// row is a row of a table and the line that it begins on.
type row struct {
	cells []string
	line  int
}

// Table reads a table with a question and an answer in each row.
func Table(name string, data []byte) (*Article, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	lineOf := func(at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }
	switch zero := bytes.IndexByte(data, 0); {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")), zero >= 0:
		return nil, fmt.Errorf("%s:1: is not text in UTF-8; save the table as \"CSV UTF-8\"", name)
	case !utf8.Valid(data):
		return nil, fmt.Errorf("%s:%d: is not UTF-8 here; save the table as \"CSV UTF-8\"", name, lineOf(invalidAt(data)))
	}
	rows, err := bestRows(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	left := &leftovers{}
	blocks, err := rowBlocks(rows, left)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	a, err := shape(blocks, baseName(name), left)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

func invalidAt(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(data)
}

// bestRows reads the table with the separator that gives the most rows of the same number of cells, at least two.
func bestRows(data []byte) ([]row, error) {
	var best []row
	var fault error
	most := 0
	for _, separator := range []rune{'\t', ';', ','} {
		rows, err := readRows(data, separator)
		alike := 0
		for _, r := range rows {
			if len(r.cells) > 1 && len(r.cells) == len(rows[0].cells) {
				alike++
			}
		}
		if alike > most {
			best, fault, most = rows, err, alike
		}
		if fault == nil && err != nil && most == 0 {
			fault = err
		}
	}
	if fault != nil {
		return nil, fault
	}
	if most == 0 {
		return nil, errors.New("1: has no second column; a question and its answer stand in one row, with a comma, a semicolon or a tab between them")
	}
	return best, nil
}

// readRows reads all rows up to the first that is wrong.
func readRows(data []byte, separator rune) ([]row, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord = separator, -1
	var out []row
	for {
		cells, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &wrong) && errors.Is(err, csv.ErrBareQuote):
			return out, fmt.Errorf("%d: a quotation mark stands inside a cell that is not in quotes; put quotes around the whole cell and write each one inside twice", wrong.Line)
		case errors.As(err, &wrong):
			return out, fmt.Errorf("%d: the quotes that begin here are not closed, or something follows them; put quotes around the whole cell and write each one inside twice", wrong.StartLine)
		case err != nil:
			return out, fmt.Errorf("1: %w", err)
		}
		line, _ := r.FieldPos(0)
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			out = append(out, row{cells, line})
		}
	}
}

// rowBlocks makes a heading and an answer of each row.
func rowBlocks(rows []row, left *leftovers) ([]block, error) {
	question, answer, named := columns(rows[0].cells)
	width := len(rows[0].cells)
	if named {
		width = max(width, 2)
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil, errors.New("1: has names of columns and nothing below them; write a question and its answer in each row")
	}
	pieces := isHTML(rows)
	var out []block
	for _, r := range rows {
		if len(r.cells) > width {
			return nil, fmt.Errorf("%d: has %d cells where the first row has %d; a text that holds the separator needs quotes around it", r.line, len(r.cells), width)
		}
		q, a := cell(r, question), cell(r, answer)
		if pieces {
			q = fragmentText(q)
		}
		switch {
		case q == "" && a == "": // a row for other columns
		case !hasWord(q):
			return nil, fmt.Errorf("%d: has no question; write it, or remove the row", r.line)
		case !hasWord(a):
			return nil, fmt.Errorf("%d: has no answer; write it, or remove the row", r.line)
		case countWords(q) > maxHeading:
			return nil, fmt.Errorf("%d: the question has more than %d words; is it in the right column?", r.line, maxHeading)
		default:
			out = append(out, block{kind: heading, level: looksLike, spans: []span{{text: q}}, inside: true})
			out = append(out, cellBlocks(a, pieces)...)
		}
		for i, c := range r.cells {
			if i != question && i != answer {
				left.add("other column", c)
			}
		}
	}
	return out, nil
}

// columns tell where questions and answers stand: where a header says so, else in the first two columns.
func columns(first []string) (question, answer int, named bool) {
	find := func(names []string) int {
		for _, n := range names {
			if i := slices.IndexFunc(first, func(c string) bool { return isName([]string{n}, c) }); i >= 0 {
				return i
			}
		}
		return -1
	}
	question, answer = find(questionNames()), find(answerNames())
	if question < 0 || answer < 0 || question == answer {
		return 0, 1, false
	}
	return question, answer, true
}

func cell(r row, at int) string {
	if at >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[at])
}

// tag is the start of an element in a cell that was written for a web page.
var tag = regexp.MustCompile(`(?i)</?(p|br|ul|ol|li|strong|b|em|i|a|div|span|h[1-6]|table)(\s[^<>]*)?/?>`)

// isHTML tells whether a table was exported from a site whose cells are pieces of pages.
func isHTML(rows []row) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return slices.ContainsFunc(r.cells, tag.MatchString) })
}

// cellBlocks are the paragraphs and lists of an answer.
func cellBlocks(cell string, asHTML bool) []block {
	if asHTML {
		blocks := fragment(cell)
		for i := range blocks {
			if blocks[i].kind == heading { // an answer stays one
				blocks[i].kind, blocks[i].spans[0].strong = paragraph, true
			}
		}
		return blocks
	}
	cell = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(cell)
	var out []block
	for _, spans := range paragraphs([]span{{text: cell}}) {
		out = append(out, block{kind: paragraph, spans: spans, inside: true})
	}
	return out
}
