package voice

import (
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
)

func TestSubjects(t *testing.T) {
	tests := []struct {
		name    string
		titles  []string
		builtin bool
		want    string
	}{
		{"one", []string{"# Keeping bees"}, false, `"Keeping bees"`},
		{"two", []string{"# Keeping bees", "# Prices"}, false, `"Keeping bees" and "Prices"`},
		{"three", []string{"# Bees", "# Prices", "# Hours"}, false, `"Bees", "Prices" and "Hours"`},
		{"with the built-in articles", []string{"# Keeping bees"}, true, ""},
		{"one without a title", []string{"# Keeping bees", "## Feeding"}, false, ""},
		{"a FAQ", []string{"# Climbing FAQ"}, false, ""},
		{"questions", []string{"# Frequently Asked Questions"}, false, ""},
		{"a handbook", []string{"# Our client handbook", "# Prices"}, false, ""},
		{"too long", []string{"# " + strings.Repeat("x", 79)}, false, ""},
		{"just short enough", []string{"# " + strings.Repeat("é", 78)}, false, `"` + strings.Repeat("é", 78) + `"`},
	}
	for _, tt := range tests {
		own := fstest.MapFS{}
		for i, title := range tt.titles {
			own[string(rune('a'+i))+".md"] = &fstest.MapFile{Data: []byte(title + "\n\nText.\n")}
		}
		f := corpus.Folders{Builtin: fstest.MapFS{"b.md": {Data: []byte("# Built in\n\nText.\n")}}, Own: own}
		if tt.builtin {
			f.Serve = corpus.Yes
		}
		c, err := corpus.Load(f)
		if err != nil {
			t.Fatal(err)
		}
		if got := Subjects(c); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestOwnWords: a topic's reply names the subjects, and gives way to the kind's words where nobody has said what they are.
func TestOwnWords(t *testing.T) {
	const reply = "Ask me about {subjects}."
	for _, tt := range []struct {
		name   string
		clinic Clinic
		want   string
	}{
		{"built-in articles", Clinic{}, "Ask me about massage and back pain."},
		{"configured", Clinic{Subjects: "feet"}, "Ask me about feet."},
		{"own articles alone", Clinic{Own: true, Subjects: `"Bees"`}, `Ask me about "Bees".`},
		{"nobody said", Clinic{Own: true}, ""},
	} {
		s := New(tt.clinic)
		for kind, otherwise := range map[corpus.Kind]string{corpus.SmallTalk: s.Help(), corpus.Chatter: s.Chatter(), corpus.Decline: s.Declined(), corpus.Far: s.Far()} {
			want := tt.want
			if want == "" {
				want = otherwise
			}
			if got := s.OfTopic(&corpus.Topic{ID: "x", Kind: kind, Reply: reply}); got != want {
				t.Errorf("%s, %s: got %q, want %q", tt.name, kind, got, want)
			}
		}
	}
}
