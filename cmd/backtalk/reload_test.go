package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestReloadFolder: the folder that the configuration names is read and watched, and so is another one that it names later, even
// when that folder comes after its name.
func TestReloadFolder(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	config := s.read(configName)
	s.write(configName, config+"knowledge: {folder: articles}\n")
	p := s.connected(s.start("serve"))
	fitted := filepath.Join(s.dir, "data", fittedName)
	s.until("what was fitted to the own topics is kept", func() bool { _, err := os.Stat(fitted); return err == nil })
	kept := s.read("data/" + fittedName)
	reloads := func() int { return strings.Count(s.written.String(), "knowledge reloaded") }
	asked := func(want string) {
		t.Helper()
		_, r := s.say(s.general, s.d.AddMember(s.guild, "zz-new-zz"), s.mention("is oil used in swedish"))
		lookFor(t, "the answer", r.Rendered(), want)
	}
	asked("long strokes and some oil")

	s.write(configName, config+"knowledge: {folder: later}\n")
	s.until("the missing folder is told", func() bool { return strings.Contains(s.written.String(), "goes on serving") })
	asked("long strokes and some oil")
	if err := writeTiny(filepath.Join(s.dir, "made")); err != nil {
		t.Fatal(err)
	}
	article := strings.Replace(s.read("made/massage.md"), "some oil", "warm oil", 1)
	s.write("made/massage.md", article)
	if err := os.Rename(filepath.Join(s.dir, "made"), filepath.Join(s.dir, "later")); err != nil {
		t.Fatal(err)
	}
	s.until("the new folder is taken in", func() bool { return reloads() == 1 })
	asked("long strokes and warm oil")
	s.write("later/massage.md", strings.Replace(article, "warm oil", "no oil", 1))
	s.until("a change in it is taken in", func() bool { return reloads() == 2 })
	asked("long strokes and no oil")
	if s.read("data/"+fittedName) != kept {
		t.Error("the topics are the same, and something else was fitted")
	}
	s.write("later/topics/tiny.yaml", strings.Replace(s.read("later/topics/tiny.yaml"), "questions: [", "questions: [is shiatsu that thing with thumbs, ", 1))
	s.until("another question is taken in", func() bool { return reloads() == 3 })
	s.until("what was fitted to it is kept", func() bool { return s.read("data/"+fittedName) != kept })
	p.stop()
}

// TestWatch: what is watched, as the configuration changes.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "here", configName)
	for _, sub := range []string{"here/one/topics", "here/two", "flag"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h := &house{a: &app{configFile: file, getenv: func(string) string { return "" }}}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	tests := []struct{ name, config, flag, watched, concerns, not string }{
		{"no folder", "", "", "here", "here/" + configName, "here/one/a.md"},
		{"a folder", "knowledge: {folder: one}", "", "here here/one here/one/topics", "here/one/topics/a.yaml here/one", "here/two/a.md here/one.md"},
		{"another", "knowledge: {folder: two}", "", "here here/two", "here/two/a.md here/" + secretsName, "here/one/a.md here/other"},
		{"a broken configuration", "knowledge: [", "", "here here/two", "here/two/a.md", "here/one/a.md"},
		{"one that is not there", "knowledge: {folder: three}", "", "here", "here/three", "here/two/a.md"},
		{"the flag wins", "knowledge: {folder: one}", "flag", ". flag here", "flag/a.md", "here/one/a.md"},
	}
	in := func(names string) (all []string) {
		for _, name := range strings.Fields(names) {
			all = append(all, filepath.Join(dir, name))
		}
		return all
	}
	for _, tt := range tests {
		if err := os.WriteFile(file, []byte(tt.config), 0o644); err != nil {
			t.Fatal(err)
		}
		if h.a.knowledgeDir = ""; tt.flag != "" {
			h.a.knowledgeDir = filepath.Join(dir, tt.flag)
		}
		if err := h.watch(w); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		got := w.WatchList()
		if slices.Sort(got); !slices.Equal(got, in(tt.watched)) {
			t.Errorf("%s: watches %q, want %q", tt.name, got, in(tt.watched))
		}
		for _, name := range in(tt.concerns) {
			if !h.concerns(name) {
				t.Errorf("%s: %s is no concern", tt.name, name)
			}
		}
		for _, name := range in(tt.not) {
			if h.concerns(name) {
				t.Errorf("%s: %s is a concern", tt.name, name)
			}
		}
	}
}
