package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// refused opens a folder that must be refused, and checks the sentence: it is one, it names the folder, and it holds
// what the person has to know and to do.
func refused(t *testing.T, dir string, want ...string) error {
	t.Helper()
	s, err := Open(context.Background(), dir, time.Now)
	if err == nil {
		s.Close()
		t.Fatalf("opened, want an error with %q", want)
	}
	for _, w := range append(want, dir, ": ") {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("got %q, want %q in it", err, w)
		}
	}
	for _, jargon := range []string{"SQL", "sqlite", "\n", "database", "errno"} {
		if strings.Contains(strings.ReplaceAll(err.Error(), dir, ""), jargon) {
			t.Errorf("got %q, want no %q in it", err, jargon)
		}
	}
	return err
}

// TestFolder: the folder is made for its owner alone, whatever its name; the files are never readable by others.
func TestFolder(t *testing.T) {
	for _, name := range []string{"data", "two/deep", "what? #1 100%41 +é &x=y", "file:x?mode=memory"} {
		dir := filepath.Join(t.TempDir(), name)
		s := opened(t, dir, time.Now)
		accepted(t, s, 1, start())
		modes := map[string]fs.FileMode{dir: fs.ModeDir | 0o700, filepath.Join(dir, fileName): 0o600, filepath.Join(dir, fileName+"-wal"): 0o600}
		for path, want := range modes {
			info, err := os.Stat(path)
			if err != nil || info.Mode() != want {
				t.Errorf("%q: got %v, %v, want %v", path, info, err, want)
			}
		}
		if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
			t.Errorf("%q: got %v, %v, want two files", name, files, err)
		}
		must(t, s.Close())
		must(t, os.Chmod(filepath.Join(dir, fileName), 0o644))
		s = opened(t, dir, time.Now)
		if _, found, err := s.Lookup(t.Context(), sample(1).Key()); !found || err != nil {
			t.Errorf("%q opened again: got %v, %v, want true", name, found, err)
		}
		if info, err := os.Stat(filepath.Join(dir, fileName)); err != nil || info.Mode() != 0o600 {
			t.Errorf("%q opened again: got %v, %v, want 0600", name, info.Mode(), err)
		}
	}
}

// TestClosed: after Close every operation says so, and the folder is free.
func TestClosed(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, time.Now)
	must(t, s.Close())
	must(t, s.Close())
	_, accept := s.Accept(t.Context(), "k", "", nil, start())
	_, _, kept := s.Kept(t.Context(), "k")
	_, erase := s.Erase(t.Context())
	for _, err := range []error{accept, kept, erase, s.Done(t.Context(), "k")} {
		if !errors.Is(err, errClosed) {
			t.Errorf("got %v, want %v", err, errClosed)
		}
	}
	opened(t, dir, time.Now)
}

// TestLocked: one program per folder, whether the other one is this process or another, and no longer than it lives.
func TestLocked(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, time.Now)
	refused(t, dir, "another program is using", "stop the other Backtalk")
	accepted(t, s, 1, start())
	must(t, s.Close())

	process, said := begin(t, "open", dir)
	if !said.Scan() || said.Text() != "open" {
		t.Fatalf("the other process said %q", said.Text())
	}
	refused(t, dir, "another program is using", "stop the other Backtalk")
	must(t, process.Process.Kill())
	process.Wait()
	s = opened(t, dir, time.Now)
	if _, found, err := s.Lookup(t.Context(), sample(1).Key()); !found || err != nil {
		t.Errorf("after the other was killed: got %v, %v, want true", found, err)
	}
}

