package text

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Unseen finds the first character of a text that nobody sees, such as one without width or one that turns the direction
// of writing: it stands in bytes at at, and is named "U+202E". Without one at is -1. What emoji are made of is not meant: a
// joiner between two of them, a sign's choice of its colored form.
func Unseen(s string) (at int, name string) {
	before := rune(0)
	for i, r := range s {
		if r >= utf8.RuneSelf && unseen(r) && !inEmoji(before, r, s[i+utf8.RuneLen(r):]) {
			return i, fmt.Sprintf("%U", r)
		}
		before = r
	}
	return -1, ""
}

// UnseenFault says what [Unseen] finds, and what to do about it; empty when it finds nothing.
func UnseenFault(s string) string {
	if at, name := Unseen(s); at >= 0 {
		return "the character " + name + ", which nobody sees, stands here; remove it"
	}
	return ""
}

// unseen tells whether a character has no look of its own.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// inEmoji tells whether r, which is unseen, does its work in an emoji between what stands before and after it.
func inEmoji(before, r rune, after string) bool {
	const joiner, plain, colored = 0x200d, 0xfe0e, 0xfe0f
	switch r {
	case joiner:
		next, size := utf8.DecodeRuneInString(after)
		return (before == colored || pictured(before)) && size > 1 && pictured(next)
	case plain, colored:
		return pictured(before) || '0' <= before && before <= '9' || before == '#' || before == '*'
	}
	return false
}

// pictured tells whether a character is a sign that emoji are made of, or the tone of a skin.
func pictured(r rune) bool {
	return r == 'ℹ' || r == '‼' || r == '⁉' || unicode.In(r, unicode.So, unicode.Sm) || 0x1f3fb <= r && r <= 0x1f3ff
}
