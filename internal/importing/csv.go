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
	return article(name, func(a *Article) ([]block, error) {
		data := bytes.TrimPrefix(data, []byte("\ufeff"))
		if i := bytes.IndexFunc(data, func(r rune) bool { return r == utf8.RuneError || r == 0 }); i >= 0 && (!utf8.Valid(data) || data[i] == 0) {
			return nil, inLine(1+bytes.Count(data[:i], []byte("\n")), "is not text in UTF-8 here; save the table as \"CSV UTF-8\"")
		}
		rows, err := bestRows(data)
		if err != nil {
			return nil, err
		}
		answers, err := a.rows(rows)
		if err != nil {
			return nil, err
		}
		return a.blocks(answers, name), nil
	})
}

// lineError is what is wrong in a line of a table.
type lineError struct{ error }

func inLine(line int, format string, of ...any) error {
	return lineError{fmt.Errorf("%d: %s", line, fmt.Sprintf(format, of...))}
}

// bestRows reads the table with the separator that gives the most rows of the same number of cells, at least two.
func bestRows(data []byte) ([]row, error) {
	var best []row
	fault := inLine(1, "has no second column; a question and its answer stand in one row, with a comma, a semicolon or a tab between them")
	most := 0
	for _, separator := range "\t;," {
		rows, err := readRows(data, separator)
		alike := 0
		for _, r := range rows {
			if len(r.cells) > 1 && len(r.cells) == len(rows[0].cells) {
				alike++
			}
		}
		if alike > most || most == 0 && err != nil {
			best, fault, most = rows, err, alike
		}
	}
	return best, fault
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
			return out, inLine(wrong.Line, "a quotation mark stands inside a cell that is not in quotes; put quotes around the whole cell and write each one inside twice")
		case errors.As(err, &wrong):
			return out, inLine(wrong.StartLine, "the quotes that begin here are not closed, or something follows them; put quotes around the whole cell and write each one inside twice")
		case err != nil:
			return out, inLine(1, "%v", err)
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
	question, answer := columnOf(questionNames, rows[0].cells), columnOf(answerNames, rows[0].cells)
	if question >= 0 && answer >= 0 && question != answer {
		rows = rows[1:]
	} else {
		question, answer = 0, 1
	}
	if len(rows) == 0 {
		return nil, inLine(1, "has names of columns and nothing below them; write a question and its answer in each row")
	}
	// A table that was exported from a site holds pieces of pages.
	isHTML := slices.ContainsFunc(rows, func(r row) bool { return slices.ContainsFunc(r.cells, tag.MatchString) })
	out := element(atom.Dl)
	for _, r := range rows {
		if len(r.cells) > width {
			return nil, inLine(r.line, "has %d cells where the first row has %d; a text that holds the separator needs quotes around it", len(r.cells), width)
		}
		cells := append(r.cells, make([]string, width-len(r.cells))...)
		asked, said := cells[question], answerNode(cells[answer], isHTML)
		if isHTML {
			asked = fragmentText(asked)
		}
		switch empty := !hasWord(textOf(said)); {
		case strings.TrimSpace(asked+cells[answer]) == "": // a row for other columns
		case !hasWord(asked):
			return nil, inLine(r.line, "has no question; write it, or remove the row")
		case empty:
			return nil, inLine(r.line, "has no answer; write it, or remove the row")
		case countWords(asked) > maxHeading:
			return nil, inLine(r.line, "the question has more than %d words; is it in the right column?", maxHeading)
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

// isNames tells whether a row names a column of questions and one of answers.
func isNames(row []string) bool {
	return len(row) == 2 && columnOf(questionNames, row[:1]) >= 0 && columnOf(answerNames, row[1:]) >= 0
}

// columnOf is the first of the cells that has one of the names, the names tried in turn; -1 when none has.
func columnOf(names string, cells []string) int {
	for name := range strings.FieldsSeq(names) {
		if i := slices.IndexFunc(cells, func(c string) bool { return strings.EqualFold(strings.Trim(c, " :*"), name) }); i >= 0 {
			return i
		}
	}
	return -1
}

// What people call the columns of a table.
const (
	questionNames = "question questions q title heading faq topic pregunta"
	answerNames   = "answer answers a content text body reply response description respuesta"
)
