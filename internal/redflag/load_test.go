package redflag

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const small = `sources:
  S1: "Body: Title"
rules:
  - id: ONE
    level: E911
    title: One
    sign: a sign
    patterns:
      - <loss> ~3 groin
    reason: A reason.
    advice: Call {emergency} now.
    source: [S1]
    fires: [my groin is numb]
    not: [my hand is numb]
sets:
  loss: [numb, no feeling]
`

func layerOf(text string) fs.FS {
	return fstest.MapFS{FileName: &fstest.MapFile{Data: []byte(text)}}
}

func TestLoadMerges(t *testing.T) {
	r, err := Load(fstest.MapFS{}, layerOf(small), layerOf(`sets:
  loss: [tingly]
rules:
  - id: ONE
    advice: Ring {emergency} now.
    approved_by: Dr. Who
    approved_on: 2026-01-31
  - {id: TWO, level: SCOPE, title: Two, sign: s, patterns: [what dose], reason: R., advice: A., source: [own], fires: [what dose], not: [x]}
`))
	if err != nil {
		t.Fatal(err)
	}
	if faults := r.Faults(); len(faults) > 0 {
		t.Errorf("faults: %v", faults)
	}
	flags := r.Check("my groin is tingly")
	if len(flags) != 1 || flags[0].ID != "ONE" || flags[0].ApprovedBy != "Dr. Who" || flags[0].Source != "Body: Title" ||
		!strings.HasPrefix(flags[0].Advice, "Ring") {
		t.Errorf("got %+v", flags)
	}
	if n := r.Unsigned(); n != 1 {
		t.Errorf("%d unsigned, want 1", n)
	}
	if n := len(r.All()); n != 2 {
		t.Errorf("%d rules, want 2", n)
	}
}

func TestLoadRefuses(t *testing.T) {
	const rule = "rules:\n  - id: ONE\n"
	for _, c := range []struct {
		name, layer string
		want        []string
	}{
		{"an unknown key", "ruels: []\n", []string{`redflags.yaml (folder 2):1: unknown key "ruels"`}},
		{"several faults at once", rule + "    levle: E911\n    reasn: x\n", []string{`:3: ONE: unknown key "levle"`, `:4: ONE: unknown key "reasn"`}},
		{"an unknown level", rule + "    level: PANIC\n", []string{`:3: ONE: unknown level "PANIC"`}},
		{"a lower level", rule + "    level: SAMEDAY\n", []string{"ONE: weakened (a lower level)"}},
		{"a freer link", rule + "    link: keep\n", []string{"freer booking link"}},
		{"a further unless", rule + "    unless: [bike]\n", []string{"further unless"}},
		{"an idiom that hides a sign", "context:\n  idioms: [groin]\n", []string{"context idioms can silence rules"}},
		{"a word read as another", "same: {numb: fine}\n", []string{"same and lookalikes can silence rules"}},
		{"off without a signature", "off: [ONE]\n", []string{":1: ONE: removed without a signature"}},
		{"off of nothing", "off: [NINE]\n", []string{"no such rule"}},
		{"signed without a date", rule + "    approved_by: Dr. Who\n", []string{"signed without a date"}},
		{"an unknown set", rule + "    patterns: [<lost> ~3 groin]\n", []string{":3: ONE:", "no set is called <lost>"}},
		{"a bad nearness", rule + "    patterns: [numb ~x groin]\n", []string{"nearness"}},
		{"a pattern with a gap", rule + "    patterns: [numb ~3 & groin]\n", []string{"something is missing"}},
		{"a set in a circle", "sets:\n  loss: [<loss> too]\n", []string{"holds itself"}},
		{"an unused set", "sets:\n  lonely: [word]\n", []string{`:2: the set "lonely" is used by no pattern`}},
		{"an unknown contact", rule + "    advice: Call {mum}.\n", []string{"no contact is called {mum}"}},
		{"a rule with nothing", "rules:\n  - id: NEW\n", []string{"NEW: level is missing", "NEW: advice is missing", "NEW: source is missing"}},
		{"a rule twice", rule + "  - id: ONE\n", []string{"a second rule"}},
		{"not YAML", "rules: [\n", []string{"redflags.yaml (folder 2)"}},
	} {
		_, err := Load(layerOf(small), layerOf(c.layer))
		var faults Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: got %v, want faults", c.name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %q, want %q in it", c.name, err, want)
			}
		}
	}
}

// TestLoadUnless: words for a set that excuses a rule weaken it.
func TestLoadUnless(t *testing.T) {
	base := strings.Replace(small, "<loss> ~3 groin", "<loss> ~3 groin unless <sport>", 1) + "  sport: [cycling]\n"
	if _, err := Load(layerOf(base), layerOf("sets:\n  sport: [back]\n")); err == nil || !strings.Contains(err.Error(), "ONE: weakened") {
		t.Errorf("unsigned: got %v, want that it weakens ONE", err)
	}
	if _, err := Load(layerOf(base), layerOf("approved_by: Dr. Who\nsets:\n  sport: [back]\n")); err != nil {
		t.Errorf("signed: %v", err)
	}
}

func TestLoadSignedOff(t *testing.T) {
	r, err := Load(layerOf(small), layerOf("approved_by: Dr. Who\noff: [ONE]\nsets: {}\nrules:\n"+
		"  - {id: TWO, level: SCOPE, title: T, sign: s, patterns: [<loss>], reason: R., advice: A., source: [own], fires: [numb], not: [x]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(r.Check("my groin is numb")); len(got) != 1 || got[0] != "TWO" {
		t.Errorf("got %v, want TWO alone", got)
	}
}

func TestLoadNothing(t *testing.T) {
	if _, err := Load(fstest.MapFS{}, fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that there is no file", err)
	}
	if _, err := Load(); err == nil {
		t.Error("no layers: got no error")
	}
}

// TestFaults sees that check finds what a rule gets wrong about itself.
func TestFaults(t *testing.T) {
	text := strings.Replace(small, "fires: [my groin is numb]", "fires: [my arm hurts]", 1)
	text = strings.Replace(text, "not: [my hand is numb]", "not: [no feeling in the groin]", 1)
	text = strings.Replace(text, "- <loss> ~3 groin", "- <loss> ~3 groin\n      - numb & arm unless arm", 1)
	r, err := Load(layerOf(text + "  extra: [x]\n" + "off: []\n"))
	if err == nil {
		t.Fatalf("an unused set passes: %v", r)
	}
	r, err = Load(layerOf(text))
	if err != nil {
		t.Fatal(err)
	}
	got := r.Faults().Error()
	for _, want := range []string{"misses its example", "fires on its look-alike", `:10: ONE: the pattern "numb & arm unless arm" can never match`} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
	bare := strings.NewReplacer("    fires: [my groin is numb]\n", "", "    not: [my hand is numb]\n", "").Replace(small)
	r, err = Load(layerOf(bare))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Faults().Error(); !strings.Contains(got, "no example that fires") || !strings.Contains(got, "no look-alike") {
		t.Errorf("got %q, want both missing", got)
	}
}
