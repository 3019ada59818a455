package importing

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker reads nodes into blocks, of whatever source they were made.
type walker struct {
	article *Article
	base    string // the source, for a page its address

	out    []block
	text   strings.Builder // of the paragraph at hand
	item   int             // where in out the item at hand stands; -1 outside of lists
	depth  int             // of panels around
	strong int             // of emphasis around
	pre    int             // of preformatted text around
}

// blocks reads a node of a source into blocks.
func (a *Article) blocks(n *html.Node, source string) []block {
	base, _, _ := strings.Cut(source, "#")
	w := &walker{article: a, base: base, item: -1}
	w.walk(n)
	w.flush()
	return slices.DeleteFunc(w.out, func(b block) bool { return b.words() == 0 })
}

// flush ends the paragraph at hand.
func (w *walker) flush() {
	s := w.text.String()
	w.text.Reset()
	if w.strong > 0 {
		s += strongOff
		w.text.WriteString(strongOn)
	}
	for _, lines := range paragraphs(s) {
		switch words := plain(lines...); {
		case !hasWord(words):
		case copyright.MatchString(words) && countWords(words) <= 30:
			w.article.leave("footer", words)
		case w.item >= 0:
			w.out[w.item].lines = append(w.out[w.item].lines, lines...)
		default:
			w.out = append(w.out, block{kind: paragraph, lines: lines, inside: w.depth > 0})
		}
	}
}

var copyright = regexp.MustCompile(`(?i)^(copyright )?©|all rights reserved`)

// heading adds a heading; one of many words is a paragraph that somebody made big.
func (w *walker) heading(words string, level int) {
	w.flush()
	b := block{kind: heading, level: level + within*w.depth, lines: []string{headingText(words)}, inside: w.depth > 0}
	if b.words() > maxHeading {
		b.kind = paragraph
	}
	w.out = append(w.out, b)
}

func (w *walker) children(n *html.Node) {
	for _, c := range children(n) {
		w.walk(c)
	}
}

func (w *walker) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		s := clean(n.Data)
		if w.pre == 0 {
			s = strings.ReplaceAll(s, "\n", " ")
		}
		w.text.WriteString(s)
	case headingLevel(n) > 0:
		w.heading(textOf(n), headingLevel(n))
	case isElement(n, atom.Dt):
		w.term(n)
	case isElement(n, atom.Dd):
		w.flush()
		w.depth++
		w.block(n)
		w.depth--
	case isElement(n, atom.Br):
		w.text.WriteByte('\n')
	case isElement(n, atom.B, atom.Strong):
		w.emphasis(n)
	case isElement(n, atom.A):
		w.link(n)
		w.children(n)
	case isElement(n, atom.Ul, atom.Ol, atom.Menu) && !isFrame(n):
		w.flush()
		depth := 0
		if w.item >= 0 {
			depth = w.out[w.item].depth + 1
		}
		w.list(n, depth)
	case isElement(n, atom.Table):
		w.table(n)
	case isElement(n, atom.Pre):
		w.pre++
		w.block(n)
		w.pre--
	case isInline(n):
		w.children(n)
	default:
		w.block(n)
	}
}

func (w *walker) block(n *html.Node) {
	w.flush()
	w.children(n)
	w.flush()
}

func (w *walker) emphasis(n *html.Node) {
	if w.strong++; w.strong == 1 {
		w.text.WriteString(strongOn)
	}
	w.children(n)
	if w.strong--; w.strong == 0 {
		w.text.WriteString(strongOff)
	}
}

// term reads a term that is defined: a heading, together with those right before it that share its definition. Inside an
// answer it is none.
func (w *walker) term(n *html.Node) {
	if w.depth > 0 {
		w.flush()
		w.emphasis(n)
		w.flush()
		return
	}
	w.flush()
	before := n.PrevSibling
	for before != nil && before.Type == html.TextNode {
		before = before.PrevSibling
	}
	if last := len(w.out) - 1; isElement(before, atom.Dt) && last >= 0 && w.out[last].kind == heading {
		w.out[last].lines[0] += " " + headingText(textOf(n))
		return
	}
	w.heading(textOf(n), looksLike)
}

// list reads the items of a list, each with the lists in it below it.
func (w *walker) list(n *html.Node, depth int) {
	number := 0
	if isElement(n, atom.Ol) {
		start, _ := strconv.Atoi(attr(n, "start"))
		number = min(max(start, 1), 1e6)
	}
	defer func(outer int) { w.item = outer }(w.item)
	for _, c := range children(n) {
		if isElement(c, atom.Ul, atom.Ol) { // written beside an item instead of in it
			w.list(c, depth+1)
			continue
		}
		w.item = len(w.out)
		w.out = append(w.out, block{kind: item, depth: depth, number: number, inside: w.depth > 0})
		w.block(c)
		if number > 0 && isElement(c, atom.Li) {
			number++
		}
	}
}

// link notes a link's address, for the words alone are taken.
func (w *walker) link(n *html.Node) {
	href, words := strings.TrimSpace(attr(n, "href")), textOf(n)
	isWeb := strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://")
	if words != "" && isWeb && !strings.HasPrefix(href, w.base+"#") {
		w.article.Links = append(w.article.Links, Link{Words: firstWords(words, 8), Address: clean(href)})
	}
}
