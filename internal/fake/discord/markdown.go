package fakediscord

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Reading is a text as Discord shows it, line by line.
type Reading struct{ Lines []Line }

// Line is one line of it.
type Line struct {
	Quote   bool   // behind the bar of a block quote
	Heading int    // 1 to 3; 0 for none
	Small   bool   // subtext
	Bullet  string // of a list: "•", or "3."
	Code    bool   // in a code block
	Spans   []Span
}

// Span is a piece of a line in one look.
type Span struct {
	Text string
	Style
}

// Style is how a span looks.
type Style struct {
	Bold, Italic, Underline, Strike, Spoiler, Code bool
	Mention                                        bool
	Link                                           string // where it leads; for a bare address the address
}

// ReadMarkdown reads src as Discord's clients do. Names tells what is shown for a user ('@'), a channel ('#') or a role
// ('&'); without it the bare kind and id are shown.
//
// The rules are those of Discord's open-source reader (an extension of simple-markdown) with what came later: headings,
// subtext, lists, masked links. Where versions differ the one that hides more is taken, since a writer has to be safe
// from it: `:smile:` is an emoji, `<a@b.c>` loses its brackets, numbered lists are numbered anew.
func ReadMarkdown(src string, names func(kind byte, id string) string) Reading {
	r := &reader{names: names, number: -1}
	if names == nil {
		r.names = func(kind byte, id string) string { return string(kind) + id }
	}
	r.lines = []Line{{}}
	r.read(src, 0)
	return Reading{r.lines}
}

// String is the words alone: marks are gone, bullets are there since readers see them.
func (t Reading) String() string {
	var b strings.Builder
	for i, l := range t.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.Bullet != "" {
			b.WriteString(l.Bullet + " ")
		}
		for _, s := range l.Spans {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Shown is the text with what stands beside the words: the bar of quotes, where masked links lead.
func (t Reading) Shown() string {
	var b strings.Builder
	for i, l := range t.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.Quote {
			b.WriteString("▎ ")
		}
		if l.Bullet != "" {
			b.WriteString(l.Bullet + " ")
		}
		for _, s := range l.Spans {
			b.WriteString(s.Text)
			if s.Link != "" && s.Link != s.Text {
				b.WriteString(" (" + s.Link + ")")
			}
		}
	}
	return b.String()
}

// reader reads one text. Its depth says whether blocks count (0), are inside a quote (1) or inside a span (2).
type reader struct {
	names  func(kind byte, id string) string
	lines  []Line
	style  Style
	line   Line // what new lines have beside spans
	broken bool // a block ended: what follows begins a line
	number int  // of the last item of a numbered list; -1 outside one
}

const (
	depthTop = iota
	depthQuote
	depthSpan
)

var (
	quoteAll   = regexp.MustCompile(`^ *>>> ([\s\S]*)`)
	quoteLines = regexp.MustCompile(`^ *> [^\n]*(?:\n *> [^\n]*)*\n?`)
	quoteMark  = regexp.MustCompile(`(?m)^ *> ?`)
	heading    = regexp.MustCompile(`^ *(#{1,3})[ \t]+([^\n]+)(?:\n|$)`)
	subtext    = regexp.MustCompile(`^ *-#[ \t]+([^\n]+)(?:\n|$)`)
	item       = regexp.MustCompile(`^( *)([*-]|\d+\.)[ \t]+([^\n]+)(?:\n|$)`)
	codeBlock  = regexp.MustCompile("^```(?:([a-zA-Z0-9_+\\-.]+?)\n)?\n*([^\n][\\s\\S]*?)\n*```")
	autolink   = regexp.MustCompile(`^<((?:https?|steam)://[^\s>]+|(?:mailto:)?[^\s<>@]+@[^\s<>@]+\.[A-Za-z]+|(?:tel:|sms:)?\+\d[\d ()-]+)>`)
	bareURL    = regexp.MustCompile(`^(?:https?|steam)://[^\s<]+[^<.,:;"'\]\s]`)
	angle      = regexp.MustCompile(`^<(?:(@!?|@&|#)(\d+)|a?:(\w+):(\d+)|t:(-?\d{1,17})(?::([tTdDfFR]))?|/([^:<>\n]+):(\d+)|id:(\w+))>`)
	shortcode  = regexp.MustCompile(`^:([a-z0-9_+-]+):`)
)

// read reads src to its end.
func (r *reader) read(src string, depth int) {
	lineStart := true
	for i := 0; i < len(src); {
		if lineStart && depth != depthSpan {
			if n := r.block(src[i:], depth); n > 0 {
				i += n
				continue // what follows a block begins a line
			}
			r.number = -1
		}
		n := r.inline(src, i, depth)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(src[i:])
			r.emit(src[i : i+n])
		}
		i += n
		lineStart = src[i-1] == '\n' || lineStart && src[i-1] == ' '
	}
}

