package discord

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// escape writes text so that Discord shows it character for character: a backslash before everything that its Markdown
// could take for something else (reference, "Message Formatting"; the client's rule is that a backslash before any
// sign that is neither a letter, a digit nor a space shows that sign).
func escape(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		escapeLine(&b, line)
	}
	return b.String()
}

func escapeLine(b *strings.Builder, line string) {
	body := strings.TrimLeftFunc(line, unicode.IsSpace)
	b.WriteString(line[:len(line)-len(body)])
	start := startsSpecially(body)
	for i, c := range body {
		if i == start || special(body, i, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
}

// startsSpecially is the place in a line of the sign that makes it a heading, a list or small print; -1 for none.
func startsSpecially(line string) int {
	if line == "" {
		return -1
	}
	if strings.IndexByte("#-+=>", line[0]) >= 0 {
		return 0
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		return digits
	}
	return -1
}

// special tells whether the character at i means something anywhere in a line: emphasis, code, spoilers, links, what
// stands in angle brackets, @everyone and @here, emoji and addresses (by their colon), and invitations (by their slash).
func special(line string, i int, c rune) bool {
	switch c {
	case '\\', '*', '_', '~', '|', '`', '<', '[':
		return true
	case '@':
		after := strings.ToLower(line[i+1 : min(len(line), i+1+len("everyone"))])
		return after == "everyone" || strings.HasPrefix(after, "here")
	case ':':
		return i+1 < len(line) && line[i+1] != ' '
	case '/':
		before := strings.ToLower(line[:i])
		return strings.HasSuffix(before, ".gg") || strings.HasSuffix(before, "/invite")
	}
	return false
}

// oneLine makes a line of text that has one of its own.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// size is the length of text as Discord's clients count it, in UTF-16 units; the server counts less, never more.
func size(text string) int {
	n := 0
	for _, c := range text {
		n += max(utf16.RuneLen(c), 1)
	}
	return n
}

// clip shortens a label to n characters.
func clip(text string, n int) string {
	if size(text) <= n {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		if size(b.String())+size(string(c)) > n-1 {
			break
		}
		b.WriteRune(c)
	}
	return b.String() + "…"
}
