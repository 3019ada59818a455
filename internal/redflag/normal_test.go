package redflag

import (
	"slices"
	"testing"
)

// TestSplit sees that words with an apostrophe are read as they are said.
func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"don't":       {"dont"},
		"he od'd":     {"he", "overdosed"},
		"he'd od":     {"hed", "od"},
		"that's odd":  {"thats", "odd"},
		"i'd, you'll": {"id", "", "youll"},
	} {
		var got []string
		for _, p := range split(plain(text), nil) {
			got = append(got, p.word)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
