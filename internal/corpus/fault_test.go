package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/fault"
)

func TestFaults(t *testing.T) {
	const good = "# A\n\nText.\n"
	topic := func(more string) string {
		return "topics:\n  - id: price\n    kind: clinic\n    ask: How much?\n    questions: [how much]\n" + more
	}
	tests := []struct {
		name  string
		files []string
		want  string // every fault, "; " between them; each a part of the fault's line
	}{
		{"no articles", []string{"topics/a.yaml", topic("")}, ".: no articles here"},
		{"README only", []string{"README.md", good}, ".: no articles here"},
		{"empty file", []string{"a.md", ""}, "a.md: the file is empty"},
		{"white space only", []string{"a.txt", " \r\n\t\n"}, "a.txt: the file is empty"},
		{"front matter only", []string{"a.md", "---\ntitle: A\n---\n"}, "a.md: the file is empty"},
		{"only headings", []string{"a.md", "# A\n## B\n"}, "a.md: holds no text to quote"},
		{"only a comment", []string{"a.md", "# A\n<!-- x -->\n"}, "a.md: holds no text to quote"},
		{"invalid UTF-8", []string{"a.md", "# A\n\ncaf\xe9\n"}, "a.md:3: is not valid UTF-8"},
		{"UTF-16", []string{"a.txt", "\xff\xfeH\x00i\x00"}, "a.txt:1: is saved as UTF-16"},
		{"null bytes", []string{"a.txt", "Hi\n\x00"}, "a.txt:2: holds a null byte"},
		{"too large", []string{"a.txt", strings.Repeat("word. ", MaxFile/6+1)}, "a.txt: is larger than 8 MB"},
		{"brackets without end", []string{"a.md", good, "synonyms.yaml", "groups:\n - " + strings.Repeat("[", 100_000)}, "synonyms.yaml:2: more than 100 brackets are open"},
		{"bad heading id", []string{"a.md", "# A {#Big-Id}\nX.\n"}, `a.md:1: section id "Big-Id": use lower-case`},
		{"heading id not understood", []string{"a.md", "# A {#big id}\nX.\n", "b.txt", "# B {#b\n\nX.\n"}, "a.md:1: the heading's id is not understood; b.txt:1: the heading's id"},
		{"long heading id", []string{"a.md", "# A {#" + strings.Repeat("x", 36) + "}\nX.\n"}, "a.md:1: section id"},
		{"duplicate ids in a file", []string{"a.md", "# A {#a}\nX.\n\n# B {#a}\nX.\n"}, `a.md:4: section id "a" is taken already, in a.md`},
		{"duplicate ids in a folder", []string{"a.md", "# A {#a}\nX.\n", "b.txt", "Y.\n\n# B {#a}\nX.\n"}, `b.txt:3: section id "a" is taken already, in a.md`},
		{"comment in a paragraph", []string{"a.md", "# A\nX <!-- y -->.\n", "b.txt", "X.\n\nY <!-- z -->.\n"}, "a.md:2: a comment inside; b.txt:3: a comment inside"},
		{"comment in a list", []string{"a.md", "# A\n- x\n  <!-- y -->\n"}, "a.md:2: a comment inside"},
		{"open comment", []string{"a.md", "# A\nX.\n\n<!-- y\n\nZ.\n"}, "a.md:4: a comment begins here and never ends"},
		{"open front matter", []string{"a.md", "---\ntitle: A\n\nText.\n"}, "a.md:1: the front matter is not closed"},
		{"front matter without its beginning", []string{"a.md", "title: A\nsource: B\n---\n" + good, "b.txt", "\ufeff\n\nask:\r\n  a: [Where?]\n\nText.\n", "c.md", "\n---\ntitle: C\n---\n# C\n\nText.\n"},
			"a.md:1: title: this looks like front matter, but the three hyphens before it are missing; b.txt:3: ask: this looks like front matter; c.md:3: title: front matter begins on the first line"},
		{"no front matter", []string{"a.md", "Title: by hand\n\nText.\n", "b.md", "# B\n\ntitle: A\n", "c.txt", "source:water\n\nText.\n", "d.txt", "We say it here.\ntitle: A\n"}, ""},
		{"broken front matter", []string{"a.md", "---\ntitle: A: B\n---\n" + good}, "a.md:2: broken YAML"},
		{"unknown key", []string{"a.md", "---\ntitle: A\nsorces: {}\n---\n" + good}, `a.md:3: unknown key "sorces"; did you mean "sources"?`},
		{"bad date", []string{"a.txt", "---\ntitle: A\nreviewed: last May\n---\nText."}, `a.txt:3: reviewed: "last May" is not a date`},
		{"unseen in front matter", []string{"a.md", "---\ntitle: A\u200bB\nsource: \"C\\u202ED\"\nsources: {a: \"x\u00ad\"}\n---\n" + good}, "a.md:2: title: the character U+200B, which nobody sees, stands here; remove it; a.md:3: source: the character U+202E, which nobody sees, stands here; remove it; a.md:4: a: the character U+00AD"},
		{"unseen in ids", []string{"a.md", "# A {#a\u3164b}\nX.\n", "topics/t.yaml", strings.Replace(topic(""), "price", "pri\u3164ce", 1)}, "a.md:1: section id: the character U+3164; topics/t.yaml:2: id: the character U+3164"},
		{"unseen in topics and synonyms", []string{"a.md", good, "topics/t.yaml", strings.Replace(topic("    names: [fee\u2060s]\n    cues: [[x, \"y\\u061C\"]]\n"), "How", "H\u200bow", 1), "synonyms.yaml", "groups:\n  - [a, b\ufeff]\n"},
			"synonyms.yaml:2: groups: the character U+FEFF; topics/t.yaml:4: ask: the character U+200B; topics/t.yaml:6: names: the character U+2060; topics/t.yaml:7: cues: the character U+061C"},
		{"unknown sections", []string{"a.md", "---\nsources:\n  b: X\ntopics:\n  aa: []\n---\n" + good}, `a.md:3: sources: no section of this article has the id "b"; the only one is "a"; a.md:5: topics: no section of this article has the id "aa"; did you mean "a"?`},
		{"unknown topic", []string{"a.md", "---\ntopics:\n  a:\n    - prices\n---\n" + good, "topics/t.yaml", topic("")}, `a.md:4: topics: a: no topic has the id "prices"; did you mean "price"?`},
		{"topic that nothing covers", []string{"a.md", "---\ntopics:\n  a: [hi]\n---\n" + good, "topics/t.yaml", topicsFile("hi smalltalk")}, `a.md:3: topics: a: "hi" is of kind smalltalk`},
		{"front matter of the wrong shape", []string{"a.md", "---\ntitle: [A]\nsources: x\ntopics: {a: b}\n---\n" + good}, "a.md:2: title: write one text; a.md:3: write keys with values; a.md:4: a: write a list"},
		{"unknown section to ask for", []string{"a.md", "---\nask:\n  aa: [Where?]\n---\n" + good}, `a.md:3: ask: no section of this article has the id "aa"; did you mean "a"?`},
		{"another file's section to ask for", []string{"a.md", "---\nask: {b: [Where?]}\n---\n" + good, "b.md", "# B\n\nText.\n"}, `a.md:2: ask: no section of this article has the id "b"; the only one is "a"`},
		{"too much to ask", []string{"a.md", "---\nask:\n  a: [" + strings.Repeat("x, ", 50) + "\n    " + strings.Repeat("é", 301) + "]\n---\n" + good}, "a.md:3: ask: a: has 51 questions; a.md:4: ask: a: a question has 301 characters"},
		{"ask of the wrong shape", []string{"a.md", "---\nask: [x]\n---\n" + good, "b.md", "---\nask:\n  b: x\n  c: [\"\", [y], \"z\u200b\"]\n---\n# B\n\nX.\n\n# C\n\nX.\n"},
			"a.md:2: write keys with values; b.md:3: b: write a list; b.md:4: c: an empty entry; b.md:4: c: not a plain text; b.md:4: c: the character U+200B"},
		{"a list of topics for two sections", []string{"a.md", "---\ntopics: [price]\n---\n" + good + "# B\n\nText.\n", "b.md", "---\ntopics: [x]\n---\nText.\n", "topics/t.yaml", topic("")},
			`a.md:2: topics: a list without a section is for an article of one section, and this one has 2; b.md:2: topics: the only section: no topic has the id "x"`},
		{"two documents of one name", []string{"a.md", "X {#x}\n===\nA.\n", "a.txt", "B."}, ""},
		{"YAML under a second ending", []string{"a.md", good, "synonyms.yaml.txt", "groups:", "topics/a.yml.TXT", "topics:"}, "synonyms.yaml.txt: is a YAML file; topics/a.yml.TXT: is a YAML file"},

		{"broken topics", []string{"a.md", good, "topics/t.yaml", "topics:\n\t- id: x\n"}, "topics/t.yaml:2: broken YAML"},
		{"broken twice in two files", []string{"a.md", good, "topics/a.yaml", "a: 'b\n", "topics/b.yaml", "topics: [\n"}, "topics/a.yaml:1: broken YAML; topics/b.yaml:1: broken YAML"},
		{"topics of the wrong shape", []string{"a.md", good, "topics/a.yaml", "- a\n", "topics/b.yaml", "topics: x\noff: y\ntopic: z\n", "topics/c.yaml", "topics:\n  - x\n"},
			`topics/a.yaml:1: write keys; topics/b.yaml:1: topics: write a list; topics/b.yaml:2: off: write a list; topics/b.yaml:3: unknown key "topic"; did you mean "topics"?; topics/c.yaml:2: write keys; topics/c.yaml:2: a topic without an id`},
		{"unknown key of a topic", []string{"a.md", good, "topics/t.yaml", topic("    question: [x]\n")}, `topics/t.yaml:6: unknown key "question"; did you mean "questions"?`},
		{"letters swapped", []string{"a.md", good, "topics/t.yaml", topic("    aks: x\n")}, `topics/t.yaml:6: unknown key "aks"; did you mean "ask"?`},
		{"bad pack", []string{"a.md", good, "topics/t.yaml", topic("    pack: busines\n")}, `topics/t.yaml:6: topic "price": pack "busines" is not one of business, massage, talk; did you mean "business"?`},
		{"part of another", []string{"a.md", good, "topics/t.yaml", topic("    part_of: fees\n")}, `topics/t.yaml:6: unknown key "part_of"`},
		{"topics at the top and in their folder", []string{"a.md", good, "topics.yaml", topic(""), "topics/b.yaml", topic("")}, `topics/b.yaml:2: topic "price" is defined already, in topics.yaml, line 2`},
		{"damaged learning", []string{"a.md", good, "topics/t.yaml", topic(""), "learn/learnt.bin", "x"}, "learn/learnt.bin: learn/learnt.bin is damaged or of another version of the program"},
		{"key twice", []string{"a.md", good, "topics/t.yaml", topic("    kind: doctor\n")}, "topics/t.yaml:6: broken YAML"},
		{"bad kind", []string{"a.md", good, "topics/t.yaml", topicsFile("price clinik")}, `topics/t.yaml:3: topic "price": kind "clinik" is not one of`},
		{"bad topic id", []string{"a.md", good, "topics/t.yaml", topicsFile("Price! clinic")}, `topics/t.yaml:2: topic id "Price!"`},
		{"topic of nothing", []string{"a.md", good, "topics/t.yaml", "topics:\n  - id: price\n"}, "topics/t.yaml:2: topic \"price\" has no kind; topics/t.yaml:2: topic \"price\" has no ask; topics/t.yaml:2: topic \"price\" has no questions"},
		{"ask too long", []string{"a.md", good, "topics/t.yaml", "topics:\n  - id: price\n    kind: clinic\n    questions: [x]\n    ask: " + strings.Repeat("é", 76) + "\n"}, `topics/t.yaml:5: topic "price": ask has 76 characters`},
		{"a colon in a question", []string{"a.md", good, "topics/t.yaml", topicsFile("price clinic") + "      - x: y\n"}, "topics/t.yaml:6: broken YAML"},
		{"a mapping in a list", []string{"a.md", good, "topics/t.yaml", topic("    names:\n      - x\n      - y: z\n      -\n      - *a\n")}, "topics/t.yaml:8: names: not a plain text; topics/t.yaml:9: names: an empty entry; topics/t.yaml:10: names: not a plain text"},
		{"one word as a cue", []string{"a.md", good, "topics/t.yaml", topic("    cues:\n      - [a, b]\n      - [a]\n")}, "topics/t.yaml:8: cues: the group"},
		{"duplicate topics", []string{"a.md", good, "topics/a.yaml", topic(""), "topics/b.yaml", topic("")}, `topics/b.yaml:2: topic "price" is defined already, in topics/a.yaml, line 2`},
		{"one question, two topics", []string{"a.md", good, "topics/t.yaml", topic("") + "  - id: room\n    kind: clinic\n    ask: X?\n    questions:\n      - a room\n      - How  MUCH\n"}, `topics/t.yaml:11: topic "room": the question "How  MUCH" stands in topic "price" too`},
		{"off without a topic", []string{"a.md", good, "topics/t.yaml", "off:\n  - price\n"}, `topics/t.yaml:2: off: no earlier folder has a topic "price"`},

		{"broken synonyms", []string{"a.md", good, "synonyms.yaml", "groups: [[a, b]\n"}, "synonyms.yaml:1: broken YAML"},
		{"synonyms of the wrong shape", []string{"a.md", good, "synonyms.yaml", "group: []\ngroups:\n  - a\n  - [b]\n  - [c, C]\n  - [d, '']\n"},
			`synonyms.yaml:1: unknown key "group"; did you mean "groups"?; synonyms.yaml:3: groups: write a list; synonyms.yaml:3: a group needs; synonyms.yaml:4: a group needs; synonyms.yaml:5: a group needs; synonyms.yaml:6: groups: an empty entry; synonyms.yaml:6: a group needs`},
		{"a word in two groups", []string{"a.md", good, "synonyms.yaml", "groups:\n  - [a, b]\n  - [c, B]\n"}, `synonyms.yaml:3: "b" stands in another group already`},

		{"everything at once", []string{"a.md", "# A {#A}\n", "b.txt", "\xff", "c.md", "", "topics/t.yaml", "topics: x\n", "synonyms.yaml", "x: y\n"},
			"a.md: holds no text; a.md:1: section id; b.txt:1: is not valid; c.md: the file is empty; synonyms.yaml:1: unknown key; topics/t.yaml:1: topics: write a list"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(alone(folder(tt.files...)))
			checkFaults(t, c, err, tt.want)
		})
	}
}

