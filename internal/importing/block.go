package importing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backtalk/internal/text"
)

// kind is what a block is.
type kind uint8

const (
	paragraph kind = iota
	heading
	list
	table
)

// block is a piece of a source between two line breaks.
type block struct {
	kind   kind
	level  int        // of a heading: the smaller, the higher; see the levels below
	spans  []span     // of a paragraph or a heading; "\n" stands for a line break
	items  []item     // of a list
	rows   [][]string // of a table
	inside bool       // belongs to an answer that something has marked as such, so that it holds no question of its own
}

// Levels of headings: 1 to 6 as the source says, looksLike for what is one by its looks or its place alone. What stands
// inside the panel of an accordion is deeper than all that is outside by within.
const (
	looksLike = 7
	within    = 10
)

// span is a piece of a line.
type span struct {
	text   string
	strong bool
}

// item is one item of a list.
type item struct {
	depth  int
	number int // 0 in a list without numbers
	spans  []span
}

// plain are the words of spans.
func plain(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}

// oneLine are the words of spans on one line.
func oneLine(spans []span) string { return strings.Join(strings.Fields(plain(spans)), " ") }

// allStrong tells whether all words are emphasised.
func allStrong(spans []span) bool {
	for _, s := range spans {
		if !s.strong && hasWord(s.text) {
			return false
		}
	}
	return len(spans) > 0
}

// words counts the words of a block.
func (b block) words() int {
	n := countWords(plain(b.spans))
	for _, i := range b.items {
		n += countWords(plain(i.spans))
	}
	for _, r := range b.rows {
		for _, cell := range r {
			n += countWords(cell)
		}
	}
	return n
}

// tidy cleans the spans of a text: white space becomes single spaces, but for line breaks; neighbours of one kind join;
// space at the ends goes, and space between two kinds stands outside the strong one.
func tidy(spans []span) []span {
	var out []span
	var b strings.Builder
	at := byte('\n') // what the text so far ends in
	for i, s := range spans {
		for _, c := range []byte(clean(s.text)) {
			switch {
			case c == ' ' && (at == ' ' || at == '\n'), c == '\n' && at == '\n':
				continue
			}
			b.WriteByte(c)
			at = c
		}
		if i+1 == len(spans) || spans[i+1].strong != s.strong {
			out = append(out, span{strings.ReplaceAll(b.String(), " \n", "\n"), s.strong})
			b.Reset()
		}
	}
	return trimSpans(out)
}

// trimSpans moves white space out of what is strong, and drops it at both ends and what is empty then.
func trimSpans(spans []span) []span {
	var out []span
	add := func(text string, strong bool) {
		if len(out) == 0 {
			text = strings.TrimLeft(text, " \n")
		} else if last := out[len(out)-1].text; strings.HasSuffix(last, "\n") {
			text = strings.TrimLeft(text, " \n")
		} else if strings.HasSuffix(last, " ") {
			if strings.HasPrefix(text, "\n") {
				out[len(out)-1].text = strings.TrimRight(last, " ")
			}
			text = strings.TrimLeft(text, " ")
		}
		if text == "" {
			return
		}
		if n := len(out); n > 0 && out[n-1].strong == strong {
			out[n-1].text += text
			return
		}
		out = append(out, span{text, strong})
	}
	for _, s := range spans {
		if !s.strong || strings.TrimSpace(s.text) == "" {
			add(s.text, false)
			continue
		}
		middle := strings.Trim(s.text, " \n")
		before, after, _ := strings.Cut(s.text, middle)
		add(before, false)
		add(middle, true)
		add(after, false)
	}
	for len(out) > 0 {
		last := &out[len(out)-1]
		if last.text = strings.TrimRight(last.text, " \n"); last.text != "" {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// clean makes text of what may be anything: valid, without what nobody sees, every white space but the line feed a space.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r), unicode.IsControl(r), r == 0x2028, r == 0x2029:
			return ' '
		case unicode.Is(unicode.Cs, r), r&0xfffe == 0xfffe: // no characters
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	var b strings.Builder
	for {
		at, _ := text.Unseen(s)
		if at < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		b.WriteString(s[:at])
		s = s[at+size:]
	}
	if b.Len() == 0 {
		return s
	}
	return b.String() + s
}

// hasWord tells whether text says anything: a letter, a digit, a symbol such as an emoji. Package corpus reads it so.
func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) })
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
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:most], " ") + " ..."
}

// lines cuts spans at their line breaks.
func lines(spans []span) [][]span {
	out := [][]span{nil}
	for _, s := range spans {
		for i, piece := range strings.Split(s.text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			if piece != "" {
				out[len(out)-1] = append(out[len(out)-1], span{piece, s.strong})
			}
		}
	}
	return out
}

// joined puts lines together again.
func joined(all [][]span) []span {
	var out []span
	for i, l := range all {
		if i > 0 {
			out = append(out, span{text: "\n"})
		}
		out = append(out, l...)
	}
	return tidy(out)
}
