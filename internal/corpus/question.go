package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	minQuestions  = 2 // fewer make no sections: a lonely "Q:" is a paragraph like others
	questionLines = 6 // of one question at most
)

// asker makes sections of marked questions and their answers:
//
//	Q: Do you sell gift cards?
//	A: Yes, at the desk.
//
// The question becomes a heading. The answer's mark is left out of its text, and may be missing.
type asker struct {
	view  string
	words func(string) string // a question's words without markup
	out   []block
	open  int  // where the question that nothing answers yet stands in out; -1 for none
	begun bool // its answer's mark was met
	sure  int  // questions that end in a question mark or have a marked answer
}

// questionBlocks puts headings for the questions of a file into its blocks, if there are some for sure.
func questionBlocks(view string, blocks []block, words func(string) string) []block {
	a := asker{view: view, words: words, open: -1}
	for i, b := range blocks {
		m, marked := questionMark(b.heading)
		switch {
		case b.code || b.fault != "":
			a.out, a.open = append(a.out, b), -1
		case b.level == 0:
			a.text(b, blocks[i+1:])
		case b.guessed && (marked || a.open >= 0), a.ruledOff(b, marked):
			a.text(a.asText(b), blocks[i+1:])
		case marked && hasWord(b.heading[m.end:]):
			b.heading = strings.TrimSuffix(b.heading[m.end:], m.open)
			a.ask(b)
		default:
			a.out, a.open = append(a.out, b), -1
		}
	}
	if a.sure < minQuestions {
		return blocks
	}
	return a.out
}

// ruledOff tells whether a heading is one only by the line under it, which parts entries rather than underlines.
func (a *asker) ruledOff(b block, marked bool) bool {
	lines := strings.Count(a.view[b.start:b.end], "\n") + 1
	_, answer := answerMark(b.heading)
	return lines > 1 && answer && a.open >= 0 || lines > 2 && marked
}

// asText is a heading as the text that it is, without a line under it.
func (a *asker) asText(b block) block {
	t := block{start: b.start, end: b.end, prose: true}
	if lines := splitLines(a.view, Sentence{b.start, b.end}); len(lines) > 1 && !hasWord(a.line(lines[len(lines)-1])) {
		t.end = lines[len(lines)-2].End
	}
	return t
}

// text places a block of text, which may hold questions and answers; rest are the blocks after it.
func (a *asker) text(b block, rest []block) {
	from := b.start // of what is not yet placed
	if a.open >= 0 {
		from = a.answer(from, b.end)
		a.open = -1
	}
	lines := splitLines(a.view, Sentence{b.start, b.end})
	for i, l := range lines {
		if l.Start < from {
			continue
		}
		if m, marked := a.marked(lines[i:]); marked {
			a.place(from, l.Start)
			from = a.question(lines[i:], m, rest)
		}
	}
	if from == b.start {
		a.out = append(a.out, b)
		return
	}
	a.place(from, b.end)
}

// marked tells whether lines begin with a question and its mark; the question may begin on the line after it.
func (a *asker) marked(lines []Sentence) (mark, bool) {
	m, ok := questionMark(a.line(lines[0]))
	if !ok {
		return m, false
	}
	if !hasWord(a.line(lines[0])[m.end:]) && len(lines) > 1 {
		_, question := questionMark(a.line(lines[1]))
		_, answer := answerMark(a.line(lines[1]))
		return m, !question && !answer && hasWord(a.line(lines[1]))
	}
	return m, hasWord(a.line(lines[0])[m.end:])
}

// question places the question that lines begin with, and returns where the text after it begins.
func (a *asker) question(lines []Sentence, m mark, rest []block) int {
	start, end := lines[0].Start+m.end, lines[len(lines)-1].End
	if !hasWord(a.view[start:lines[0].End]) {
		start = lines[1].Start
	}
	stop, after := a.questionEnd(lines, start, m, rest)
	words := strings.Join(strings.Fields(a.view[start:stop]), " ")
	words, id, hasID := cutID(strings.TrimRight(words, `\ `))
	b := block{start: lines[0].Start, end: after, level: 2, heading: strings.TrimSpace(a.words(words)), id: id}
	if b.heading == "" {
		b.heading = words
	}
	if !hasID && strings.Contains(words, "{#") {
		b.fault = badID
	}
	a.ask(b)
	if after = a.answer(after, end); hasWord(a.view[after:end]) {
		a.open = -1
	}
	return after
}

