package corpus

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// block is a heading or a piece of text that stays whole: a paragraph, a list, a table. Spans are bytes of the file.
type block struct {
	start, end int
	level      int    // of a heading; 0 for text
	heading    string // a heading's words without markup
	id         string // an id given to a heading; empty when there is none
	prose      bool   // a paragraph, which may be broken at sentence ends and joined with others
}

// markdownBlocks cuts Markdown into blocks, from byte offset from on. Nested blocks stay inside their outermost one.
// Comments, thematic breaks and link definitions are nobody's words and left out.
func markdownBlocks(src string, from int) []block {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithHeadingAttribute()))
	body := []byte(src[from:])
	root := md.Parser().Parse(text.NewReader(body))
	var out []block
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		limit := len(body)
		if next := n.NextSibling(); next != nil {
			limit = min(limit, max(next.Pos(), 0))
		}
		b := block{start: max(n.Pos(), 0), end: limit}
		switch n := n.(type) {
		case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
			continue
		case *ast.HTMLBlock:
			if strings.HasPrefix(strings.TrimSpace(src[from+b.start:from+b.end]), "<!--") {
				continue
			}
		case *ast.Heading:
			b.level = n.Level
			b.heading = strings.Join(strings.Fields(inlineText(n, body)), " ")
			if id, ok := n.AttributeString("id"); ok {
				if raw, ok := id.([]byte); ok {
					b.id = string(raw)
				}
			}
		case *ast.Paragraph:
			b.prose = true
			if lines := n.Lines(); lines.Len() > 0 {
				b.start, b.end = lines.At(0).Start, lines.At(lines.Len()-1).Stop
			}
		}
		b.start, b.end = trimSpan(src, from+b.start, from+b.end)
		if b.level > 0 || b.start < b.end {
			out = append(out, b)
		}
	}
	return out
}

// inlineText is a node's visible words.
func inlineText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value(src))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimFunc(b.String(), unicode.IsSpace)
}
