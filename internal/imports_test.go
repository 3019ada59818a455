package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what one package may import beside the standard library.
type rule struct {
	own    []string // own packages, without "backtalk/"; "*" is all but test packages
	tests  []string // own packages that its tests may import as well
	others []string // modules of third parties that this package may import, with all that is under them
	test   bool     // a package for tests: it may be imported by tests, and by packages for tests that list it, only
}

const (
	module     = "backtalk"
	goldmark   = "github.com/yuin/goldmark"
	yaml       = "github.com/goccy/go-yaml"
	bleve      = "github.com/blevesearch/bleve/v2"
	snowball   = "github.com/blevesearch/snowballstem"
	cobra      = "github.com/spf13/cobra"
	pflag      = "github.com/spf13/pflag"
	discord    = "github.com/bwmarrin/discordgo"
	slack      = "github.com/slack-go/slack"
	sqlite     = "modernc.org/sqlite"
	websocket  = "github.com/gorilla/websocket"
	fsnotify   = "github.com/fsnotify/fsnotify"
	jsonschema = "github.com/santhosh-tekuri/jsonschema/v6"
	xsync      = "golang.org/x/sync"
	xtime      = "golang.org/x/time"
	xterm      = "golang.org/x/term"
	xunix      = "golang.org/x/sys/unix"
	idna       = "golang.org/x/net/idna"
	xhtml      = "golang.org/x/net/html"
	xtext      = "golang.org/x/text"
	goleak     = "go.uber.org/goleak"
	script     = "github.com/rogpeppe/go-internal/testscript"
)

// rules is the table "Who may import whom" of the design. A package that is not in it may not be.
func rules() map[string]rule {
	return map[string]rule{
		"knowledge":              {},
		"cmd/backtalk":           {own: []string{"*"}, others: []string{cobra, pflag, fsnotify, xterm, xsync}},
		"internal":               {},
		"internal/corpus":        {own: []string{"internal/text", "internal/classify", "internal/learnt", "internal/fault"}, others: []string{goldmark}},
		"internal/text":          {others: []string{snowball}},
		"internal/classify":      {own: []string{"internal/text"}},
		"internal/learnt":        {},
		"internal/contact":       {},
		"internal/phrase":        {own: []string{"internal/text"}},
		"internal/sign":          {own: []string{"internal/text", "internal/classify", "internal/contact", "internal/learnt", "internal/phrase", "internal/fault"}},
		"internal/lesson":        {own: []string{"internal/text", "internal/classify", "internal/corpus", "internal/learnt", "internal/sign"}},
		"internal/search":        {own: []string{"internal/text", "internal/classify", "internal/corpus"}, others: []string{bleve}},
		"internal/answer":        {own: []string{"internal/text", "internal/search", "internal/sign", "internal/corpus"}},
		"internal/chat":          {own: []string{"internal/corpus"}},
		"internal/bot":           {own: []string{"internal/text", "internal/answer", "internal/chat", "internal/corpus", "internal/sign", "internal/voice", "internal/recent"}, tests: []string{"internal/terminal", "internal/learnt"}},
		"internal/quality":       {own: []string{"internal/text", "internal/classify", "internal/search", "internal/answer", "internal/corpus", "internal/fault"}, others: []string{xsync}, tests: []string{"internal/importing", "internal/sign"}},
		"internal/audit":         {own: []string{"internal/text", "internal/answer", "internal/corpus"}, tests: []string{"internal/sign"}},
		"internal/review":        {own: []string{"internal/text", "internal/phrase", "internal/sign", "internal/corpus", "internal/voice"}},
		"internal/importing":     {own: []string{"internal/text", "internal/corpus"}, others: []string{xhtml}},
		"internal/config":        {own: []string{"internal/text", "internal/fault"}, others: []string{yaml, idna}},
		"internal/store":         {own: []string{"internal/chat"}, others: []string{sqlite}},
		"internal/courier":       {own: []string{"internal/chat", "internal/recent"}, tests: []string{"internal/store"}},
		"internal/discord":       {own: []string{"internal/chat", "internal/courier", "internal/discord/link", "internal/recent", "internal/voice"}, others: []string{discord /* types of components and embeds alone */}, tests: []string{"internal/store"}},
		"internal/discord/link":  {own: []string{"internal/chat", "internal/courier"}, others: []string{discord, websocket, xtime}},
		"internal/slack":         {own: []string{"internal/chat", "internal/courier", "internal/slack/link", "internal/voice"}, others: []string{slack /* types of blocks, forms and parameters alone */, websocket /* in a test, to show what a bare dial tells */}, tests: []string{"internal/bot", "internal/answer", "internal/corpus", "internal/sign", "internal/store"}},
		"internal/slack/link":    {own: []string{"internal/chat", "internal/courier", "internal/recent"}, others: []string{slack, websocket}},
		"internal/terminal":      {own: []string{"internal/chat", "internal/voice"}, others: []string{xterm, xunix}, tests: []string{"internal/corpus"}},
		"internal/chat/chattest": {own: []string{"internal/chat", "internal/corpus"}, test: true},
		"internal/fake/discord":  {own: []string{"internal/fake/wire"}, others: []string{discord, websocket}, test: true},
		"internal/fake/slack":    {own: []string{"internal/fake/wire"}, others: []string{slack, websocket}, test: true},
		"internal/voice":         {own: []string{"internal/chat", "internal/contact", "internal/corpus", "internal/sign"}},
		"internal/recent":        {},
		"internal/fake/wire":     {others: []string{websocket, jsonschema, goleak}, test: true},
		"internal/fault":         {own: []string{"internal/text"}, others: []string{yaml}},
	}
}

