package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences cuts text into its sentences, as spans in bytes. A sentence ends at . ! ? or … before white space (closing
// quotes and brackets belong to it), and at a blank line, a line that starts a list item, and a table's row. White
// space between sentences belongs to none. Text without any letter or digit is no sentence of its own: it joins the one before.
func sentences(text string) []Sentence {
	var out []Sentence
	start := 0
	row := strings.HasPrefix(text, "|") // a table's row is one sentence
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
		case r == '\n':
			if startsBlock(text[i:]) {
				flush(i)
			}
			row = strings.HasPrefix(strings.TrimLeft(text[i:], " "), "|")
		case !row && strings.ContainsRune(".!?…", r):
			end := i + len(text[i:]) - len(strings.TrimLeft(text[i:], ".!?…\"'”’)]*_"))
			if endsSentence(text[start:i], text[i:end], text[end:]) {
				flush(end)
			}
			i = end
		}
	}
	flush(len(text))
	return out
}

// endsSentence tells whether the mark at the end of before, with the marks and closing quotes that follow it, ends a
// sentence.
func endsSentence(before, marks, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if after != "" && !unicode.IsSpace(next) {
		return false
	}
	goesOn := continues(after)
	if strings.ContainsAny(marks, ".…\"'”’") || strings.HasSuffix(before, "…") {
		return !goesOn // "Well... maybe", "Does it hurt?" she asks
	}
	return !strings.HasSuffix(before, ".") || !abbreviates(before, goesOn)
}

// continues tells whether what follows on the same line goes on with a small letter or a number.
func continues(after string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " \t"))
	return unicode.IsLower(next) || unicode.IsDigit(next)
}

// abbreviates tells whether the full stop at the end of before belongs to an abbreviation, an initial or a list
// item's number.
func abbreviates(before string, goesOn bool) bool {
	before = strings.TrimLeftFunc(before, unicode.IsSpace)
	cut := strings.LastIndexFunc(before, unicode.IsSpace) + 1
	word := strings.ToLower(strings.TrimLeft(before[cut:], "(\"'“‘*_"))
	switch word {
	case "dr.", "mr.", "mrs.", "ms.", "st.", "vs.", "e.g.", "i.e.", "approx.", "no.", "prof.", "mt.", "incl.", "tel.", "ext.":
		return true
	case "a.m.", "p.m.", "etc.", "u.s.", "min.", "max.", "hr.", "hrs.", "inc.", "ltd.", "co.", "al.", "jr.", "sr.", "ca.", "ste.", "ave.", "rd.", "blvd.":
		return goesOn
	}
	if len(word) == 2 && unicode.IsLetter(rune(word[0])) {
		return cut == 0 || strings.HasSuffix(strings.TrimRightFunc(before[:cut], unicode.IsSpace), ".")
	}
	return cut == 0 && strings.Trim(word, "0123456789.") == ""
}

// startsBlock tells whether the line that follows a line break begins something new: a blank line, a list item, a
// table row.
func startsBlock(rest string) bool {
	line, _, _ := strings.Cut(rest, "\n")
	line = strings.TrimSpace(line)
	return line == "" || line[0] == '|' || isListItem(line)
}

// isListItem tells whether a line starts with a list item's sign, the bullets of word processors included.
func isListItem(line string) bool {
	first, size := utf8.DecodeRuneInString(line)
	rest := line[size:]
	switch {
	case strings.ContainsRune("-*+•·◦▪▫‣●○■□–", first):
	case first >= '0' && first <= '9':
		rest = strings.TrimLeft(line, "0123456789")
		if rest == "" || rest[0] != '.' && rest[0] != ')' {
			return false
		}
		rest = rest[1:]
	default:
		return false
	}
	return strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\t")
}

// trimSpan moves a span's ends past white space.
func trimSpan(text string, start, end int) (int, int) {
	s := text[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	s = strings.TrimRightFunc(text[start:end], unicode.IsSpace)
	return start, start + len(s)
}

// hasWord tells whether text says anything: a letter, a digit, a symbol such as an emoji.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) })
}
