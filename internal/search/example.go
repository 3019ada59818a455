package search

import (
	"backtalk/internal/classify"
	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// example is a phrasing, read once, and the class that it stands for.
type example struct {
	reading
	text  string
	class int
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
			out[i].reading = a.read(text.Clip(out[i].text, MaxQuestion))
		}
	})
	return out
}

// fitClassifier fits the classifier that tells what a question is about to the library's phrasings.
func fitClassifier(examples []example, classes int) *classify.Classifier {
	list := make([]classify.Example, len(examples))
	for i, e := range examples {
		list[i] = classify.Example{Text: e.seen(), Class: e.class}
	}
	return classify.Fit(list, classes)
}