// checkFaults compares an error of Load with the beginnings of its faults.
func checkFaults(t *testing.T, c *Corpus, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("got %v, want no fault", err)
		}
		return
	}
	if c != nil || err == nil {
		t.Fatalf("got a corpus (%v) and error %v, want faults only: %s", c != nil, err, want)
	}
	got := strings.Split(err.Error(), "\n")
	wants := strings.SplitAfter(want, "; ")
	var joined []string // "; did you mean" and "; remove it" are parts of their faults
	for _, w := range wants {
		if len(joined) > 0 && (strings.HasPrefix(w, "did you mean") || strings.HasPrefix(w, "remove it") || strings.HasPrefix(w, "the only one is")) {
			joined[len(joined)-1] += w
			continue
		}
		joined = append(joined, w)
	}
	if len(got) != len(joined) {
		t.Fatalf("got %d faults, want %d:\n%s", len(got), len(joined), err)
	}
	for i, w := range joined {
		w = strings.TrimSuffix(w, "; ")
		if !strings.HasPrefix(got[i], w) {
			t.Errorf("fault %d\ngot  %s\nwant %s", i+1, got[i], w)
		}
	}
	var faults fault.Faults
	if !errors.As(err, &faults) || len(faults) != len(got) {
		t.Errorf("got %d faults as values, want %d", len(faults), len(got))
	}
}

