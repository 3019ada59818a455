package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a heading in plain text. The longest in the original article has 16 words.
const (
	maxHeadingWords = 20
	maxHeadingBytes = 160
)

// plainBlocks cuts plain text into blocks, from byte offset from on: blank lines part paragraphs, and a line in Title
// Case or in capitals that stands alone, or right above its text, is a heading. Lists stay whole.
func plainBlocks(src string, from int) []block {
	var out []block
	for _, p := range paragraphs(src, from) {
		lines := splitLines(src, p)
		for len(lines) > 0 && isHeading(src[lines[0].Start:lines[0].End], len(lines) == 1) {
			out = append(out, headingBlock(src, lines[0]))
			lines = lines[1:]
		}
		if len(lines) == 0 {
			continue
		}
		b := block{start: lines[0].Start, end: lines[len(lines)-1].End, prose: true}
		for _, l := range lines {
			if startsBlock(src[l.Start:l.End]) {
				b.prose = false // a list or a table stays whole
			}
		}
		out = append(out, b)
	}
	return out
}

func headingBlock(src string, line Sentence) block {
	raw := src[line.Start:line.End]
	words := strings.TrimSpace(strings.TrimLeft(raw, "#"))
	b := block{start: line.Start, end: line.End, level: 2, heading: words}
	if open := strings.LastIndex(words, "{#"); open > 0 && strings.HasSuffix(words, "}") {
		b.heading, b.id = strings.TrimSpace(words[:open]), words[open+2:len(words)-1]
	}
	return b
}

// paragraphs are the spans between blank lines.
func paragraphs(src string, from int) []Sentence {
	var out []Sentence
	start := -1
	for _, l := range splitLines(src, Sentence{from, len(src)}) {
		switch blank := l.Start == l.End; {
		case blank && start >= 0:
			s, e := trimSpan(src, start, l.Start)
			out = append(out, Sentence{s, e})
			start = -1
		case !blank && start < 0:
			start = l.Start
		}
	}
	if start >= 0 {
		s, e := trimSpan(src, start, len(src))
		out = append(out, Sentence{s, e})
	}
	return out
}

// splitLines are the spans of a span's lines, white space at their ends removed; LF, CRLF and CR end a line.
func splitLines(src string, in Sentence) []Sentence {
	var out []Sentence
	start := in.Start
	for i := in.Start; i <= in.End; i++ {
		if i < in.End && src[i] != '\n' && src[i] != '\r' {
			continue
		}
		s, e := trimSpan(src, start, i)
		out = append(out, Sentence{s, e})
		if i+1 < in.End && src[i] == '\r' && src[i+1] == '\n' {
			i++
		}
		start = i + 1
	}
	return out
}

// isHeading tells whether a line of plain text is a heading. Alone between blank lines it may be in Title Case, in
// capitals or marked with #; above its text it needs at least two words, so that a name or a greeting is not one.
func isHeading(line string, alone bool) bool {
	if rest := strings.TrimLeft(line, "#"); rest != line && strings.HasPrefix(rest, " ") {
		return hasWord(rest)
	}
	words := strings.Fields(line)
	if len(line) > maxHeadingBytes || len(words) == 0 || len(words) > maxHeadingWords || !alone && len(words) < 2 {
		return false
	}
	if startsBlock(line) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’)"))
	if strings.ContainsRune(".!:;,…", last) {
		return false
	}
	capital := 0
	for i, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(first) || unicode.IsTitle(first):
			capital++
		case unicode.IsDigit(first), i > 0 && isSmallWord(w):
		default:
			return false
		}
	}
	return capital > 0
}

// isSmallWord tells whether title case leaves a word in lower case.
func isSmallWord(w string) bool {
	switch w {
	case "a", "an", "the", "and", "or", "nor", "but", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on",
		"onto", "per", "that", "to", "up", "via", "vs", "with", "is", "are", "it", "its", "if", "than", "over", "your", "you":
		return true
	}
	return false
}
