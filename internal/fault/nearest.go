package fault

import (
	"fmt"
	"slices"

	"backtalk/internal/text"
)

// Nearest is the name among names that was probably meant by a word, or "". Of two that are as near the first by the alphabet
// wins.
func Nearest(word string, names []string) string {
	best, most := "", len(word)/2
	word = text.Normal(word)
	for _, n := range slices.Sorted(slices.Values(names)) {
		if d := text.Distance(word, n, most); d <= most {
			best, most = n, d-1
		}
	}
	return best
}

// DidYouMean is the end of a message about a word that is no right name: it proposes the nearest one, or is empty.
func DidYouMean(word string, names []string) string {
	if best := Nearest(word, names); best != "" {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ""
}
