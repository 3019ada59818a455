package importing

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// maxElements is how many elements a page may have; large ones have some ten thousand.
const maxElements = 100_000

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
	count := 0
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			count++
		}
	}
	if count > maxElements {
		return nil, fmt.Errorf("%s: is made of %d elements, more than %d; copy the text that is needed into a .txt file instead", source, count, maxElements)
	}
	a := &Article{}
	base := ""
	if isAddress(source) {
		base, _, _ = strings.Cut(source, "#")
	} else {
		a.Title = baseName(source)
	}
	switch err := a.shape(a.page(root, base)); {
	case errors.Is(err, errNoText):
		return nil, fmt.Errorf("%s: %w; where a page shows its text only after a while, save it in the browser (\"complete\") and import that file, or copy its text into a .txt file", source, err)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", source, err)
	}
	return a, nil
}

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
	if len(text) > 3*maxPage || bytes.Count(text, []byte{0}) > len(text)/100 {
		return "", fmt.Errorf("is not text in %s; is it a web page?", name)
	}
	return string(text), nil
}

// page reads a page into blocks, and its title. base is its address.
func (a *Article) page(root *html.Node, base string) []block {
	known := questionsOf(root)
	if n := under(root, func(n *html.Node) bool { return isElement(n, atom.Title) }); n != nil {
		a.Title = withoutSite(textOf(n))
	}
	body := under(root, func(n *html.Node) bool { return isElement(n, atom.Body) })
	if body == nil {
		body = root
	}
	a.strip(body)
	accordions(body)
	if only := onlyTitle(body); only != "" {
		a.Title = only
	}
	a.prune(body)
	part := mainPart(body)
	for n := part; n != body; n = n.Parent {
		for s := range children(n.Parent) {
			if s != n {
				a.leave("beside the main part", textOf(s))
			}
		}
	}
	return withQuestions(a.withoutTeasers(a.blocks(part, base)), known)
}

var siteSign = regexp.MustCompile(`\s(\||–|—|-|·|»|::)\s`)

// withoutSite is a page's title without the name of its site: the part that speaks of questions, else the first.
func withoutSite(title string) string {
	first := ""
	for _, part := range siteSign.Split(title, -1) {
		if aboutQuestions(part) {
			return part
		}
		if first == "" && hasWord(part) {
			first = part
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
		site := around(n, func(n *html.Node) bool {
			return isElement(n, atom.Main) || !isElement(n, atom.Body) && hasName(n, "logo", "branding", "brand", "site")
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

// mainPart is the part of a pruned page that holds its content: what the page calls so when enough of its words are in
// it, else its body.
func mainPart(body *html.Node) *html.Node {
	weights := weigh(body)
	all := weights[body].words
	var main, article *html.Node
	for n := range body.Descendants() {
		switch {
		case isElement(n, atom.Main) || attr(n, "role") == "main":
			if weights[n].words > weights[main].words {
				main = n
			}
		case isElement(n, atom.Article) && weights[n].words > weights[article].words:
			article = n
		}
	}
	switch {
	case main != nil && 10*weights[main].words >= 3*all:
		return main
	case article != nil && 10*weights[article].words >= 6*all:
		return article
	}
	return body
}

var teaserWords = regexp.MustCompile(`(?i)^\W*(from (the|our) blog|(our |the )?(related|recent|latest|popular|more) (posts?|articles?|news|stories|reading|pages?|from .*)|` +
	`you (may|might) also (like|enjoy|be interested in).*|(read|explore|discover) (more|next)|(join|subscribe to|sign up (for|to)) (our |the )?(newsletter|mailing list|email list).*|` +
	`stay (connected|in touch|in the loop|up to date)|follow us.*|connect with us|share (this|on|with).*|leave a (comment|reply)|\d+ (comments?|replies)|` +
	`categories|archives|tags|search|quick links|useful links|recent comments)\W*$`)

// withoutTeasers leaves out what stands under headings such as "From the blog", unless it is much of the page.
func (a *Article) withoutTeasers(blocks []block) []block {
	var out []block
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.kind != heading || b.level >= looksLike || !teaserWords.MatchString(plain(b.lines...)) {
			out = append(out, b)
			continue
		}
		end := i + 1
		for end < len(blocks) && !(blocks[end].kind == heading && (blocks[end].level <= b.level || blocks[end].level >= looksLike)) {
			end++
		}
		if words := wordsOf(blocks[i:end]); 3*countWords(words) <= countWords(wordsOf(blocks)) {
			a.leave("teaser", words)
			i = end - 1
		} else {
			out = append(out, b)
		}
	}
	return out
}
