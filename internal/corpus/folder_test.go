package corpus

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestOtherFiles: a file that is not read is named, with what to do; what belongs beside articles is not.
func TestOtherFiles(t *testing.T) {
	const (
		taken = `is not read as it is; "backtalk import FILE --to FOLDER" takes it in`
		saved = "is not read; save it as .docx or .csv and import that, or paste its text into a .md file"
		other = "is not read; articles are files that end in .md or .txt"
	)
	tests := []struct{ files, want string }{
		{"README README.md readme.html synonyms.yaml topics.yaml .hidden.docx .DS_Store ~$faq.docx topics/t.yaml signs/a.yaml learn/a.jsonl deep/faq.docx", ""},
		{"faq.html faq.htm Faq.DOCX faq.csv", "Faq.DOCX: " + taken + "\nfaq.csv: " + taken + "\nfaq.htm: " + taken + "\nfaq.html: " + taken},
		{"a.pdf a.doc a.rtf a.odt a.pages a.xlsx", "a.doc: " + saved + "\na.odt: " + saved + "\na.pages: " + saved + "\na.pdf: " + saved + "\na.rtf: " + saved + "\na.xlsx: " + saved},
		{"LICENSE logo.png topics.json", "LICENSE: " + other + "\nlogo.png: " + other + "\ntopics.json: " + other},
	}
	for _, tt := range tests {
		layer := folder("z.md", "Te\u200bxt.\n")
		for _, name := range strings.Fields(tt.files) {
			layer[name] = &fstest.MapFile{}
		}
		c, err := Load(alone(folder("b.md", "Text.\n", "earlier.pdf", ""), layer))
		if err != nil {
			t.Errorf("%s: %v", tt.files, err)
			continue
		}
		const last = "z.md:1: the character U+200B, which nobody sees, stands here; remove it"
		if got, want := c.Warnings().Error(), strings.TrimSpace(tt.want+"\n"+last); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.files, got, want)
		}
	}
	c, err := Load(alone(folder("faq.docx", "PK", "notes.pdf", "%PDF")))
	checkFaults(t, c, err, ".: no articles here; faq.docx: is not read as it is; notes.pdf: is not read")
}

// TestFolderBounds: too much is one fault, whichever way it is too much.
func TestFolderBounds(t *testing.T) {
	many := func(n int, form string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	full := func(n int) string { return strings.Repeat("a ", n/2) }
	section := "# A %d\n\n" + strings.Repeat(words(60, "a")+"\n\n", 900)
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"as much as fits", []string{"a.md", full(MaxArticles / 2), "b.txt", full(MaxArticles / 2)}, ""},
		{"a byte more", []string{"a.md", full(MaxArticles / 2), "b.txt", full(MaxArticles/2 + 2)}, ".: the articles here hold 4.0 MB together, of which b.txt has 2.0"},
		{"much more, and a fault that nobody looks for", []string{"a.md", "\xff" + full(6<<20)}, ".: the articles here hold 6.0 MB together, of which a.md has 6.0"},
		{"other files do not count", []string{"a.md", "Text.", "b.csv", full(6 << 20), "README.md", full(6 << 20)}, ""},
		{"as many passages as fit", []string{"a.md", many(MaxPassages, "# A %d\nX.\n")}, ""},
		{"a section more", []string{"a.md", many(MaxPassages, "# A %d\nX.\n"), "b.md", "Text."}, ".: the articles here make more than 20000 passages"},
		{"sections of many passages, and faults behind them", []string{"a.md", many(20, section), "b.txt", "---\nsources: {x: y}\n---\n" + many(5, section), "c.md", "---\nsources: {x: y}\n---\nText."},
			".: the articles here make more than 20000 passages"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Load(alone(folder(tt.files...)))
			checkFaults(t, c, err, tt.want)
		})
	}
}

// unopened fails a test that opens an article.
type unopened struct {
	fstest.MapFS
	t *testing.T
}

func (u unopened) Open(name string) (fs.File, error) {
	if name != "." {
		u.t.Errorf("%s was opened", name)
	}
	return u.MapFS.Open(name)
}

// Stat keeps [fs.Stat] from opening.
func (u unopened) Stat(name string) (fs.FileInfo, error) { return u.MapFS.Stat(name) }

// TestRefusedAtOnce: 16 MB are refused by their sizes alone, before a file is opened.
func TestRefusedAtOnce(t *testing.T) {
	big := fstest.MapFS{}
	for i := range 16 {
		big[fmt.Sprintf("a%d.md", i)] = &fstest.MapFile{Data: make([]byte, 1<<20)}
	}
	r := &report{}
	articles, none := readArticles(r, unopened{big, t})
	if len(articles) != 0 || none || len(r.faults) != 1 {
		t.Errorf("got %d articles, none %v, and %v", len(articles), none, r.faults)
	}
}