// anybody lists what every package may import, and inTests what every test may import beside that.
func anybody() []string { return []string{xtext} }
func inTests() []string { return []string{goleak, script} }

// use is one import in one file.
type use struct {
	file     string // from the module's root
	dir      string // of the importing package
	testFile bool
	imports  string
}

// fault says what is wrong with an import, or returns "".
func (u use) fault(table map[string]rule) string {
	r, known := table[u.dir]
	if !known {
		return "package " + u.dir + " has no rule; add it to the table in internal/imports_test.go and in the design"
	}
	dir, own := strings.CutPrefix(u.imports, module+"/")
	first, _, _ := strings.Cut(u.imports, "/")
	switch {
	case own && dir == u.dir && u.testFile: // an external test of the package
		return ""
	case own && u.testFile && (dir == "knowledge" || table[dir].test || slices.Contains(r.tests, dir)):
		return ""
	case own && table[dir].test && !(r.test && slices.Contains(r.own, dir)):
		return u.dir + " imports " + dir + " outside a test; packages for tests are for tests only"
	case own && (slices.Contains(r.own, dir) || slices.Contains(r.own, "*")):
		return ""
	case own:
		return u.dir + " must not import " + dir + "; it may import " + list(r.own)
	case !strings.Contains(first, "."): // the standard library
		return ""
	case under(u.imports, r.others), under(u.imports, anybody()), u.testFile && under(u.imports, inTests()):
		return ""
	}
	return u.dir + " must not import " + u.imports + "; of third parties it may import " + list(append(r.others, anybody()...))
}

