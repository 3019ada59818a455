package quality

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// TestLeaveOut asks questions that stand among the topics' own: each of an engine that does not hold it.
func TestLeaveOut(t *testing.T) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for i, topic := range c.Topics() {
		if i%40 == 0 {
			cases = append(cases, Case{ID: topic.ID, Text: topic.Questions[0], Kind: SmallTalk, Accept: []string{"greet"}})
		}
	}
	e, err := answer.New(c.WithoutTopics(), nil, answer.DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	asked := 0
	o := Options{LeaveOut: func(texts []string) (*answer.Engine, error) {
		less := c.WithoutPhrasings(texts)
		for _, text := range texts {
			asked++
			for _, topic := range less.Topics() {
				if slices.Contains(topic.Questions, text) {
					t.Errorf("%q is still among the questions of %s", text, topic.ID)
				}
			}
		}
		if got, want := len(less.Topics()), len(c.Topics()); got != want {
			t.Errorf("got %d topics, want %d", got, want)
		}
		return answer.New(less.WithoutTopics(), nil, answer.DefaultThresholds())
	}}
	r, err := Measure(context.Background(), e, cases, o)
	if err != nil {
		t.Fatal(err)
	}
	if asked != len(cases) || r.Questions != len(cases) {
		t.Errorf("left %d out and counted %d, want %d each", asked, r.Questions, len(cases))
	}
}

// TestWriters reads the questions that the gate's weights are fitted on.
func TestWriters(t *testing.T) {
	files, err := filepath.Glob("testdata/writers/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of writers: %v", err)
	}
	seen := map[string]bool{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := Read(f, name)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, c := range cases {
			if seen[c.ID] {
				t.Errorf("%s: the id %s is there twice", name, c.ID)
			}
			seen[c.ID] = true
		}
	}
	if len(seen) < 3500 {
		t.Errorf("got %d questions, want all", len(seen))
	}
}