// A fault of a later folder is reported where that folder stands in error, not where the topic was first defined.
func TestFaultsOfLaterFolders(t *testing.T) {
	built := folder("a.md", "A.", "topics/built.yaml", topicsFile("price clinic", "parking clinic"), "synonyms.yaml", "groups:\n  - [a, b]\n  - [c, d]\n")
	own := folder("b.md", "B.", "topics/own.yaml", "off: [parkin]\ntopics:\n  - id: price\n    ask: "+strings.Repeat("x", 76)+"\n    questions: [about parking]\n",
		"synonyms.yaml", "groups:\n  - [a, e]\n  - [b, c]\n  - [e, f]\n")
	c, err := Load(alone(built, own))
	checkFaults(t, c, err, `synonyms.yaml:3: "c" stands in another group; synonyms.yaml:4: "e" stands in another group; `+
		`topics/own.yaml:1: off: no earlier folder has a topic "parkin"; did you mean "parking"?; topics/own.yaml:4: topic "price": ask has 76; topics/own.yaml:5: topic "price": the question`)
	c, err = Load(alone(built, fstest.MapFS{}))
	checkFaults(t, c, err, ".: no articles here")
	c, err = Load(Folders{})
	checkFaults(t, c, err, ".: no articles here")
}

// failing is a folder with one file that cannot be read: not opened (at "open"), or not to its end (at "read").
type failing struct {
	fs.FS
	name, at string
}

