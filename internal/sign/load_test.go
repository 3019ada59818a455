package sign

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/classify"
	"backtalk/internal/contact"
	"backtalk/internal/fault"
	"backtalk/internal/learnt"
	"backtalk/knowledge"
)

const (
	wholeSign = `title: Numb saddle
level: E911
meaning: New numbness.
advice: Call {emergency}.
reason: Hours matter.
net: If numb, call {emergency}.
source: [S1]
certain: [groin ~3 numb]
field: [numb]
fires: [my groin is numb]
not: [my hand is asleep]
`
	someWords = "small: [my, is]\nsets:\n  numb: [numb]\nsources:\n  S1: A hospital\n"
)

func folder(files ...string) fstest.MapFS {
	out := fstest.MapFS{"signs/words.yaml": {Data: []byte(someWords)}}
	for i := 0; i < len(files); i += 2 {
		out["signs/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return out
}

func TestLoad(t *testing.T) {
	s, err := Load(folder("A.yaml", wholeSign))
	if err != nil {
		t.Fatal(err)
	}
	got := s.All()[0]
	if got.ID != "A" || got.Grade.Level != Emergency || got.Priority != 100 || got.Link != LinkNone || s.SourceOf(got) != "A hospital" || s.Unsigned() != 1 {
		t.Errorf("got %+v", got)
	}
	if faults := s.Faults(); len(faults) > 0 {
		t.Error(faults)
	}
	if f := s.Check("groin is numb"); len(f) != 1 || !f[0].Warns() || f[0].Fill(contact.Default()).Advice != "Call 911." {
		t.Errorf("got %+v", f)
	}
	if f := s.Check("what are signs of a numb groin"); len(f) != 1 || !f[0].Net {
		t.Errorf("only asked about: got %+v", f)
	}
}

func TestLoadFaults(t *testing.T) {
	with := func(from, to string) string { return strings.Replace(wholeSign, from, to, 1) }
	for name, c := range map[string]struct{ file, want string }{
		"unknown key":        {wholeSign + "unless: [x]\n", `signs/A.yaml:12: unknown key "unless"`},
		"twice":              {wholeSign + "title: x\n", `signs/A.yaml:12: broken YAML: the key "title"`},
		"no yaml":            {"title: [", "signs/A.yaml:1: broken YAML"},
		"no level":           {with("E911", "RED"), `no level is called "RED"`},
		"no advice":          {with("advice: Call {emergency}.", ""), "advice is missing"},
		"no net":             {with("net: If numb, call {emergency}.", ""), "net is missing"},
		"no source":          {with("source: [S1]", ""), "source is missing"},
		"unknown contact":    {with("{emergency}", "{emergancy}"), "no contact is called {emergancy}"},
		"unknown contact 2":  {wholeSign + "contact: boss\n", `no contact is called "boss"`},
		"unknown link":       {wholeSign + "link: maybe\n", "link is none, reschedule, clinic or keep"},
		"two field words":    {with("field: [numb]", "field: [very numb]"), "single words"},
		"long pattern":       {with("groin ~3 numb", strings.Repeat("numb|", 40)+"groin"), "more than 120 characters"},
		"many patterns":      {with("[groin ~3 numb]", "[a, b, c, d, e, f, g, h, i]"), "at most 8"},
		"no date":            {wholeSign + "approved_by: Dr. May\n", "approved_on is YEAR-MONTH-DAY"},
		"bad pattern":        {with("groin ~3 numb", "groin ~3 <gone>"), "no set is called <gone>"},
		"unseen":             {with("Hours", "Ho\u200burs"), "signs/A.yaml:5: the character U+200B, which nobody sees, stands here; remove it"},
		"unseen, spelt out":  {with("Hours matter.", `"Ho\u202Eurs"`), "signs/A.yaml:5: reason: the character U+202E, which nobody sees"},
		"empty":              {" \n", "title is missing"},
		"a tag for a list":   {with("[groin ~3 numb]", "!x"), "signs/A.yaml:8: certain: write a list, each entry on its own line after a hyphen, without tags"},
		"an anchor":          {with("[groin ~3 numb]", "&x [groin ~3 numb]"), "signs/A.yaml:8: certain: write a list"},
		"an alias":           {with("[my groin is numb]", "[*x]"), "signs/A.yaml:10: fires: not a plain text"},
		"no number":          {wholeSign + "priority: high\n", `signs/A.yaml:12: priority: write a whole number, not "high"`},
		"neither yes nor no": {wholeSign + "private: yes\n", `signs/A.yaml:12: private: write true or false, not "yes"`},
		"unknown in Spanish": {wholeSign + "es:\n  advise: x\n", `signs/A.yaml:13: unknown key "advise"; did you mean "advice"?`},
		"too large":          {wholeSign + strings.Repeat("#", maxFile), "at most 1048576"},
		"off at first":       {wholeSign + "off: true\n", "no earlier folder has this sign"},
	} {
		_, err := Load(folder("A.yaml", c.file))
		var faults fault.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "signs/A.yaml") {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no signs: got %v", err)
	}
	if _, err := Load(folder("A.yaml", wholeSign), fstest.MapFS{"signs/words.yaml": {Data: []byte("sets: [1]")}}); err == nil {
		t.Error("words of the wrong form are read")
	}
	if _, err := Load(folder("A.yaml", wholeSign), fstest.MapFS{"signs/words.yaml": {Data: []byte("sets:\n  a: [x\u00ady]\n")}}); err == nil || !strings.Contains(err.Error(), "signs/words.yaml:2: the character U+00AD") {
		t.Errorf("words that nobody sees: got %v", err)
	}
	if _, err := Load(folder("A.yaml", "\ufeff"+wholeSign)); err != nil {
		t.Errorf("a byte order mark: got %v", err)
	}
}

// TestLoadLearnt takes what was learnt from the first folder that has it, and nothing that is damaged.
func TestLoadLearnt(t *testing.T) {
	file := func(f learnt.File) *fstest.MapFile {
		b, err := f.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: b}
	}
	data, err := knowledge.FS.ReadFile(learnt.Name)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := learnt.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	good, damaged, other := file(learnt.File{LearntPart: shipped[LearntPart]}), file(learnt.File{LearntPart: {Data: []byte("x")}}), file(learnt.File{"topics": {Data: []byte("x")}})
	for name, c := range map[string]struct {
		first, second *fstest.MapFile
		want          string // what is wrong
		learnt        bool
	}{
		"none":                             {nil, nil, "", false},
		"the first":                        {good, nil, "", true},
		"the second":                       {nil, good, "", true},
		"the second does not count":        {good, damaged, "", true},
		"only topics":                      {other, nil, "", false},
		"only topics in the first":         {other, good, "", true},
		"damaged":                          {damaged, nil, "what was learnt of the signs is damaged", false},
		"another version":                  {&fstest.MapFile{Data: []byte("backtalk learnt 0\nx")}, nil, "another version", false},
		"another version in an own folder": {nil, &fstest.MapFile{Data: []byte("x")}, "another version", false},
	} {
		layers := []fstest.MapFS{folder("A.yaml", wholeSign), {}}
		for i, f := range []*fstest.MapFile{c.first, c.second} {
			if f != nil {
				layers[i][learnt.Name] = f
			}
		}
		s, err := Load(layers[0], layers[1])
		switch {
		case c.want != "":
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: got %v, want %q", name, err, c.want)
			}
		case err != nil || (s.learnt != nil) != c.learnt:
			t.Errorf("%s: got learning %v, %v", name, err == nil && s.learnt != nil, err)
		}
	}
}

