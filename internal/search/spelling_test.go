package search

import (
	"strings"
	"testing"
)

func TestCorrect(t *testing.T) {
	s := newSpeller(
		map[string]int{"knee": 9, "massage": 50, "message": 5, "shiatsu": 7, "therapist": 8, "sleep": 6, "sheep": 6, "stiff": 3, "staff": 4, "circulation": 2, "back": 40},
		map[string]bool{"knee": true, "massage": true, "message": true, "shiatsu": true, "therapist": true, "sleep": true, "sheep": true, "stiff": true, "staff": true, "circulation": true, "back": true, "massaging": true, "parking": true})
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"known", "massage", ""},
		{"known, though no correction leads to it", "parking", ""},
		{"four letters are too few", "knea", ""},
		{"five, first letter right", "slepp", "sleep"},
		{"five, first letter wrong", "bleep", ""},
		{"five, one too many for four", "backk", "back"},
		{"letter left out", "masage", "massage"},
		{"letter too many", "masssage", "massage"},
		{"letter replaced", "mussage", "massage"},
		{"two letters swapped", "shaitsu", "shiatsu"},
		{"six letters and more, first letter wrong", "nassage", "massage"},
		{"two edits in eight letters are too far", "masaaage", ""},
		{"two edits in nine letters", "therapiss", "therapist"},
		{"two edits, first letter wrong", "nherapiss", ""},
		{"two edits in eleven letters", "sirkulation", ""},
		{"two edits in eleven letters, first letter right", "cirkulatoin", "circulation"},
		{"three edits", "cirkulatoinn", ""},
		{"the commoner of two as near", "messege", "message"},
		{"of two as near the commoner", "mossage", "massage"},
		{"of two as near and as common the first by letter", "slheep", "sheep"},
		{"of two as near the commoner, one letter off both", "stuff", "staff"},
		{"digits are left alone", "massag3", ""},
		{"letters with signs are left alone", "massagé", ""},
		{"other scripts are left alone", "массаж", ""},
		{"very long", strings.Repeat("massage", 40), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for range 3 {
				if got := s.correct(tt.in); got != tt.want {
					t.Fatalf("correct(%q): got %q, want %q", tt.in, got, tt.want)
				}
			}
		})
	}
}

func TestDamerau(t *testing.T) {
	tests := []struct {
		a, b string
		most int
		want int
	}{
		{"", "", 2, 0},
		{"abcd", "abcd", 2, 0},
		{"abcd", "abc", 2, 1},
		{"abc", "abcd", 2, 1},
		{"abcd", "abxd", 2, 1},
		{"abcd", "acbd", 2, 1},
		{"abcd", "badc", 2, 2},
		{"abcd", "wxyz", 2, 3},
		{"ca", "abc", 3, 3}, // letters that were swapped are not edited again
		{"massage", strings.Repeat("m", 64), 2, 3},
	}
	for _, tt := range tests {
		if got := damerau(tt.a, tt.b, tt.most); got != tt.want {
			t.Errorf("damerau(%q, %q): got %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

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
