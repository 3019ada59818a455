package lesson

import (
	"bytes"
	"slices"
	"testing"

	"backtalk/internal/text"
)

// TestTeach: words in which people ask for the same come nearer to each other than they were, a word that the table lacks learns its
// meaning from its neighbours, and the same phrasings give the same bytes.
func TestTeach(t *testing.T) {
	asked := [][]string{
		{"how much is it", "price of an hour", "what does an hour cost", "fee for a visit", "flibble for a visit", "flibble please", "cost please"},
		{"where do i park", "parking spot", "car spot", "leave the car"},
		{"open on sunday", "sunday hours", "hours on monday", "open monday"},
	}
	got := teach(asked)
	if again := teach(asked); !bytes.Equal(got.Rows, again.Rows) || !slices.Equal(got.Words, again.Words) {
		t.Error("the same phrasings gave other meanings")
	}
	if !slices.IsSorted(got.Words) || len(got.Rows) != len(got.Words)*text.Dimensions || slices.Contains(got.Words, "fee") {
		t.Fatalf("got words %q and %d bytes; rare ones keep the vector of the table", got.Words, len(got.Rows))
	}
	alike := func(m text.Meanings, a, b string) float32 {
		table := text.NewVectors(m)
		var v, w text.Vector
		table.Add(&v, a, 1)
		table.Add(&w, b, 1)
		v.Unit()
		w.Unit()
		return v.Dot(&w)
	}
	for _, tt := range []struct{ a, same, other string }{{"cost", "hour", "sunday"}, {"flibble", "visit", "monday"}, {"open", "monday", "car"}} {
		near, far := alike(got, tt.a, tt.same), alike(got, tt.a, tt.other)
		if near < far+0.3 {
			t.Errorf("%s: got %.2f to %s and %.2f to %s", tt.a, near, tt.same, far, tt.other)
		}
	}
	if before, after := alike(text.Meanings{}, "open", "monday"), alike(got, "open", "monday"); after <= before {
		t.Errorf("open and monday: %.2f before, %.2f after", before, after)
	}
	if one := teach([][]string{{"how much", "how much is it"}}); len(one.Words) == 0 {
		t.Error("a single topic has words, too")
	}
}
