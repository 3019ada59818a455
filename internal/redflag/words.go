package redflag

// addsTo adds "three" to the "seventy" before it, so that nobody of seventy three years is taken for three years old.
func addsTo(tens *token, t token, p piece) bool {
	if p.isNumber || !t.isNumber || !tens.tens || t.number > 9 {
		return false
	}
	tens.number, tens.tens = tens.number+t.number, false
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

// token looks a word up, mending long runs of letters and typos.
func (r *Rules) token(p piece) token {
	t := token{number: p.number, isNumber: p.isNumber}
	if p.isNumber {
		return t
	}
	w := p.word
	if same, ok := r.same[w]; ok && !p.asIs {
		w = same
	}
	if n, ok := spelled(w); ok {
		t.number, t.isNumber, t.tens = n, true, n >= 20
	}
	if r.known(&t, w) {
		return t
	}
	for n := 2; n > 0; n-- {
		if short, cut := relax(w, n); cut && r.known(&t, short) {
			return t
		}
	}
	if meant := r.speller.find(w); meant != "" {
		r.known(&t, meant)
	}
	return t
}

func (r *Rules) known(t *token, w string) bool {
	t.exact, t.stem, t.filler = r.trie.exact[w], r.trie.stems[stem(w)], r.trie.fillers[w]
	return t.exact != 0 || t.stem != 0 || t.filler || t.isNumber
}
