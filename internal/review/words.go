package review

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
)

// unseen is markup, and what stands in it that nobody sees.
var unseen = regexp.MustCompile(`(?s)<(?:style|title)>.*?</(?:style|title)>|<span class="hidden">[^<]*</span>|<[^>]*>`)

// countWords counts the words that a reader of markup sees.
func countWords(markup string) int {
	n := 0
	for w := range strings.FieldsSeq(html.UnescapeString(unseen.ReplaceAllString(markup, " "))) {
		if strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			n++
		}
	}
	return n
}

// rounded writes a number of words to the hundred.
func rounded(n int) string {
	n = (n + 50) / 100 * 100
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// readingTime says how long somebody sits over that many words, at some 230 a minute.
func readingTime(words int) string {
	switch {
	case words <= 6000:
		return "half an hour"
	case words <= 12000:
		return "an hour"
	case words <= 30000:
		return "an evening"
	}
	return "more than an evening"
}