func under(pkg string, modules []string) bool {
	return slices.ContainsFunc(modules, func(m string) bool { return pkg == m || strings.HasPrefix(pkg, m+"/") })
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// uses reads the imports of every Go file under root, whatever its build constraints.
func uses(t *testing.T, root fs.FS) (found []use, packages map[string]bool) {
	t.Helper()
	packages = map[string]bool{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() {
			if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "vendor") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		packages[path.Dir(name)] = true
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found = append(found, use{name, path.Dir(name), strings.HasSuffix(base, "_test.go"), imported})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, packages
}

// TestImports holds every package of the module to the design's table, and the table to what is imported.
func TestImports(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatalf("not at the module's root: %v", err)
	}
	table := rules()
	found, packages := uses(t, os.DirFS(root))
	faults := map[string]bool{}
	for _, u := range found {
		if f := u.fault(table); f != "" {
			faults[u.file+": "+f] = true
		}
	}
	for dir, r := range table {
		for _, promised := range slices.Concat(r.own, r.tests, r.others) {
			if promised != "*" && !slices.ContainsFunc(found, func(u use) bool {
				return u.dir == dir && under(strings.TrimPrefix(u.imports, module+"/"), []string{promised}) && (!u.testFile || !slices.Contains(r.own, promised))
			}) {
				faults[dir+" may import "+promised+" and does not; take it out of the table"] = true
			}
		}
	}
	for dir := range packages {
		if _, known := table[dir]; !known {
			faults[use{dir: dir}.fault(table)] = true
		}
	}
	for f := range faults {
		t.Error(f)
	}
	own := 0
	for _, u := range found {
		if strings.HasPrefix(u.imports, module+"/") {
			own++
		}
	}
	if len(packages) < 3 || own == 0 {
		t.Errorf("checked %d packages with %d imports of our own; the module was not found", len(packages), own)
	}
}

// TestImportRules shows that the table catches what it is there for.
func TestImportRules(t *testing.T) {
	tests := []struct {
		use
		want string // part of the fault; empty when the import is right
	}{
		{use{"", "internal/corpus", false, "strings"}, ""},
		{use{"", "internal/corpus", false, goldmark + "/ast"}, ""},
		{use{"", "internal/search", false, goldmark}, "must not import"},
		{use{"", "internal/search", false, "github.com/yuin/goldmarkother"}, "must not import"},
		{use{"", "internal/text", false, snowball + "/english"}, ""},
		{use{"", "internal/search", false, snowball + "/english"}, "must not import"},
		{use{"", "internal/text", false, module + "/internal/corpus"}, "it may import none"},
		{use{"", "internal/answer", false, xtext + "/unicode/norm"}, ""},
		{use{"", "internal/answer", false, bleve}, "must not import"},
		{use{"", "internal/sign", false, module + "/internal/corpus"}, "it may import internal/text, internal/classify"},
		{use{"", "internal/phrase", false, module + "/internal/sign"}, "it may import internal/text"},
		{use{"", "internal/classify", false, module + "/internal/text"}, ""},
		{use{"", "internal/classify", false, module + "/internal/corpus"}, "it may import internal/text"},
		{use{"", "internal/learnt", false, module + "/internal/classify"}, "it may import none"},
		{use{"", "internal/corpus", false, module + "/internal/classify"}, ""},
		{use{"", "internal/corpus", false, module + "/internal/sign"}, "it may import internal/text, internal/classify, internal/learnt, internal/fault"},
		{use{"", "internal/search", false, module + "/internal/learnt"}, "must not import"},
		{use{"", "internal/importing", false, xhtml + "/charset"}, ""},
		{use{"", "internal/importing", false, module + "/internal/answer"}, "it may import internal/text, internal/corpus"},
		{use{"", "internal/corpus", false, xhtml}, "must not import"},
		{use{"", "internal/terminal", false, module + "/internal/bot"}, "must not import"},
		{use{"", "internal/terminal", false, module + "/internal/chat/chattest"}, "tests only"},
		{use{"", "internal/terminal", true, module + "/internal/chat/chattest"}, ""},
		{use{"", "internal/terminal", true, goleak}, ""},
		{use{"", "internal/terminal", false, goleak}, "must not import"},
		{use{"", "internal/search", true, module + "/knowledge"}, ""},
		{use{"", "internal/search", false, module + "/knowledge"}, "must not import"},
		{use{"", "internal/search", true, module + "/internal/bot"}, "must not import"},
		{use{"", "internal/chat", true, module + "/internal/chat"}, ""},
		{use{"", "cmd/backtalk", false, module + "/internal/bot"}, ""},
		{use{"", "cmd/backtalk", false, module + "/internal/chat/chattest"}, "tests only"},
		{use{"", "internal/fake/slack", false, module + "/internal/fake/wire"}, ""},
		{use{"", "internal/fake/slack", false, module + "/internal/fake/discord"}, "tests only"},
		{use{"", "internal/slack", false, module + "/internal/fake/wire"}, "tests only"},
		{use{"", "cmd/backtalk", false, yaml}, "must not import"},
		{use{"", "internal/helpers", false, "strings"}, "has no rule"},
	}
	for _, tt := range tests {
		got := tt.fault(rules())
		if (got == "") != (tt.want == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%+v: got %q, want %q", tt.use, got, tt.want)
		}
	}
}