// TestDamaged: a file that is not what it was is set aside as it is, with its log and the date, and an empty one serves; after
// seven days it is erased.
func TestDamaged(t *testing.T) {
	whole := t.TempDir()
	s := hasty(t, opened(t, whole, newClock().now))
	for id := range 400 {
		accepted(t, s, id, start())
	}
	must(t, s.Close())
	content, err := os.ReadFile(filepath.Join(whole, fileName))
	must(t, err)

	flip := func(from, to int) func([]byte) []byte {
		return func(b []byte) []byte {
			for i := from; i < to; i++ {
				b[i] ^= 0xff
			}
			return b
		}
	}
	tests := []struct {
		name   string
		damage func([]byte) []byte
	}{
		{"half of it", func(b []byte) []byte { return b[:len(b)/2] }},
		{"a page missing", func(b []byte) []byte { return b[:len(b)-4096] }},
		{"a few bytes", func(b []byte) []byte { return b[:50] }},
		{"text", func([]byte) []byte { return []byte("clinic: {name: Back in Balance}\n") }},
		{"long text", func([]byte) []byte { return []byte(strings.Repeat("dear diary, ", 1000)) }},
		{"magic gone", flip(0, 16)},
		{"zeroes for a header", func(b []byte) []byte { clear(b[:100]); return b }},
		{"page size", flip(16, 18)},
		{"version below zero", flip(60, 64)},
		{"version 0", func(b []byte) []byte { clear(b[60:64]); return b }},
		{"schema", flip(4000, 4096)},
		{"all but the header", flip(100, len(content))},
		{"zeroes in the middle", func(b []byte) []byte { clear(b[len(b)/2 : len(b)/2+8192]); return b }},
	}
	for page := 1; page < len(content)/4096; page += 7 {
		tests = append(tests, struct {
			name   string
			damage func([]byte) []byte
		}{fmt.Sprintf("the head of page %d", page), flip(page*4096, page*4096+16)})
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, fileName)
			damaged := test.damage(append([]byte(nil), content...))
			must(t, os.WriteFile(path, damaged, 0o600))
			c := newClock()
			s := opened(t, dir, c.now)
			aside := path + ".damaged-20260302T093000Z"
			if s.Damaged() != aside {
				t.Errorf("got %q, want %q", s.Damaged(), aside)
			}
			if after, err := os.ReadFile(aside); err != nil || string(after) != string(damaged) {
				t.Errorf("the file was changed (%v)", err)
			}
			accepted(t, s, 1, c.now())
			c.wait(Retention + time.Second)
			if _, err := s.Erase(t.Context()); err != nil {
				t.Error(err)
			}
			if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
				t.Errorf("after seven days: got %v, %v, want two files", files, err)
			}
		})
	}
}

// TestDamagedLog: a log that ends in rubbish, as after a power cut, is read up to there.
func TestDamagedLog(t *testing.T) {
	dir, broken := t.TempDir(), t.TempDir()
	s := opened(t, dir, newClock().now)
	first := accepted(t, s, 1, start())
	last := accepted(t, s, 2, start())
	for _, name := range []string{fileName, fileName + "-wal"} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		must(t, err)
		if name != fileName {
			content[len(content)-10] ^= 0xff
		}
		must(t, os.WriteFile(filepath.Join(broken, name), content, 0o600))
	}
	s = opened(t, broken, newClock().now)
	if _, found, err := s.Lookup(t.Context(), first); !found || err != nil {
		t.Errorf("the first: got %v, %v, want true", found, err)
	}
	if _, found, err := s.Lookup(t.Context(), last); found || err != nil {
		t.Errorf("the last, whose end is damaged: got %v, %v, want false", found, err)
	}
	if got, err := s.Pending(t.Context(), "discord", start()); len(got) != 1 || err != nil {
		t.Errorf("got %d waiting, %v, want 1", len(got), err)
	}
}

// TestNewer: a file of a newer program is refused and left as it is.
func TestNewer(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, time.Now)
	_, err := s.exec(t.Context(), "PRAGMA user_version = 40")
	must(t, err)
	must(t, s.Close())
	refused(t, dir, "written by a newer Backtalk (format 40; this one knows up to 4)", "start the newer one")
}

// TestUnwritable: a folder that cannot be made, and a file that is none.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	must(t, os.WriteFile(file, nil, 0o600))
	refused(t, file, "cannot be made or written", "not a directory", "name another data folder")
	refused(t, filepath.Join(file, "data"), "cannot be made or written", "not a directory")
	must(t, os.Mkdir(filepath.Join(dir, fileName), 0o700))
	refused(t, dir, "cannot be made or written", "is not a file")
}

// TestCalledOff: an end of the context while opening is told as such, and lets go of the folder.
func TestCalledOff(t *testing.T) {
	dir := t.TempDir()
	ended, end := context.WithCancel(t.Context())
	end()
	if s, err := Open(ended, dir, time.Now); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "called off") {
		t.Errorf("got %v, %v, want an error that says so", s, err)
	}
	opened(t, dir, time.Now)
}
