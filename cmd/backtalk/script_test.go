package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

func TestMain(m *testing.M) {
	if os.Getenv(beProgram) != "" {
		os.Exit(program())
	}
	testscript.Main(m, map[string]func(){"backtalk": main})
}

// TestScripts drives the real program. Scripts find a small knowledge folder, quick to load, as $TINY, and the built-in
// articles as $ARTICLES. UPDATE=1 writes what a "cmp" expects. Under the race detector, where a start takes
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
		Cmds:               map[string]func(*testscript.TestScript, bool, []string){"lines": lines, "windows": windows},
		Setup: func(env *testscript.Env) error {
			tiny, articles := filepath.Join(env.WorkDir, "tiny"), filepath.Join(env.WorkDir, "articles")
			env.Setenv("TINY", tiny)
			env.Setenv("ARTICLES", articles)
			return errors.Join(writeTiny(tiny), writeArticles(articles))
		},
	})
}

// allTopics are the ids of the built-in topics.
var allTopics = sync.OnceValues(func() ([]string, error) {
	c, err := corpus.Load(knowledge.FS)
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

// writeArticles writes the built-in articles.
func writeArticles(dir string) error {
	names, err := fs.Glob(knowledge.FS, "*.md")
	if err != nil || len(names) == 0 {
		return fmt.Errorf("got %d articles, %v", len(names), err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
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

// windows is a command of the scripts: it gives a file a byte order mark and the line ends of Windows.
func windows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: windows FILE")
	}
	text := "\ufeff" + strings.ReplaceAll(ts.ReadFile(args[0]), "\n", "\r\n")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
