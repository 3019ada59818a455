package importing

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/text"
)

// A line is a string in which what is strong stands between two signs that no source can hold, for clean makes spaces of them.
const (
	strongOn  = "\x01"
	strongOff = "\x02"
)

var strongPart = regexp.MustCompile(strongOn + "[^" + strongOff + "]*" + strongOff)

// plain is a line, or several, without the signs.
func plain(lines ...string) string {
	return strings.NewReplacer(strongOn, "", strongOff, "").Replace(strings.Join(lines, "\n"))
}

// oneLine are all words on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// allStrong tells whether all words of a line are strong.
func allStrong(line string) bool {
	return strings.Contains(line, strongOn) && !hasWord(strongPart.ReplaceAllString(line, ""))
}

// paragraphs cuts a text at its line breaks, and into paragraphs where a line is empty. White space becomes single spaces,
// none at the ends of a line; what is strong begins and ends on each line with something to see.
func paragraphs(s string) [][]string {
	out := [][]string{nil}
	strong := false
	for raw := range strings.SplitSeq(s, "\n") {
		var line strings.Builder
		open, space := false, false
		for _, r := range raw {
			switch {
			case string(r) == strongOn:
				strong = true
			case string(r) == strongOff:
				strong = false
			case r == ' ':
				space = line.Len() > 0
			default:
				if open && !strong {
					line.WriteString(strongOff)
				}
				if space {
					line.WriteByte(' ')
				}
				if strong && !open {
					line.WriteString(strongOn)
				}
				open, space = strong, false
				line.WriteRune(r)
			}
		}
		if open {
			line.WriteString(strongOff)
		}
		if last := len(out) - 1; line.Len() > 0 {
			out[last] = append(out[last], line.String())
		} else if len(out[last]) > 0 {
			out = append(out, nil)
		}
	}
	return out
}

// tidy is one line made as paragraphs makes it.
func tidy(line string) string { return strings.Join(paragraphs(line)[0], "") }

// clean makes text of what may be anything: valid, without what nobody sees, every white space but the line feed a space.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case r&0xfffe == 0xfffe: // no characters
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	var b strings.Builder
	for {
		at, _ := text.Unseen(s)
		if at < 0 {
			return b.String() + s
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		b.WriteString(s[:at])
		s = s[at+size:]
	}
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// hasWord tells whether text says anything: a letter, a digit, a symbol such as an emoji. Package corpus reads it so.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return wordy(r) || unicode.Is(unicode.So, r) })
}

// countWords counts what stands between white space and says anything.
func countWords(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		if hasWord(w) {
			n++
		}
	}
	return n
}

// firstWords are the first words of a text, for a list of what was left out.
func firstWords(s string, most int) string {
	words := strings.Fields(clean(s))
	if len(words) > most {
		words = append(words[:most], "...")
	}
	return strings.Join(words, " ")
}

// normal is a text by its words alone.
func normal(s string) string { return strings.Join(text.Norms(plain(s)), " ") }

// asks tells whether a text ends as a question.
func asks(s string) bool { return strings.HasSuffix(strings.TrimRight(plain(s), " \"”’)"), "?") }

// aboutQuestions is what stands in a title of questions.
var aboutQuestions = regexp.MustCompile(`(?i)faq|question`)
