package phrase

import "backtalk/internal/text"

// token is a word of a message. Words that stand in no phrase have no id.
type token struct {
	text.Word
	norm     string // corrected
	stem     string
	word     int32
	number   float64
	isNumber bool
	tens     bool // "seventy", to which a "three" adds
	small    bool
	opens    bool // a comma or the like stands before it
	sentence int32
	pos      int32 // words so far, small words left out, breaks counted as words
	guards   guard
}

// token looks a word up, mending long runs of letters and misspellings.
func (r *Reading) token(w text.Word, norm string) token {
	t := token{Word: w, norm: norm, sentence: w.Sentence, opens: w.Opens}
	t.number, t.isNumber = text.Number(w)
	t.tens = t.isNumber && text.Tens(w)
	if w.Kind != text.Letters || r.lookup(&t, norm) {
		return t
	}
	for n := 2; n > 0; n-- {
		if short, cut := relax(norm, n); cut && r.lookup(&t, short) {
			return t
		}
	}
	if meant := r.lexicon.speller.Correct(norm); meant != "" {
		r.lookup(&t, meant)
	}
	return t
}

// lookup finds the id of a word and reports whether the word is known, by itself or by its stem.
func (r *Reading) lookup(t *token, norm string) bool {
	x := r.lexicon
	t.small = x.small[norm]
	t.stem = r.stemmer.Stem(norm)
	if t.word = x.stems[t.stem]; t.word == 0 && !t.small {
		return false
	}
	t.norm = norm
	return true
}

// rejoin mends "can not", "do not", "can t", "don t", "i m".
func rejoin(a, b string) (string, bool) {
	switch b {
	case "not":
		switch a {
		case "can":
			return "cant", true
		case "will":
			return "wont", true
		case "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "could":
			return a + "nt", true
		}
	case "t":
		return a + b, a == "can" || len(a) > 2 && a[len(a)-1] == 'n'
	case "m", "ve":
		return a + b, a == "i"
	}
	return "", false
}

// relax shortens runs of three and more equal letters ("sooo", "heeelp") to n of them.
func relax(w string, n int) (string, bool) {
	b, cut := make([]byte, 0, len(w)), false
	run := 0
	for i := range len(w) {
		if i > 0 && w[i] == w[i-1] {
			run++
		} else {
			run = 1
		}
		cut = cut || run > 2
		if run <= n {
			b = append(b, w[i])
		}
	}
	return string(b), cut
}
