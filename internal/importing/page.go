package importing

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// maxNodes is how many elements and pieces of text a page may have; large ones have some twenty thousand.
const maxNodes = 200_000

// Page reads a web page. source is its file or its address; contentType is what its server said of it, if one did.
func Page(source string, data []byte, contentType string) (*Article, error) {
	return article(source, func(a *Article) ([]block, error) {
		if bytes.HasPrefix(data, []byte("%PDF")) {
			return nil, errors.New(refusal(".pdf"))
		}
		text, err := decode(data, contentType)
		if err != nil {
			return nil, err
		}
		root, err := html.Parse(strings.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("is nested too deeply to be read (%w); copy the text that you see into a .txt file instead", err)
		}
		if n := len(slices.Collect(root.Descendants())); n > maxNodes {
			return nil, fmt.Errorf("is made of %d pieces, more than %d; copy the text that is needed into a .txt file instead", n, maxNodes)
		}
		return a.page(root, source), nil
	})
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

// page reads a page into blocks, and its title.
func (a *Article) page(root *html.Node, source string) []block {
	known := questionsOf(root)
	if n := under(root, func(n *html.Node) bool { return isElement(n, atom.Title) }); n != nil {
		a.Title = cmp.Or(withoutSite(textOf(n)), a.Title)
	}
	body := cmp.Or(under(root, func(n *html.Node) bool { return isElement(n, atom.Body) }), root)
	a.strip(body)
	accordions(body)
	a.prune(body)
	part := mainPart(body)
	for n := part; n != body; n = n.Parent {
		for _, s := range children(n.Parent) {
			if s != n {
				a.leave("beside the main part", textOf(s))
			}
		}
	}
	return withQuestions(a.withoutTeasers(a.blocks(part, source)), known)
}

var siteSign = regexp.MustCompile(`\s(\||–|—|-|·|»|::)\s`)

// withoutSite is a page's title without the name of its site: the part that speaks of questions, else the first.
func withoutSite(title string) string {
	parts := slices.DeleteFunc(siteSign.Split(title, -1), func(s string) bool { return !hasWord(s) })
	if len(parts) == 0 {
		return ""
	}
	return parts[max(slices.IndexFunc(parts, aboutQuestions.MatchString), 0)]
}

// mainPart is the part of a pruned page that holds its content: what the page calls so when enough of its words are in
// it, else its body.
func mainPart(body *html.Node) *html.Node {
	weights := weigh(body)
	largest := func(share int, is func(*html.Node) bool) *html.Node {
		var most *html.Node
		for n := range body.Descendants() {
			if is(n) && weights[n].words > weights[most].words {
				most = n
			}
		}
		if 100*weights[most].words < share*weights[body].words {
			return nil
		}
		return most
	}
	return cmp.Or(largest(30, isMain), largest(60, func(n *html.Node) bool { return isElement(n, atom.Article) }), body)
}

func isMain(n *html.Node) bool { return isElement(n, atom.Main) || attr(n, "role") == "main" }

var teaserWords = regexp.MustCompile(`(?i)^\W*(from (the|our) blog|(our |the )?(related|recent|latest|popular|more) (posts?|articles?|news|stories|reading|pages?|from .*)|` +
	`you (may|might) also (like|enjoy|be interested in).*|(read|explore|discover) (more|next)|(join|subscribe to|sign up (for|to)) (our |the )?(newsletter|mailing list|email list).*|` +
	`stay (connected|in touch|in the loop|up to date)|follow us.*|connect with us|share (this|on|with).*|leave a (comment|reply)|\d+ (comments?|replies)|` +
	`categories|archives|tags|search|quick links|useful links|recent comments)\W*$`)

// withoutTeasers leaves out what stands under headings such as "From the blog", unless it is much of the page.
func (a *Article) withoutTeasers(blocks []block) []block {
	most := countWords(wordsOf(blocks)) / 3
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.kind != heading || b.level >= looksLike || !teaserWords.MatchString(b.lines[0]) {
			continue
		}
		end := i + 1
		for end < len(blocks) && !(blocks[end].kind == heading && (blocks[end].level <= b.level || blocks[end].level >= looksLike)) {
			end++
		}
		if words := wordsOf(blocks[i:end]); countWords(words) <= most {
			a.leave("teaser", words)
			blocks = slices.Delete(blocks, i, end)
			i--
		}
	}
	return blocks
}
