package fakediscord

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// shrug is the one face that Discord does not take apart.
const shrug = `¯\_(ツ)_/¯`

// inline reads a span that begins at src[i], and says how long it is; 0 when none does.
func (r *reader) inline(src string, i, depth int) int {
	rest := src[i:]
	switch rest[0] {
	case '\\':
		return r.escape(rest)
	case '*', '_':
		return r.emphasis(rest)
	case '~':
		if content, n := between(rest, "~~"); n > 0 && !strings.HasPrefix(rest[n:], "_") {
			r.with(func(s *Style) { s.Strike = true }, content)
			return n
		}
	case '|':
		if content, n := between(rest, "||"); n > 0 {
			r.with(func(s *Style) { s.Spoiler = true }, content)
			return n
		}
	case '`':
		return r.code(rest)
	case '<':
		return r.angled(rest)
	case '[':
		return r.masked(rest)
	case 'h', 's':
		if m := bareURL.FindString(rest); m != "" && r.style.Link == "" {
			r.put(func(s *Style) { s.Link = m }, m)
			return len(m)
		}
	case '@':
		for _, all := range []string{"@everyone", "@here"} {
			if strings.HasPrefix(rest, all) {
				r.put(func(s *Style) { s.Mention = true }, all)
				return len(all)
			}
		}
	case ':':
		if m := shortcode.FindStringSubmatch(rest); m != nil && slices.Contains(emojiNames(), m[1]) {
			r.emit("⟨emoji " + m[1] + "⟩")
			return len(m[0])
		}
	case shrug[0]:
		if strings.HasPrefix(rest, shrug) {
			r.emit(shrug)
			return len(shrug)
		}
	}
	return 0
}

// emojiNames is a handful of the names between colons that become pictures: enough to notice a text that holds one.
func emojiNames() []string {
	return []string{"smile", "heart", "warning", "x", "+1", "-1", "ok", "phone", "point_right", "white_check_mark", "thumbsup", "fire"}
}

func (r *reader) escape(rest string) int {
	c, n := utf8.DecodeRuneInString(rest[1:])
	if n == 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\u00a0' || isWord(c) && c != '_' {
		return 0
	}
	r.emit(rest[1 : 1+n])
	return 1 + n
}

func isWord(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// code reads a code block or an inline code span: nothing in it counts.
func (r *reader) code(rest string) int {
	if m := codeBlock.FindStringSubmatch(rest); m != nil {
		outer := r.line
		r.line = Line{Quote: outer.Quote, Code: true}
		if last := &r.lines[len(r.lines)-1]; len(last.Spans) == 0 && !r.broken {
			*last = r.line
		} else {
			r.broken = true
		}
		r.put(func(s *Style) { s.Code = true }, m[2])
		r.line = outer
		if strings.HasPrefix(rest[len(m[0]):], "\n") {
			r.broken = true
			return len(m[0]) + 1
		}
		r.broken = true
		return len(m[0])
	}
	ticks := len(rest) - len(strings.TrimLeft(rest, "`"))
	for from := ticks; from < len(rest); {
		at := strings.Index(rest[from:], rest[:ticks])
		if at < 0 {
			break
		}
		at += from
		run := len(rest[at:]) - len(strings.TrimLeft(rest[at:], "`"))
		if run == ticks && at > ticks {
			r.put(func(s *Style) { s.Code = true }, unpad(rest[ticks:at]))
			return at + ticks
		}
		from = at + run
	}
	return 0
}

// unpad takes away the one space that keeps a backtick from the marks.
func unpad(code string) string {
	if strings.HasPrefix(strings.TrimLeft(code, " "), "`") {
		code = strings.TrimPrefix(code, " ")
	}
	if strings.HasSuffix(strings.TrimRight(code, " "), "`") {
		code = strings.TrimSuffix(code, " ")
	}
	return code
}

// angled reads what stands in angle brackets: links, mentions, emoji, times.
func (r *reader) angled(rest string) int {
	if m := autolink.FindStringSubmatch(rest); m != nil {
		r.put(func(s *Style) { s.Link = m[1] }, m[1])
		return len(m[0])
	}
	m := angle.FindStringSubmatch(rest)
	if m == nil {
		return 0
	}
	mention := func(s *Style) { s.Mention = true }
	switch {
	case m[2] != "":
		kind := m[1][len(m[1])-1]
		if kind == '!' {
			kind = '@'
		}
		r.put(mention, r.names(kind, m[2]))
	case m[3] != "":
		r.emit("⟨emoji " + m[3] + "⟩")
	case m[5] != "":
		at, _ := strconv.ParseInt(m[5], 10, 64)
		r.emit("⟨time " + time.Unix(at, 0).UTC().Format("2006-01-02 15:04") + "⟩")
	case m[7] != "":
		r.put(mention, "/"+m[7])
	default:
		r.put(mention, "#"+m[9])
	}
	return len(m[0])
}

// masked reads [label](address). It is a link only with a web address, and a label that is none itself.
func (r *reader) masked(rest string) int {
	end := closing(rest, '[', ']')
	if end < 0 || !strings.HasPrefix(rest[end+1:], "(") || r.style.Link != "" {
		return 0
	}
	size := closing(rest[end+1:], '(', ')')
	if size < 0 {
		return 0
	}
	label := rest[1:end]
	target := strings.TrimSpace(rest[end+2 : end+1+size])
	target, _, _ = strings.Cut(target, " ") // a title may follow
	target = strings.TrimSuffix(strings.TrimPrefix(target, "<"), ">")
	target = unescaped.ReplaceAllString(target, "$1")
	if strings.TrimSpace(label) == "" || strings.Contains(label, "://") || !webURL(target) {
		return 0
	}
	r.with(func(s *Style) { s.Link = target }, label)
	return end + 1 + size + 1
}

var unescaped = regexp.MustCompile(`\\([^0-9A-Za-z\s])`)

// closing is where the bracket that opens at the start is closed; -1 when it is not.
func closing(text string, open, shut byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
