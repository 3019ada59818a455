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

// typedLists makes lists of what people typed as lists, a sign at the start of each line.
func typedLists(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind != paragraph {
			out = append(out, b)
			continue
		}
		var rest []string
		end := func() {
			if len(rest) > 0 {
				out = append(out, block{kind: paragraph, lines: rest, inside: b.inside})
			}
			rest = nil
		}
		for i, line := range b.lines {
			it, ok := typedItem(line)
			if !ok {
				rest = append(rest, line)
				continue
			}
			it.inside = b.inside
			goesOn := len(rest) == 0 && len(out) > 0 && out[len(out)-1].kind == item && out[len(out)-1].inside == b.inside &&
				(it.number == 0 || it.number == out[len(out)-1].number+1)
			begins := it.number < 2 && strings.HasPrefix(line, "•")
			if i+1 < len(b.lines) && it.number < 2 {
				next, ok := typedItem(b.lines[i+1])
				begins = begins || ok && (next.number == 0) == (it.number == 0) && (it.number == 0 || next.number == 2)
			}
			if !goesOn && !begins {
				rest = append(rest, line)
				continue
			}
			end()
			out = append(out, it)
		}
		end()
	}
	return out
}

// cutLabel drops a label such as "Q:" from the start of a line.
func cutLabel(line string, label *regexp.Regexp) (string, bool) {
	m := label.FindStringSubmatch(line)
	if m == nil {
		return line, false
	}
	rest := tidy(m[1] + m[2])
	return rest, hasWord(rest)
}

var (
	questionLabel = regexp.MustCompile(`^(` + strongOn + `?)Q(?i:uestion)?(?::|[.)]` + strongOff + `? )(.*)$`)
	answerLabel   = regexp.MustCompile(`^(` + strongOn + `?)A(?i:nswer)?(?::|[.)]` + strongOff + `? )(.*)$`)
)

// labelled reads "Q: ..." and "A: ..." as a heading and what stands under it.
func labelled(blocks []block) []block {
	var out []block
	for i, b := range blocks {
		afterQuestion := len(out) > 0 && out[len(out)-1].kind == heading
		if b.kind != paragraph && b.kind != heading || b.kind == paragraph && b.inside && !afterQuestion {
			out = append(out, b)
			continue
		}
		question, asks := cutLabel(b.lines[0], questionLabel)
		answer, answers := cutLabel(b.lines[0], answerLabel)
		switch rest := b.lines[1:]; {
		case b.kind == paragraph && afterQuestion && answers:
			b.lines = append([]string{answer}, rest...)
		case asks && b.kind == heading:
			b.lines = []string{question}
		case asks && countWords(question) <= maxHeading && (len(rest) > 0 || i+1 < len(blocks) && blocks[i+1].kind != heading):
			out = append(out, block{kind: heading, level: looksLike, lines: []string{headingText(question)}, inside: b.inside})
			if len(rest) == 0 {
				continue
			}
			answer, _ := cutLabel(rest[0], answerLabel)
			b.lines = append([]string{answer}, rest[1:]...)
		}
		out = append(out, b)
	}
	return out
}

// tabled makes headings and paragraphs of tables with a column of questions and one of answers.
func tabled(blocks []block) []block {
	var out []block
	for _, b := range blocks {
		if b.kind != table || len(b.rows[0]) != 2 || b.inside {
			out = append(out, b)
			continue
		}
		rows, asking := b.rows, 0
		named := isNames(rows[0][0], rows[0][1])
		if named {
			rows = rows[1:]
		}
		for _, row := range rows {
			if asks(row[0]) {
				asking++
			}
		}
		empty := slices.ContainsFunc(rows, func(row []string) bool { return !hasWord(row[0]) || !hasWord(row[1]) })
		if empty || len(rows) == 0 || !named && (asking < fewest || 2*asking < len(rows)) {
			out = append(out, b)
			continue
		}
		for _, row := range rows {
			out = append(out, block{kind: heading, level: looksLike, lines: []string{headingText(row[0])}}, block{kind: paragraph, lines: row[1:]})
		}
	}
	return out
}

// isNames tells whether the cells of a row are names of a column of questions and one of answers.
func isNames(question, answer string) bool {
	return columnOf(questionNames(), question) >= 0 && columnOf(answerNames(), answer) >= 0
}

// columnOf is the first of the cells that has one of the names, the names tried in turn; -1 when none has.
func columnOf(names []string, cells ...string) int {
	for _, name := range names {
		for i, c := range cells {
			if strings.ToLower(strings.Trim(c, " :*")) == name {
				return i
			}
		}
	}
	return -1
}

// questionNames and answerNames are what people call the columns of a table, in lower case.
func questionNames() []string {
	return []string{"question", "questions", "q", "title", "heading", "faq", "topic", "pregunta"}
}

func answerNames() []string {
	return []string{"answer", "answers", "a", "content", "text", "body", "reply", "response", "description", "respuesta"}
}

// asked makes headings of the lines that are headings by their looks: bold lines, and, where nothing else is a question's
// heading, lines that ask, each above its answer.
func asked(blocks []block) []block {
	headings, asking, _ := countAsking(blocks)
	settled := asking >= fewest && 2*asking >= headings // the questions are headings already; bold lines belong to answers
	blocks = promoted(unlisted(blocks), func(line string) bool {
		s := strings.TrimSpace(plain(line))
		n := countWords(s)
		return allStrong(line) && 0 < n && n <= maxBold && !strings.ContainsAny(s[len(s)-1:], ".,;") && (!settled || asks(s))
	})
	if asking == 0 {
		more := promoted(blocks, func(line string) bool { return asks(line) && countWords(line) <= maxQuestion })
		if _, _, answered := countAsking(more); answered >= fewest {
			return more
		}
	}
	return blocks
}

// countAsking counts headings, those of them that ask, and those of these that have something under them.
func countAsking(blocks []block) (headings, asking, answered int) {
	for i, b := range blocks {
		if b.kind != heading {
			continue
		}
		headings++
		if asks(b.lines[0]) {
			asking++
			if i+1 < len(blocks) && blocks[i+1].kind != heading {
				answered++
			}
		}
	}
	return headings, asking, answered
}

// unlisted makes paragraphs of items that are questions: one with a number that is bold or asks, alone in its list, with its
// answer after it, or one that holds a question and below it the answer.
func unlisted(blocks []block) []block {
	out := slices.Clone(blocks)
	for i, b := range blocks {
		if b.kind != item || b.inside || b.depth > 0 {
			continue
		}
		n := countWords(b.lines[0])
		looks := 0 < n && n <= maxQuestion && (allStrong(b.lines[0]) || asks(b.lines[0]))
		alone := b.number > 0 && (i == 0 || blocks[i-1].kind != item) && i+1 < len(blocks) && blocks[i+1].kind != heading && blocks[i+1].kind != item
		if looks && (alone || len(b.lines) > 1) {
			out[i] = block{kind: paragraph, lines: b.lines}
		}
	}
	return out
}

// promoted makes headings of paragraphs, or of the first lines of paragraphs, that look like some and have something to
// stand above. A bold line may do so in the middle.
func promoted(blocks []block, looks func(line string) bool) []block {
	var out []block
	for i, b := range blocks {
		if b.kind != paragraph || b.inside {
			out = append(out, b)
			continue
		}
		followed := i+1 < len(blocks) && blocks[i+1].kind != heading
		from := 0 // of the paragraph at hand
		for at, line := range b.lines {
			last := at+1 == len(b.lines)
			if at > 0 && !allStrong(line) || !looks(line) || last && !followed || !last && looks(b.lines[at+1]) {
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
