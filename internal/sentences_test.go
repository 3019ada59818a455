package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// speakers are the packages whose words reach people. What they say comes from package voice or from the knowledge folder.
func speakers() []string { return []string{"bot"} }

// TestSentences: no package but voice has a sentence or a label of its own.
func TestSentences(t *testing.T) {
	for _, dir := range speakers() {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) < 3 {
			t.Fatalf("%s: got %d files, %v", dir, len(files), err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, found := range sentences(t, name, nil) {
				t.Errorf("%s: %s; it belongs into package voice", name, found)
			}
		}
	}
}

// TestSentencesAreFound shows that the test above finds what it is there for, and nothing else.
func TestSentencesAreFound(t *testing.T) {
	const source = `package x
import "fmt"
const label = "Show all"
var wants = struct{ F int ` + "`json:\"two words\"`" + ` }{}
func f() {
	say("Please wait.")
	log.Error("looking up a person", "key value", 1)
	_ = errors.New("this is for who runs it")
	_ = fmt.Errorf("doing a thing: %w", err)
	_ = "one" + "two, three"
	_ = "key:value"
	_ = "a b"
}`
	want := []string{`"Show all"`, `"Please wait."`, `"two, three"`}
	if got := sentences(t, "x.go", source); !slices.Equal(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// sentences are the string literals of a file that hold words for people. What goes to the log or into an error is for
// whoever runs the program.
func sentences(t *testing.T, name string, source any) (found []string) {
	t.Helper()
	words := regexp.MustCompile(`\p{L}{2,}[,.;:!?"')]* +["'(]*\p{L}{2,}`)
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"New", "Errorf", "Error", "Warn", "Info", "Debug"}, f.Sel.Name) {
				return false
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && words.MatchString(text) {
				found = append(found, n.Value)
			}
		}
		return true
	})
	return found
}
