package sign

import (
	"sync"
	"testing"

	"backtalk/knowledge"
)

// load reads the signs that ship.
func load(t testing.TB) *Signs {
	t.Helper()
	s, err := Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// once is the signs that ship, read once.
var once = sync.OnceValues(func() (*Signs, error) { return Load(knowledge.FS) })

func shipped(t testing.TB) *Signs {
	t.Helper()
	s, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
