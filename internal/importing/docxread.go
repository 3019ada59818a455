package importing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// docxReader makes a page of the text of a Word document.
type docxReader struct {
	article   *Article
	styles    styles
	numbering numbering
	counters  map[string]*[maxDepth]int // of numbered lists

	open       []place // what the text at hand stands in, outermost first
	run        runProperties
	paragraphs int // read so far, for saying where something is wrong
	titled     bool
}

// place is what text stands in: a paragraph, a cell, a text box.
type place struct {
	name string // in Word
	node *html.Node
	of   paragraphProperties
}

// paragraphProperties are what a paragraph says of itself.
type paragraphProperties struct {
	Style   *value   `xml:"pStyle"`
	List    *listing `xml:"numPr"`
	Outline *value   `xml:"outlineLvl"`
}

// runProperties are what a piece of a paragraph says of itself.
type runProperties struct {
	Style  *value `xml:"rStyle"`
	Bold   *value `xml:"b"`
	Hidden *value `xml:"vanish"`
	Struck *value `xml:"strike"`
}

var errTooDeep = errors.New("tables and text boxes stand inside each other too often; take some of them apart")

// read reads the whole text.
func (r *docxReader) read(text []byte) (*html.Node, error) {
	root := element(atom.Body)
	r.open = []place{{node: root}}
	in := xml.NewDecoder(bytes.NewReader(text))
	for {
		t, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if start, ok := t.(xml.StartElement); ok && err == nil {
			err = r.start(in, start)
		}
		if errors.Is(err, errTooDeep) {
			return nil, fmt.Errorf("after paragraph %d %w", r.paragraphs, err)
		}
		if err != nil {
			return nil, fmt.Errorf("is damaged after paragraph %d (%w); open it in Word and save it as .docx once more", r.paragraphs, err)
		}
		if end, ok := t.(xml.EndElement); ok && isWord(end.Name) && len(r.open) > 1 && end.Name.Local == r.at().name {
			if end.Name.Local == "p" {
				r.endParagraph()
			}
			r.open = r.open[:len(r.open)-1]
		}
	}
	for n := range root.Descendants() {
		if r.titled && isElement(n, atom.H1) { // the title's level is 1, and headings come after it
			n.Data = "h" + strconv.Itoa(min(int(n.Data[1]-'0')+1, 9))
		}
	}
	return root, nil
}

func (r *docxReader) at() *place { return &r.open[len(r.open)-1] }

// isWord tells whether an element belongs to the text itself, and not to a drawing in it.
func isWord(n xml.Name) bool {
	return n.Space == "" || n.Space == "w" || strings.HasSuffix(n.Space, "/wordprocessingml/main") || strings.Contains(n.Space, "/wordprocessingml/20")
}

// start reads the beginning of an element.
func (r *docxReader) start(in *xml.Decoder, t xml.StartElement) error {
	const deepest = 30 // tables, rows, cells and text boxes inside each other
	at := r.at()
	switch t.Name.Local {
	case "del", "moveFrom", "Fallback", "sectPr", "delText", "instrText", "tblPr", "tblGrid", "trPr", "sdtPr", "rubyPr", "rt":
		return in.Skip() // what was deleted or moved away, what repeats a text box for old programs, the settings of pages
	case "blip":
		r.article.Pictures++
		return nil
	}
	if !isWord(t.Name) {
		return nil
	}
	kind := map[string]atom.Atom{"p": atom.P, "tbl": atom.Table, "tr": atom.Tr, "tc": atom.Td, "txbxContent": atom.Div}[t.Name.Local]
	inParagraph := at.name == "p"
	switch name := t.Name.Local; {
	case len(r.open) > deepest:
		return errTooDeep
	case inParagraph && name == "txbxContent": // after the paragraph that it hangs at
		box := element(kind)
		at.node.Parent.AppendChild(box)
		r.open = append(r.open, place{name: name, node: box})
	case !inParagraph && kind != 0:
		if name == "p" {
			r.paragraphs++
		}
		n := element(kind)
		at.node.AppendChild(n)
		r.open = append(r.open, place{name: name, node: n})
	case !inParagraph:
	case name == "pPr":
		return in.DecodeElement(&at.of, &t)
	case name == "r":
		r.run = runProperties{}
	case name == "rPr":
		return in.DecodeElement(&r.run, &t)
	case name == "t":
		var words string
		if err := in.DecodeElement(&words, &t); err != nil {
			return err
		}
		r.words(strings.ReplaceAll(words, "\n", " "))
	case name == "tab" || name == "ptab":
		r.words(" ")
	case name == "noBreakHyphen":
		r.words("-")
	case name == "br" || name == "cr":
		at.node.AppendChild(element(atom.Br))
	}
	return nil
}

// words adds a run's words, unless nobody sees them.
func (r *docxReader) words(words string) {
	p, n := r.at(), textNode(words)
	bold := r.styles.bold(p.of.Style.or("")) || r.styles.bold(r.run.Style.or(""))
	if r.run.Bold != nil {
		bold = r.run.Bold.on()
	}
	switch {
	case r.run.Hidden.on():
		r.article.leave("hidden text", words)
		return
	case r.run.Struck.on():
		n = element(atom.S, n)
	case bold:
		n = element(atom.B, n)
	}
	p.node.AppendChild(n)
}

// endParagraph makes a paragraph what it is: a heading, an item of a list.
func (r *docxReader) endParagraph() {
	p := r.at()
	id := p.of.Style.or("")
	level, isHeading := r.styles.level(id)
	if n := p.of.Outline.number(-1); n >= 0 {
		level, isHeading = n+1, n < 9
	}
	switch {
	case strings.HasPrefix(r.styles.name(id), "toc"):
		r.article.leave("table of contents", textOf(p.node))
		p.node.Parent.RemoveChild(p.node)
	case isHeading:
		r.titled = r.titled || level == title
		p.node.Data, p.node.DataAtom = "h"+strconv.Itoa(level), atom.H1
	case hasWord(textOf(p.node)):
		r.item(p)
	}
}

// item puts a paragraph that belongs to a list into one, as deep as it stands there.
func (r *docxReader) item(p *place) {
	of := r.styles.list(p.of.Style.or(""))
	own := p.of.List
	if own != nil && own.ID != nil {
		of = own
	}
	if of == nil || of.ID.or("0") == "0" {
		return
	}
	id, depth := of.ID.or(""), of.Level.number(0)
	if own != nil {
		depth = own.Level.number(depth)
	}
	depth = min(max(depth, 0), maxDepth-1)
	list := element(atom.Ul)
	if kinds := r.numbering[id]; kinds != nil && kinds[depth] {
		count := r.counters[id]
		if count == nil {
			count = &[maxDepth]int{}
			r.counters[id] = count
		}
		count[depth]++
		clear(count[depth+1:])
		list = element(atom.Ol)
		list.Attr = []html.Attribute{{Key: "start", Val: strconv.Itoa(count[depth])}}
	}
	parent, next := p.node.Parent, p.node.NextSibling
	list.AppendChild(element(atom.Li, p.node))
	for range depth {
		list = element(atom.Ul, list)
	}
	parent.InsertBefore(list, next)
}
