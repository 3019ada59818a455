package search

import (
	"context"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

func BenchmarkFit(b *testing.B) {
	c, err := corpus.Load(knowledge.FS)
	if err != nil {
		b.Fatal(err)
	}
	a := newAnalyzer(c.Synonyms())
	ex := newExamples(a, c.Topics())
	for b.Loop() {
		fitClassifier(a, ex, len(c.Topics()))
	}
}
func BenchmarkNew(b *testing.B) {
	c, _ := corpus.Load(knowledge.FS)
	for b.Loop() {
		x, err := New(c)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkSearch(b *testing.B) {
	c, _ := corpus.Load(knowledge.FS)
	x, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Search(context.Background(), "my lower back has been stiff since the pandemic. would massage do me any good?", nil, 10); err != nil {
			b.Fatal(err)
		}
	}
}
