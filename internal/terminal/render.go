package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// Render is the reply as a person reads it: the passages word for word between what the bot says of its own, each
// part after a blank line, without a newline at the end. Markdown stays as it is. Silence is "".
func Render(r *chat.Reply, opts Options) string {
	if r == nil {
		return ""
	}
	l := voice.Lay(r)
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	for _, p := range l.Parts {
		add(part(p, opts))
	}
	add(choices(l.Choices))
	for _, to := range l.AllLinks() {
		add(link(to))
	}
	if opts.Interactive {
		add(buttons(l.Buttons))
	}
	return strings.Join(parts, "\n\n")
}

// part shows one part of a reply.
func part(p voice.Part, opts Options) string {
	switch {
	case p.Quote != nil:
		return quote(p.Quote, opts)
	case p.Kind == voice.Lead:
		return emphasis(opts, bold, Clean(p.Text))
	case p.Kind == voice.SmallPrint:
		return emphasis(opts, dim, Clean(p.Text))
	case p.Label != "":
		return p.Label + " " + Clean(p.Text)
	}
	return Clean(p.Text)
}

// quote shows a passage, the headings that complete it, and where it stands.
func quote(q *voice.Quote, opts Options) string {
	var b strings.Builder
	b.WriteString(words(q, opts))
	for i, heading := range q.Leads {
		if i == 0 {
			b.WriteString("\n")
		}
		b.WriteString("\n- " + oneLine(heading))
	}
	b.WriteString("\n\n" + emphasis(opts, dim, oneLine(q.Origin)))
	return b.String()
}

// words are the passage's words, its best sentence emphasised where there are several.
func words(q *voice.Quote, opts Options) string {
	if !opts.Color {
		return Clean(q.Text)
	}
	return Clean(q.Text[:q.Begin]) + emphasis(opts, bold, Clean(q.Text[q.Begin:q.End])) + Clean(q.Text[q.End:])
}

func choices(all []chat.Choice) string {
	lines := make([]string, len(all))
	for i, c := range all {
		lines[i] = fmt.Sprintf("%d. %s", i+1, oneLine(c.Label))
	}
	return strings.Join(lines, "\n")
}

func link(l chat.Link) string {
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