// TestReadLearntDamage: what is cut off anywhere is refused.
func TestReadLearntDamage(t *testing.T) {
	l := &Learnt{Kinds: []string{"A", NotSign + "A"}, Weights: make([]float64, NumOpinions)}
	texts := []classify.Text{{Words: []string{"numb"}}, {Words: []string{"asleep"}}}
	l.Talk = classify.FitHeads(texts, classify.Labels{Class: []int{1, 0}, Classes: 2, Passes: 3}, classify.Labels{Class: []int{0, 1}, Classes: 2, Passes: 3})
	l.Follow = classify.Fit([]classify.Example{{Text: texts[0], Class: 0}}, int(NumFollows))
	file, err := l.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := ReadLearnt(file); err != nil || len(back.Kinds) != 2 || len(back.Weights) != NumOpinions {
		t.Fatalf("got %+v, %v", back, err)
	}
	for n := range file {
		if _, err := ReadLearnt(file[:n]); err == nil {
			t.Errorf("%d bytes of %d were read", n, len(file))
		}
	}
}

// TestOwnFolder: a folder's file takes a sign's place; a weaker one needs a signature.
func TestOwnFolder(t *testing.T) {
	signature := "approved_by: Dr. May\napproved_on: 2026-05-01\n"
	for name, c := range map[string]struct {
		file string
		want string // fault, or empty
	}{
		"same":          {strings.Replace(wholeSign, "Hours matter.", "It matters.", 1), ""},
		"lower":         {strings.Replace(wholeSign, "E911", "SAMEDAY", 1), "lowers the sign's level"},
		"lower, signed": {strings.Replace(wholeSign, "E911", "SAMEDAY", 1) + signature, ""},
		"freer link":    {wholeSign + "link: keep\n", "freer booking link"},
		"less words":    {strings.Replace(wholeSign, "groin ~3 numb", "groin", 1), "drops the certain words"},
		"off":           {wholeSign + "off: true\n", "switches the sign off"},
		"off, signed":   {wholeSign + "off: true\n" + signature, ""},
	} {
		s, err := Load(folder("A.yaml", wholeSign, "B.yaml", wholeSign), fstest.MapFS{"signs/A.yaml": {Data: []byte(c.file)}})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: got %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		case name == "off, signed" && len(s.All()) != 1:
			t.Errorf("off: got %d signs", len(s.All()))
		}
	}
	added, err := Load(folder("A.yaml", wholeSign), fstest.MapFS{"signs/OWN.yaml": {Data: []byte(strings.Replace(wholeSign, "groin ~3 numb", "green tongue", 1))}})
	if err != nil {
		t.Fatal(err)
	}
	if f := added.Check("i have a green tongue"); len(f) != 1 || f[0].ID != "OWN" || !f[0].Warns() {
		t.Errorf("a folder's own sign: got %+v", f)
	}
}
