package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

// OneOf is DidYouMean for names that nobody knows by heart: when none is near enough to be proposed, it lists the nearest ones.
func OneOf(word string, names []string) string {
	const most = 5
	if mean := DidYouMean(word, names); mean != "" || len(names) == 0 {
		return mean
	}
	word = text.Normal(word)
	far := func(name string) int {
		if strings.Contains(name, word) {
			return 0
		}
		return text.Distance(word, name, len(word)+len(name))
	}
	sorted := slices.SortedStableFunc(slices.Values(names), func(a, b string) int { return cmp.Compare(far(a), far(b)) })
	list := make([]string, min(most, len(sorted)))
	for i := range list {
		list[i] = fmt.Sprintf("%q", sorted[i])
	}
	switch all := strings.Join(list, ", "); {
	case len(sorted) == 1:
		return "; the only one is " + all
	case len(sorted) > most:
		return "; the nearest are " + all
	default:
		return "; there are " + all
	}
}
