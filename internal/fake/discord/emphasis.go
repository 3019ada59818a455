package fakediscord

import (
	"strings"
	"unicode/utf8"
)

// between is what stands between two marks, at least one character, and the length of all; 0 when there is no second mark.
func between(rest, mark string) (string, int) {
	if !strings.HasPrefix(rest, mark) || len(rest) <= len(mark) {
		return "", 0
	}
	_, first := utf8.DecodeRuneInString(rest[len(mark):])
	end := strings.Index(rest[len(mark)+first:], mark)
	if end < 0 {
		return "", 0
	}
	end += len(mark) + first
	return rest[len(mark):end], end + len(mark)
}

// emphasis reads *x*, _x_, **x** and __x__. Of those that fit the longest counts, then italics.
func (r *reader) emphasis(rest string) int {
	one, two := italic(rest), double(rest)
	switch {
	case one == 0 && two == 0:
		return 0
	case one >= two:
		r.with(func(s *Style) { s.Italic = true }, rest[1:one-1])
		return one
	}
	r.with(func(s *Style) {
		if rest[0] == '*' {
			s.Bold = true
		} else {
			s.Underline = true
		}
	}, rest[2:two-2])
	return two
}

// italic is the length of *x* or _x_ at the start of rest. A star may not be followed by a space or closed by two; an
// underscore closes only at the end of a word.
func italic(rest string) int {
	mark := rest[0]
	if mark == '*' && (len(rest) < 2 || isSpace(rest[1])) {
		return 0
	}
	for i := 1; i < len(rest); {
		next := byte(0)
		if i+1 < len(rest) {
			next = rest[i+1]
		}
		switch c := rest[i]; {
		case c == mark && i > 1 && mark == '*' && next != '*', c == mark && i > 1 && mark == '_' && !isWord(rune(next)):
			return i + 1
		case c == mark && next == mark:
			i += 2
		case c == mark:
			return 0
		case c == '\\':
			if next == 0 {
				return 0
			}
			_, n := utf8.DecodeRuneInString(rest[i+1:])
			i += 1 + n
		case mark == '*' && isSpace(c):
			// Spaces must be followed by something that is not the closing star.
			j := i
			for j < len(rest) && isSpace(rest[j]) {
				j++
			}
			if j == len(rest) || rest[j] == '*' && !strings.HasPrefix(rest[j:], "**") {
				return 0
			}
			i = j
		default:
			i++
		}
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// double is the length of **x** or __x__ at the start of rest.
func double(rest string) int {
	mark := rest[:1] + rest[:1]
	if !strings.HasPrefix(rest, mark) {
		return 0
	}
	for i := 2; i < len(rest); {
		if i > 2 && strings.HasPrefix(rest[i:], mark) && (i+2 == len(rest) || rest[i+2] != mark[0]) {
			return i + 2
		}
		if rest[i] == '\\' {
			_, n := utf8.DecodeRuneInString(rest[i+1:])
			if n == 0 {
				return 0
			}
			i += n
		}
		i++
	}
	return 0
}
