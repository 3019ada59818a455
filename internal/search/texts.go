package search

import (
	"math"
	"slices"

	"backtalk/internal/corpus"
)

// Weights of the text score. k1 and b are the usual ones of BM25 (Robertson and Zaragoza, 2009). Function words count half in
// headings, where "how long" and "can I" tell questions apart, and not at all in bodies.
const (
	bm25K1         = 1.2
	bm25B          = 0.75
	functionWeight = 0.5
)

// texts holds what the text score needs of every passage: which terms, how often, how long.
type texts struct {
	ids      map[string]int32 // term -> number
	function []bool           // by number: a function word
	headings fieldStats
	bodies   fieldStats
	df       []int32 // passages that hold the term, in heading or body
	n        int
	weight   []float64     // of a passage's heading: the idf of its distinct terms, function words by half
	asks     [][]fieldText // by passage: how people ask for its section

	sentences [][][]int32 // passage -> sentence -> distinct terms, sorted
}

// fieldStats is one field of all passages.
type fieldStats struct {
	docs  []fieldText
	norms []float64 // by passage
	df    []int32
}

// fieldText is one field of one passage: its distinct terms, sorted, and their counts.
type fieldText struct {
	terms  []int32
	counts []uint16
	length int
	marks  [8]uint64 // a bit for each term; some share one
}

// count is how often a term occurs. Most do not, and few of those share a mark with one that does.
func (f *fieldText) count(term int32) int {
	if f.marks[term/64%8]>>(term%64)&1 == 0 {
		return 0
	}
	if i, ok := slices.BinarySearch(f.terms, term); ok {
		return int(f.counts[i])
	}
	return 0
}

func newTexts(a *analyzer, passages []*corpus.Passage) *texts {
	t := &texts{ids: map[string]int32{}, n: len(passages)}
	for _, p := range passages {
		t.headings.docs = append(t.headings.docs, newFieldText(t.terms(a.read(p.Heading()).folded)))
		var asks []fieldText
		for _, ask := range p.Section().Asks {
			asks = append(asks, newFieldText(t.terms(a.read(ask).folded)))
		}
		t.asks = append(t.asks, asks)
		var body []int32
		var each [][]int32
		for i := range p.Sentences() {
			terms := t.terms(a.read(p.Sentence(i)).content())
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
		mean := max(float64(total)/float64(max(len(f.docs), 1)), 1)
		for _, d := range f.docs {
			f.norms = append(f.norms, norm(d.length, mean))
		}
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
		t.weight = append(t.weight, t.weigh(&t.headings.docs[i]))
	}
	return t
}

// terms numbers words, in order.
func (t *texts) terms(ws []word) []int32 {
	out := make([]int32, len(ws))
	for i, w := range ws {
		id, ok := t.ids[w.stem]
		if !ok {
			id = int32(len(t.ids))
			t.ids[w.stem] = id
			t.function = append(t.function, !w.counts())
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
		f.marks[id/64%8] |= 1 << (id % 64)
	}
	return f
}

// idf is the weight of a term by its rarity; a term that no passage holds has the weight of the rarest.
func (t *texts) idf(df int32) float64 {
	return math.Log(1 + (float64(t.n)-float64(df)+0.5)/(float64(df)+0.5))
}

// queryTerm is a term of a question as the passages know it.
type queryTerm struct {
	text     string
	word     string // as typed, in normal form
	function bool   // a function word
	id       int32  // -1 when no passage holds it
	idf      float64
	heading  float64 // idf within the field, by half for a function word
	body     float64
}

// query looks a question's distinct terms up.
func (t *texts) query(ws []word) []queryTerm {
	out := make([]queryTerm, 0, len(ws))
	for _, w := range ws {
		if slices.ContainsFunc(out, func(q queryTerm) bool { return q.text == w.stem }) {
			continue
		}
		q := queryTerm{text: w.stem, word: w.norm, function: !w.counts(), id: -1, idf: t.idf(0), heading: t.idf(0), body: t.idf(0)}
		if id, ok := t.ids[w.stem]; ok {
			q.id, q.idf = id, t.idf(t.df[id])
			q.heading, q.body = t.idf(t.headings.df[id]), t.idf(t.bodies.df[id])
		}
		if q.function {
			q.heading *= functionWeight
		}
		out = append(out, q)
	}
	return out
}

// holds tells whether a passage holds a term in its heading or body.
func (t *texts) holds(q *queryTerm, passage int) bool {
	return q.id >= 0 && (t.bodies.docs[passage].count(q.id) > 0 || t.headings.docs[passage].count(q.id) > 0)
}

// bestSentence is the sentence of a passage that has most of the question's terms that the passage holds, by rarity; the first one
// when none has any.
func (t *texts) bestSentence(held []*queryTerm, passage int) int {
	best, most := 0, 0.0
	for i, sentence := range t.sentences[passage] {
		var sum float64
		for _, q := range held {
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