// emit puts text on the page.
func (r *reader) emit(text string) {
	if r.broken {
		r.broken = false
		r.lines = append(r.lines, r.line)
	}
	for {
		before, after, more := strings.Cut(text, "\n")
		last := &r.lines[len(r.lines)-1]
		if before != "" {
			if n := len(last.Spans); n > 0 && last.Spans[n-1].Style == r.style {
				last.Spans[n-1].Text += before
			} else {
				last.Spans = append(last.Spans, Span{before, r.style})
			}
		}
		if !more {
			return
		}
		r.lines = append(r.lines, r.line)
		text = after
	}
}

// block reads a block that begins here, and says how long it is; 0 when none does.
func (r *reader) block(src string, depth int) int {
	if depth == depthTop {
		if m := quoteAll.FindStringSubmatch(src); m != nil {
			r.in(Line{Quote: true}, m[1], depthQuote)
			return len(m[0])
		}
		if m := quoteLines.FindString(src); m != "" {
			r.in(Line{Quote: true}, strings.TrimSuffix(quoteMark.ReplaceAllString(m, ""), "\n"), depthQuote)
			return len(m)
		}
	}
	if m := heading.FindStringSubmatch(src); m != nil {
		r.in(Line{Quote: r.line.Quote, Heading: len(m[1])}, strings.TrimSpace(m[2]), depthSpan)
		return len(m[0])
	}
	if m := subtext.FindStringSubmatch(src); m != nil {
		r.in(Line{Quote: r.line.Quote, Small: true}, m[1], depthSpan)
		return len(m[0])
	}
	if m := item.FindStringSubmatch(src); m != nil {
		bullet := "•"
		if m[2] != "-" && m[2] != "*" {
			bullet = r.next(m[2])
		}
		r.in(Line{Quote: r.line.Quote, Bullet: bullet}, m[3], depthSpan)
		return len(m[0])
	}
	return 0
}

// next numbers an item: the first of a list keeps its number, the others count on.
func (r *reader) next(mark string) string {
	if r.number < 0 {
		r.number = atoi(strings.TrimSuffix(mark, "."), 1)
	} else {
		r.number++
	}
	return itoa(r.number) + "."
}

// in reads a block's content on lines of its own.
func (r *reader) in(line Line, content string, depth int) {
	outer := r.line
	number := r.number
	r.line = line
	last := len(r.lines) - 1
	if r.broken || len(r.lines[last].Spans) > 0 && strings.TrimSpace(spansText(r.lines[last].Spans)) != "" {
		r.lines = append(r.lines, line)
	} else {
		r.lines[last] = line
	}
	r.broken = false
	r.read(content, depth)
	r.line, r.broken = outer, true
	if line.Bullet != "" {
		r.number = number
	}
}

func spansText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// with reads content in a changed style.
func (r *reader) with(change func(*Style), content string) {
	outer := r.style
	change(&r.style)
	r.read(content, depthSpan)
	r.style = outer
}

// put emits text as it is in a changed style.
func (r *reader) put(change func(*Style), text string) {
	outer := r.style
	change(&r.style)
	r.emit(text)
	r.style = outer
}
