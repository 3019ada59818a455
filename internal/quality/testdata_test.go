package quality

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
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

// TestRealReadings reads the judgements of what was shown to real people's messages. Their texts are not in the project;
// "hash", the first twelve hex digits of a text's SHA-256, tells whether a message is still the one that was read.
func TestRealReadings(t *testing.T) {
	data, err := os.ReadFile("testdata/readings/real.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	readings, err := ReadReadings(bytes.NewReader(data), "real.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]bool{}
	for _, p := range shipped.Passages() {
		sections[p.Section().ID] = true
	}
	seen := map[Reading]bool{}
	for _, r := range readings {
		if !sections[r.Section] {
			t.Errorf("%s: the knowledge has no section %q", r.ID, r.Section)
		}
		key := Reading{ID: r.ID, Section: r.Section}
		if seen[key] {
			t.Errorf("%s: the section %s is read twice", r.ID, r.Section)
		}
		seen[key] = true
		if words := len(strings.Fields(r.Why)); words == 0 || words > 12 {
			t.Errorf("%s: says why in %d words, want 1 to 12", r.ID, words)
		}
	}
	hash := regexp.MustCompile(`^[0-9a-f]{12}$`)
	of := map[string]string{}
	lines := json.NewDecoder(bytes.NewReader(data))
	for lines.More() {
		var line struct{ ID, Hash string }
		if err := lines.Decode(&line); err != nil {
			t.Fatal(err)
		}
		if !hash.MatchString(line.Hash) {
			t.Errorf("%s: %q is not twelve hex digits", line.ID, line.Hash)
		}
		if was := of[line.ID]; was != "" && was != line.Hash {
			t.Errorf("%s: has the hashes %s and %s", line.ID, was, line.Hash)
		}
		of[line.ID] = line.Hash
	}
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
