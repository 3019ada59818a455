package importing

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Bounds of what looks like a heading, in words.
const (
	maxBold     = 20 // a line that is bold from end to end
	maxQuestion = 25 // a line that asks
	fewest      = 3  // so many lines that ask, each with an answer, are questions and answers and no accident
)

var itemSign = regexp.MustCompile(`^(` + strongOn + `?)(?:(\d{1,9})[.)](?: |$)|•|[·▪◦‣●✓✔*–-] )(.*)$`)

// typedItem reads a line that begins with the sign of an item.
func typedItem(line string) (block, bool) {
	m := itemSign.FindStringSubmatch(line)
	if m == nil {
		return block{}, false
	}
	number, _ := strconv.Atoi(m[2])
	it := block{kind: item, number: number, lines: []string{tidy(m[1] + m[3])}}
	return it, hasWord(it.lines[0]) && (number > 0 || m[2] == "")
}

// typedLists makes lists of what people typed as lists: lines that begin with a sign, at least two together or one after a list.
func typedLists(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind != paragraph {
			out = append(out, b)
			continue
		}
		before := block{} // the item right before the line at hand
		if n := len(out); n > 0 && out[n-1].kind == item && out[n-1].inside == b.inside {
			before = out[n-1]
		}
		from := 0 // of the paragraph at hand
		cut := func(to int) {
			if to > from {
				out = append(out, block{kind: paragraph, lines: b.lines[from:to], inside: b.inside})
			}
		}
		for i, line := range b.lines {
			it, ok := typedItem(line)
			follows := before.kind == item && (it.number == 0 || it.number == before.number+1)
			if ok && !follows && i+1 < len(b.lines) && it.number < 2 {
				next, isItem := typedItem(b.lines[i+1])
				follows = isItem && next.number == 2*it.number
			}
			if before = (block{}); ok && (follows || strings.HasPrefix(line, "•")) {
				cut(i)
				it.inside, from, before = b.inside, i+1, it
				out = append(out, it)
			}
		}
		cut(len(b.lines))
	}
	return out
}

var (
	questionLabel = regexp.MustCompile(`^(` + strongOn + `?)Q(?i:uestion)?(?::|[.)]` + strongOff + `? )(.*)$`)
	answerLabel   = regexp.MustCompile(`^(` + strongOn + `?)A(?i:nswer)?(?::|[.)]` + strongOff + `? )(.*)$`)
)

// labelled reads "Q: ..." and "A: ..." as a heading and what stands under it.
func labelled(blocks []block) []block {
	blocks = promoted(blocks, func(line string) bool { return questionLabel.MatchString(line) && countWords(line) <= maxHeading })
	for i, b := range blocks {
		switch {
		case b.kind == heading:
			b.lines[0] = tidy(questionLabel.ReplaceAllString(b.lines[0], "$1$2"))
		case b.kind == paragraph && i > 0 && blocks[i-1].kind == heading:
			b.lines[0] = tidy(answerLabel.ReplaceAllString(b.lines[0], "$1$2"))
		}
	}
	return slices.DeleteFunc(blocks, func(b block) bool { return b.words() == 0 })
}

// asked makes headings of the lines that are headings by their looks: bold lines, and, where nothing else is a question's
// heading, lines that ask, each above its answer.
func asked(blocks []block) []block {
	headings, asking := countAsking(blocks)
	settled := asking >= fewest && 2*asking >= headings // the questions are headings already; bold lines belong to answers
	blocks = promoted(blocks, func(line string) bool {
		n := countWords(line)
		return allStrong(line) && 0 < n && n <= maxBold && !strings.ContainsAny(line[len(line)-2:], ".,;") && (!settled || asks(line))
	})
	if asking == 0 {
		more := promoted(blocks, func(line string) bool { return asks(line) && countWords(line) <= maxQuestion })
		if _, asking := countAsking(more); asking >= fewest {
			return more
		}
	}
	return blocks
}

// countAsking counts headings, and those of them that ask.
func countAsking(blocks []block) (headings, asking int) {
	for _, b := range blocks {
		if b.kind == heading {
			headings++
		}
		if b.kind == heading && asks(b.lines[0]) {
			asking++
		}
	}
	return headings, asking
}

// promoted makes headings of lines that look like some and have something to stand above: the first line of a paragraph, bold
// or labelled ones also in the middle, and an item with a number that is alone in its list or has its answer in it.
func promoted(blocks []block, looks func(line string) bool) []block {
	var out []block
	for i, b := range blocks {
		followed := i+1 < len(blocks) && blocks[i+1].kind != heading
		switch alone := b.number > 0 && (i == 0 || blocks[i-1].kind != item) && followed && blocks[i+1].kind != item; {
		case b.inside, b.kind == heading, b.kind == table, b.kind == item && (b.depth > 0 || !looks(b.lines[0]) || !alone && len(b.lines) < 2):
			out = append(out, b)
			continue
		}
		from := 0 // of the paragraph at hand
		for at, line := range b.lines {
			last := at+1 == len(b.lines)
			if at > 0 && !allStrong(line) && !questionLabel.MatchString(line) || !looks(line) || last && !followed || !last && looks(b.lines[at+1]) {
				continue
			}
			if at > from {
				out = append(out, block{kind: paragraph, lines: b.lines[from:at]})
			}
			out = append(out, block{kind: heading, level: looksLike, lines: []string{headingText(line)}})
			from = at + 1
		}
		if from < len(b.lines) {
			out = append(out, block{kind: paragraph, lines: b.lines[from:]})
		}
	}
	return out
}