// ask places a question's heading, and waits for its answer.
func (a *asker) ask(b block) {
	b.guessed, b.question = false, true
	if asks(b.heading) {
		a.sure++
	}
	a.open, a.begun = len(a.out), false
	a.out = append(a.out, b)
}

// questionEnd is where the question ends that begins at start, and where the text after it begins.
func (a *asker) questionEnd(lines []Sentence, start int, m mark, rest []block) (stop, after int) {
	near := lines[:min(len(lines), questionLines)]
	if i := strings.Index(a.view[start:near[len(near)-1].End], m.open); m.open != "" && i >= 0 {
		return start + i, start + i + len(m.open) // "**Q: Where?** Behind the house."
	}
	next := len(lines) // the line of the next question
	for i, l := range near {
		if i > 0 && l.Start > start {
			if _, answer := answerMark(a.line(l)); answer {
				return l.Start, l.Start
			}
			if _, question := questionMark(a.line(l)); question {
				next = i
				break
			}
		}
		if at := answerWithin(a.view[max(start, l.Start):max(start, l.End)]); at >= 0 {
			return max(start, l.Start) + at, max(start, l.Start) + at
		}
	}
	if next == len(lines) && len(near) == len(lines) && len(rest) > 0 {
		if _, answer := answerMark(a.view[rest[0].start:rest[0].end]); answer {
			return lines[next-1].End, lines[next-1].End
		}
	}
	return a.unmarkedEnd(lines[:next], start, next < len(lines) || len(rest) == 0 || a.begins(rest[0]))
}

// unmarkedEnd is the same where no mark stands before the answer: the question ends with its line, with one of the next
// two if that ends in a question mark, or within the line if nothing else could answer it; alone tells that nothing
// follows the lines.
func (a *asker) unmarkedEnd(lines []Sentence, start int, alone bool) (stop, after int) {
	first := 0
	for lines[first].End <= start {
		first++
	}
	last := first
	for i := first + 1; i < min(len(lines), first+3) && !asks(a.view[start:lines[first].End]) && !endsLikeText(a.line(lines[first])); i++ {
		if asks(a.line(lines[i])) {
			last = i
			break
		}
	}
	stop = lines[last].End
	if !alone || strings.TrimSpace(a.view[stop:lines[len(lines)-1].End]) != "" {
		return stop, stop
	}
	if i := strings.LastIndex(a.view[start:stop], "? "); i >= 0 && hasWord(a.view[start+i:stop]) {
		return start + i + 1, start + i + 1 // "Q: Where? Behind the house."
	}
	return stop, stop
}

// begins tells whether a block begins something that is no answer: a heading or a question.
func (a *asker) begins(b block) bool {
	_, question := questionMark(a.view[b.start:b.end])
	return question || b.level > 0 && !b.guessed
}

// answer takes the mark off the answer to the open question, if it has one, and returns where its text begins.
func (a *asker) answer(from, end int) int {
	start, _ := trimSpan(a.view, from, end)
	m, marked := answerMark(a.view[start:end])
	if !marked || a.begun {
		return from
	}
	a.begun = true
	b := &a.out[a.open]
	if !asks(b.heading) {
		a.sure++
	}
	words := start + m.end
	if i := strings.Index(a.view[words:end], m.open); m.open != "" && i >= 0 {
		line, _, _ := strings.Cut(a.view[words+i+len(m.open):end], "\n")
		if strings.TrimSpace(line) != "" {
			return from // "**A: Yes.** We do." would lose one half of its emphasis
		}
		b.end, a.open = words, -1
		a.place(words, words+i)
		return words + i + len(m.open)
	}
	b.end = words
	return words
}

// answerWithin is where a marked answer begins on the line of its question; -1 when there is none.
func answerWithin(line string) int {
	for i, r := range line {
		if !strings.ContainsRune("?.!", r) {
			continue
		}
		after := line[i+utf8.RuneLen(r):]
		if next, _ := utf8.DecodeRuneInString(after); !unicode.IsSpace(next) {
			continue
		}
		if m, marked := answerMark(after); marked && m.colon {
			return i + utf8.RuneLen(r)
		}
	}
	return -1
}

// place puts a part of a block among the blocks, by its paragraphs.
func (a *asker) place(start, end int) {
	for _, p := range paragraphs(a.view[:end], start) {
		a.out = appendText(a.out, textBlock(a.view, splitLines(a.view, p)))
	}
}

func (a *asker) line(l Sentence) string { return a.view[l.Start:l.End] }
