package quality

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backtalk/internal/corpus"
)

// readTestdata reads all labelled questions of testdata, by file.
func readTestdata(t *testing.T) map[string][]Case {
	t.Helper()
	names, err := filepath.Glob("testdata/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]Case{}
	ids := map[string]string{}
	for _, name := range names {
		base := filepath.Base(name)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if files[base], err = Read(bytes.NewReader(data), base); err != nil {
			t.Fatal(err)
		}
		for _, c := range files[base] {
			if was := ids[c.ID]; was != "" {
				t.Errorf("the id %s is in %s and in %s", c.ID, was, base)
			}
			ids[c.ID] = base
		}
	}
	if len(files) == 0 {
		t.Fatal("no labelled questions in testdata")
	}
	return files
}

func readReadings(t *testing.T) []Reading {
	t.Helper()
	data, err := os.ReadFile("testdata/readings/readings.jsonl")
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	readings, err := ReadReadings(bytes.NewReader(data), "readings.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return readings
}

// TestPhrases shows that every section which the questions expect is known by phrases of the original article.
func TestPhrases(t *testing.T) {
	data, err := os.ReadFile("testdata/article/phrases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	phrases, err := ReadPhrases(bytes.NewReader(data), "phrases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for name, list := range readTestdata(t) {
		if name != "strangers.jsonl" { // it names sections of all articles
			cases = append(cases, list...)
		}
	}
	if err := newJudge(&corpus.Corpus{}, cases, Options{By: ByPhrase, Phrases: phrases}).check(cases); err != nil {
		t.Error(err)
	}
}

// diff lists the lines that differ, under the heading that they stand under.
func diff(want, got string) string {
	was, is := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	heading := ""
	for i := range max(len(was), len(is)) {
		var w, g string
		if i < len(was) {
			w = was[i]
		}
		if i < len(is) {
			g = is[i]
		}
		if g != "" && !strings.HasPrefix(g, " ") {
			heading = g
		}
		if w != g {
			fmt.Fprintf(&b, "%s\n  - %s\n  + %s\n", heading, strings.TrimSpace(w), strings.TrimSpace(g))
		}
	}
	return b.String()
}
