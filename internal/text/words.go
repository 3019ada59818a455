package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is a word, a number or a sign of its own ("?", an emoji) in a text.
type Word struct {
	Start, End int    // bytes of the text as it was given
	Norm       string // normal form, apostrophes left out: "Can’t" is "cant", "15yo" two words
	Kind       Kind
	Sentence   int32 // counted from 0
	Opens      bool  // a comma, a colon, a dash or a bracket stands before it in its sentence
}

// Kind tells letters from digits and from what is neither.
type Kind uint8

// The kinds of words. A symbol is a question mark or anything that is neither punctuation nor space.
const (
	Letters Kind = iota
	Digits
	Symbol
)

// Words cuts a text into words, in order. Runs of letters are words, with apostrophes and invisible characters inside; runs
// of digits are numbers, with a point or comma between digits; other punctuation parts words, so "deep-tissue" is two.
func Words(s string) []Word { return Append(make([]Word, 0, len(s)/5+1), s) }

// Append is [Words] into a slice that may be used again.
func Append(list []Word, s string) []Word {
	c := cutter{text: s, list: list}
	for i := 0; i < len(s); {
		i = c.next(i)
	}
	return c.list
}

// All gives the words of a text one by one, for who may not need them all.
func All(s string) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		c := cutter{text: s}
		for i := 0; i < len(s); c.list = c.list[:0] {
			i = c.next(i)
			for _, w := range c.list {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// Norms are the normal forms of a text's words and numbers, in order, signs left out.
func Norms(s string) []string {
	out := make([]string, 0, len(s)/5+1)
	for w := range All(s) {
		if w.Kind != Symbol {
			out = append(out, w.Norm)
		}
	}
	return out
}

// cutter goes through a text.
type cutter struct {
	text     string
	list     []Word
	sentence int32
	opens    bool
	any      bool // the sentence has a word
}

// next takes what begins at i and returns where it ends.
func (c *cutter) next(i int) int {
	b := c.text[i]
	switch {
	case 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z':
		return c.letters(i)
	case '0' <= b && b <= '9':
		return c.digits(i)
	case b == ' ':
		return i + 1
	}
	r, size := utf8.DecodeRuneInString(c.text[i:])
	switch {
	case r == utf8.RuneError:
	case unicode.IsLetter(r):
		return max(c.letters(i), i+size) // an apostrophe that is a letter (U+02BC) begins no word
	case r == '?' || r == '？':
		c.add(i, i+size, "?", Symbol)
		c.end()
	case strings.ContainsRune(".!\n…¿¡。", r):
		c.end()
	case strings.ContainsRune(",;:()—–，", r):
		c.opens = c.any
	case apostrophe(r) == '\'', unicode.IsPunct(r), unicode.IsSpace(r), unicode.IsControl(r), unicode.In(r, unicode.M, unicode.Cf):
	case unicode.IsDigit(r):
		return c.digits(i)
	case r >= utf8.RuneSelf:
		c.add(i, i+size, string(r), Symbol)
	}
	return i + size
}

func (c *cutter) end() {
	if c.any {
		c.sentence, c.any = c.sentence+1, false
	}
	c.opens = false
}

func (c *cutter) add(start, end int, norm string, kind Kind) {
	if norm == "" {
		return
	}
	c.list = append(c.list, Word{Start: start, End: end, Norm: norm, Kind: kind, Sentence: c.sentence, Opens: c.opens})
	c.opens, c.any = false, true
}

// letters takes the word that begins at i: letters, and apostrophes and invisible characters that stand between letters.
func (c *cutter) letters(i int) int {
	start, end, plain := i, i, true
	for i < len(c.text) {
		b := c.text[i]
		if 'a' <= b && b <= 'z' {
			i++
			end = i
			continue
		}
		r, size := utf8.DecodeRuneInString(c.text[i:])
		inside := apostrophe(r) == '\'' || unicode.In(r, unicode.M, unicode.Cf)
		if !inside && (!unicode.IsLetter(r) || r == utf8.RuneError) {
			break
		}
		plain = false
		i += size
		if !inside || unicode.Is(unicode.M, r) {
			end = i
		}
	}
	norm := c.text[start:end]
	if !plain {
		norm = strings.ReplaceAll(Normal(norm), "'", "")
	}
	c.add(start, end, norm, Letters)
	return end
}

// maxDigits is how many characters of a number are kept.
const maxDigits = 12

func (c *cutter) digits(i int) int {
	start, end := i, i
	for i < len(c.text) {
		r, size := utf8.DecodeRuneInString(c.text[i:])
		switch {
		case unicode.IsDigit(r):
			i += size
			end = i
			continue
		case (r == '.' || r == ',') && i+1 < len(c.text) && '0' <= c.text[i+1] && c.text[i+1] <= '9':
			i++
			continue
		}
		break
	}
	c.add(start, end, Clip(Normal(c.text[start:end]), maxDigits), Digits)
	return end
}

// Sentences returns the sentences of a text, trimmed, those without a word left out.
func Sentences(s string) []string {
	var out []string
	start, end, sentence := 0, 0, int32(-1)
	flush := func() {
		if sentence >= 0 {
			out = append(out, strings.TrimSpace(s[start:end]))
		}
	}
	for _, w := range Words(s) {
		if w.Sentence != sentence {
			flush()
			start, sentence = w.Start, w.Sentence
		}
		end = w.End
	}
	flush()
	return out
}
