package search

import (
	"math"
	"slices"

	"backtalk/internal/corpus"
)

// Weights of the text score. k1 and b are the usual ones of BM25 (Robertson and Zaragoza, 2009); a term in the heading
// counts headingWeight times one in the body.
const (
	bm25K1        = 1.2
	bm25B         = 0.75
	headingWeight = 2
)

// texts holds what the text score needs of every passage: which terms, how often, how long.
type texts struct {
	ids      map[string]int32 // term -> number
	headings fieldStats
	bodies   fieldStats
	df       []int32 // passages that hold the term, in heading or body
	n        int

	sentences [][][]int32 // passage -> sentence -> distinct terms, sorted
}

// fieldStats is one field of all passages.
type fieldStats struct {
	docs []fieldText
	mean float64 // terms
	df   []int32
}

// fieldText is one field of one passage: its distinct terms, sorted, and their counts.
type fieldText struct {
	terms  []int32
	counts []uint16
	length int
}

// count is how often a term occurs.
func (f *fieldText) count(term int32) int {
	if i, ok := slices.BinarySearch(f.terms, term); ok {
		return int(f.counts[i])
	}
	return 0
}

func newTexts(a *analyzer, passages []*corpus.Passage) *texts {
	t := &texts{ids: map[string]int32{}, n: len(passages)}
	for _, p := range passages {
		t.headings.docs = append(t.headings.docs, newFieldText(t.terms(a, p.Heading())))
		var body []int32
		var each [][]int32
		for i := range p.Sentences() {
			terms := t.terms(a, p.Sentence(i))
			body = append(body, terms...)
			slices.Sort(terms)
			each = append(each, slices.Compact(terms))
		}
		t.bodies.docs = append(t.bodies.docs, newFieldText(body))
		t.sentences = append(t.sentences, each)
	}
	t.df = make([]int32, len(t.ids))
	for _, f := range []*fieldStats{&t.headings, &t.bodies} {
		f.df = make([]int32, len(t.ids))
		total := 0
		for _, d := range f.docs {
			total += d.length
			for _, term := range d.terms {
				f.df[term]++
			}
		}
		f.mean = max(float64(total)/float64(max(len(f.docs), 1)), 1)
	}
	for i := range passages {
		for _, term := range t.headings.docs[i].terms {
			t.df[term]++
		}
		for _, term := range t.bodies.docs[i].terms {
			if t.headings.docs[i].count(term) == 0 {
				t.df[term]++
			}
		}
	}
	return t
}

// terms numbers the terms of a text, in order.
func (t *texts) terms(a *analyzer, text string) []int32 {
	ws := a.terms(text)
	out := make([]int32, len(ws))
	for i, w := range ws {
		id, ok := t.ids[w.stem]
		if !ok {
			id = int32(len(t.ids))
			t.ids[w.stem] = id
		}
		out[i] = id
	}
	return out
}

// newFieldText counts terms.
func newFieldText(all []int32) fieldText {
	slices.Sort(all)
	f := fieldText{length: len(all)}
	for i, id := range all {
		if i > 0 && id == all[i-1] {
			f.counts[len(f.counts)-1]++
			continue
		}
		f.terms = append(f.terms, id)
		f.counts = append(f.counts, 1)
	}
	return f
}

// idf is the weight of a term by its rarity; a term that no passage holds has the weight of the rarest.
func (t *texts) idf(df int32) float64 {
	return math.Log(1 + (float64(t.n)-float64(df)+0.5)/(float64(df)+0.5))
}

// queryTerm is a term of a question as the passages know it.
type queryTerm struct {
	text    string
	word    string // as typed, in normal form
	id      int32  // -1 when no passage holds it
	idf     float64
	heading float64 // idf within the field
	body    float64
}

// query looks a question's distinct terms up.
func (t *texts) query(ws []word) []queryTerm {
	out := make([]queryTerm, 0, len(ws))
	for _, w := range ws {
		if slices.ContainsFunc(out, func(q queryTerm) bool { return q.text == w.stem }) {
			continue
		}
		q := queryTerm{text: w.stem, word: w.norm, id: -1, idf: t.idf(0)}
		if id, ok := t.ids[w.stem]; ok {
			q.id, q.idf = id, t.idf(t.df[id])
			q.heading, q.body = t.idf(t.headings.df[id]), t.idf(t.bodies.df[id])
		}
		out = append(out, q)
	}
	return out
}

// score is the passage's BM25 over both fields.
func (t *texts) score(terms []queryTerm, passage int) float64 {
	var sum float64
	h, b := &t.headings.docs[passage], &t.bodies.docs[passage]
	for _, q := range terms {
		if q.id < 0 {
			continue
		}
		sum += headingWeight*q.heading*saturated(h.count(q.id), h.length, t.headings.mean) +
			q.body*saturated(b.count(q.id), b.length, t.bodies.mean)
	}
	return sum
}

// saturated is BM25's share of a term that occurs count times in a text of a length.
func saturated(count, length int, mean float64) float64 {
	if count == 0 {
		return 0
	}
	tf := float64(count)
	return tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*float64(length)/mean))
}

// holds tells whether a passage holds a term in its heading or body.
func (t *texts) holds(q queryTerm, passage int) bool {
	return q.id >= 0 && (t.bodies.docs[passage].count(q.id) > 0 || t.headings.docs[passage].count(q.id) > 0)
}

// coverage is the share of the question's terms, weighed by rarity, that a passage holds: 0 to 1.
func (t *texts) coverage(terms []queryTerm, passage int) float64 {
	var have, all float64
	for _, q := range terms {
		all += q.idf
		if t.holds(q, passage) {
			have += q.idf
		}
	}
	if all == 0 {
		return 0
	}
	return have / all
}

// bestSentence is the sentence of a passage that holds most of the question's terms, by rarity; the first one when none
// does.
func (t *texts) bestSentence(terms []queryTerm, passage int) int {
	best, most := 0, 0.0
	for i, sentence := range t.sentences[passage] {
		var sum float64
		for _, q := range terms {
			if _, ok := slices.BinarySearch(sentence, q.id); ok {
				sum += q.idf
			}
		}
		if sum > most {
			best, most = i, sum
		}
	}
	return best
}
