package importing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// docxReader reads the text of a Word document into blocks.
type docxReader struct {
	xml       *xml.Decoder
	styles    styles
	numbering numbering
	left      *leftovers
	counters  map[string]*[maxDepth]int // of numbered lists

	out        []block
	paragraphs int // read so far, for saying where something is wrong
	deep       int // tables and text boxes around
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

// read reads the whole text.
func (r *docxReader) read(text []byte) ([]block, error) {
	r.xml = xml.NewDecoder(bytes.NewReader(text))
	if err := r.content(""); err != nil {
		if errors.Is(err, errTooDeep) {
			return nil, fmt.Errorf("after paragraph %d %w", r.paragraphs, err)
		}
		return nil, fmt.Errorf("is damaged after paragraph %d (%w); open it in Word and save it as .docx once more", r.paragraphs, err)
	}
	return r.leveled(), nil
}

var errTooDeep = errors.New("tables and text boxes stand inside each other too often; take some of them apart")

// leveled has the levels of headings begin at 1, a title's where there is one.
func (r *docxReader) leveled() []block {
	if slices.ContainsFunc(r.out, func(b block) bool { return b.kind == heading && b.level == title }) {
		for i := range r.out {
			if r.out[i].kind == heading {
				r.out[i].level++
			}
		}
	}
	return r.out
}

// isWord tells whether an element belongs to the text itself, and not to a drawing in it.
func isWord(n xml.Name) bool {
	return n.Space == "" || n.Space == "w" || strings.HasSuffix(n.Space, "/wordprocessingml/main") || strings.Contains(n.Space, "/wordprocessingml/20")
}

// content reads paragraphs and tables up to the end of an element; with no name, to the end of the file.
func (r *docxReader) content(end string) error {
	const deepest = 12
	if r.deep++; r.deep > deepest {
		return errTooDeep
	}
	defer func() { r.deep-- }()
	for {
		t, err := r.xml.Token()
		if errors.Is(err, io.EOF) && end == "" {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == end {
				return nil
			}
		case xml.StartElement:
			switch {
			case skipped(t.Name):
				err = r.xml.Skip()
			case isWord(t.Name) && t.Name.Local == "p":
				err = r.paragraph()
			case isWord(t.Name) && t.Name.Local == "tbl":
				err = r.table()
			}
			if err != nil {
				return err
			}
		}
	}
}

// skipped tells whether an element is left out with all that is in it: what was deleted or moved away, what repeats a text
// box for old programs, the settings of pages.
func skipped(n xml.Name) bool {
	switch n.Local {
	case "del", "moveFrom", "Fallback", "sectPr", "delText", "instrText", "tblPr", "tblGrid", "trPr", "sdtPr", "rubyPr", "rt":
		return true
	}
	return false
}

// paragraph reads a paragraph, and after it what stands in its text boxes.
func (r *docxReader) paragraph() error {
	r.paragraphs++
	var of paragraphProperties
	var spans []span
	var boxes []block
	var run runProperties
	for {
		t, err := r.xml.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if isWord(t.Name) && t.Name.Local == "p" {
				r.add(of, spans)
				r.out = append(r.out, boxes...)
				return nil
			}
		case xml.StartElement:
			switch {
			case t.Name.Local == "blip":
				r.left.pictures++
			case skipped(t.Name):
				err = r.xml.Skip()
			case !isWord(t.Name):
			case t.Name.Local == "pPr":
				err = r.xml.DecodeElement(&of, &t)
			case t.Name.Local == "r":
				run = runProperties{}
			case t.Name.Local == "rPr":
				err = r.xml.DecodeElement(&run, &t)
			case t.Name.Local == "txbxContent":
				outer := r.out
				r.out = nil
				err = r.content("txbxContent")
				boxes, r.out = append(boxes, r.out...), outer
			case t.Name.Local == "t":
				var words string
				if err = r.xml.DecodeElement(&words, &t); err == nil {
					spans = r.words(spans, of, run, strings.ReplaceAll(words, "\n", " "))
				}
			default:
				spans = r.words(spans, of, run, signOf(t.Name.Local))
			}
			if err != nil {
				return err
			}
		}
	}
}

// signOf is the text that an element stands for.
func signOf(element string) string {
	switch element {
	case "tab", "ptab":
		return " "
	case "br", "cr":
		return "\n"
	case "noBreakHyphen":
		return "-"
	}
	return ""
}

// words adds a run's words, unless nobody sees them.
func (r *docxReader) words(spans []span, of paragraphProperties, run runProperties, words string) []span {
	switch {
	case words == "":
		return spans
	case run.Hidden.on():
		r.left.add("hidden text", words)
		return spans
	case run.Struck.on():
		r.left.add("struck-out text", words)
		return spans
	}
	bold := r.styles.bold(of.Style.or("")) || r.styles.bold(run.Style.or(""))
	if run.Bold != nil {
		bold = run.Bold.on()
	}
	return append(spans, span{words, bold})
}

// add adds a paragraph as what it is.
func (r *docxReader) add(of paragraphProperties, spans []span) {
	id := of.Style.or("")
	if r.styles.isContents(id) {
		r.left.add("table of contents", plain(spans))
		return
	}
	level, isHeading := r.styles.level(id)
	if n := of.Outline.number(-1); n >= 0 {
		level, isHeading = n+1, n < 9
	}
	if isHeading {
		r.out = append(r.out, block{kind: heading, level: level, spans: []span{{text: plain(spans)}}})
		return
	}
	if it, ok := r.item(of, spans); ok {
		if n := len(r.out); n > 0 && r.out[n-1].kind == list {
			r.out[n-1].items = append(r.out[n-1].items, it)
		} else {
			r.out = append(r.out, block{kind: list, items: []item{it}})
		}
		return
	}
	for _, p := range paragraphs(spans) {
		r.out = append(r.out, block{kind: paragraph, spans: p})
	}
}

// item makes an item of a paragraph that belongs to a list.
func (r *docxReader) item(of paragraphProperties, spans []span) (item, bool) {
	of2 := r.styles.list(of.Style.or(""))
	if of.List != nil && of.List.ID != nil {
		of2 = of.List
	}
	if of2 == nil || of2.ID.or("0") == "0" || !hasWord(plain(spans)) {
		return item{}, false
	}
	id, depth := of2.ID.or(""), of2.Level.number(0)
	if of.List != nil {
		depth = of.List.Level.number(depth)
	}
	depth = min(max(depth, 0), maxDepth-1)
	if kinds := r.numbering[id]; kinds == nil || !kinds[depth] {
		return item{depth: depth, spans: spans}, true
	}
	if r.counters[id] == nil {
		r.counters[id] = &[maxDepth]int{}
	}
	count := r.counters[id]
	count[depth]++
	for i := depth + 1; i < maxDepth; i++ {
		count[i] = 0
	}
	return item{depth: depth, number: count[depth], spans: spans}, true
}
