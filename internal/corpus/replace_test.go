package corpus

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/knowledge"
)

// builtinFolder is a small built-in folder: two articles, three topics.
func builtinFolder(more ...string) Folders {
	return Folders{Builtin: folder(append([]string{
		"tips.md", "---\ntitle: Tips\nsources:\n  tipping: The press\n---\n# Tips\n\n## Tipping {#tipping}\nBuilt in on tips.\n\n## Massage {#heat}\nBuilt in on heat.\n",
		"zleep.md", "# Sleep\n\n## What helps\nBuilt in on sleep, and parking by the park.\n",
		"topics/t.yaml", topicsFile("tipping clinic; gratuity, tip", "parking clinic; car park; parking+park", "sleep massage; what helps")}, more...)...)}
}

// TestBeside: the clinic's own sections come first, and take the place of built-in ones on the same subject.
func TestBeside(t *testing.T) {
	tests := []struct {
		name           string
		own            []string
		want, replaced string
	}{
		{"another subject", []string{"a.md", "## Pets\nOurs."}, "pets=Ours. | tips | tipping=Built in on tips. | heat=Built in on heat. | sleep | what-helps=Built in on sleep, and parking by the park.", ""},
		{"the same topic", []string{"a.md", "## Gratuity\nOurs."}, "gratuity=Ours. | tips | heat=Built in on heat. | sleep | what-helps=Built in on sleep, and parking by the park.", "tipping by gratuity, tipping"},
		{"the same id", []string{"a.md", "## Heat\nOurs."}, "heat=Ours. | tips | tipping=Built in on tips. | sleep | what-helps=Built in on sleep, and parking by the park.", "heat by heat, "},
		{"a topic that is not the first", []string{"a.md", "## Car park\nOurs."}, "car-park=Ours. | tips | tipping=Built in on tips. | heat=Built in on heat. | sleep | what-helps=Built in on sleep, and parking by the park.", ""},
		{"a whole article", []string{"a.md", "## What helps\nOurs."}, "what-helps=Ours. | tips | tipping=Built in on tips. | heat=Built in on heat.", "what-helps by what-helps, "},
		{"the first of two", []string{"a.md", "## Gratuity\nOurs.\n\n## X\nB.", "b.md", "---\ntopics: {y: [tipping]}\n---\n## Y\nC."},
			"gratuity=Ours. | x=B. | y=C. | tips | heat=Built in on heat. | sleep | what-helps=Built in on sleep, and parking by the park.", "tipping by gratuity, tipping"},
		{"a title", []string{"a.md", "# Tipping\n\n## X\nOurs."}, "tipping | x=Ours. | tips | heat=Built in on heat. | sleep | what-helps=Built in on sleep, and parking by the park.", "tipping by tipping, "},
		{"everything", []string{"a.md", "## Tipping\nA.\n\n## Heat\nB.\n\n## What helps\nC."}, "tipping=A. | heat=B. | what-helps=C.", "tipping by tipping, ; heat by heat, ; what-helps by what-helps, "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := builtinFolder()
			f.Own, f.Serve = folder(tt.own...), Yes
			c, err := Load(f)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(c); got != tt.want || !c.Builtin() {
				t.Errorf("got %q, built-in articles %v\nwant %q", got, c.Builtin(), tt.want)
			}
			var replaced []string
			for _, r := range c.Replaced() {
				replaced = append(replaced, r.Builtin.ID+" by "+r.Own.ID+", "+r.Topic)
				if !r.Builtin.Document().Builtin || r.Own.Document().Builtin {
					t.Errorf("%s is replaced by %s, the wrong way round", r.Builtin.ID, r.Own.ID)
				}
				if c.Passage(r.Builtin.Passages[0].ID()) != nil || slices.ContainsFunc(c.Claims(), func(cl Claim) bool { return cl.Passage.Section() == r.Builtin }) {
					t.Errorf("something is left of %s", r.Builtin.ID)
				}
				if r.Topic != "" && slices.ContainsFunc(c.Covering(r.Topic), func(p *Passage) bool { return p.Document().Builtin }) {
					t.Errorf("a built-in passage still covers %s", r.Topic)
				}
			}
			if got := strings.Join(replaced, "; "); got != tt.replaced {
				t.Errorf("replaced: got %q, want %q", got, tt.replaced)
			}
			part := c.Only(func(*Passage) bool { return true })
			if shown(part) != tt.want || !part.Builtin() || len(part.Replaced()) != len(c.Replaced()) {
				t.Errorf("a part of it: got %q", shown(part))
			}
			checkCorpus(t, c)
		})
	}
}

// TestSameFile: files of the same name in both folders are two documents, and the own one keeps the name.
func TestSameFile(t *testing.T) {
	f := builtinFolder()
	f.Own, f.Serve = folder("tips.md", "## Pets\nOurs.", "tips.txt", "Dogs.", "zleep.md", "## Cats\nOurs."), Yes
	c, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range c.Documents() {
		names = append(names, d.Name)
		if slices.Contains(names[:len(names)-1], d.Name) {
			t.Errorf("two documents have the name %s", d.Name)
		}
		if want := len(names) > 3; d.Builtin != want {
			t.Errorf("%s: got built in %v, want %v", d.Name, d.Builtin, want)
		}
	}
	if len(names) != 5 || names[0] != "tips" || names[2] != "zleep" {
		t.Errorf("got %q, want the own ones first, with their names", names)
	}
	checkCorpus(t, c)
}

// TestExported: who edits nothing of the built-in articles has them all, and each once.
func TestExported(t *testing.T) {
	own := fstest.MapFS{}
	files, err := fs.Glob(knowledge.FS, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		own[name] = &fstest.MapFile{Data: data}
	}
	c, err := Load(Folders{Builtin: knowledge.FS, Own: own})
	if err != nil {
		t.Fatal(err)
	}
	whole := shipped(t)
	if !c.Builtin() || shown(c) != shown(whole) || len(c.Claims()) != len(whole.Claims()) {
		t.Errorf("got %d passages, %d claims, built-in articles %v, want the %d and %d that were exported", len(c.Passages()), len(c.Claims()), c.Builtin(), len(whole.Passages()), len(whole.Claims()))
	}
	for _, d := range c.Documents() {
		if d.Builtin {
			t.Errorf("%s stands beside what was exported of it", d.Name)
		}
	}
	checkCorpus(t, c)
}

// TestOffBeside: a topic that the own folder switches off is no fault of the built-in article that names it.
func TestOffBeside(t *testing.T) {
	f := builtinFolder("front.md", "---\ntopics: {y: [tipping]}\n---\n## Y\nBuilt in.")
	f.Own, f.Serve = folder("a.md", "Ours.", "topics/off.yaml", "off: [tipping]\n"), Yes
	c, err := Load(f)
	if err != nil || c.Topic("tipping") != nil || !strings.Contains(shown(c), "y=Built in.") {
		t.Errorf("got %v, want the article without the topic", err)
	}
}

// TestIntroductionsAfterReplacing: what leads in to sections names only those that are served.
func TestIntroductionsAfterReplacing(t *testing.T) {
	f := Folders{Builtin: folder("a.md", "# Kinds\nThese are they:\n\n## Swedish\nA.\n\n## Shiatsu\nB.\n"), Own: folder("b.md", "## Swedish\nOurs."), Serve: Yes}
	c, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Passage("a/kinds/1").Introduces(); !slices.Equal(got, []string{"Shiatsu"}) {
		t.Errorf("got %q, want what is left", got)
	}
}
