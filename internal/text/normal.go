package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal brings a text to the form in which texts are compared: compatibility forms unfolded (full width, ligatures),
// accents, invisible characters and marks dropped, every apostrophe a ', lower case, bytes that are no UTF-8 a space. It is for
// matching and never shown.
func Normal(s string) string {
	if isASCII(s) {
		return strings.ToLower(strings.ReplaceAll(s, "`", "'"))
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.Map(apostrophe, strings.ToValidUTF8(s, " "))) {
		switch {
		case 'A' <= r && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case unicode.In(r, unicode.M, unicode.Cf):
		case r == 'ı':
			b.WriteByte('i')
		default:
			for _, low := range strings.ToLower(string(unicode.ToUpper(r))) {
				if !unicode.In(low, unicode.M) {
					b.WriteRune(low)
				}
			}
		}
	}
	return b.String()
}

// apostrophe makes one of all apostrophes and accents that people type for it. It comes before unfolding, which would make
// a blank of an acute accent.
func apostrophe(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´', '′':
		return '\''
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Clip cuts a text to its first most characters.
func Clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
