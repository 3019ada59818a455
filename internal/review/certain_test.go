package review

import (
	"os"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/voice"
)

// plain writes certain words as the page shows them.
func plain(c certain) string {
	var b strings.Builder
	for _, p := range c {
		if p.Joint != "" {
			b.WriteString(" " + p.Joint + " ")
		}
		for _, t := range p.Terms {
			b.WriteString(t.Or + t.Before)
			if t.Set != nil {
				b.WriteString("<" + t.Set.Name + ": " + t.Set.Like + ">")
			}
			b.WriteString(t.After)
		}
	}
	return b.String()
}

func TestCertainInEnglish(t *testing.T) {
	in := newInput(t, os.DirFS("testdata/knowledge"), voice.Clinic{})
	got, err := newSets(in.Signs).inEnglish([]string{
		"<hurt> ~4 <chest>|heart",
		"dolor|duele|arde ..3 <es_chest>",
		"<numb_wide> ~1 arm & <hurt> ..0 <38-42> times|big <chest> burn",
		"chest ~0 ribs",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"<hurt: sore, hurts, aching> within 4 words of <chest: chest, ribs> or heart",
		"dolor, duele or arde then within 3 words <chest, in Spanish: pecho>",
		"<any numbness: sore, hurts, aching> within 1 word of arm and also <hurt: > then 38 to 42 times or big<chest: >burn",
		"chest right beside ribs",
	}
	for i := range want {
		if plain(got[i]) != want[i] {
			t.Errorf("got\n%s\nwant\n%s", plain(got[i]), want[i])
		}
	}
	if _, err := newSets(in.Signs).inEnglish([]string{"chest ~x ribs"}); err == nil {
		t.Error("a pattern that nobody can read is shown")
	}
}

// TestSetNames: better names are given to sets that there are, and every set that a pattern names shows what it holds.
func TestSetNames(t *testing.T) {
	signs := shippedSigns(t)
	for name := range betterNames() {
		if len(signs.Set(name)) == 0 {
			t.Errorf("no set is called %q", name)
		}
	}
	sets, n := newSets(signs), 0
	for _, sg := range signs.All() {
		for _, l := range sg.Certain {
			for _, m := range setNamed.FindAllStringSubmatch(l, -1) {
				if isRange(m[1]) {
					continue
				}
				n++
				got := sets.set(m[1])
				if got.Like == "" || strings.ContainsAny(got.Name+got.Like, "<>_") || strings.Count(got.Like, ",") >= shownPhrases {
					t.Errorf("%s: <%s> is shown as %+v", sg.ID, m[1], got)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no pattern names a set")
	}
}

func TestSome(t *testing.T) {
	list := strings.Fields("a b c d e f gggg h i j kkkkkk l")
	if got, want := some(list, 8), strings.Fields("a b c d f h i j"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := some(list[:3], 8); !slices.Equal(got, list[:3]) {
		t.Errorf("got %q of three", got)
	}
}
