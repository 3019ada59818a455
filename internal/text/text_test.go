package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func norms(s string) []string {
	var out []string
	for _, w := range Words(s) {
		out = append(out, w.Norm)
	}
	return out
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Can’t feel my LEG", "cant feel my leg"},
		{"15yo, 38.5°", "15 yo 38.5 °"},
		{"deep-tissue", "deep tissue"},
		{"où ça? ｆｕｌｌ ﬁt", "ou ca ? full fit"},
		{"n\u200bumb n\u0336u\u0336m\u0336b", "numb numb"},
		{"'quoted' ´quoted´ it's it`s it´s itʼs", "quoted quoted its its its its"},
		{"ok 👍", "ok 👍"},
		{"ʼ", ""}, // a letter that is an apostrophe, and no word
		{"ʼ numb ʼnʼ ʼ", "numb n"},
		{"a\xffb", "a b"},
	} {
		if got := strings.Join(norms(c.text), " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNorms(t *testing.T) {
	for text, want := range map[string]string{"": "", "? 👍 …": "", "What’s 15yo?! ok 👍": "whats 15 yo ok", "deep-tissue": "deep tissue"} {
		if got := strings.Join(Norms(text), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	for w := range All("one, two") {
		if w.Norm != "one" {
			t.Errorf("got %q after stopping at one", w.Norm)
		}
		break
	}
}

func TestNormal(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "It’s": "it's", "It`s": "it's", "Ｉｔ´s ＬＯＷ": "it's low", "Où, ﬁne\u200b?": "ou, fine?", "Straße İı": "straße ii", "a\xff": "a ",
	} {
		if got := Normal(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""}, {"abc", "abc"}, {"abcd", "abc"}, {"ééé", "ééé"}, {"éééé", "ééé"}, {"\xff\xff\xff\xff", "\xff\xff\xff"}, {"\xff", "\xff"},
	} {
		if got := Clip(c.text, 3); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	got := Sentences("My back hurts. Can I come in?  ok!!\n\nthanks")
	want := []string{"My back hurts", "Can I come in?", "ok", "thanks"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	ws := Words("no, not (now). then")
	if ws[0].Opens || !ws[1].Opens || !ws[2].Opens || ws[3].Opens || ws[3].Sentence != 1 {
		t.Errorf("got %+v, want a comma before not, a bracket before now, a sentence before then", ws)
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"7": 7, "1,500": 1500, "38.5": 38.5, "seventy": 70} {
		if got, ok := Number(Words(text)[0]); !ok || got != want {
			t.Errorf("%q: got %v %v, want %v", text, got, ok, want)
		}
	}
	if _, ok := Number(Words("numb")[0]); ok {
		t.Error("numb is a number")
	}
}

func TestStem(t *testing.T) {
	s := NewStemmer()
	for _, pair := range [][2]string{{"hurting", "hurts"}, {"numbness", "numb"}, {"massages", "massage"}} {
		if a, b := s.Stem(pair[0]), s.Stem(pair[1]); a != b {
			t.Errorf("%s is %s, %s is %s", pair[0], a, pair[1], b)
		}
	}
}

func TestSameWord(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"", "", true}, {"cost", "costs", true}, {"price", "pricing", true}, {"park", "parked", true}, {"rash", "rashes", true}, {"tattoo", "tattoos", true},
		{"massage", "massager", false}, {"medical", "medication", false}, {"tips", "tipping", false}, {"stress", "stresses", true}, {"pres", "press", false}, {"red", "ring", false},
	} {
		if got := SameWord(c.a, c.b); got != c.want {
			t.Errorf("%s, %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestSpanish(t *testing.T) {
	for text, want := range map[string]bool{
		"me duele la espalda desde ayer": true, "hola quiero una cita": true, "masaje": true, "¿Se habla español?": true, "bot en español": true, "yo mama": false, "la espalda me está matando": true,
		"my back hurts": false, "siesta time, por favor": false, "": false, "is the el camino a good car": false,
	} {
		if got := Spanish(Words(text)); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestSpelling(t *testing.T) {
	s := NewSpeller(map[string]int{"massage": 50, "message": 5, "shiatsu": 7, "therapist": 8, "tingling": 2, "shoulder": 1, "mumbling": 1,
		"sheep": 6, "sleep": 6, "circulation": 2, "back": 40, "knee": 9, "tension": 3, "tensions": 9, "thumbing": 0, "shoulderr": 1, "massagee": 2, "massagge": 3}, map[string]bool{"massagee": true}, 1)
	for misspelt, want := range map[string]string{
		"": "", "numb": "", "gambling": "", "thumbing": "", "tingling": "", "мassage": "", "massag3": "", strings.Repeat("massage", 40): "",
		"masage": "massage", "masssage": "massage", "mussage": "massage", "nassage": "massage", "tinglign": "tingling", "shaitsu": "shiatsu", "shouldr": "shoulder",
		"massagee":     "",            // known
		"massagge":     "",            // nearly as common as its neighbour
		"shoulderr":    "",            // as common
		"masaaage":     "",            // two slips in eight letters
		"knea":         "",            // four letters
		"backk":        "back",        // five letters, the first right
		"slepp":        "sleep",       // the same
		"dleep":        "",            // five letters, the first wrong
		"therapiss":    "therapist",   // two slips in nine letters
		"nherapiss":    "",            // the same, the first letter wrong
		"cirkulatoin":  "circulation", // two slips
		"cirkulatoinn": "",            // three
		"messege":      "message",     // one slip away, and two from massage
		"mxssage":      "massage",     // one slip from both: the commoner
		"shleep":       "sheep",       // as near and as common as sleep: the first by letter
		"tensionz":     "tensions",    // as near as the shorter tension: the commoner
	} {
		if got := s.Correct(misspelt); got != want {
			t.Errorf("%q: got %q, want %q", misspelt, got, want)
		}
	}
}

func TestIsEnglish(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(englishWords), "\n")
	if len(lines) < 30000 || !slices.IsSorted(lines) {
		t.Fatalf("%d words, sorted: %v", len(lines), slices.IsSorted(lines))
	}
	for i := 0; i < len(lines); i += 997 {
		if !IsEnglish(lines[i]) {
			t.Errorf("%q is not found", lines[i])
		}
	}
	for _, w := range []string{lines[0], lines[len(lines)-1], "gambling"} {
		if !IsEnglish(w) {
			t.Errorf("%q is not found", w)
		}
	}
	for _, w := range []string{"", "zzzz", "numbnes", "aa\nab"} {
		if IsEnglish(w) {
			t.Errorf("%q is found", w)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b       string
		most, want int
	}{
		{"", "", 2, 0}, {"numb", "numb", 2, 0}, {"numb", "nubm", 2, 1}, {"numb", "dumb", 2, 1}, {"numb", "thumbs", 2, 3}, {"", "ab", 2, 2}, {"abc", "xyz", 1, 2},
		{"abcd", "abc", 2, 1}, {"abcd", "badc", 2, 2}, {"abcd", "wxyz", 9, 4},
		{"ca", "abc", 3, 3}, // letters that were swapped are not changed again
		{"massage", strings.Repeat("m", 64), 99, 100},
		{strings.Repeat("m", 61), strings.Repeat("m", 62), 2, 1}, {strings.Repeat("m", 62), strings.Repeat("m", 63), 2, 3},
	} {
		if got := Distance(c.a, c.b, c.most); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.a, c.b, got, c.want)
		}
		if got := Distance(c.b, c.a, c.most); got != c.want {
			t.Errorf("%s, %s: got %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

// FuzzWords holds that words stand in the text where they say, in order, and are in normal form.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Can’t feel 1,5 ?", "a\xff\u200b'b", "İıſ ǅ", "9,9.9", "\u0301\u0301a", "ʼ a ʼ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if all := slices.Collect(All(s)); !slices.Equal(all, Words(s)) {
			t.Errorf("%q: one by one %+v, at once %+v", s, all, Words(s))
		}
		end := 0
		for _, w := range Words(s) {
			if w.Start < end || w.End <= w.Start || w.End > len(s) {
				t.Fatalf("%q: %+v after %d", s, w, end)
			}
			end = w.End
			if w.Norm == "" || !utf8.ValidString(w.Norm) {
				t.Fatalf("%q: %+v", s, w)
			}
		}
	})
}
