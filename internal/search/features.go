package search

import "unicode/utf8"

// Sizes of the runs of characters that the classifier looks at. Runs of three and four letters within a word's
// boundaries catch endings and typing mistakes.
const (
	minRun = 3
	maxRun = 4
)

// Groups of features; each has a weight of its own.
const (
	wordFeature = iota
	pairFeature
	runFeature
)

// features lists what the classifier sees of a text: words (stemmed, synonyms folded), pairs of neighbours, and runs
// of characters. Function words stay: "how long" and "do I have to" decide what is asked. A feature's text is only
// valid during the call.
func features(ws, folded []word, emit func(group int, feature []byte)) {
	for _, w := range ws {
		wordRuns(w.norm, emit)
	}
	wordPairs(folded, emit)
}

// wordRuns lists the runs of characters in a word and its boundaries.
func wordRuns(word string, emit func(group int, feature []byte)) {
	buf := make([]byte, 0, 32)
	runs(append(append(append(buf, '_'), word...), '_'), emit)
}

// wordPairs lists words and pairs of neighbours, the text's two ends included.
func wordPairs(folded []word, emit func(group int, feature []byte)) {
	buf := make([]byte, 0, 64)
	prev := "^"
	pair := func(next string) {
		buf = append(append(append(append(buf[:0], 'p', ' '), prev...), ' '), next...)
		emit(pairFeature, buf)
		prev = next
	}
	for _, w := range folded {
		buf = append(append(buf[:0], 'w', ' '), w.stem...)
		emit(wordFeature, buf)
		pair(w.stem)
	}
	pair("$")
}

func runs(w []byte, emit func(int, []byte)) {
	if utf8.RuneCount(w) == len(w) {
		for n := minRun; n <= maxRun; n++ {
			for i := 0; i+n <= len(w); i++ {
				emit(runFeature, w[i:i+n])
			}
		}
		return
	}
	var starts []int
	for i := range string(w) {
		starts = append(starts, i)
	}
	starts = append(starts, len(w))
	for n := minRun; n <= maxRun; n++ {
		for i := 0; i+n < len(starts); i++ {
			emit(runFeature, w[starts[i]:starts[i+n]])
		}
	}
}
