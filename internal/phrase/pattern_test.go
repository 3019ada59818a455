package phrase

import (
	"strings"
	"testing"
)

// few are the sets that tests go by.
func few() map[string][]string {
	return map[string][]string{
		"numb": {"numb", "no feeling", "cant feel"}, "saddle": {"groin", "private parts", "between <body> legs"}, "body": {"my", "both"},
		"age": {"<13-17> years old"},
	}
}

// small builds a lexicon of a few sets, with a pattern.
func small(t testing.TB, line string) (*Lexicon, Pattern) {
	t.Helper()
	b, faults := NewBuilder(strings.Fields("my the is a really are"), few())
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	p, err := b.Pattern(line)
	if err != nil {
		t.Fatal(err)
	}
	return b.Lexicon(), p
}

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		found, clear  bool
	}{
		{"numb", "my groin is numb", true, true},
		{"numb", "numbness since monday", true, true}, // any ending
		{"numb", "plumbing", false, false},
		{"<numb> ~2 <saddle>", "no feeling in the groin", true, true},
		{"<numb> ~2 <saddle>", "my groin, it is now quite strangely numb", false, false}, // too far
		{"<numb> ~2 <saddle>", "groin numb", true, true},                                 // either order
		{"<numb> ..2 <saddle>", "groin numb", false, false},                              // this order
		{"<numb> ..2 <saddle>", "numb in the groin", true, true},
		{"<numb> & <saddle>", "the groin hurts. and one leg is numb", true, true},
		{"<numb> & <saddle>", "the groin " + strings.Repeat("word ", 40) + " numb", false, false}, // too far for one matter
		{"<numb> ~3 <saddle>", "numb between both legs", true, true},                              // a set in a set
		{"private parts", "my private and really numb parts", false, false},
		{"private parts", "my private my parts", true, true}, // small words inside
		{"private parts", "private, parts", false, false},    // a comma parts them
		{"numb|groin", "groin", true, true},
		{"<age>", "she is 15 years old", true, true},
		{"<age>", "she is 51 years old", false, false},
		{"<70-79> years", "he is seventy three years old", true, true},
		{"<numb> ~2 <saddle>", "i cant fee my groin, cant feel my groin", true, true},
		{"numb ~2 groin", "nummb in the groin", true, true}, // a slip of the keys
		{"numb", "nubm", false, false},                      // four letters are too few to mend
		{"tingling", "tinglign", true, true},
		{"tingling", "mingling", false, false}, // an English word of its own
		{"numb", "soooo nummmmb", true, true},
		{"cant feel", "I can not feel it", true, true},
		{"cant feel", "I CAN’T FEEL it", true, true},
		// guards
		{"numb", "it is not numb", true, false},
		{"numb", "no pain, but numb", true, true},
		{"numb", "no fever, tingling or numb toes", true, false},
		{"<numb> ~2 <saddle>", "no feeling in my groin", true, true}, // the "no" is the phrase's own
		{"numb", "what are the signs of a numb groin?", true, false},
		{"numb", "numb since today, what is it", true, true},
	} {
		x, p := small(t, c.pattern)
		r := x.Read(c.text)
		found, clear := r.Find(&p)
		r.Done()
		if found != c.found || clear != c.clear {
			t.Errorf("%q in %q: got found %v clear %v, want %v %v", c.pattern, c.text, found, clear, c.found, c.clear)
		}
	}
}

func TestPatternFaults(t *testing.T) {
	for pattern, want := range map[string]string{
		"<nothing>":          "no set is called <nothing>",
		"numb ~99 groin":     "nearness is ~N or ..N",
		"numb ~x groin":      "nearness is ~N or ..N",
		"numb ~2":            "holds no word",
		"":                   "holds no word",
		"numb & ":            "holds no word",
		"<numb ~2 groin":     "a set is written <name>",
		"numb|| groin":       "holds no word",
		"!!!":                "holds no word",
		"numb unless driver": "", // no exceptions: "unless" is a word like others
	} {
		b, faults := NewBuilder(nil, few())
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		_, err := b.Pattern(pattern)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: got %v", pattern, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: got %v, want %q", pattern, err, want)
		}
	}
}

// FuzzPattern holds that a pattern is refused or can be looked for.
func FuzzPattern(f *testing.F) {
	for _, p := range []string{"<numb> ~8 <saddle>", "a|b & c ..2 d", "<13-17> years", "~5", "<", "& &", "numb ~0 \xff"} {
		f.Add(p, "numb in my groin")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		b, _ := NewBuilder(nil, few())
		p, err := b.Pattern(pattern)
		if err != nil {
			return
		}
		r := b.Lexicon().Read(text)
		defer r.Done()
		if found, clear := r.Find(&p); clear && !found {
			t.Errorf("%q in %q is clear and not found", pattern, text)
		}
	})
}
