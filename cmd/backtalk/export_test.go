package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// TestExport: the built-in articles are written out as they are, and nothing is overwritten unasked.
func TestExport(t *testing.T) {
	t.Parallel()
	to := filepath.Join(t.TempDir(), "deep", "articles")
	export := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := run(context.Background(), append([]string{"export"}, args...), func(string) string { return "" }, strings.NewReader(""), &out, &out)
		return out.String(), err
	}
	if _, err := export(); err == nil || !strings.Contains(err.Error(), "export --to my-articles") {
		t.Errorf("without a folder: got %v", err)
	}
	out, err := export("--to", to)
	if err != nil {
		t.Fatalf("got %v\n%s", err, out)
	}
	names, err := fs.Glob(knowledge.FS, "*.md")
	if err != nil || len(names) < 3 {
		t.Fatalf("got %d articles, %v", len(names), err)
	}
	for _, name := range names {
		want, _ := fs.ReadFile(knowledge.FS, name)
		if got, err := os.ReadFile(filepath.Join(to, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not as it was built in: %v", name, err)
		}
		lookFor(t, "what it says", out, "Wrote "+filepath.Join(to, name)+"\n")
	}
	lookFor(t, "what it says", out, "in the place of the built-in one")
	if entries, err := os.ReadDir(to); err != nil || len(entries) != len(names) {
		t.Errorf("got %d files, %v, want %d", len(entries), err, len(names))
	}

	// All of it is the clinic's own now, whatever it changes.
	edited := filepath.Join(to, names[0])
	if err := os.WriteFile(edited, []byte("# Mine\n\n## Massage for dogs\nWe do.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: os.DirFS(to)})
	if err != nil || !c.Builtin() {
		t.Fatalf("served with the built-in articles: %v", err)
	}
	for _, r := range c.Replaced() {
		if r.Builtin.ID != r.Own.ID && r.Topic == "" {
			t.Errorf("%s is replaced by %s", r.Builtin.ID, r.Own.ID)
		}
	}
	for _, d := range c.Documents() {
		if d.Builtin && d.File != names[0] {
			t.Errorf("the built-in %s is served beside the own one", d.File)
		}
	}
	if !slices.ContainsFunc(c.Documents(), func(d *corpus.Document) bool { return d.Builtin }) {
		t.Errorf("what was taken out of %s is not served as it was built in", names[0])
	}

	if out, err := export("--to", to); err == nil || !strings.Contains(err.Error(), names[0]) || !strings.Contains(err.Error(), "--force") || out != "" {
		t.Errorf("again: got %v\n%s", err, out)
	}
	if got, err := os.ReadFile(edited); err != nil || !strings.HasPrefix(string(got), "# Mine") {
		t.Errorf("what was edited became %q, %v", got, err)
	}
	if out, err := export("--to", to, "--force"); err != nil {
		t.Errorf("with --force: got %v\n%s", err, out)
	}
	if got, err := os.ReadFile(edited); err != nil || strings.HasPrefix(string(got), "# Mine") {
		t.Errorf("--force left %q, %v", got, err)
	}
}
