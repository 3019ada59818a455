package search

import "slices"

// match is what the text of a passage has of a question.
type match struct {
	body     float64 // BM25
	dice     float64 // how alike question and heading are as sets of words, by rarity, 0 to 1
	coverage float64 // share of the question's content words, by rarity, that the heading and one sentence hold, 0 to 1
	named    float64 // what the question's words in the heading weigh
}

// match compares a question with a passage.
func (t *texts) match(terms []queryTerm, passage int) match {
	var m match
	h, b := &t.headings.docs[passage], &t.bodies.docs[passage]
	var common, asked, have, all float64
	inBodies := 0
	for i := range terms {
		q := &terms[i]
		asked += q.heading
		if !q.function {
			all += q.idf
		}
		if q.id < 0 {
			continue
		}
		inHeading := h.count(q.id)
		if inHeading > 0 {
			common += q.heading
		}
		if q.function {
			continue
		}
		inBody := b.count(q.id)
		m.body += q.body * saturated(inBody, t.bodies.norms[passage])
		if inHeading+inBody > 0 {
			have += q.idf
		}
		if inHeading == 0 && inBody > 0 {
			inBodies++
		}
	}
	m.named = common
	if sum := asked + t.weight[passage]; sum > 0 {
		m.dice = 2 * common / sum
	}
	for i := range t.asks[passage] {
		m.dice = max(m.dice, t.dice(terms, asked, &t.asks[passage][i]))
	}
	if inBodies > 1 { // perhaps in sentences of their own
		have = t.together(terms, passage)
	}
	if all > 0 {
		m.coverage = have / all
	}
	return m
}

// together is what the content words of a question weigh that a passage's heading and one sentence hold, the one that holds most.
func (t *texts) together(terms []queryTerm, passage int) float64 {
	most, heading := 0.0, &t.headings.docs[passage]
	for _, sentence := range t.sentences[passage] {
		sum := 0.0
		for i := range terms {
			q := &terms[i]
			if q.function || q.id < 0 {
				continue
			}
			if _, ok := slices.BinarySearch(sentence, q.id); ok || heading.count(q.id) > 0 {
				sum += q.idf
			}
		}
		most = max(most, sum)
	}
	return most
}

// weigh adds up the idf of the distinct terms of a heading, function words by half.
func (t *texts) weigh(f *fieldText) float64 {
	sum := 0.0
	for _, term := range f.terms {
		if idf := t.idf(t.headings.df[term]); t.function[term] {
			sum += functionWeight * idf
		} else {
			sum += idf
		}
	}
	return sum
}

// dice is how alike a question, whose terms weigh so much, and a way to ask are as sets of words.
func (t *texts) dice(terms []queryTerm, asked float64, way *fieldText) float64 {
	common := 0.0
	for i := range terms {
		if q := &terms[i]; q.id >= 0 && way.count(q.id) > 0 {
			common += q.heading
		}
	}
	if sum := asked + t.weigh(way); sum > 0 {
		return 2 * common / sum
	}
	return 0
}

// norm is how BM25 counts the length of a text against the mean.
func norm(length int, mean float64) float64 { return bm25K1 * (1 - bm25B + bm25B*float64(length)/mean) }

// saturated is BM25's share of a term that occurs count times in a text of a norm.
func saturated(count int, norm float64) float64 {
	if count == 0 {
		return 0
	}
	tf := float64(count)
	return tf * (bm25K1 + 1) / (tf + norm)
}
