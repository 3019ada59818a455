package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	fakewire "backtalk/internal/fake/wire"
	"backtalk/knowledge"
)

// patience is how long a test waits for what should happen at once.
const patience = 20 * time.Second

// home is where a program under test lives: its configuration, knowledge and data, and all that it ever wrote.
type home struct {
	t       *testing.T
	dir     string
	env     []string
	written *fakewire.Log
}

func newHome(t *testing.T, config string, env ...string) *home {
	t.Helper()
	h := &home{t: t, dir: t.TempDir(), env: env, written: &fakewire.Log{}}
	if err := writeTiny(filepath.Join(h.dir, "articles")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(h.dir, configName), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	return h
}

// running is the program as a process of its own.
type running struct {
	h     *home
	cmd   *exec.Cmd
	ended chan struct{}
	err   error
}

// start starts the program in its home; it is killed at the end of the test when it still runs.
func (h *home) start(args ...string) *running {
	h.t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = h.dir
	cmd.Env = append(append(os.Environ(), beProgram+"=1"), h.env...)
	cmd.Stdout, cmd.Stderr = h.written, h.written
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	p := &running{h: h, cmd: cmd, ended: make(chan struct{})}
	go func() {
		p.err = cmd.Wait()
		close(p.ended)
	}()
	h.t.Cleanup(p.kill)
	return p
}

// serve starts "backtalk serve" with the small articles.
func (h *home) serve() *running { return h.start("serve", "--knowledge", "articles") }

// stop asks the program to end, as a service manager does, and wants it to end well.
func (p *running) stop() {
	p.h.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.h.t.Fatalf("stopping: %v; it wrote\n%s", err, p.h.written)
	}
	p.wait()
	if p.err != nil {
		p.h.t.Errorf("it ended with %v and wrote\n%s", p.err, p.h.written)
	}
}

// kill ends the program at once.
func (p *running) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

func (p *running) wait() {
	p.h.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		p.h.t.Fatalf("it does not end; it wrote\n%s", p.h.written)
	}
}

// until waits for something to be so.
func (h *home) until(what string, ok func() bool) {
	h.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("waited in vain: %s; it wrote\n%s", what, h.written)
		}
	}
}

// held looks for words in everything that the program wrote: its output, and every file of its home but those that the test
// put there. It says where each stands.
func (h *home) held(words ...string) (found []string, err error) {
	all := map[string][]byte{"its output": []byte(h.written.String())}
	err = filepath.WalkDir(h.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "articles" {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || d.Name() == configName {
			return err
		}
		all[d.Name()], err = os.ReadFile(path)
		return err
	})
	if err == nil && len(all) < 2 {
		err = errors.New("there are no files")
	}
	for where, data := range all {
		for _, w := range words {
			if bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(w))) {
				found = append(found, where+" holds "+w)
			}
		}
	}
	slices.Sort(found)
	return found, err
}

// holdsNone wants none of some words in anything that the program wrote.
func (h *home) holdsNone(words ...string) {
	h.t.Helper()
	found, err := h.held(words...)
	if err != nil {
		h.t.Fatalf("looking through what it wrote: %v", err)
	}
	for _, f := range found {
		h.t.Error(f)
	}
}

// TestHeldSees: a word is seen wherever a program could leave it, however it is written.
func TestHeldSees(t *testing.T) {
	t.Parallel()
	h := newHome(t, "clinic: {}\n# zz-secret, which the test put there\n")
	if _, err := h.held("zz-secret"); err == nil {
		t.Error("nothing to look through is no error")
	}
	if err := os.Mkdir(filepath.Join(h.dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	h.write("data/backtalk.db", "\x00\x01ZZ-Secret\x00")
	h.write("other.log", "error: zz-secret")
	h.write("clean", "nothing")
	if _, err := h.written.Write([]byte("level=ERROR error=\"zz-SECRET\"")); err != nil {
		t.Fatal(err)
	}
	found, err := h.held("zz-secret", "zz-other")
	if want := []string{"backtalk.db holds zz-secret", "its output holds zz-secret", "other.log holds zz-secret"}; err != nil || !slices.Equal(found, want) {
		t.Errorf("got %q, %v, want %q", found, err, want)
	}
}

// signIDs are the danger signs of the program, as nothing that it writes may tell them: who reads "CES" beside a name knows.
func signIDs(t *testing.T) (ids []string) {
	t.Helper()
	files, err := fs.Glob(knowledge.FS, "signs/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d signs, %v", len(files), err)
	}
	for _, f := range files {
		if id := strings.TrimSuffix(path.Base(f), ".yaml"); len(id) > 5 { // shorter ones stand in other words, too
			ids = append(ids, id)
		}
	}
	return ids
}

// lookFor fails the test when text does not hold all parts.
func lookFor(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%s: %q is not in\n%s", what, p, text)
		}
	}
}
