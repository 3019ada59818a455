package redflag

import "strings"

// stem takes the ending off an English or Spanish word, lightly: the same few rules serve the words of the patterns
// and the words of the message, so an odd stem does no harm as long as two different words do not share it.
func stem(w string) string {
	if len(w) < 4 || !isASCII(w) {
		return w
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"):
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "us", "is"):
		w = w[:len(w)-1]
	}
	switch {
	case strings.HasSuffix(w, "ing") && len(w) > 5 && hasVowel(w[:len(w)-3]):
		w = whole(w[:len(w)-3])
	case strings.HasSuffix(w, "in") && len(w) > 6 && w[len(w)-3] == 'g':
		// "feelin", "throbbin" are left to the typo rule
	case strings.HasSuffix(w, "ied") && len(w) > 4:
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ed") && len(w) > 4 && hasVowel(w[:len(w)-2]):
		w = whole(w[:len(w)-2])
	}
	if len(w) > 4 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	return w
}

func hasAnySuffix(w string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

func hasVowel(w string) bool { return strings.ContainsAny(w, "aeiouy") }

// whole mends what is left of a word without "ing" or "ed": "stopp" is "stop", and "com", "mov", "los" are "come",
// "move", "lose", whose "e" is not cut off because "her" and "here", "car" and "care" must stay apart. "Having" a
// seizure and "have" seizures are two things.
func whole(w string) string {
	if len(w) == 3 && w != "hav" && !isVowel(w[0]) && isVowel(w[1]) && !isVowel(w[2]) && !strings.ContainsRune("wxy", rune(w[2])) {
		return w + "e"
	}
	return undouble(w)
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// undouble turns "stopp" into "stop", but leaves "fall", "pass", "buzz".
func undouble(w string) string {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lszaeiou", rune(w[n-1])) {
		return w[:n-1]
	}
	return w
}

// spelled returns the value of a number written as a word.
func spelled(w string) (float32, bool) {
	switch w {
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// relax shortens runs of three and more equal letters ("sooo", "heeelp") to n of them.
func relax(w string, n int) (string, bool) {
	run, cut := 1, false
	for i := 1; i < len(w) && !cut; i++ {
		if w[i] == w[i-1] {
			run++
			cut = run > 2
		} else {
			run = 1
		}
	}
	if !cut {
		return w, false
	}
	b := make([]byte, 0, len(w))
	run = 0
	for i := range len(w) {
		if i > 0 && w[i] == w[i-1] {
			run++
		} else {
			run = 1
		}
		if run <= n {
			b = append(b, w[i])
		}
	}
	return string(b), true
}
