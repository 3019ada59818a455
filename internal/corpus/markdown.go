package corpus

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// block is a heading or a piece of text that stays whole: a paragraph, a list, a table. Spans are bytes of the file.
type block struct {
	start, end int
	level      int    // of a heading; 0 for text
	heading    string // a heading's words without markup
	id         string // an id given to a heading; empty when there is none
	guessed    bool   // a heading of plain text by its looks alone
	question   bool   // a heading that is marked as a question
	prose      bool   // a paragraph, which may be broken at sentence ends
	list       bool   // a list of plain text
	code       bool   // code or HTML
	fault      string // what is wrong with it, and what to do
}

const (
	openComment   = "a comment begins here and never ends; close it with -->"
	inlineComment = "a comment inside a paragraph would be quoted with it; give the comment lines of its own, between blank lines"
	badID         = "the heading's id is not understood; write it at the end of the line, such as {#opening-hours}"
)

// newMarkdown is the parser: CommonMark with tables and with ids on headings.
func newMarkdown() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithHeadingAttribute())).Parser()
}

// markdownBlocks cuts Markdown into blocks, from byte offset from on. Nested blocks stay inside their outermost one.
// Comments, thematic breaks and link definitions are nobody's words and left out.
func markdownBlocks(src string, from int) []block {
	body := []byte(src[from:])
	root := newMarkdown().Parse(text.NewReader(body))
	var out []block
	end := 0 // of the block before: a table's position may lie in the paragraph above it
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		b := block{start: max(n.Pos(), end), end: len(body)}
		if next := n.NextSibling(); next != nil && next.Pos() >= b.start {
			b.end = next.Pos()
		}
		if lines := n.Lines(); n.Kind() == ast.KindParagraph && lines.Len() > 0 {
			b.start, b.end = lines.At(0).Start, lines.At(lines.Len()-1).Stop
		}
		end = b.end
		b.start, b.end = from+b.start, from+b.end
		switch n := n.(type) {
		case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
			continue
		case *ast.HTMLBlock:
			b.code = true
			b.dropComments(src)
		case *ast.Heading:
			b.level = n.Level
			b.heading = strings.Join(strings.Fields(inlineText(n, body)), " ")
			if id, ok := n.AttributeString("id"); ok {
				if raw, ok := id.([]byte); ok {
					b.id = string(raw)
				}
			} else if strings.Contains(b.heading, "{#") {
				b.fault = badID
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			b.code = true
		default:
			b.prose = n.Kind() == ast.KindParagraph
			if strings.Contains(src[b.start:b.end], "<!--") {
				b.fault = inlineComment
			}
		}
		b.start, b.end = trimSpan(src, b.start, b.end)
		if b.level > 0 || b.start < b.end || b.fault != "" {
			out = append(out, b)
		}
	}
	return out
}

// dropComments moves a block's start past the comments that it begins with.
func (b *block) dropComments(src string) {
	for {
		b.start, _ = trimSpan(src, b.start, b.end)
		rest := src[b.start:b.end]
		if !strings.HasPrefix(rest, "<!--") {
			if strings.Contains(rest, "<!--") {
				b.fault = inlineComment
			}
			return
		}
		length := strings.Index(rest, "-->")
		if length < 0 {
			b.fault = openComment
			return
		}
		b.start += length + len("-->")
	}
}

// inlineWords gives the function that takes the markup off a line.
func inlineWords() func(line string) string {
	p := newMarkdown()
	return func(line string) string {
		body := []byte(line)
		return inlineText(p.Parse(text.NewReader(body)), body)
	}
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
			words := n.Segment.Value(src)
			if n.Parent().Kind() == ast.KindCodeSpan {
				b.Write(words)
			} else {
				b.WriteString(html.UnescapeString(string(util.UnescapePunctuations(words))))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
