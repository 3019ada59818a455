package classify

import "unicode/utf8"

// runLength is how many characters a run has. Runs of four letters, a word's boundaries included, catch endings and
// typing mistakes; three tell no more, and cost more.
const runLength = 4

// group is a kind of feature; each has a weight of its own.
type group int8

const (
	wordFeature group = iota
	pairFeature
	runFeature
)

// weight is how much words, pairs of words and runs of characters weigh against each other.
func (g group) weight() float64 {
	if g == runFeature {
		return 0.7
	}
	return 1
}

// least is how many examples a feature must occur in. Most pairs occur in one, which would only be learnt by heart.
func (g group) least() int32 {
	switch g {
	case pairFeature:
		return 2
	case runFeature:
		return 3
	}
	return 1
}

// Text is what is seen of a text.
type Text struct {
	Words []string // in their normal form; runs of characters are taken from them
	Stems []string // the same with endings cut and synonyms folded, in order: words and pairs of them
	Marks []string // whatever else is known of the text; each counts as a word
}

// features lists the features of a text. A feature's name is only valid during the call.
func (t Text) features(emit func(group, []byte)) {
	for _, w := range t.Words {
		wordRuns(w, emit)
	}
	t.others(emit)
}

// wordRuns lists the runs of characters in a word and its boundaries.
func wordRuns(word string, emit func(group, []byte)) {
	buf := make([]byte, 0, 32)
	runs(append(append(append(buf, '_'), word...), '_'), emit)
}

// others lists words, pairs of neighbours, the text's two ends included, pairs with one word between, and marks.
func (t Text) others(emit func(group, []byte)) {
	buf := make([]byte, 0, 64)
	prev := "^"
	pair := func(next string) {
		buf = append(append(append(append(buf[:0], 'p', ' '), prev...), ' '), next...)
		emit(pairFeature, buf)
		prev = next
	}
	for _, stem := range t.Stems {
		buf = append(append(buf[:0], 'w', ' '), stem...)
		emit(wordFeature, buf)
		pair(stem)
	}
	pair("$")
	for i := 2; i < len(t.Stems); i++ {
		buf = append(append(append(append(buf[:0], 'g', ' '), t.Stems[i-2]...), ' '), t.Stems[i]...)
		emit(pairFeature, buf)
	}
	for _, mark := range t.Marks {
		buf = append(append(buf[:0], 'm', ' '), mark...)
		emit(wordFeature, buf)
	}
}

func runs(w []byte, emit func(group, []byte)) {
	if utf8.RuneCount(w) == len(w) {
		for i := 0; i+runLength <= len(w); i++ {
			emit(runFeature, w[i:i+runLength])
		}
		return
	}
	var starts []int
	for i := range string(w) {
		starts = append(starts, i)
	}
	starts = append(starts, len(w))
	for i := 0; i+runLength < len(starts); i++ {
		emit(runFeature, w[starts[i]:starts[i+runLength]])
	}
}
