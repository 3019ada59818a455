package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"backtalk/internal/fault"
)

// MaxFile is the largest file that is read, in bytes: some 1,500 pages of text, so a bigger one is a mistake.
const MaxFile = 8 << 20

const byteOrderMark = "\ufeff"

// article is a file that has been read and cut into sections, but not yet named.
type article struct {
	file   string
	text   string
	view   string // of the same length, for looking at; see view
	from   int    // where the front matter ends
	front  front
	drafts []sectionDraft
}

// readArticles reads a folder's articles; none tells that it has no article, readable or not. Articles that are too much
// together are not read at all.
func readArticles(r *report, layer fs.FS) (articles []article, none bool) {
	names, ok := articleNames(r, layer)
	if !ok || !fits(r, layer, names) {
		return nil, false
	}
	passages := 0 // there are at least so many
	for _, name := range names {
		text, ok := readText(r, layer, name)
		if !ok {
			continue
		}
		a, ok := readArticle(r, name, text)
		if !ok {
			continue
		}
		for _, d := range a.drafts {
			passages += min(len(d.blocks), 1)
		}
		if passages > MaxPassages {
			r.add(".", 0, tooManyPassages, MaxPassages)
			return nil, false
		}
		articles = append(articles, a)
	}
	if len(names) == 0 {
		r.faults = append(r.faults, r.warnings...) // they may be why
	}
	return articles, len(names) == 0
}

func readArticle(r *report, name, text string) (article, bool) {
	a := article{file: name, text: text, view: view(text)}
	from := 0
	if strings.HasPrefix(text, byteOrderMark) {
		from = len(byteOrderMark)
	}
	known := len(r.faults)
	from = a.front.read(fault.YAML{File: name, Faults: &r.faults}, a.view, from)
	var blocks []block
	if strings.EqualFold(path.Ext(name), ".md") {
		blocks = questionBlocks(a.view, markdownBlocks(a.view, from), inlineWords())
	} else {
		blocks = questionBlocks(a.view, plainBlocks(a.view, from), strings.TrimSpace)
	}
	a.from = from
	a.drafts = drafts(fault.YAML{File: name, Faults: &r.faults}.Fault, a.view, blocks)
	if len(r.faults) > known {
		return a, true // named and covered all the same, so that its other faults come out too
	}
	switch {
	case !hasWord(text[from:]):
		r.add(name, 0, "the file is empty; write the article or remove the file")
		return a, false
	case !slices.ContainsFunc(a.drafts, func(d sectionDraft) bool { return len(d.blocks) > 0 }):
		r.add(name, 0, "holds no text to quote, only headings or comments; write some text under the headings")
	}
	return a, true
}

// view is the text as the splitters look at it, byte for byte as long as the text itself: every kind of line end
// that word processors write is a line feed, a stray byte order mark is space, and so is a no-break space after a
// heading's or list item's sign. What is quoted is the text, never the view.
func view(text string) string {
	if !strings.ContainsAny(text, "\r\v\f\u0085\u00a0\u2028\u2029"+byteOrderMark) {
		return text
	}
	b := []byte(text)
	for i, r := range text {
		switch r {
		case '\r':
			if i+1 == len(b) || b[i+1] != '\n' {
				b[i] = '\n'
			}
		case '\v', '\f':
			b[i] = '\n'
		case 0x85:
			copy(b[i:], " \n")
		case 0x2028:
			copy(b[i:], "  \n")
		case 0x2029:
			copy(b[i:], " \n\n")
		case 0xfeff:
			copy(b[i:], "   ")
		case 0xa0:
			if i > 0 && strings.IndexByte("#-*+.)", b[i-1]) >= 0 {
				copy(b[i:], "  ")
			}
		}
	}
	return string(b)
}

// readText reads a file whole: at most MaxFile bytes of valid UTF-8.
func readText(r *report, layer fs.FS, name string) (string, bool) {
	raw, problem := readFile(layer, name)
	line := func(at int) int { return 1 + bytes.Count(raw[:at], []byte("\n")) }
	switch zero := bytes.IndexByte(raw, 0); {
	case problem != "":
		r.add(name, 0, "%s", problem)
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		r.add(name, 1, "is saved as UTF-16, which some programs call Unicode; save the file as UTF-8")
	case zero >= 0:
		r.add(name, line(zero), "holds a null byte, so it is not a text file; save the text as UTF-8")
	case !utf8.Valid(raw):
		r.add(name, line(invalidAt(raw)), "is not valid UTF-8 here; save the file as UTF-8")
	default:
		return string(raw), true
	}
	return "", false
}

// readFile reads a file, or says in words why not.
func readFile(layer fs.FS, name string) (raw []byte, problem string) {
	const tooLarge = "is larger than %d MB; split it into smaller files"
	unreadable := func(err error) string { return fmt.Sprintf("cannot be read: %v", plainError(err)) }
	info, err := fs.Stat(layer, name) // before it is opened, which on a pipe would wait for ever
	switch {
	case err != nil:
		return nil, unreadable(err) + " (a link must not lead out of the folder)"
	case !info.Mode().IsRegular():
		return nil, "is a folder or a device; articles, topics and synonyms are files"
	case info.Size() > MaxFile:
		return nil, fmt.Sprintf(tooLarge, MaxFile>>20)
	}
	f, err := layer.Open(name)
	if err != nil {
		return nil, unreadable(err)
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(f, MaxFile+1)); err != nil {
		return nil, unreadable(err)
	}
	if b.Len() > MaxFile {
		return nil, fmt.Sprintf(tooLarge, MaxFile>>20)
	}
	return b.Bytes(), ""
}

// invalidAt is the offset of the first byte that is not UTF-8.
func invalidAt(raw []byte) int {
	at := 0
	for at < len(raw) {
		c, size := utf8.DecodeRune(raw[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// plainError drops the path that a file error repeats.
func plainError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
