package review

import (
	"slices"
	"strings"
	"unicode"

	"backtalk/internal/text"
)

// Syllables counts a word's syllables by its spelling, in the manner of Greg Fast's Lingua::EN::Syllable (CPAN): groups
// of vowels, less the silent ones, plus the places where vowels that stand together are spoken apart. Going by letters
// is off by one for some words, mostly rare ones, and over a paragraph that all but cancels out. A digit counts one, and so does
// each letter of an abbreviation such as HSA; each part of a hyphenated word counts for itself; no word has none.
func Syllables(word string) int {
	if letters := []rune(word); len(letters) > 1 && len(letters) < 4 && word == strings.ToUpper(word) {
		return len(letters)
	}
	n := 0
	for _, part := range text.Norms(word) {
		n += max(1, syllables(part))
	}
	return max(n, 1)
}

// syllables counts in one part of a word, in lower case.
func syllables(word string) int {
	w := withoutSilent(word)
	n := 0
	for i := range w {
		switch {
		case w[i] >= '0' && w[i] <= '9':
			n++
		case vowel(w, i) && !vowel(w, i-1), vowel(w, i) && apart(w, i):
			n++
		}
	}
	if hasEnd(word, "le", "les", "led") && strings.IndexByte("aeiouylrw", before(word, "le")) < 0 || // muscle, ankles
		hasEnd(word, "sm", "sms", "thm", "thms") || // spasm, rhythm
		hasEnd(word, "dnt", "snt") || // couldn't, isn't
		n > 1 && hasEnd(word, "ea", "eas") { // area, ideas
		n++
	}
	return n
}

// withoutSilent takes out the vowels that are written and not spoken.
func withoutSilent(w string) string {
	for _, end := range []string{"ly", "ful", "fully", "less", "ness", "ment", "ments", "thing", "times", "where", "how"} {
		if stem, ok := strings.CutSuffix(w, "e"+end); ok && len(stem) > 2 && stem != "ele" && stem != "impl" { // saf(e)ly, som(e)thing
			return withoutSilent(stem + end)
		}
	}
	for _, silent := range []struct {
		end    string
		spoken []string // after which it is no silent one
	}{
		{"es", []string{"s", "x", "z", "c", "g", "sh", "ch"}}, // lik(e)s, but: cau-ses, mas-sa-ges
		{"ed", []string{"t", "d"}},                            // help(e)d, but: nee-ded
		{"e", nil},
	} {
		if stem, ok := strings.CutSuffix(w, silent.end); ok && stem != "" && !hasEnd(stem, silent.spoken...) {
			return stem
		}
	}
	return w
}

// apart tells whether the vowel at i begins a syllable although it follows another: vi-de-o, me-di-um, u-su-al.
func apart(w string, i int) bool {
	c := byte(' ') // the letter before both
	if i > 1 {
		c = w[i-2]
	}
	after := w[i+1:]
	switch w[i-1 : i+1] {
	case "ia": // ma-te-ri-al, ap-pre-ci-a-tion, but: so-cial, bril-liant
		return strings.IndexByte("tcgsl", c) < 0 || strings.HasPrefix(after, "t")
	case "io", "iu": // but: ac-tion, re-gion, mil-lion
		return strings.IndexByte("tcgsxln", c) < 0
	case "yo": // a-ny-one
		return true
	case "ie": // qui-et, cli-ent, sci-ence, but: pa-tient, field
		return strings.HasPrefix(after, "t") || strings.HasPrefix(after, "n") && strings.IndexByte("lcd", c) >= 0 && !strings.HasPrefix(w, "anc")
	case "eo": // but: peo-ple, some-one, Geor-gia
		return strings.IndexByte("pmg", c) < 0
	case "ua": // but: qua-li-fied, lan-guage
		return strings.IndexByte("qg", c) < 0
	case "ei", "oi", "yi": // be-ing, do-ing, try-ing
		return after == "ng"
	case "ea": // cre-ate, re-act, but: crea-ture
		return strings.HasPrefix(after, "ct") || hasEnd(w[:i-1], "cr") && strings.HasPrefix(after, "t") && !strings.HasPrefix(after, "tu")
	}
	return false
}

// vowel tells whether a vowel stands at i; y is one unless it begins a word or stands between vowels (beyond, layer).
func vowel(w string, i int) bool {
	if i < 0 || strings.IndexByte("aeiouy", w[i]) < 0 {
		return false
	}
	return w[i] != 'y' || i > 0 && (i+1 == len(w) || !plainVowel(w[i-1]) || !plainVowel(w[i+1]))
}

func plainVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func hasEnd(w string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(w, end) })
}

// before is the letter that stands before the last occurrence of part; a vowel when there is none.
func before(w, part string) byte {
	if i := strings.LastIndex(w, part); i > 0 {
		return w[i-1]
	}
	return 'a'
}

func notSpoken(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
