package importing

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// Page reads a web page. source is its file or its address; contentType is what its server said of it, if one did.
func Page(source string, data []byte, contentType string) (*Article, error) {
	text, err := decode(data, contentType)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: is nested too deeply to be read (%w); copy the text that you see into a .txt file instead", source, err)
	}
	if n := elements(root); n > maxElements {
		return nil, fmt.Errorf("%s: is made of %d elements, more than %d; copy the text that is needed into a .txt file instead", source, n, maxElements)
	}
	left := &leftovers{}
	blocks, title := pageBlocks(root, source, left)
	if title == "" && !isAddress(source) {
		title = baseName(source)
	}
	a, err := shape(blocks, title, left)
	switch {
	case errors.Is(err, errNoText):
		return nil, fmt.Errorf("%s: %w; where a page shows its text only after a while, save it in the browser (\"complete\") and import that file, or copy its text into a .txt file", source, err)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	return a, nil
}

// maxElements is how many elements a page may have; large ones have some ten thousand.
const maxElements = 100_000

func elements(root *html.Node) int {
	n := 0
	for c := range root.Descendants() {
		if c.Type == html.ElementNode {
			n++
		}
	}
	return n
}

func baseName(file string) string { return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) }

// decode gives a page's text, in whatever encoding it was written.
func decode(data []byte, contentType string) (string, error) {
	encoding, name, certain := charset.DetermineEncoding(data, contentType)
	declared := certain || name != "windows-1252" // the guess where nothing is declared, and what is declared most often and wrongly
	if !declared && utf8.Valid(data) {
		return string(data), nil
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("its characters are not in %s, as it says; save it as UTF-8", name)
	}
	if len(text) > 3*maxPage || bytes.IndexByte(text, 0) >= 0 && bytes.Count(text, []byte{0}) > len(text)/100 {
		return "", fmt.Errorf("is not text in %s; is it a web page?", name)
	}
	return string(text), nil
}

// pageBlocks reads a page into blocks, with the title that it has by itself.
func pageBlocks(root *html.Node, source string, left *leftovers) ([]block, string) {
	known := questionsOf(root)
	title := pageTitle(root)
	base := ""
	if isAddress(source) {
		base, _, _ = strings.Cut(source, "#")
	}
	strip(root, left)
	body := find(root, atom.Body)
	if body == nil {
		body = root
	}
	found := findHeads(body)
	for _, h := range found.before {
		if h.Parent != nil {
			h.Parent.RemoveChild(h) // it is read where its panel stands
		}
	}
	p := &pruner{heads: found, left: left, weights: weigh(body, found.at)}
	p.all = p.weights[body].words
	only := onlyTitle(body)
	p.cookieNotices(body)
	p.prune(body, false, false)
	part, marked := mainPart(body)
	leaveBeside(body, part, left)
	p.teasers(part)
	p.linkLists(part, marked)
	w := &walker{heads: found, left: left, weights: weigh(part, nil), base: base}
	w.block(part)
	blocks := withQuestions(w.out, known)
	if only != "" {
		title = only
	}
	return blocks, title
}

// find is the first element of a kind.
func find(root *html.Node, kind atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if isElement(n, kind) {
			return n
		}
	}
	return nil
}

// pageTitle is what the page calls itself, without the name of its site.
func pageTitle(root *html.Node) string {
	n := find(root, atom.Title)
	if n == nil {
		return ""
	}
	title := textOf(n)
	first := title
	for _, sign := range []string{" | ", " – ", " — ", " - ", " · ", " » ", " :: "} {
		if parts := strings.Split(title, sign); len(parts) > 1 {
			if i := slices.IndexFunc(parts, aboutQuestions); i >= 0 {
				return parts[i]
			}
			if first == title && hasWord(parts[0]) {
				first = parts[0]
			}
		}
	}
	return first
}

// onlyTitle is the page's h1, where it has one and it isn't the site's name; it may stand in a header that is dropped.
func onlyTitle(body *html.Node) string {
	title, count := "", 0
	for n := range body.Descendants() {
		if headingLevel(n) != 1 {
			continue
		}
		count++
		site := ancestor(n, func(n *html.Node) bool {
			return hasName(n, "logo", "branding", "brand", "site") && !isElement(n, atom.Body)
		})
		if site == nil || isElement(site, atom.Main) {
			title = textOf(n)
		}
	}
	if count > 1 {
		return ""
	}
	return title
}
