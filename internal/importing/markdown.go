package importing

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Markdown is the article as a file. What people wrote stays words: a sign that Markdown would take for something is
// written with a backslash before it, and no other, because readers see passages as they stand in the file.
func (a *Article) Markdown() []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: \"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(a.Title) + "\"\n---\n")
	for _, e := range a.Entries {
		if e.Heading != "" {
			b.WriteString("\n" + strings.Repeat("#", e.Level) + " " + escapeHeading(e.Heading) + "\n")
		}
		indents := []int{0} // of the items at each depth
		for i, bl := range e.blocks {
			goesOn := bl.kind == item && i > 0 && e.blocks[i-1].kind == item
			if !goesOn {
				indents = indents[:1]
				b.WriteByte('\n')
			}
			switch bl.kind {
			case item:
				indents = bl.writeItem(&b, indents, goesOn)
			case table:
				writeTable(&b, bl.rows)
			default:
				b.WriteString(strings.Join(markdownLines(bl.lines), "\n") + "\n")
			}
		}
	}
	return []byte(b.String())
}

// writeItem writes an item, where goesOn tells that one stands before it, and gives the indents of what may follow.
func (b block) writeItem(to *strings.Builder, indents []int, goesOn bool) []int {
	depth := min(b.depth, len(indents)-1)
	marker := "- "
	if b.number > 0 {
		marker = fmt.Sprintf("%d. ", b.number)
	}
	if goesOn && (b.number > 1 && depth == len(indents)-1 || b.number == 1 && depth == 0) {
		to.WriteByte('\n') // a list that begins with another number than 1 goes on with the line above it otherwise
	}
	before := strings.Repeat(" ", indents[depth]) + marker
	for _, line := range markdownLines(b.lines) {
		to.WriteString(before + line + "\n")
		before = strings.Repeat(" ", indents[depth]+len(marker))
	}
	return append(indents[:depth+1], len(before))
}

func writeTable(to *strings.Builder, rows [][]string) {
	for i, row := range rows {
		for _, cell := range row {
			to.WriteString("| " + strings.ReplaceAll(escape(cell, pairsIn(cell)), "|", `\|`) + " ")
		}
		to.WriteString("|\n")
		if i == 0 {
			to.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
}

// markdownLines are lines with their marks as Markdown has them.
func markdownLines(lines []string) []string {
	all := plain(lines...)
	pairs := pairsIn(all)
	if strings.Contains(all, "*") && strings.Contains(strings.Join(lines, ""), strongOn) {
		pairs += "*"
	}
	var out []string
	for _, line := range lines {
		var b strings.Builder
		at := 0
		for _, part := range append(strongPart.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
			b.WriteString(escape(line[at:part[0]], pairs))
			words := plain(line[part[0]:part[1]])
			if at = part[1]; words != "" && canEmphasise(line[:part[0]], words, line[at:]) {
				b.WriteString("**" + escape(words, pairs) + "**")
			} else {
				b.WriteString(escape(words, pairs))
			}
		}
		s := startSign.ReplaceAllString(b.String(), `${1}\${2}${3}`)
		if end := len(s) - len(strings.TrimRight(s, `\`)); end%2 == 1 {
			s += `\` // at the end of a line it would break it
		}
		out = append(out, s)
	}
	return out
}

// canEmphasise tells whether two stars on either side would be read as emphasis: each has to touch a letter or a digit
// inside, or have nothing but space and punctuation outside. A phrase that is not like this stays plain.
func canEmphasise(before, s, after string) bool {
	outer, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return !wordy(outer) && !wordy(next) && wordy(first) &&
		(wordy(last) || strings.ContainsRune(".,:;?!%", last) && (after == "" || unicode.IsSpace(next) || unicode.IsPunct(next)))
}

// pairsIn are the signs that have a partner in a text; one alone is no markup.
func pairsIn(s string) string {
	pairs := ""
	for _, pair := range []string{"**", "__", "``", "<>"} {
		if _, rest, ok := strings.Cut(s, pair[:1]); ok && strings.Contains(rest, pair[1:]) {
			pairs += pair[:1]
		}
	}
	return pairs
}

// escape puts a backslash before each sign that would be markup inside a line, where pairs are those that have a partner.
func escape(s, pairs string) string {
	var b strings.Builder
	before := ' '
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		next, _ := utf8.DecodeRuneInString(rest)
		paired := strings.ContainsRune(pairs, r)
		switch {
		case r == '<' && strings.HasPrefix(rest, "!--"):
			b.WriteString(`<\`) // the whole sign would be a comment to package corpus
			before = r
			continue
		case r == '\\' && (isSign(next) || rest == ""),
			r == '*' && paired && !(unicode.IsSpace(before) && (rest == "" || unicode.IsSpace(next))),
			r == '_' && paired && !(wordy(before) && wordy(next)),
			r == '`' && paired,
			r == '<' && paired && startsTag(next),
			r == '&' && entity.MatchString(rest),
			r == ']' && next == '(':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

var (
	// startSign is what would be markup at the start of a line, with a backslash put before the second part.
	startSign = regexp.MustCompile("^(\\d{1,9})([.)](?: .*)?)$|^((?:#+(?: |$)|[-+*](?: |$)|[>\\[]|<[a-zA-Z/!?]|~~~|```).*|[-:=| ]+|[-+* ]+|[_ ]+)$")
	entity    = regexp.MustCompile(`^[#a-zA-Z0-9]{1,39};`)
)

// escapeHeading writes the words of a heading. Braces would be its id; package corpus takes "{#" for one in any case.
func escapeHeading(s string) string {
	s = strings.NewReplacer("{#", `\{ #`, "{", `\{`).Replace(escape(s, pairsIn(s)))
	if strings.HasSuffix(s, "#") { // a closing sequence would go
		s = s[:len(s)-1] + `\#`
	}
	return s
}

func startsTag(r rune) bool {
	return r == '/' || r == '!' || r == '?' || r < utf8.RuneSelf && unicode.IsLetter(r)
}

func isSign(r rune) bool { return r < utf8.RuneSelf && r > ' ' && r != 0x7f && !wordy(r) }