func (f failing) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil || name != f.name {
		return file, err
	}
	if f.at == "open" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return brokenFile{file}, nil
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

func TestUnreadable(t *testing.T) {
	files := folder("a.md", "# A\nX.\n", "b.md", "\xff", "topics/t.yaml", topicsFile("price clinic"), "synonyms.yaml", "groups: []\n")
	tests := []struct{ name, at, want string }{
		{"a.md", "open", "a.md: cannot be read: permission denied; b.md:1: is not valid"},
		{"a.md", "read", "a.md: cannot be read: input/output error; b.md:1: is not valid"},
		{"topics/t.yaml", "open", "b.md:1: is not valid; topics/t.yaml: cannot be read"},
		{"synonyms.yaml", "read", "b.md:1: is not valid; synonyms.yaml: cannot be read"},
		{"topics", "open", "b.md:1: is not valid; topics: cannot be read"},
		{".", "open", ".: reading the folder: permission denied"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.at, func(t *testing.T) {
			c, err := Load(alone(failing{files, tt.name, tt.at}))
			checkFaults(t, c, err, tt.want)
		})
	}
}

// TestDisk loads a real folder with what only a real folder can hold.
func TestDisk(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	write(filepath.Join(outside, "secret.md"), "# Secret\nX.\n")
	write(filepath.Join(dir, "a.md"), "# A\nX.\n")
	link("a.md", "inside.md")
	load := func() (*Corpus, error) {
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		return Load(alone(root.FS()))
	}
	c, err := load()
	if err != nil {
		t.Fatalf("a link inside the folder: %v", err)
	}
	if got, want := shown(c), "a=X. | a-2=X."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}

	link(filepath.Join(outside, "secret.md"), "out.md")
	link("nowhere.md", "dangling.md")
	link(outside, "topics")
	link(outside, "folder.txt")
	write(filepath.Join(dir, "large.txt"), "X.")
	if err := os.Truncate(filepath.Join(dir, "large.txt"), 50<<20); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, err = load()
	checkFaults(t, c, err, "dangling.md: cannot be read; folder.txt: cannot be read; large.txt: is larger than 8 MB; out.md: cannot be read: path escapes; topics: cannot be read: path escapes")

	_, err = Load(alone(os.DirFS(filepath.Join(dir, "nowhere"))))
	checkFaults(t, nil, err, ".: reading the folder")
}
