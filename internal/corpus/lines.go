package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs are the spans between blank lines; a line marked as a heading with # starts one too.
func paragraphs(src string, from int) []Sentence {
	var out []Sentence
	start := -1
	end := 0
	for _, l := range splitLines(src, Sentence{from, len(src)}) {
		blank := l.Start == l.End
		if start >= 0 && (blank || markedLevel(src[l.Start:l.End]) > 0) {
			out = append(out, Sentence{start, end})
			start = -1
		}
		if !blank {
			if start < 0 {
				start = l.Start
			}
			end = l.End
		}
	}
	if start >= 0 {
		out = append(out, Sentence{start, end})
	}
	return out
}

// splitLines are the spans of a span's lines, white space at their ends removed.
func splitLines(src string, in Sentence) []Sentence {
	var out []Sentence
	for start := in.Start; start <= in.End; {
		end := in.End
		if i := strings.IndexByte(src[start:in.End], '\n'); i >= 0 {
			end = start + i
		}
		s, e := trimSpan(src, start, end)
		out = append(out, Sentence{s, e})
		start = end + 1
	}
	return out
}

// isTitleCase tells whether a line is in Title Case or in capitals, as headings are.
func isTitleCase(line string) bool {
	capital := 0
	words := strings.Fields(line)
	for i, w := range words {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == "":
		case unicode.IsUpper(first) || unicode.IsTitle(first):
			capital++
		case unicode.IsDigit(first):
			if !isCount(w) {
				return false
			}
		case i == 0 || i == len(words)-1 || !isSmallWord(w):
			return false
		}
	}
	return capital > 0
}

// isCount tells whether a word that starts with a digit may stand in a heading: "5", "3D", "60-Minute"; not "9am",
// "9-5", "3.50", "555-1234".
func isCount(w string) bool {
	rest := strings.TrimLeft(w, "0123456789")
	if rest == "" || len(rest) == 1 && 'A' <= rest[0] && rest[0] <= 'Z' {
		return true
	}
	after, ok := strings.CutPrefix(rest, "-")
	first, _ := utf8.DecodeRuneInString(after)
	return ok && unicode.IsUpper(first)
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
