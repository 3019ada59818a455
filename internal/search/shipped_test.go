package search

import (
	"sync"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// loadShipped indexes the knowledge in the binary, once a test binary.
var loadShipped = sync.OnceValues(func() (*Index, error) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		return nil, err
	}
	return New(c, usual())
})

func shipped(tb testing.TB) *Index {
	tb.Helper()
	x, err := loadShipped()
	if err != nil {
		tb.Fatalf("loading the shipped knowledge: %v", err)
	}
	return x
}

// TestShippedSpace: in a folder on another subject, the library that ships finds sections that share no word with the question.
func TestShippedSpace(t *testing.T) {
	x := index(t, usual(), corpus.Folders{Builtin: knowledge.FS, Serve: corpus.No, Own: fstest.MapFS{"gym.md": {Data: []byte("## Dogs\n\nThey stay outside.\n\n## Parking\n\nBehind the house.\n\n" +
		"## Membership\n\nForty pounds a month.\n\n## Under eighteens\n\nWith a parent alone.\n\n## Lockers\n\nBring a padlock.\n")}}})
	for question, first := range map[string]string{"can my pup come along": "dogs", "where do i leave my car": "parking", "what do you charge": "membership", "is my kid old enough": "under-eighteens"} {
		r := search(t, x, question, 10)
		if bad := badHits(r, 10); bad != "" {
			t.Errorf("%q: %s", question, bad)
		}
		if r.Hits[0].Section != first || len(r.Hits[0].Found) != 0 {
			t.Errorf("%q: got %q (found %q), want %s first by no word", question, sections(r.Hits), r.Hits[0].Found, first)
		}
	}
}
