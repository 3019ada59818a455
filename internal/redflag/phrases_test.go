package redflag

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadPhrases(t *testing.T) {
	got, by, faults := readPhrases("p.yaml", []byte(`approved_by: Dr. Who
harmless:
  - chest day was a killer
rules:
  STROKE:
    fires:
      - his face is drooping
    not: ["a stroke of luck"]
`))
	if len(faults) > 0 || by != "Dr. Who" {
		t.Fatal(by, faults)
	}
	want := []spoken{
		{Line{"chest day was a killer", Place{"p.yaml", 3}}, "", false},
		{Line{"his face is drooping", Place{"p.yaml", 7}}, "STROKE", true},
		{Line{"a stroke of luck", Place{"p.yaml", 8}}, "STROKE", false},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestPhraseFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"rules:\n  NONE:\n    fires: [help]\n", "no rule has this id"},
		{"rules:\n  STROKE:\n    fire: [help]\n", `unknown key "fire"`},
		{"rule: {}\n", `unknown key "rule"`},
		{"rules:\n  STROKE:\n    fires: [\"\"]\n", "an empty phrase"},
		{"harmless: [Oh my]\nrules:\n  STROKE:\n    fires: [oh my]\n", "a danger here and harmless at redflag-phrases.yaml:1"},
		{"harmless: [Oh my, oh my]\n", "is already at redflag-phrases.yaml:1"},
		{"harmless: {\n", "redflag-phrases.yaml"},
		{"- a\n", "keys and values expected"},
	} {
		_, err := Load(fstest.MapFS{
			FileName:    &fstest.MapFile{Data: []byte(strings.ReplaceAll(small, "ONE", "STROKE"))},
			PhrasesName: &fstest.MapFile{Data: []byte(c.text)},
		})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

// FuzzPhrases reads any file without a crash, and every phrase it returns stands in a rule or among the harmless.
func FuzzPhrases(f *testing.F) {
	f.Add([]byte("harmless: [a]\nrules: {A: {fires: [b], not: [c]}}"))
	f.Add([]byte("rules: [1]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, _ := readPhrases("p.yaml", data)
		for _, p := range got {
			if p.fires && p.rule == "" {
				t.Errorf("%q fires no rule", p.Text)
			}
		}
	})
}

// TestPhraseLayers reads folders of staff: one with phrases alone, harmless ones only with a signature, and one that takes
// a rule away with its phrases.
func TestPhraseLayers(t *testing.T) {
	base := fstest.MapFS{
		FileName:    &fstest.MapFile{Data: []byte(small)},
		PhrasesName: &fstest.MapFile{Data: []byte("rules:\n  ONE:\n    fires: [nothing down there since monday]\n")},
	}
	for _, c := range []struct{ rules, phrases, want string }{
		{"", "rules:\n  ONE:\n    fires: [cant tell when i sit]\n", ""},
		{"", "rules:\n  NONE:\n    fires: [cant tell when i sit]\n", "redflag-phrases.yaml (folder 2):3: NONE: no rule has this id"},
		{"", "harmless: [my chest feels crushed]\n", "needs approved_by"},
		{"", "approved_by: Dr. Who\nharmless: [my chest feels crushed]\n", ""},
		{"approved_by: Dr. Who\noff: [ONE]\n", "", ""},
	} {
		layer := fstest.MapFS{}
		if c.rules != "" {
			layer[FileName] = &fstest.MapFile{Data: []byte(c.rules)}
		}
		if c.phrases != "" {
			layer[PhrasesName] = &fstest.MapFile{Data: []byte(c.phrases)}
		}
		_, err := Load(base, layer)
		if got := fmt.Sprint(err); (err == nil) != (c.want == "") || err != nil && !strings.Contains(got, c.want) {
			t.Errorf("%+v: got %v", c, err)
		}
	}
}
