package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// Render is the reply as a person reads it: the passages word for word between what the bot says of its own, each
// part after a blank line, without a newline at the end. Markdown stays as it is. Silence is "".
func Render(r *chat.Reply, opts Options) string {
	if r == nil {
		return ""
	}
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(emphasis(opts, bold, Clean(r.Lead)))
	for _, q := range r.Passages {
		add(quote(q, opts))
	}
	add(Clean(r.Text))
	add(choices(r.Choices))
	add(link(r.Link))
	if opts.Interactive {
		add(buttons(r.Buttons))
	}
	return strings.Join(parts, "\n\n")
}

// quote shows a passage, the headings that complete it, and where it stands.
func quote(q chat.Quote, opts Options) string {
	if q.Passage == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(words(q, opts))
	for i, heading := range q.Leads {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("\n- " + oneLine(heading))
	}
	b.WriteString("\n\n" + emphasis(opts, dim, origin(q.Passage)))
	return b.String()
}

// words are the passage's words, its best sentence emphasised where there are several.
func words(q chat.Quote, opts Options) string {
	text, sentences := q.Passage.Text(), q.Passage.Sentences()
	if !opts.Color || len(sentences) < 2 || q.Sentence < 0 || q.Sentence >= len(sentences) {
		return Clean(text)
	}
	s := sentences[q.Sentence]
	return Clean(text[:s.Start]) + emphasis(opts, bold, Clean(text[s.Start:s.End])) + Clean(text[s.End:])
}

// origin names the article, the section and what the passage rests on.
func origin(p *corpus.Passage) string {
	line := "— from \"" + oneLine(p.Document().Title) + "\""
	if heading := oneLine(p.Heading()); heading != "" && p.Heading() != p.Document().Title {
		line += ", section \"" + heading + "\""
	}
	if source := oneLine(p.Source()); source != "" {
		line += "; source: " + source
	}
	return line
}

func choices(all []chat.Choice) string {
	lines := make([]string, len(all))
	for i, c := range all {
		lines[i] = fmt.Sprintf("%d. %s", i+1, oneLine(c.Label))
	}
	return strings.Join(lines, "\n")
}

func link(l *chat.Link) string {
	if l == nil {
		return ""
	}
	label, url := oneLine(l.Label), oneLine(l.URL)
	if label == "" || url == "" {
		return label + url
	}
	return label + ": " + url
}

func buttons(all []chat.Button) string {
	labels := make([]string, len(all))
	for i, b := range all {
		labels[i] = "[" + oneLine(b.Label) + "]"
	}
	return strings.Join(labels, " ")
}

// Clean makes text safe to print: what could drive a terminal (control characters, ANSI sequences, changes of
// direction) is replaced by a sign that shows it. Newlines, tabs and all printable characters stay as they are, so
// clean text is unchanged.
func Clean(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if !strings.ContainsFunc(text, drives) {
		return text
	}
	var b strings.Builder
	for i, c := range text {
		switch {
		case !drives(c), c == '\r' && strings.HasPrefix(text[i+1:], "\n"):
			b.WriteRune(c)
		case c < 0x20:
			b.WriteRune('\u2400' + c) // the control character's picture
		case c == 0x7f:
			b.WriteRune('\u2421')
		default:
			b.WriteRune('\ufffd')
		}
	}
	return b.String()
}

// drives tells whether a terminal acts on the character instead of showing it.
func drives(c rune) bool {
	switch c {
	case '\n', '\t':
		return false
	case '\u200e', '\u200f', '\u061c': // marks of direction that Arabic and Hebrew text needs
		return false
	}
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c)
}

// oneLine is Clean for what has one line of its own.
func oneLine(text string) string { return strings.Join(strings.Fields(Clean(text)), " ") }

const (
	bold = "1"
	dim  = "2"
)

// emphasis sets text in bold or dim, line by line, where that is wanted.
func emphasis(opts Options, style, text string) string {
	if !opts.Color || text == "" {
		return text
	}
	on, off := "\x1b["+style+"m", "\x1b[0m"
	return on + strings.ReplaceAll(text, "\n", off+"\n"+on) + off
}
