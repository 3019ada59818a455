package fault

import (
	"errors"
	"testing"
)

func TestFault(t *testing.T) {
	for _, tt := range []struct {
		fault Fault
		want  string
	}{
		{Fault{"a.md", 3, "is empty; write it"}, "a.md:3: is empty; write it"},
		{Fault{"a.md", 0, "is empty; write it"}, "a.md: is empty; write it"},
	} {
		if got := tt.fault.Error(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestFaults: they come in the order of files and lines, and those of one line as they were found.
func TestFaults(t *testing.T) {
	var fs Faults
	if err := fs.Err(); err != nil {
		t.Errorf("no faults: got %v, want no error", err)
	}
	fs.Add("b.md", 2, "x is %d", 1)
	fs.Add("a.md", 9, "z")
	fs.Add("a.md", 2, "y")
	fs.Add("a.md", 2, "a")
	fs.Add("a.md", 0, "whole")
	const want = "a.md: whole\na.md:2: y\na.md:2: a\na.md:9: z\nb.md:2: x is 1"
	err := fs.Err()
	var all Faults
	if !errors.As(err, &all) || len(all) != 5 || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"topics", "title", "source", "sources", "ask"}
	for word, want := range map[string]string{
		"titel": "title", "TITLE": "title", "sorces": "sources", "aks": "ask", "topic": "topics", "source": "source",
		"sourcex": "source", // as near to sources: the first by the alphabet
		"":        "", "x": "", "nonsense": "", "zzzzz": "",
	} {
		if got := Nearest(word, names); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
		end := ""
		if want != "" {
			end = `; did you mean "` + want + `"?`
		}
		if got := DidYouMean(word, names); got != end {
			t.Errorf("%q: got %q, want %q", word, got, end)
		}
	}
	if got := Nearest("ask", nil); got != "" {
		t.Errorf("no names: got %q", got)
	}
	for _, tt := range []struct {
		word, want string
		names      []string
	}{
		{"titel", `; did you mean "title"?`, names},
		{"price", `; there are "what-are-our-prices", "opening-hours"`, []string{"opening-hours", "what-are-our-prices"}},
		{"zzzzz", `; the only one is "a"`, []string{"a"}},
		{"zzzzz", `; the nearest are "title", "ask", "topics", "source", "sources"`, append(names, "reviewed_by")},
		{"zzzzz", "", nil},
	} {
		if got := OneOf(tt.word, tt.names); got != tt.want {
			t.Errorf("one of: %q: got %q, want %q", tt.word, got, tt.want)
		}
	}
}
