package phrase

import (
	"iter"

	"backtalk/internal/text"
)

// Len is the number of words.
func (r *Reading) Len() int { return len(r.tokens) }

// Steps counts the phrases looked at so far: what the work is measured by.
func (r *Reading) Steps() int { return r.steps }

// Spanish reports whether the message is in Spanish.
func (r *Reading) Spanish() bool { return text.Spanish(r.words) }

// Sentences gives the sentences: the first word of each, and the word after its last.
func (r *Reading) Sentences() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		n := len(r.tokens)
		for from := 0; from < n; {
			to := from + 1
			for to < n && r.tokens[to].sentence == r.tokens[from].sentence {
				to++
			}
			if !yield(from, to) {
				return
			}
			from = to
		}
	}
}

// Words returns the words from one up to another, that one left out, mended where they were misspelt, and their stems.
func (r *Reading) Words(from, to int) (norms, stems []string) {
	norms, stems = make([]string, 0, to-from), make([]string, 0, to-from)
	for i := from; i < to; i++ {
		norms = append(norms, r.tokens[i].norm)
		stems = append(stems, r.tokens[i].stem)
	}
	return norms, stems
}

// Sets gives the sets, as "<name>", a phrase of which stands within the words from one up to another, each once: first those that
// are clear somewhere, then those that a guard holds everywhere.
func (r *Reading) Sets(from, to int) iter.Seq2[string, bool] {
	return func(yield func(name string, clear bool) bool) {
		free, held := map[int32]bool{}, map[int32]bool{}
		for _, h := range r.hits[r.begins(from):r.begins(to)] {
			switch {
			case int(h.end) > to || int(h.group) >= len(r.lexicon.isSet) || !r.lexicon.isSet[h.group]:
			case r.free(h):
				free[h.group] = true
			default:
				held[h.group] = true
			}
		}
		for g := range free {
			if !yield(r.lexicon.groups[g], true) {
				return
			}
		}
		for g := range held {
			if !free[g] && !yield(r.lexicon.groups[g], false) {
				return
			}
		}
	}
}

// begins returns the first hit that begins at a word or after it.
func (r *Reading) begins(word int) int {
	lo, hi := 0, len(r.hits)
	for lo < hi {
		if mid := (lo + hi) / 2; int(r.hits[mid].start) < word {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Has reports whether a word of a field of the lexicon is there.
func (r *Reading) Has(f Field) bool {
	for i := range r.tokens {
		if f.words[r.tokens[i].word] {
			return true
		}
	}
	return false
}

// Asked is the share of the words that stand in a question about what could be.
func (r *Reading) Asked() (share float64) {
	for i := range r.tokens {
		if r.tokens[i].guards&asked != 0 {
			share += 1 / float64(len(r.tokens))
		}
	}
	return share
}

// Person reports whether a person is named: the writer, a relative, somebody.
func (r *Reading) Person() bool {
	for i := range r.role {
		if r.role[i]&(self|subject|relative) != 0 {
			return true
		}
	}
	return false
}
