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
	maxOverText     = 10 // words of a heading right above its text, without a blank line between
	minWrapped      = 45 // characters of the first line of a paragraph that has a line end after every so many words
	maxHeadingRun   = 3  // headings in a row: title, section, subsection
)

// plainBlocks cuts plain text into blocks, from byte offset from on: blank lines part paragraphs, and a line in Title
// Case or in capitals, of one word or more, that stands alone, or right above its text, is a heading. Lists and tables
// stay whole.
func plainBlocks(src string, from int) []block {
	var out []block
	for _, p := range paragraphs(src, from) {
		lines := splitLines(src, p)
		for first := true; len(lines) > 0; first = false {
			h, n := heading(src, lines)
			if n == 0 || h.guessed && !first {
				break
			}
			out = append(out, h)
			lines = lines[n:]
		}
		if len(lines) == 0 {
			continue
		}
		out = appendText(out, textBlock(src, lines))
	}
	return demote(src, out)
}

// appendText adds a block of text, if it holds any, to a list that it goes on with or as a block of its own.
func appendText(out []block, b block) []block {
	if last := len(out) - 1; last >= 0 && out[last].list && b.list {
		out[last].end = b.end // a list whose items have blank lines between them
		return out
	}
	if b.start < b.end || b.fault != "" {
		out = append(out, b)
	}
	return out
}

// textBlock is a paragraph, a list or a table.
func textBlock(src string, lines []Sentence) block {
	b := block{start: lines[0].Start, end: lines[len(lines)-1].End, prose: true}
	if text := src[b.start:b.end]; strings.HasPrefix(text, "<!--") {
		b.dropComments(src)
	} else if strings.Contains(text, "<!--") {
		b.fault = inlineComment
	}
	for _, l := range lines {
		if startsBlock(src[l.Start:l.End]) {
			b.prose = false // it stays whole
		}
	}
	b.list = b.start < b.end && b.fault == "" && isListItem(src[b.start:b.end])
	return b
}

// heading is the heading that a paragraph begins with, and how many lines it takes; none when there is none.
func heading(src string, lines []Sentence) (block, int) {
	line := src[lines[0].Start:lines[0].End]
	words, id, hasID := cutID(line)
	b := block{start: lines[0].Start, end: lines[0].End, level: 2, heading: words, id: id}
	if !hasID && strings.Contains(line, "{#") {
		b.fault = badID
	}
	if level := markedLevel(words); level > 0 {
		b.level, b.heading = level, strings.TrimSpace(words[level:])
		return b, 1
	}
	b.fault = ""
	if isRule(line) || !hasWord(words) || startsBlock(line) {
		return b, 0
	}
	count := len(strings.Fields(words))
	switch {
	case hasID:
		return b, 1
	case count > maxHeadingWords || len(words) > maxHeadingBytes || endsLikeText(words):
		return b, 0
	case len(lines) > 1 && isRule(src[lines[1].Start:lines[1].End]):
		b.end = lines[1].End
		return b, 2
	case len(lines) > 1 && !standsOver(src, count, lines):
		return b, 0
	}
	b.guessed = true
	if !isTitleCase(words) {
		return b, 0
	}
	return b, 1
}

// standsOver tells whether the first of some lines, of so many words, can be the heading of the others, with no blank
// line between. A paragraph's own first line and a signature's name cannot.
func standsOver(src string, words int, lines []Sentence) bool {
	text := src[lines[1].Start:lines[1].End]
	switch {
	case words > maxOverText || startsSmall(text) || wrapped(src, lines):
		return false
	case words == 1: // a name has another, or a title, under it
		return strings.ContainsAny(text, "0123456789") || !isTitleCase(text) || endsLikeText(text)
	}
	return true
}

// wrapped tells whether the first of some lines is full: long, and without room for the first word of the next, by the
// longest of the others.
func wrapped(src string, lines []Sentence) bool {
	length := func(l Sentence) int { return utf8.RuneCountInString(src[l.Start:l.End]) }
	if length(lines[0]) < minWrapped {
		return false
	}
	longest := 0
	for _, l := range lines[1:] {
		longest = max(longest, length(l))
	}
	next, _, _ := strings.Cut(src[lines[1].Start:lines[1].End], " ")
	return length(lines[0])+1+utf8.RuneCountInString(next) > longest
}

// demote makes text of lines that look like headings and cannot be: those that nothing stands under at the end of
// the file, and those in the middle of a long run of them, which is a list written without signs.
func demote(src string, blocks []block) []block {
	for i := 0; i < len(blocks); i++ {
		run := i
		for run < len(blocks) && blocks[run].level > 0 {
			run++
		}
		first, last := i+1, run-1 // the first stays a heading, and so does the last, which has text under it
		if run == len(blocks) {
			last = run
			if run-i == 1 {
				first = i
			}
		}
		if run == len(blocks) || run-i > maxHeadingRun {
			for j := first; j < last; j++ {
				if b := &blocks[j]; b.guessed {
					*b = block{start: b.start, end: b.end, prose: true}
				}
			}
		}
		i = max(i, run-1)
	}
	return blocks
}

// cutID takes the id off the end of a heading such as "Sleep {#sleep}".
func cutID(line string) (words, id string, ok bool) {
	words, rest, found := strings.Cut(line, "{#")
	if id, ok = strings.CutSuffix(rest, "}"); !found || !ok || id == "" || strings.ContainsAny(id, "{} \t") {
		return line, "", false
	}
	return strings.TrimSpace(words), id, true
}

// markedLevel is the level of a heading that is marked with # as in Markdown; 0 for any other line.
func markedLevel(line string) int {
	rest := strings.TrimLeft(line, "#")
	level := len(line) - len(rest)
	if level > 6 || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\t") || !hasWord(rest) {
		return 0
	}
	return level
}

// startsSmall tells whether a line starts with a small letter.
func startsSmall(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(r)
}

// isRule tells whether a line only underlines or parts.
func isRule(line string) bool {
	return len(line) >= 3 && strings.IndexByte("=-~_*", line[0]) >= 0 && strings.Trim(line, line[:1]) == ""
}

// endsLikeText tells whether a line ends as sentences do and headings do not.
func endsLikeText(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’)"))
	return strings.ContainsRune(".!:;,…", last)
}
