package importing

import (
	"slices"
	"strings"
)

// Bounds of what looks like a heading, in words.
const (
	maxBold     = 20 // a line that is bold from end to end
	maxQuestion = 25 // a line that asks
	fewest      = 3  // so many lines that ask, each with an answer, are questions and answers and no accident
)

// asked makes headings of the lines that are headings by their looks: bold lines, and, where nothing else is a question's
// heading, lines that ask, each above its answer.
func asked(blocks []block) []block {
	headings, asking := 0, 0
	for _, b := range blocks {
		if b.kind == heading {
			headings++
			if asks(plain(b.spans)) {
				asking++
			}
		}
	}
	settled := asking >= fewest && 2*asking >= headings // the questions are headings already; bold lines belong to answers
	blocks = unlisted(blocks)
	blocks = promote(blocks, func(line []span) bool {
		s := plain(line)
		return allStrong(line) && countWords(s) > 0 && countWords(s) <= maxBold && !strings.ContainsAny(s[len(s)-1:], ".,;") && (!settled || asks(s))
	})
	isQuestion := func(line []span) bool { return asks(plain(line)) && countWords(plain(line)) <= maxQuestion }
	if asking == 0 && len(promote(blocks, isQuestion)) > 0 && answered(promote(blocks, isQuestion)) >= fewest {
		blocks = promote(blocks, isQuestion)
	}
	return blocks
}

// unlisted takes lists apart that are questions with numbers before them: a single item that is bold or asks, with its
// answer after the list, or items that each hold a question and below it the answer.
func unlisted(blocks []block) []block {
	looks := func(line []span) bool {
		n := countWords(plain(line))
		return 0 < n && n <= maxQuestion && (allStrong(line) || asks(plain(line)))
	}
	var out []block
	for i, b := range blocks {
		if b.kind != list || b.inside {
			out = append(out, b)
			continue
		}
		alone := len(b.items) == 1 && b.items[0].number > 0 && looks(b.items[0].spans) && i+1 < len(blocks) && blocks[i+1].kind != heading
		pairs := !slices.ContainsFunc(b.items, func(it item) bool {
			all := lines(it.spans)
			return len(all) < 2 || !looks(all[0]) || it.depth > 0
		})
		if !alone && !pairs {
			out = append(out, b)
			continue
		}
		for _, it := range b.items {
			out = append(out, block{kind: paragraph, spans: it.spans})
		}
	}
	return out
}

// asks tells whether a text ends as a question.
func asks(s string) bool { return strings.HasSuffix(strings.TrimRight(s, " \"”’)"), "?") }

// answered counts the headings that ask and have something under them.
func answered(blocks []block) int {
	n := 0
	for i, b := range blocks {
		if b.kind == heading && asks(plain(b.spans)) && i+1 < len(blocks) && blocks[i+1].kind != heading {
			n++
		}
	}
	return n
}

// promote makes headings of paragraphs, or of the first lines of paragraphs, that look like some and have something to
// stand above. A bold line may do so in the middle.
func promote(blocks []block, looks func(line []span) bool) []block {
	var out []block
	for i, b := range blocks {
		if b.kind != paragraph || b.inside {
			out = append(out, b)
			continue
		}
		followed := i+1 < len(blocks) && blocks[i+1].kind != heading
		all := lines(b.spans)
		from := 0 // of the paragraph at hand
		for at, line := range all {
			last := at+1 == len(all)
			if at > 0 && !allStrong(line) || !looks(line) || last && !followed || !last && looks(all[at+1]) {
				continue
			}
			if at > from {
				out = append(out, block{kind: paragraph, spans: joined(all[from:at])})
			}
			out = append(out, block{kind: heading, level: looksLike, spans: []span{{text: headingText(oneLine(line))}}})
			from = at + 1
		}
		if from < len(all) {
			out = append(out, block{kind: paragraph, spans: joined(all[from:])})
		}
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
		rows := b.rows
		named := isName(questionNames(), rows[0][0]) && isName(answerNames(), rows[0][1])
		if named {
			rows = rows[1:]
		}
		asking := 0
		for _, row := range rows {
			if asks(row[0]) {
				asking++
			}
		}
		full := !slices.ContainsFunc(rows, func(row []string) bool { return !hasWord(row[0]) || !hasWord(row[1]) })
		if !full || len(rows) == 0 || !named && (asking < fewest || 2*asking < len(rows)) {
			out = append(out, b)
			continue
		}
		for _, row := range rows {
			out = append(out, block{kind: heading, level: looksLike, spans: []span{{text: headingText(row[0])}}},
				block{kind: paragraph, spans: []span{{text: row[1]}}})
		}
	}
	return out
}

// questionNames and answerNames are what people call the columns of a table, in lower case.
func questionNames() []string {
	return []string{"question", "questions", "q", "title", "heading", "faq", "topic", "pregunta"}
}

func answerNames() []string {
	return []string{"answer", "answers", "a", "content", "text", "body", "reply", "response", "description", "respuesta"}
}

// isName tells whether a cell is one of the names.
func isName(names []string, cell string) bool {
	return slices.Contains(names, strings.ToLower(strings.Trim(cell, " :*")))
}
