package search

import (
	"strings"
	"testing"
)

func TestCorrectionsInASearch(t *testing.T) {
	x := clinic(t)
	for _, tt := range []struct{ name, in, want, top string }{
		{"one word", "is shaitsu good", "shaitsu>shiatsu", "shiatsu"},
		{"inside punctuation", "(Shiiatsu)?", "shiiatsu>shiatsu", "shiatsu"},
		{"known words are left alone", "insomnia and massage", "", "sleep"},
		{"a word that is near nothing", "what is zzzzzzz shiatsu", "", "shiatsu"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := search(t, x, tt.in, 10)
			var got []string
			for _, c := range r.Corrections {
				got = append(got, c.From+">"+c.To)
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("corrections: got %q, want %q", g, tt.want)
			}
			if len(r.Hits) == 0 || r.Hits[0].Section != tt.top {
				t.Errorf("got %q, want %q first", sections(r.Hits), tt.top)
			}
		})
	}
	many := strings.Repeat("shaitsu masage ", 20)
	if got := len(search(t, x, many, 10).Corrections); got != maxCorrections {
		t.Errorf("got %d corrections, want %d", got, maxCorrections)
	}
}
