package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// side runs more tests side by side than there are processors: those of the whole program wait more than they work.
type side struct{ *testing.M }

// Run runs the tests.
func (s side) Run() int {
	flag.Parse()
	_ = flag.Set("test.parallel", "4")
	return s.M.Run()
}

// TestScripts drives the real program. Scripts find a small knowledge folder, quick to load, as $TINY; what the built-in
// knowledge is like is TestBuiltIn's. UPDATE=1 writes what a "cmp" expects. Under the race detector, where a start takes
// seconds, only those run in which something happens at the same time.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d scripts, %v", len(files), err)
	}
	if raceDetector {
		files = []string{"testdata/script/chat.txtar", "testdata/script/jsonl.txtar"}
	}
	testscript.Run(t, testscript.Params{
		Files:              files,
		RequireUniqueNames: true,
		UpdateScripts:      os.Getenv("UPDATE") != "",
		Cmds:               map[string]func(*testscript.TestScript, bool, []string){"lines": lines, "begins": begins},
		Setup: func(env *testscript.Env) error {
			tiny := filepath.Join(env.WorkDir, "tiny")
			env.Setenv("TINY", tiny)
			return writeTiny(tiny)
		},
	})
}

// allTopics are the ids of the built-in topics.
var allTopics = sync.OnceValues(func() ([]string, error) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, t := range c.Topics() {
		ids = append(ids, t.ID)
	}
	return ids, nil
})

// allOff is a topic file that switches all built-in topics off, which makes a start quick.
func allOff() (string, error) {
	ids, err := allTopics()
	return "off: [" + strings.Join(ids, ", ") + "]\n", err
}

// writeTiny writes testdata/tiny with all built-in topics switched off.
func writeTiny(dir string) error {
	off, err := allOff()
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, os.DirFS("testdata/tiny")); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "topics", "off.yaml"), []byte(off), 0o644)
}

// begins is a command of the scripts: "begins FILE" wants the last standard output to begin as the file has it.
func begins(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: begins FILE")
	}
	if got, want := ts.ReadFile("stdout"), ts.ReadFile(args[0]); !strings.HasPrefix(got, want) {
		ts.Fatalf("got\n%s\nwant it to begin\n%s", got, want)
	}
}

// lines is a command of the scripts: "lines N" wants so many lines on the last standard output.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lines N")
	}
	if got := fmt.Sprint(strings.Count(ts.ReadFile("stdout"), "\n")); got != args[0] {
		ts.Fatalf("got %s lines, want %s", got, args[0])
	}
}
