package main

import (
	"bytes"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
)

// TestAuditing: the figures are logged, and no text is; one that is stopped logs nothing, and stopping none is no trouble.
func TestAuditing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "tiny")
	if err := writeTiny(dir); err != nil {
		t.Fatal(err)
	}
	a := &app{getenv: func(string) string { return "" }, in: strings.NewReader(""), out: io.Discard, errOut: io.Discard, knowledgeDir: dir}
	s, err := a.load()
	if err != nil {
		t.Fatal(err)
	}
	defer s.engine.Close()
	var logged bytes.Buffer
	log := slog.New(slog.NewTextHandler(&logged, nil))
	var x auditing
	x.stop()
	x.start(s, log)
	<-x.done
	x.stop()
	lookFor(t, "the log", logged.String(), "sections=3 found_well=3 found_badly=0 found_by_words_alone=0", "all_asked=true")
	if strings.Count(logged.String(), "\n") != 1 || strings.Contains(strings.ToLower(logged.String()), "shiatsu") {
		t.Errorf("got %q, want one line of figures", logged.String())
	}
	logged.Reset()
	x.start(s, log)
	x.start(s, log) // what is under way is dropped
	x.stop()
	x.stop()
	if n := strings.Count(logged.String(), "\n"); n > 1 || strings.Contains(logged.String(), "level=ERROR") {
		t.Errorf("got %q, want nothing of what was dropped", logged.String())
	}
}
