package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences cuts text into its sentences, as spans in bytes. A sentence ends at . ! ? or … before white space (closing
// quotes and brackets belong to it), and at a blank line or a line that starts a list item. White space between
// sentences belongs to none. Text without any letter or digit is no sentence of its own: it joins the one before.
func sentences(text string) []Sentence {
	var out []Sentence
	start := 0
	flush := func(end int) {
		s, e := trimSpan(text, start, end)
		start = end
		if s == e {
			return
		}
		if len(out) > 0 && !hasWord(text[s:e]) {
			out[len(out)-1].End = e
			return
		}
		out = append(out, Sentence{s, e})
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '\n' && startsBlock(text[i:]):
			flush(i)
		case strings.ContainsRune(".!?…", r):
			end := i
			for end < len(text) {
				c, n := utf8.DecodeRuneInString(text[end:])
				if !strings.ContainsRune(".!?…\"'”’)]*_", c) {
					break
				}
				end += n
			}
			next, _ := utf8.DecodeRuneInString(text[end:])
			if end == len(text) || unicode.IsSpace(next) && !(r == '.' && abbreviates(text[start:i], text[end:])) {
				flush(end)
			}
			i = end
		}
	}
	flush(len(text))
	return out
}

// startsBlock tells whether the line that follows a line break begins something new: a blank line, a list item, a
// table row.
func startsBlock(rest string) bool {
	line, _, _ := strings.Cut(rest, "\n")
	line = strings.TrimSpace(line)
	if line == "" {
		return true
	}
	switch line[0] {
	case '|':
		return true
	case '-', '*', '+':
		return len(line) > 1 && line[1] == ' '
	}
	digits := strings.TrimLeft(line, "0123456789")
	return len(digits) < len(line) && len(digits) > 1 && (digits[0] == '.' || digits[0] == ')') && digits[1] == ' '
}

// abbreviates tells whether the full stop at the end of before belongs to an abbreviation or a number, and not to
// the end of a sentence.
func abbreviates(before, after string) bool {
	word := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	word = strings.ToLower(strings.TrimLeft(word, "(\"'“‘"))
	switch word {
	case "dr.", "mr.", "mrs.", "ms.", "st.", "vs.", "e.g.", "i.e.", "approx.", "no.", "prof.", "mt.":
		return true
	case "a.m.", "p.m.", "etc.", "u.s.":
		next, _ := utf8.DecodeRuneInString(strings.TrimSpace(after))
		return unicode.IsLower(next) || unicode.IsDigit(next)
	}
	return word != "" && strings.Trim(word, "0123456789.") == "" && strings.TrimSpace(before) == before && len(word) == len(before)
}

// trimSpan moves a span's ends past white space.
func trimSpan(text string, start, end int) (int, int) {
	s := text[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	s = strings.TrimRightFunc(text[start:end], unicode.IsSpace)
	return start, start + len(s)
}

func hasWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r > 0x2000 }) >= 0
}
