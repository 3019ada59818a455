package importing

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker reads nodes into blocks.
type walker struct {
	heads   *heads
	left    *leftovers
	weights weights
	base    string // the page's address; empty when it is not known

	out    []block
	spans  []span // of the paragraph at hand
	depth  int    // of panels around
	strong int    // of emphasis around
	pre    int    // of preformatted text around
}

// flush ends the paragraph at hand.
func (w *walker) flush() {
	for _, spans := range paragraphs(w.spans) {
		if hasWord(plain(spans)) {
			w.out = append(w.out, block{kind: paragraph, spans: spans, inside: w.depth > 0})
		}
	}
	w.spans = nil
}

// paragraphs cuts spans where a line is empty.
func paragraphs(spans []span) [][]span {
	out := [][]span{nil}
	breaks := 0 // since the last word
	for _, s := range spans {
		start := 0
		for i, r := range s.text {
			switch {
			case r == '\n':
				breaks++
			case !unicode.IsSpace(r):
				if breaks > 1 {
					out[len(out)-1] = append(out[len(out)-1], span{s.text[start:i], s.strong})
					out = append(out, nil)
					start = i
				}
				breaks = 0
			}
		}
		out[len(out)-1] = append(out[len(out)-1], span{s.text[start:], s.strong})
	}
	return out
}

// heading adds a heading.
func (w *walker) heading(words string, level int) {
	w.flush()
	w.out = append(w.out, block{kind: heading, level: level + within*w.depth, spans: []span{{text: words}}, inside: w.depth > 0})
}

func (w *walker) walkChildren(n *html.Node) {
	for c := range children(n) {
		w.walk(c)
	}
}

func (w *walker) walk(n *html.Node) {
	if n.Type == html.TextNode {
		w.text(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	if w.heads.at[n] {
		if isElement(n, atom.Dt) {
			w.term(n)
		} else {
			w.heading(textOf(n), looksLike) // whatever heading it is made of: it belongs to the one above all of them
		}
		return
	}
	if h := w.heads.before[n]; h != nil {
		w.heading(textOf(h), looksLike)
	}
	if w.heads.panels[n] || isElement(n, atom.Details, atom.Dd) {
		w.panel(n)
		return
	}
	if l := headingLevel(n); l > 0 {
		if w.holdsHead(n) {
			l = looksLike
		}
		w.heading(textOf(n), l)
		return
	}
	w.element(n)
}

// holdsHead tells whether a head stands in a heading.
func (w *walker) holdsHead(n *html.Node) bool {
	for c := range n.Descendants() {
		if w.heads.at[c] {
			return true
		}
	}
	return false
}

// panel reads what stands under a head.
func (w *walker) panel(n *html.Node) {
	w.flush()
	if isElement(n, atom.Details) && n.FirstChild != nil {
		for c := range children(n) {
			if w.heads.at[c] {
				w.walk(c)
				w.depth++
				continue
			}
			w.walk(c)
		}
		w.flush()
		w.depth = max(w.depth-w.summaries(n), 0)
		return
	}
	w.depth++
	w.element(n)
	w.flush()
	w.depth--
}

// summaries counts the heads directly under an element.
func (w *walker) summaries(n *html.Node) int {
	count := 0
	for c := range children(n) {
		if w.heads.at[c] {
			count++
		}
	}
	return count
}

// term reads a term that is defined: a heading, together with those right before it that share its definition. Inside an
// answer it is none.
func (w *walker) term(n *html.Node) {
	w.flush()
	if w.depth == 0 {
		words := textOf(n)
		for before := beside(n, false); isElement(before, atom.Dt); before = beside(before, false) {
			words = textOf(before) + " " + words
		}
		if !isElement(beside(n, true), atom.Dt) {
			w.heading(words, looksLike)
		}
		return
	}
	w.strong++
	w.walkChildren(n)
	w.strong--
	w.flush()
}

// beside is the element after a node, or before it.
func beside(n *html.Node, after bool) *html.Node {
	for {
		if after {
			n = n.NextSibling
		} else {
			n = n.PrevSibling
		}
		if n == nil || n.Type == html.ElementNode {
			return n
		}
	}
}

func (w *walker) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		w.spans = append(w.spans, span{text: "\n"})
	case atom.B, atom.Strong:
		w.strong++
		w.walkChildren(n)
		w.strong--
	case atom.A:
		w.link(n)
		w.walkChildren(n)
	case atom.Ul, atom.Ol, atom.Menu:
		if w.isContainer(n) {
			w.block(n)
			return
		}
		w.flush()
		if items := w.list(n, 0); len(items) > 0 {
			w.out = append(w.out, block{kind: list, items: items, inside: w.depth > 0})
		}
	case atom.Table:
		w.table(n)
	case atom.Pre:
		w.pre++
		w.block(n)
		w.pre--
	default:
		if isInline(n) {
			w.walkChildren(n)
			return
		}
		w.block(n)
	}
}

func (w *walker) block(n *html.Node) {
	w.flush()
	w.walkChildren(n)
	w.flush()
}

// text adds words, white space as a page shows it.
func (w *walker) text(s string) {
	if w.pre == 0 {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' || r == '\f' {
				return ' '
			}
			return r
		}, s)
	}
	w.spans = append(w.spans, span{s, w.strong > 0})
}

// link notes a link's address, for the words alone are taken.
func (w *walker) link(n *html.Node) {
	href, words := strings.TrimSpace(attr(n, "href")), textOf(n)
	if words == "" || !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://") {
		return
	}
	if w.base != "" && strings.HasPrefix(href, w.base+"#") {
		return
	}
	w.left.links = append(w.left.links, Link{Words: firstWords(words, 8), Address: clean(href)})
}
