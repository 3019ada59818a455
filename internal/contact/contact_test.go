package contact

import (
	"slices"
	"testing"
)

func TestFill(t *testing.T) {
	list := Default().With(List{"crisis": "116 123", "poison": "", "desk": "ext. 7"})
	for text, want := range map[string]string{
		"Call {emergency}.":        "Call 911.",
		"{crisis}, then {crisis}":  "116 123, then 116 123",
		"{poison} or {desk}":       "1-800-222-1222 or ext. 7",
		"{nobody} and {emergency":  "{nobody} and {emergency",
		"nothing in braces, {}, }": "nothing in braces, {}, }",
	} {
		if got := list.Fill(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if Default()["crisis"] != "988" {
		t.Error("the defaults have changed with a list made of them")
	}
}

func TestNamed(t *testing.T) {
	for text, want := range map[string][]string{
		"Call {emergency}, or {crisis}; {emergency} first": {"emergency", "crisis"},
		"Call {emergency":        {"emergency"},
		"Call nobody}":           nil,
		"{} is a name of no one": {""},
	} {
		if got := Named(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
