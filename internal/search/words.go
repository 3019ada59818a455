package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// MaxQuestion is how much of a question is looked at, in characters. It bounds the work for any input; Discord's and
// Slack's own messages are shorter (2,000 and 4,000 characters).
const MaxQuestion = 4000

// word is a word of a text: where it stands, and its normal form.
type word struct {
	start, end int // bytes of the text
	norm       string
	stem       string
}

// Clip cuts a question to its first [MaxQuestion] characters.
func Clip(s string) string {
	if len(s) <= MaxQuestion {
		return s
	}
	n := 0
	for i := range s {
		if n == MaxQuestion {
			return s[:i]
		}
		n++
	}
	return s
}

// scan splits text into words: runs of letters, digits and marks, with apostrophes inside. A question mark and an
// emoji are words of their own; other punctuation parts words and is dropped, so "deep-tissue" is two.
func scan(text string) []word {
	out := make([]word, 0, len(text)/5+1)
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		if n := normal(text[start:end]); n != "" {
			out = append(out, word{start: start, end: end, norm: n})
		}
		start = -1
	}
	for i, r := range text {
		if r == utf8.RuneError { // a byte that is not UTF-8, or its stand-in: no word
			flush(i)
			continue
		}
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
			if start < 0 {
				start = i
			}
		case r == '?':
			flush(i)
			out = append(out, word{start: i, end: i + 1, norm: "?"})
		case r < utf8.RuneSelf:
			if !isApostrophe(r) || start < 0 {
				flush(i)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
		case isApostrophe(r), unicode.Is(unicode.M, r), unicode.Is(unicode.Cf, r):
			// stays inside a word, starts none
		default:
			flush(i)
			if !unicode.IsPunct(r) && !unicode.IsSpace(r) && !unicode.IsControl(r) {
				out = append(out, word{start: i, end: i + utf8.RuneLen(r), norm: string(r)})
			}
		}
	}
	flush(len(text))
	return out
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´'
}

// normal brings a word to one form: compatibility forms unfolded (full width, ligatures), accents, marks, invisible
// characters and apostrophes dropped, the possessive cut, lower case. It is for matching; it is never shown.
func normal(w string) string {
	plain := true
	for i := 0; i < len(w) && plain; i++ {
		plain = 'a' <= w[i] && w[i] <= 'z' || '0' <= w[i] && w[i] <= '9'
	}
	if plain {
		return w
	}
	w = strings.Map(func(r rune) rune { // first, for unfolding makes a blank of an acute accent
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, w)
	var b strings.Builder
	b.Grow(len(w))
	for _, r := range norm.NFKD.String(w) {
		switch {
		case unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s := strings.Trim(b.String(), "'")
	return strings.ReplaceAll(strings.TrimSuffix(s, "'s"), "'", "")
}

// stemmed sets the stems of words (Porter 2, snowball's English).
func stemmed(ws []word) []word {
	env := snowballstem.NewEnv("")
	for i := range ws {
		ws[i].stem = ws[i].norm
		if len(ws[i].norm) > 2 {
			env.SetCurrent(ws[i].norm)
			english.Stem(env)
			ws[i].stem = env.Current()
		}
	}
	return ws
}
