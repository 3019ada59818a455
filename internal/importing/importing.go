// Package importing turns what a clinic has, a web page, a table of questions and answers, a Word document, into an
// article that package corpus reads: Markdown with a heading for each entry, which people can go on editing.
//
// One way leads there. Every form is first made a tree of HTML: a table of questions is a list of definitions, a Word
// document has headings and paragraphs, what opens and shuts on a page becomes a definition, and from a page the menus and
// footers are taken out. A walk over the tree gives blocks (a heading, a paragraph, an item, a table); what only looks like a
// heading is found among these, and they make an [Article]. Words are taken as they stand; what is left out is listed, so that a
// person can see whether an answer is among it.
package importing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Bounds of what is read, in bytes. Nothing that people wrote as one text comes near them.
const (
	maxPage = 5 << 20  // of a web page or a table
	maxDocx = 20 << 20 // of a Word document, which holds its pictures
)

// Article is what was taken from a source.
type Article struct {
	Title   string
	Entries []Entry // in the order of the source; the first one may have no heading
	Left    []Left  // what was left out

	Links    []Link // whose words were taken alone
	Pictures int    // how many there were
}

// Entry is a heading and what stands under it.
type Entry struct {
	Heading string // empty for what stands before the first heading
	Level   int    // 2, or more for what belongs to the entry before it; 0 without a heading
	Words   int    // under the heading; 0 when it only groups the entries that follow
	blocks  []block
}

// Left is a piece of the source that was left out.
type Left struct {
	What  string // "menu", "footer"
	First string // its first words
	Words int
}

// Link is a link whose words were taken and whose address was not.
type Link struct{ Words, Address string }

// leave notes a piece that is left out, unless it says nothing.
func (a *Article) leave(what, text string) {
	const most = 10 // words that are shown
	if n := countWords(text); n > 0 {
		a.Left = append(a.Left, Left{What: what, First: firstWords(text, most), Words: n})
	}
}

var notWordy = regexp.MustCompile(`[^\pL\p{Nd}]+`)

// FileName is a name for the article's file: its title in letters, digits and hyphens.
func (a *Article) FileName() string {
	const most = 60 // bytes
	name := ""
	for _, w := range notWordy.Split(strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(a.Title)), -1) {
		if len(name)+len(w) > most {
			break
		}
		name = strings.Trim(name+"-"+w, "-")
	}
	if name == "" || name == "readme" { // a readme is no article to package corpus
		name += "imported-article"
	}
	return name + ".md"
}

// Read reads a source: an https address, or a file by its ending.
func Read(ctx context.Context, web *Web, source string) (*Article, error) {
	if isAddress(source) {
		body, contentType, err := web.fetch(ctx, source)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", userInfo.ReplaceAllString(source, "//"), err)
		}
		return Page(source, body, contentType)
	}
	ext, most := strings.ToLower(filepath.Ext(source)), int64(maxPage)
	if ext == ".docx" {
		most = maxDocx
	}
	if why := refusal(ext); why != "" {
		return nil, fmt.Errorf("%s: %s", source, why)
	}
	data, err := readFile(source, most)
	switch {
	case err != nil:
		return nil, err
	case ext == ".docx":
		return Document(source, data)
	case ext == ".csv", ext == ".tsv":
		return Table(source, data)
	}
	return Page(source, data, "")
}

// refusal says what to do with a file of a kind that is not read; empty for one that is.
func refusal(ext string) string {
	switch ext {
	case ".html", ".htm", ".xhtml", ".csv", ".tsv", ".docx":
		return ""
	case ".md", ".txt", ".markdown":
		return "this is an article already; copy it into the folder, under a name that ends in .md or .txt"
	case ".pdf":
		return "a PDF holds the look of a page, not its headings; open the document that it was made from and save that as .docx, or copy its text into a .txt file"
	case ".doc", ".odt", ".rtf", ".pages", ".docm", ".dotx":
		return "open it in your word processor, save it as Word document (.docx) and import that"
	case ".xlsx", ".xls", ".ods", ".numbers":
		return "open it in your spreadsheet, save the sheet with the questions and answers as CSV (UTF-8) and import that"
	case ".mhtml", ".mht", ".webarchive":
		return "save the page once more, as \"HTML only\", and import that"
	case ".json", ".xml":
		return "this is made for programs; import the web page itself, or a .csv file with a question and an answer in each row"
	}
	return "what is this? A web page (.html or an https:// address), a table of questions and answers (.csv) and a Word document (.docx) can be imported"
}

// readFile reads a file of at most so many bytes.
func readFile(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name) // before it is opened, which on a pipe would wait for ever
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file; give the path of a web page (.html), a table (.csv) or a Word document (.docx), or an https:// address", name)
	case err != nil:
		return nil, fmt.Errorf("reading what to import: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is a folder or a device; name one file, or the https:// address of one page", name)
	case info.Size() > most:
		return nil, fmt.Errorf("%s: is larger than %d MB; split it, or take the pictures out", name, most>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading what to import: %w", err)
	}
	return data, nil
}
