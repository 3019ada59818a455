package redflag

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds on the work on one message: of a longer one the beginning and the end are read. Characters that do not show
// are taken out before the letters are counted, so that nothing can be pushed out of sight with them.
const (
	maxRunes = 12000
	maxBytes = 400000
)

// plain levels a text: compatibility forms (full width, ligatures), accents, zalgo, zero-width and other format
// characters, capitals and apostrophes. Plain ASCII, nearly every message, is only lowered.
func plain(text string) string {
	if len(text) > maxBytes {
		text = text[:maxBytes/2] + "\n" + text[len(text)-maxBytes/2:]
	}
	if isASCII(text) {
		return shorten(strings.ToLower(text))
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, " ")) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´' || r == '′':
			b.WriteByte('\'')
		case r == 'ı':
			b.WriteByte('i')
		default:
			for _, low := range strings.ToLower(string(unicode.ToUpper(r))) {
				if !unicode.In(low, unicode.Mn) {
					b.WriteRune(low)
				}
			}
		}
	}
	return shorten(b.String())
}

func shorten(text string) string {
	if len(text) <= maxRunes || utf8.RuneCountInString(text) <= maxRunes {
		return text
	}
	runes := []rune(text)
	return string(runes[:maxRunes/2]) + " . " + string(runes[len(runes)-maxRunes/2:])
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// piece is a word, a number, or a break between clauses or sentences.
type piece struct {
	word     string
	number   float32
	isNumber bool
	asIs     bool // "he'd": no slip of another word, as "hed" may be
	brk      breakKind
}

type breakKind uint8

const (
	noBreak breakKind = iota
	clauseBreak
	sentenceBreak
)

// split cuts a levelled text into pieces: letters are words ("can't" is "cant"), digits are numbers ("15yo" is 15
// and "yo"), punctuation is a break.
func split(text string, pieces []piece) []piece {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r >= '0' && r <= '9':
			end := numberEnd(text, i)
			n, _ := strconv.ParseFloat(strings.ReplaceAll(text[i:end], ",", ""), 32)
			pieces = append(pieces, piece{word: text[i:end], number: float32(n), isNumber: true})
			i = end
		case unicode.IsLetter(r):
			var word string
			word, i = wordAt(text, i)
			pieces = append(pieces, piece{word: word, asIs: strings.HasSuffix(text[:i], "'d")})
		default:
			if brk := breakOf(r); brk != noBreak {
				pieces = append(pieces, piece{brk: brk})
			}
			i += size
		}
	}
	return pieces
}

func breakOf(r rune) breakKind {
	switch r {
	case '.', '?', '!', '\n', '…', '¿', '¡', '。':
		return sentenceBreak
	case ',', ';', ':', '(', ')', '—', '–', '，':
		return clauseBreak
	}
	return noBreak
}

func numberEnd(text string, i int) int {
	digit := func(k int) bool { return k < len(text) && text[k] >= '0' && text[k] <= '9' }
	end := i
	for digit(end) || end < len(text) && (text[end] == '.' || text[end] == ',') && digit(end+1) && end > i {
		if end++; end-i > 12 {
			for digit(end) {
				end++
			}
			break
		}
	}
	return end
}

// wordAt returns the word that begins at i and where it ends; "don't" and "don`t" are "dont", "od'd" is "overdosed".
func wordAt(text string, i int) (string, int) {
	start := i
	i = lettersEnd(text, i)
	if i >= len(text) || text[i] != '\'' && text[i] != '`' {
		return text[start:i], i
	}
	end := lettersEnd(text, i+1)
	switch tail := text[i+1 : end]; tail {
	case "d":
		if text[start:i] == "od" { // "od'd": overdosed, and not "odd"
			return "overdosed", end
		}
		return text[start:i] + tail, end
	case "t", "s", "m", "re", "ve", "ll":
		return text[start:i] + tail, end
	}
	return text[start:i], i
}

func lettersEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			break
		}
		i += size
	}
	return i
}
