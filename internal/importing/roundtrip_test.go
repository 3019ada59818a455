package importing

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

// roundTrip holds what is true of every article: package corpus reads it without a fault, with the same title, the same
// headings, and under each the same words in the same order.
func roundTrip(t *testing.T, a *Article) {
	t.Helper()
	file := string(a.Markdown())
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{a.FileName(): {Data: []byte(file)}}})
	if err != nil {
		t.Fatalf("the article does not load: %v\n%s", err, clip(file))
	}
	if w := c.Warnings(); len(w) > 0 {
		t.Errorf("got the warning %v", w[0])
	}
	doc := c.Documents()[0]
	if doc.Title != a.Title {
		t.Errorf("title: got %q, want %q", doc.Title, a.Title)
	}
	if len(doc.Sections) != len(a.Entries) {
		t.Fatalf("got %d sections, want the %d entries\n%s", len(doc.Sections), len(a.Entries), clip(file))
	}
	for i, s := range doc.Sections {
		e := a.Entries[i]
		if want := strings.ReplaceAll(e.Heading, "{#", "{ #"); s.Heading != want {
			t.Errorf("heading %d: got %q, want %q\n%s", i, s.Heading, want, clip(file))
		}
		var got strings.Builder
		for _, p := range s.Passages {
			got.WriteString(p.Text() + "\n")
		}
		if g, w := norms(got.String()), norms(asWritten(e.blocks)); !slices.Equal(g, w) {
			t.Errorf("under %q: got the words\n%q, want\n%q\n%s", e.Heading, g, w, clip(file))
		}
	}
}

func clip(s string) string { return s[:min(len(s), 2000)] }

// norms are the words of Markdown, its signs left out.
func norms(s string) []string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isSign(rune(s[i+1])) {
			continue
		}
		b.WriteByte(s[i])
	}
	return text.Norms(strings.NewReplacer("*", "", "\n", " ", "|", " ", "\\", "").Replace(b.String()))
}

// asWritten are the words of blocks, with the numbers of lists.
func asWritten(blocks []block) string {
	var b strings.Builder
	for _, bl := range blocks {
		if bl.number > 0 {
			fmt.Fprintf(&b, "%d. ", bl.number)
		}
		b.WriteString(plain(bl.lines...) + "\n")
		for _, row := range bl.rows {
			b.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	return b.String()
}

// golden compares with a file; UPDATE=1 writes what is got.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s:%d: got\n%s\n(UPDATE=1 writes what is got)", filepath.Base(file), i+1, strings.Join(g[min(i, len(g)):min(i+5, len(g))], "\n"))
		}
	}
}
