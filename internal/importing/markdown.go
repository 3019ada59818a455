package importing

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/corpus"
)

// Markdown is the article as a file. What people wrote stays words: a sign that Markdown would take for something is
// written with a backslash before it, and no other, because readers see passages as they stand in the file.
func (a *Article) Markdown() []byte {
	var b strings.Builder
	b.WriteString("---\ntitle: " + yamlText(a.Title) + "\n---\n")
	for _, e := range a.Entries {
		if e.Heading != "" {
			b.WriteString("\n" + strings.Repeat("#", e.Level) + " " + escapeHeading(e.Heading) + "\n")
		}
		for _, bl := range e.blocks {
			b.WriteByte('\n')
			bl.write(&b)
		}
	}
	return []byte(b.String())
}

func (b block) write(to *strings.Builder) {
	switch b.kind {
	case list:
		writeList(to, b.items)
	case table:
		writeTable(to, b.rows)
	default:
		to.WriteString(strings.Join(markdownLines(b.spans), "\n") + "\n")
	}
}

func writeList(to *strings.Builder, items []item) {
	indents := []int{0} // of each depth
	for _, it := range items {
		depth := min(it.depth, len(indents)-1)
		marker := "- "
		if it.number > 0 {
			marker = fmt.Sprintf("%d. ", it.number)
		}
		if it.number > 1 && depth == len(indents)-1 && depth > 0 {
			to.WriteByte('\n') // a list that begins with another number than 1 goes on with the line above it otherwise
		}
		indent := strings.Repeat(" ", indents[depth])
		indents = append(indents[:depth+1], indents[depth]+len(marker))
		for i, line := range markdownLines(it.spans) {
			if i == 0 {
				to.WriteString(indent + marker + line + "\n")
			} else {
				to.WriteString(indent + strings.Repeat(" ", len(marker)) + line + "\n")
			}
		}
	}
}

