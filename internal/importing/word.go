package importing

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// word makes a page of the text of a Word document.
type word struct {
	article  *Article
	ids      map[string]*html.Node // styles and lists, by their kind and id
	styles   map[string]style      // by their ids, those that were asked for
	counters map[string]*[9]int    // of numbered lists, at each depth
	bold     bool                  // the paragraph at hand
	titled   bool
}

// page makes a page of the text.
func (w *word) page(text *html.Node) *html.Node {
	root := element(atom.Body)
	w.read(text, root)
	for n := range root.Descendants() {
		if w.titled && isElement(n, atom.H1) { // the title's level is 1, and headings come after it
			n.Data = "h" + strconv.Itoa(min(int(n.Data[1]-'0')+1, 9))
		}
	}
	return root
}

// read reads paragraphs, tables, and the words in them.
func (w *word) read(n, to *html.Node) {
	for _, c := range children(n) {
		if c.Type == html.TextNode {
			to.AppendChild(textNode(c.Data))
			continue
		}
		switch c.Data {
		case "del", "moveFrom", ":Fallback", "sectPr", "delText", "instrText", "tblPr", "tblGrid", "trPr", "sdtPr", "pPr", "rPr", "rubyPr", "rt":
			// what was deleted or moved away, what repeats a text box for old programs, settings
		case "p":
			w.paragraph(c, to)
		case "tbl":
			w.into(element(atom.Table), c, to)
		case "tr":
			w.into(element(atom.Tr), c, to)
		case "tc":
			w.into(element(atom.Td), c, to)
		case "txbxContent": // after the paragraph that it hangs at
			p := around(to, func(n *html.Node) bool { return n.Parent == nil || isElement(n, atom.P) })
			w.into(element(atom.Div), c, cmp.Or(p.Parent, p))
		case "r":
			w.run(c, to)
		case "tab", "ptab":
			to.AppendChild(textNode(" "))
		case "noBreakHyphen":
			to.AppendChild(textNode("-"))
		case "br", "cr":
			to.AppendChild(element(atom.Br))
		case ":blip":
			w.article.Pictures++
		default:
			w.read(c, to)
		}
	}
}

// into reads what stands in n into an element of its own.
func (w *word) into(e, n, to *html.Node) {
	to.AppendChild(e)
	w.read(n, e)
}

// run reads a piece of a paragraph.
func (w *word) run(r, to *html.Node) {
	bold := w.bold || w.styleOf(value(r, "rPr", "rStyle"), 0).bold
	if b := property(r, "rPr", "b"); b != nil {
		bold = isOn(b)
	}
	switch {
	case isOn(property(r, "rPr", "vanish")):
		w.article.leave("hidden text", textOf(r))
	case isOn(property(r, "rPr", "strike")):
		w.into(element(atom.S), r, to)
	case bold:
		w.into(element(atom.B), r, to)
	default:
		w.read(r, to)
	}
}

// paragraph makes of a paragraph what it is: a heading, an item of a list. What stands in its text boxes comes after it.
func (w *word) paragraph(p, to *html.Node) {
	style := w.styleOf(value(p, "pPr", "pStyle"), 0)
	out := element(atom.P)
	to.AppendChild(out)
	outer := w.bold
	w.bold = style.bold
	w.read(p, out)
	w.bold = outer
	style.outline(p)
	switch {
	case strings.HasPrefix(style.name, "toc"):
		w.article.leave("table of contents", textOf(out))
		to.RemoveChild(out)
	case style.isHeading:
		w.titled = w.titled || style.level == 0
		out.Data, out.DataAtom = "h"+strconv.Itoa(style.level), atom.H1
	case hasWord(textOf(out)):
		w.item(out, property(p, "pPr", "numPr"), style.list)
	}
}

// item puts a paragraph that belongs to a list into one, as deep as it stands there.
func (w *word) item(p, own, styled *html.Node) {
	id := cmp.Or(value(own, "numId"), value(styled, "numId"))
	if id == "" || id == "0" {
		return
	}
	depth, _ := strconv.Atoi(cmp.Or(value(own, "ilvl"), value(styled, "ilvl")))
	depth = min(max(depth, 0), 8)
	list := element(atom.Ul)
	level := w.ids["lvl "+value(w.ids["num "+id], "abstractNumId")+" "+strconv.Itoa(depth)]
	if level != nil && value(level, "numFmt") != "bullet" && value(level, "numFmt") != "none" {
		count := w.counters[id]
		if count == nil {
			count = &[9]int{}
			w.counters[id] = count
		}
		count[depth]++
		clear(count[depth+1:])
		list = element(atom.Ol)
		list.Attr = []html.Attribute{{Key: "start", Val: strconv.Itoa(count[depth])}}
	}
	parent, next := p.Parent, p.NextSibling
	list.AppendChild(element(atom.Li, p))
	for range depth {
		list = element(atom.Ul, list)
	}
	parent.InsertBefore(list, next)
}

// index notes styles and lists by their ids.
func (w *word) index(root *html.Node) {
	for n := range root.Descendants() {
		switch n.Data {
		case "style":
			w.ids["style "+attr(n, "styleId")] = n
		case "num":
			w.ids["num "+attr(n, "numId")] = n
		case "lvl":
			w.ids["lvl "+attr(n.Parent, "abstractNumId")+" "+attr(n, "ilvl")] = n
		}
	}
}

// style is what a style, with those that it is based on, makes of a paragraph or of words.
type style struct {
	name      string // in English, whatever the language of the program; an id for want of one
	level     int    // of the heading that it makes; 0 of the document's title
	isHeading bool
	bold      bool
	list      *html.Node
}

// outline takes the level that a style or a paragraph says in so many words.
func (s *style) outline(n *html.Node) bool {
	level, err := strconv.Atoi(value(n, "pPr", "outlineLvl"))
	if err == nil {
		s.level, s.isHeading = level+1, 0 <= level && level < 9 // 9 is text
	}
	return err == nil
}

// styleOf finds a style by its id, with what it has from those that it is based on.
func (w *word) styleOf(id string, chain int) style {
	const longest = 20
	out, known := w.styles[id]
	if known {
		return out
	}
	n := w.ids["style "+id]
	if base := value(n, "basedOn"); base != "" && chain < longest {
		out = w.styleOf(base, chain+1)
	}
	out.name = strings.ToLower(strings.ReplaceAll(cmp.Or(value(n, "name"), id), " ", ""))
	level, err := strconv.Atoi(strings.TrimPrefix(out.name, "heading"))
	if !out.outline(n) && (out.name == "title" || out.name == "heading"+strconv.Itoa(level) && err == nil && 0 < level && level < 10) {
		out.level, out.isHeading = level, true
	}
	if b := property(n, "rPr", "b"); b != nil {
		out.bold = isOn(b)
	}
	out.list = cmp.Or(property(n, "pPr", "numPr"), out.list)
	w.styles[id] = out
	return out
}
