package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// learns are the functions that fit something to examples.
func learns() []string { return []string{"Fit", "FitHeads", "Extend", "Logistic", "Conditional"} }

// TestMessagesTrainNothing: no path leads from what people write to what is learnt. Nothing that fits anything to examples can
// see a message, since neither it nor anything that it imports knows package chat; and whoever hears messages (bot, courier,
// the adapters, the store) cannot call it, not even through others, but for the corpus that is loaded, whose examples are the
// topics of its folders and a sample of what the built-in ones were learnt from.
func TestMessagesTrainNothing(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	found, packages := uses(t, os.DirFS(root))
	imports := map[string][]string{}
	for _, u := range found {
		if own, ok := strings.CutPrefix(u.imports, module+"/"); ok && !u.testFile {
			imports[u.dir] = append(imports[u.dir], own)
		}
	}
	fits := map[string][]string{} // packages that fit something, with the files
	for dir := range packages {
		for _, file := range fitting(t, filepath.Join(root, filepath.FromSlash(dir))) {
			fits[dir] = append(fits[dir], path.Base(file))
		}
	}
	if len(fits["internal/lesson"]) == 0 || len(fits["internal/corpus"]) == 0 {
		t.Fatalf("nothing is found that learns: %v", fits)
	}
	for dir := range fits {
		if reach := reached(imports, dir); slices.Contains(reach, "internal/chat") {
			t.Errorf("%s learns and can see messages: it imports %v", dir, reach)
		}
		if !slices.Contains([]string{"internal/lesson", "internal/corpus", "internal/quality"}, dir) {
			t.Errorf("%s learns; say here from what, and that no message is among it", dir)
		}
	}
	for _, dir := range []string{"internal/bot", "internal/courier", "internal/discord", "internal/slack", "internal/terminal", "internal/store", "internal/chat"} {
		reach := reached(imports, dir)
		if slices.Contains(reach, "internal/lesson") || slices.Contains(reach, "internal/quality") {
			t.Errorf("%s hears messages and can have something learnt: it imports %v", dir, reach)
		}
	}
	for _, u := range found {
		if u.imports == module+"/internal/lesson" && !u.testFile && u.file != "cmd/backtalk/learn.go" && u.file != "cmd/backtalk/eval.go" {
			t.Errorf("%s imports what learns; \"backtalk learn\" and \"backtalk eval\" alone do", u.file)
		}
	}
}

// reached are all own packages that a package imports, through others too.
func reached(imports map[string][]string, dir string) (all []string) {
	for next := []string{dir}; len(next) > 0; {
		one := next[0]
		next = next[1:]
		for _, to := range imports[one] {
			if !slices.Contains(all, to) {
				all, next = append(all, to), append(next, to)
			}
		}
	}
	return all
}

// fitting are the files of a package that call a function of package classify which fits something, or a classifier's Extend.
func fitting(t *testing.T, dir string) (files []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.SelectorExpr); ok && slices.Contains(learns(), f.Sel.Name) {
				if pkg, ok := f.X.(*ast.Ident); ok && pkg.Name == "classify" || f.Sel.Name == "Extend" {
					files = append(files, name)
				}
			}
			return true
		})
	}
	return files
}
