package internal

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocs: every package says in one comment what it is, and the files that such a comment names are there: beside it, or
// under internal or the root with their folder.
func TestDocs(t *testing.T) {
	_, packages := uses(t, os.DirFS(".."))
	named := regexp.MustCompile(`[\w/]+\.go\b`)
	for dir := range packages {
		if dir == "internal" {
			continue // tests alone
		}
		files, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		comments := 0
		for _, name := range files {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			if file.Doc == nil || strings.HasSuffix(name, "_test.go") {
				continue
			}
			comments++
			for _, other := range named.FindAllString(file.Doc.Text(), -1) {
				there := func(under ...string) bool {
					_, err := os.Stat(filepath.Join(append(under, other)...))
					return err == nil
				}
				if !there("..", dir) && !there() && !there("..") {
					t.Errorf("%s names %s, which is not there", name, other)
				}
			}
		}
		if comments != 1 {
			t.Errorf("%s has %d package comments, want one", dir, comments)
		}
	}
}