func writeTable(to *strings.Builder, rows [][]string) {
	for i, row := range rows {
		for _, cell := range row {
			to.WriteString("| " + strings.ReplaceAll(escape(cell, signsOf(cell)), "|", `\|`) + " ")
		}
		to.WriteString("|\n")
		if i == 0 {
			to.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
}

// signs tell which signs of a block could have a partner in it.
type signs struct{ star, underscore, tick, close bool }

func signsOf(s string) signs {
	return signs{strings.Count(s, "*") > 1, strings.Count(s, "_") > 1, strings.Count(s, "`") > 1, strings.Contains(s, ">")}
}

// markdownLines are spans as lines of Markdown.
func markdownLines(spans []span) []string {
	all := plain(spans)
	near := signsOf(all)
	var kept []span // strong only where that can be written
	at := 0
	for _, s := range spans {
		before := all[:at]
		at += len(s.text)
		s.strong = s.strong && canEmphasise(before, s.text, all[at:])
		near.star = near.star || s.strong && strings.Contains(all, "*")
		if n := len(kept); n > 0 && kept[n-1].strong == s.strong {
			kept[n-1].text += s.text
		} else {
			kept = append(kept, s)
		}
	}
	var b strings.Builder
	for _, s := range kept {
		words := escape(s.text, near)
		if s.strong {
			words = "**" + strings.ReplaceAll(words, "\n", "**\n**") + "**"
		}
		b.WriteString(words)
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = escapeStart(lines[i])
		if end := len(lines[i]) - len(strings.TrimRight(lines[i], `\`)); end%2 == 1 {
			lines[i] += `\` // at the end of a line it would break it
		}
	}
	return lines
}

// canEmphasise tells whether two stars on either side would be read as emphasis: each has to touch a letter or a digit
// inside, or have nothing but space and punctuation outside. A phrase that is not like this stays plain.
func canEmphasise(before, s, after string) bool {
	outer, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if wordy(outer) || wordy(next) { // inside a word
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		first, _ := utf8.DecodeRuneInString(line)
		last, _ := utf8.DecodeLastRuneInString(line)
		if !wordy(first) || !wordy(last) && !(strings.ContainsRune(".,:;?!%", last) && (after == "" || unicode.IsSpace(next) || unicode.IsPunct(next))) {
			return false
		}
	}
	return true
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escape puts a backslash before each sign that would be markup inside a line.
func escape(s string, near signs) string {
	if !strings.ContainsAny(s, "\\*_`<&]!") {
		return s
	}
	var b strings.Builder
	before := ' '
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		next, _ := utf8.DecodeRuneInString(rest)
		switch r {
		case '\\':
			if isSign(next) || rest == "" {
				b.WriteByte('\\')
			}
		case '*':
			if near.star && !(unicode.IsSpace(before) && (rest == "" || unicode.IsSpace(next))) {
				b.WriteByte('\\')
			}
		case '_':
			if near.underscore && !(wordy(before) && wordy(next)) {
				b.WriteByte('\\')
			}
		case '`':
			if near.tick {
				b.WriteByte('\\')
			}
		case '<':
			if strings.HasPrefix(rest, "!--") {
				b.WriteString(`<\`) // the whole sign would be a comment to package corpus
				before = r
				continue
			}
			if near.close && (next == '/' || next == '!' || next == '?' || isASCIILetter(next)) {
				b.WriteByte('\\')
			}
		case '&':
			if startsEntity(rest) {
				b.WriteByte('\\')
			}
		case ']':
			if next == '(' {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// escapeStart puts a backslash before what would be markup at the start of a line.
func escapeStart(line string) string {
	if line == "" {
		return line
	}
	if n := numberSign(line); n > 0 {
		return line[:n-1] + `\` + line[n-1:]
	}
	switch line[0] {
	case '#':
		if h := strings.TrimLeft(line, "#"); h == "" || h[0] == ' ' {
			return `\` + line
		}
	case '-', '+', '*':
		if len(line) == 1 || line[1] == ' ' || strings.Trim(line, "-+* ") == "" {
			return `\` + line
		}
	case '>', '[':
		return `\` + line
	case '<':
		if len(line) > 1 && (line[1] == '/' || line[1] == '!' || line[1] == '?' || isASCIILetter(rune(line[1]))) {
			return `\` + line
		}
	case '_':
		if strings.Trim(line, "_ ") == "" {
			return `\` + line
		}
	case '~':
		if strings.HasPrefix(line, "~~~") {
			return `\` + line
		}
	case '`':
		if strings.HasPrefix(line, "```") {
			return `\` + line
		}
	case '=', ':', '|':
		if strings.Trim(line, "=-:| ") == "" {
			return `\` + line
		}
	}
	if strings.Trim(line, "-:| ") == "" { // the line under a table's head
		return `\` + line
	}
	return line
}

// escapeHeading writes the words of a heading. Braces would be its id; package corpus takes "{#" for one in any case.
func escapeHeading(s string) string {
	s = escape(s, signsOf(s))
	s = strings.ReplaceAll(s, "{#", "{ #")
	s = strings.ReplaceAll(s, "{", `\{`)
	if strings.HasSuffix(s, "#") { // a closing sequence would go
		s = s[:len(s)-1] + `\#`
	}
	return s
}

// yamlText is a text as a value that YAML reads as it stands.
func yamlText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// startsEntity tells whether what follows an ampersand makes it a character's name.
func startsEntity(s string) bool {
	name, _, ended := strings.Cut(s[:min(len(s), 40)], ";")
	return ended && name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '#' && !isASCIILetter(r) && !('0' <= r && r <= '9')
	})
}

// numberSign is how long the sign of a numbered list is that a line begins with; 0 when it begins with none.
func numberSign(line string) int {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits > 9 || digits == len(line) || line[digits] != '.' && line[digits] != ')' {
		return 0
	}
	if digits+1 < len(line) && line[digits+1] != ' ' {
		return 0
	}
	return digits + 1
}

func isASCIILetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
func isSign(r rune) bool {
	return r < utf8.RuneSelf && r > ' ' && r != 0x7f && !wordy(r)
}

// tooLarge says what is wrong with an article that package corpus would not take.
func (a *Article) tooLarge() error {
	const most = 900 // passages under a heading, and some to spare
	for _, e := range a.Entries {
		if len(e.blocks)+e.Words/80 > most {
			return fmt.Errorf("%q is %d words without a heading; put headings between them and import it again", cmp.Or(firstWords(e.Heading, 12), "(before the first heading)"), e.Words)
		}
	}
	if size := len(a.Markdown()); size > corpus.MaxFile {
		return fmt.Errorf("it makes %d MB of text; an article may have %d: import it in parts", size>>20, corpus.MaxFile>>20)
	}
	return nil
}
