package text

import (
	"fmt"
	"testing"
	"unicode/utf8"
)

// TestUnseen: what nobody sees is found and named; what emoji are made of is not.
func TestUnseen(t *testing.T) {
	for s, want := range map[string]string{
		"":                        "",
		"plain words, a number 9": "",
		"Café – “so”… 日本 ﷺ":       "",
		"ab\u200bc":               "U+200B",
		"soft\u00adhyphen":        "U+00AD",
		"Book \u202egnp.exe":      "U+202E",
		"\u2066x\u2069":           "U+2066",
		"\ufeffstart":             "U+FEFF",
		"a\u061cb":                "U+061C",
		"a\u2060b\u200d":          "U+2060",
		"\u3164":                  "U+3164",
		"x\u115f":                 "U+115F",
		"x\uffa0":                 "U+FFA0",
		"x\u034fy":                "U+034F",
		"x\ufe0fy":                "U+FE0F",
		"x\U000e0041":             "U+E0041",
		"1\u200d2":                "U+200D",
		"\u200d👩":                 "U+200D",
		"👩\u200d":                 "U+200D",
		"👩 \u200d👩":               "U+200D",
		"👩\u200d\u200d👩":          "U+200D",
		"👩\u200d👧":                "",
		"👩🏽\u200d⚕\ufe0f ok":      "",
		"❤\ufe0f\u200d🔥":          "",
		"call 1\ufe0f\u20e3":      "",
		"©\ufe0f ℹ\ufe0f":         "",
		"❤\ufe0f\ufe0f":           "U+FE0F",
		"🏴\U000e0067\U000e007f":   "U+E0067",
		"bad \xff bytes \u200b":   "U+200B",
	} {
		got := ""
		if at, name := Unseen(s); at >= 0 {
			got = name
			if rest, again := Unseen(s[:at]); rest >= 0 {
				t.Errorf("%q: got %s at %d, but %s stands before it", s, name, at, again)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// FuzzUnseen: what is found is one whole character that is no part of ASCII, and with all of them gone nothing is found.
func FuzzUnseen(f *testing.F) {
	f.Add("a\u200bb\u202ec")
	f.Add("👩🏽\u200d⚕\ufe0f ok\u00ad")
	f.Fuzz(func(t *testing.T, s string) {
		for at, name := Unseen(s); at >= 0; at, name = Unseen(s) {
			r, size := utf8.DecodeRuneInString(s[at:])
			if size < 2 || name != fmt.Sprintf("%U", r) {
				t.Fatalf("%q: got %q at %d, where %q stands", s, name, at, r)
			}
			s = s[:at] + s[at+size:]
		}
		for i, r := range s {
			if r >= 0x202a && r <= 0x202e {
				t.Errorf("%q: nothing found, and %U stands at %d", s, r, i)
			}
		}
	})
}
