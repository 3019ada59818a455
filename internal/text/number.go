package text

import (
	"strconv"
	"strings"
)

// Number returns the value of a word that is a number: digits, or an English word from "one" to "ninety". "Seventy" "three"
// are two words; see [Tens].
func Number(w Word) (value float64, ok bool) {
	if w.Kind == Digits {
		v, err := strconv.ParseFloat(strings.ReplaceAll(w.Norm, ",", ""), 64)
		return v, err == nil
	}
	return spelled(w.Norm)
}

// Tens reports whether a word counts tens ("seventy"), to which a following "three" adds.
func Tens(w Word) bool {
	v, ok := spelled(w.Norm)
	return ok && w.Kind == Letters && v >= 20
}

func spelled(w string) (float64, bool) {
	if len(w) < 3 || len(w) > 9 {
		return 0, false
	}
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
	case "nineteen":
		return 19, true
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
