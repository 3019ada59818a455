package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is what stands before a question or an answer: "Q:", "**A.**", "2. Question:".
type mark struct {
	end   int    // where the words begin that it marks
	open  string // emphasis that begins before it and goes on after it
	colon bool
}

// questionMark is the mark of a question that a line begins with.
func questionMark(line string) (mark, bool) { return cutMark(line, "question", "q") }

// answerMark is the mark of an answer that a line begins with.
func answerMark(line string) (mark, bool) { return cutMark(line, "answer", "ans", "a") }

// cutMark finds one of the names at a line's beginning, in any letter case, after a list item's sign and before a
// number, with a colon, a full stop or a bracket after it.
func cutMark(line string, names ...string) (mark, bool) {
	rest := strings.TrimLeftFunc(line, unicode.IsSpace)
	if isListItem(rest) {
		rest = strings.TrimLeft(rest, "0123456789") // then a full stop, a bracket or a bullet
		_, size := utf8.DecodeRuneInString(rest)
		rest = strings.TrimLeft(rest[size:], " \t")
	}
	var m mark
	for _, e := range []string{"***", "**", "__", "*", "_"} {
		if strings.HasPrefix(rest, e) {
			m.open, rest = e, rest[len(e):]
			break
		}
	}
	i := slices.IndexFunc(names, func(n string) bool { return len(rest) >= len(n) && strings.EqualFold(rest[:len(n)], n) })
	if i < 0 {
		return m, false
	}
	rest = strings.TrimLeft(strings.TrimLeft(rest[len(names[i]):], " #"), "0123456789")
	rest = m.close(rest)
	if rest == "" || strings.IndexByte(":.)", rest[0]) < 0 {
		return m, false
	}
	m.colon, rest = rest[0] == ':', rest[1:]
	closed := m.close(rest)
	words := strings.TrimLeftFunc(closed, unicode.IsSpace)
	m.end = len(line) - len(words)
	return m, m.colon || words == "" || len(words) < len(rest)
}

// close takes the end of the mark's emphasis off the beginning of a text.
func (m *mark) close(text string) string {
	after, ok := strings.CutPrefix(text, m.open)
	if ok {
		m.open = ""
	}
	return after
}

// asks tells whether a text ends as questions do.
func asks(text string) bool { return strings.HasSuffix(strings.TrimRight(text, " \"'”’)*_"), "?") }
