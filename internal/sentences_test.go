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
func speakers() []string { return []string{"bot", "courier", "discord", "slack", "terminal"} }

// operators are the files whose words go to whoever runs the program: "backtalk check", "backtalk discord invite", and the
// log, which says why a connection broke.
func operators() []string {
	return []string{"check.go", "invite.go", "permission.go", "connect.go", "reason.go", "fail.go"}
}

// protocol are words of the platforms' own, and of the log.
func protocol() []string {
	return []string{"bot applications.commands", "a direct one", "Discord in %d spaces"}
}

// TestSentences: no package but voice has a sentence or a label of its own.
func TestSentences(t *testing.T) {
	for _, dir := range speakers() {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) < 3 {
			t.Fatalf("%s: got %d files, %v", dir, len(files), err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || slices.Contains(operators(), filepath.Base(name)) {
				continue
			}
			for _, found := range sentences(t, name, nil) {
				if !slices.Contains(protocol(), found) {
					t.Errorf("%s: %q; it belongs into package voice", name, found)
				}
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
	failed("posting a reply", err)
	say("posting a reply")
	_ = "one" + "two, three"
	_ = "key:value"
	_ = "a b"
}`
	want := []string{"Show all", "Please wait.", "posting a reply", "two, three"}
	if got := sentences(t, "x.go", source); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// sentences are the string literals of a file that hold words for people. What goes to the log or into an error is for
// whoever runs the program: so does what is being done ("posting a reply"), where it is told to what reports an error.
func sentences(t *testing.T, name string, source any) (found []string) {
	t.Helper()
	words := regexp.MustCompile(`\p{L}[,.;:!?"')]* +["'(]*\p{L}{2,}`)
	doing := regexp.MustCompile(`^"[a-z]+ing `)
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
			if reports(n) {
				n.Args = slices.DeleteFunc(n.Args, func(x ast.Expr) bool {
					lit, ok := x.(*ast.BasicLit)
					return ok && doing.MatchString(lit.Value)
				})
			}
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"New", "Errorf", "Error", "Warn", "Info", "Debug", "postingFailed"}, f.Sel.Name) {
				return false
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && words.MatchString(text) {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}

// reports tells whether a call puts what is being done before an error.
func reports(call *ast.CallExpr) bool {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	return slices.Contains([]string{"failed", "Failed", "Call", "call", "caught", "post", "get"}, name)
}
