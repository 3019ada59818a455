package search

import (
	"backtalk/internal/classify"
	"backtalk/internal/corpus"
)

// example is a phrasing, read once, and the class that it stands for.
type example struct {
	text   string
	class  int
	words  []word // stemmed
	folded []word // synonyms folded
}

// newExamples reads the phrasings of topics; a topic's place is its class.
func newExamples(a *analyzer, topics []*corpus.Topic) []example {
	var out []example
	for class, t := range topics {
		for _, q := range t.Questions {
			out = append(out, example{text: q, class: class})
		}
	}
	classify.Parallel(len(out), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			out[i].words = stemmed(scan(Clip(out[i].text)))
			out[i].folded = a.synonyms.fold(out[i].words)
		}
	})
	return out
}

// fitClassifier fits the classifier that tells what a question is about to the library's phrasings.
func fitClassifier(examples []example, classes int) *classify.Classifier {
	list := make([]classify.Example, len(examples))
	for i, e := range examples {
		list[i] = classify.Example{Text: seen(e.words, e.folded), Class: e.class}
	}
	return classify.Fit(list, classes)
}

// classify returns the probability of each topic for a text. Function words count: "how long" and "do I have to" decide
// what is asked.
func (x *Index) classify(text string) []float32 {
	ws := stemmed(scan(Clip(text)))
	return x.classifier.Classify(seen(ws, x.analyzer.synonyms.fold(ws)))
}

// seen is what the classifier sees of a text.
func seen(ws, folded []word) classify.Text {
	t := classify.Text{Words: make([]string, len(ws)), Stems: make([]string, len(folded))}
	for i, w := range ws {
		t.Words[i] = w.norm
	}
	for i, w := range folded {
		t.Stems[i] = w.stem
	}
	return t
}
