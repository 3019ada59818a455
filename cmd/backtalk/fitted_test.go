package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// keeping is a program with the small articles and a data folder, as it is between its loads, and what it logs.
func keeping(t *testing.T) (h *house, log *bytes.Buffer) {
	t.Helper()
	home := newHome(t, "data: data\nknowledge: {folder: articles}\n")
	if err := os.Mkdir(filepath.Join(home.dir, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	log = &bytes.Buffer{}
	a := &app{configFile: filepath.Join(home.dir, configName), getenv: func(string) string { return "" }, out: io.Discard, errOut: log, now: time.Now}
	return &house{a: a, data: filepath.Join(home.dir, "data"), log: slog.New(slog.NewTextHandler(log, nil))}, log
}

// load reads everything, and keeps what was fitted. What comes is what was fitted.
func (h *house) load(t *testing.T) []byte {
	t.Helper()
	s, err := h.a.read()
	if err != nil {
		t.Fatal(err)
	}
	h.keepFitted(s.corpus.Fitted())
	return s.corpus.Fitted()
}

// TestKeepFitted: what was fitted stands in one file, for its owner alone; whatever else stands there is replaced and stops nothing.
func TestKeepFitted(t *testing.T) {
	t.Parallel()
	h, log := keeping(t)
	path := filepath.Join(h.data, fittedName)
	fitted := h.load(t)
	if len(fitted) == 0 || len(fitted) > maxFitted {
		t.Fatalf("got %d bytes", len(fitted))
	}
	first, err := os.Stat(path)
	if err != nil || first.Mode().Perm() != 0o600 {
		t.Fatalf("got %v, %v", first, err)
	}
	h.load(t)
	if again, err := os.Stat(path); err != nil || !os.SameFile(first, again) {
		t.Errorf("nothing has changed, and the file was written anew; %v", err)
	}
	other := bytes.Clone(fitted)
	other[len(other)/2] ^= 1
	for name, put := range map[string][]byte{"damaged": other, "short": fitted[:100], "empty": {}, "another file": []byte("clinic: {name: Example}\n"), "too long": make([]byte, maxFitted+1)} {
		if err := os.WriteFile(path, put, 0o600); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(h.load(t), fitted) || !bytes.Equal(readFitted(h.data), fitted) {
			t.Errorf("%s: something else was fitted or kept", name)
		}
	}
	h.keepFitted(nil)
	if files, err := os.ReadDir(h.data); err != nil || len(files) > 0 {
		t.Errorf("nothing was fitted, and there stand %v, %v", files, err)
	}
	if log.Len() > 0 {
		t.Errorf("it logged %s", log)
	}
}

// TestCannotKeepFitted: where the file cannot be written, that is said once, and again only after it could be.
func TestCannotKeepFitted(t *testing.T) {
	t.Parallel()
	h, log := keeping(t)
	path := filepath.Join(h.data, fittedName)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	said := func(what string, want int) {
		t.Helper()
		if got := strings.Count(log.String(), "cannot be kept; starts and reloads are slower"); got != want {
			t.Errorf("%s: said %d times, want %d: %s", what, got, want, log)
		}
	}
	must(os.MkdirAll(filepath.Join(path, "inside"), 0o700)) // root may write everywhere, but not there
	fitted := h.load(t)
	said("a folder in its place", 1)
	h.load(t)
	said("still", 1)
	if files, err := os.ReadDir(h.data); err != nil || len(files) != 1 {
		t.Errorf("left over: %v, %v", files, err)
	}
	must(os.RemoveAll(path))
	if h.load(t); !bytes.Equal(readFitted(h.data), fitted) {
		t.Error("it could be written, and was not")
	}
	h.keepFitted(make([]byte, maxFitted+1))
	said("too long", 2)
	must(os.RemoveAll(h.data))
	if !bytes.Equal(h.load(t), fitted) {
		t.Error("without a data folder, something else was fitted")
	}
	if _, err := os.Stat(h.data); err == nil {
		t.Error("the folder was made")
	}
}

// TestFittedAtOnce: commands read the file while a running program writes it.
func TestFittedAtOnce(t *testing.T) {
	t.Parallel()
	h, _ := keeping(t)
	fitted := h.load(t)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			other := *h.a
			if s, err := other.read(); err != nil || !bytes.Equal(s.corpus.Fitted(), fitted) {
				t.Errorf("something else was fitted; %v", err)
			}
		})
	}
	for i := range 20 {
		h.keepFitted(fitted[:len(fitted)-i%2])
	}
	wg.Wait()
}
