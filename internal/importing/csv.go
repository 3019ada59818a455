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

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
		return nil, fmt.Errorf("%s:%d: is not UTF-8 here; save the table as \"CSV UTF-8\"", name, lineOf(bytes.IndexRune(data, utf8.RuneError)))
	}
	rows, err := bestRows(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	a := &Article{Title: baseName(name)}
	answers, err := a.rows(rows)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	if err := a.shape(a.blocks(answers, "")); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
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

// rows makes a term and its definition of each row.
func (a *Article) rows(rows []row) (*html.Node, error) {
	width := len(rows[0].cells)
	question, answer := columnOf(questionNames(), rows[0].cells...), columnOf(answerNames(), rows[0].cells...)
	if question >= 0 && answer >= 0 && question != answer {
		rows = rows[1:]
	} else {
		question, answer = 0, 1
	}
	if len(rows) == 0 {
		return nil, errors.New("1: has names of columns and nothing below them; write a question and its answer in each row")
	}
	// A table that was exported from a site holds pieces of pages.
	isHTML := slices.ContainsFunc(rows, func(r row) bool { return slices.ContainsFunc(r.cells, tag.MatchString) })
	out := element(atom.Dl)
	for _, r := range rows {
		if len(r.cells) > width {
			return nil, fmt.Errorf("%d: has %d cells where the first row has %d; a text that holds the separator needs quotes around it", r.line, len(r.cells), width)
		}
		cells := append(r.cells, make([]string, width-len(r.cells))...)
		asked, said := cells[question], answerNode(cells[answer], isHTML)
		if isHTML {
			asked = fragmentText(asked)
		}
		switch empty := !hasWord(textOf(said)); {
		case strings.TrimSpace(asked+cells[answer]) == "": // a row for other columns
		case !hasWord(asked):
			return nil, fmt.Errorf("%d: has no question; write it, or remove the row", r.line)
		case empty:
			return nil, fmt.Errorf("%d: has no answer; write it, or remove the row", r.line)
		case countWords(asked) > maxHeading:
			return nil, fmt.Errorf("%d: the question has more than %d words; is it in the right column?", r.line, maxHeading)
		default:
			out.AppendChild(element(atom.Summary, textNode(asked)))
			out.AppendChild(said)
		}
		for i, c := range cells {
			if i != question && i != answer {
				a.leave("other column", c)
			}
		}
	}
	return out, nil
}

// tag is the start of an element in a cell that was written for a web page.
var tag = regexp.MustCompile(`(?i)</?(p|br|ul|ol|li|strong|b|em|i|a|div|span|h[1-6]|table)(\s[^<>]*)?/?>`)

// answerNode is an answer, its lines as they stand.
func answerNode(cell string, isHTML bool) *html.Node {
	if isHTML {
		return fragment(cell)
	}
	return element(atom.Dd, element(atom.Pre, textNode(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(cell))))
}
