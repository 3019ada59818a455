package search

import (
	"sync"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// loadShipped indexes the knowledge in the binary, once a test binary: it takes seconds, so only benchmarks do it.
var loadShipped = sync.OnceValues(func() (*Index, error) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		return nil, err
	}
	return New(c)
})

func shipped(tb testing.TB) *Index {
	tb.Helper()
	x, err := loadShipped()
	if err != nil {
		tb.Fatalf("loading the shipped knowledge: %v", err)
	}
	return x
}
