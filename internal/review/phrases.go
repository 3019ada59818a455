package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
)

// Files of a knowledge folder that are learnt from, one JSON object a line.
const (
	PhrasesFile   = "learn/signs.jsonl"     // what people say for the signs
	QuestionsFile = "learn/questions.jsonl" // how they ask about the topics
)

// Phrases are messages of people who have a sign, and of those who only sound like it.
type Phrases struct{ Fires, Not []string }

// ReadPhrases reads a folder's phrases, by sign.
func ReadPhrases(folder fs.FS) (map[string]Phrases, error) {
	type line struct {
		Sign, Text string
		Fires      bool
		Before     []string
	}
	out := map[string]Phrases{}
	err := readLines(folder, PhrasesFile, func(l line) {
		for _, b := range l.Before {
			l.Text = b + ".\n" + l.Text
		}
		p := out[l.Sign]
		if l.Fires {
			p.Fires = append(p.Fires, l.Text)
		} else {
			p.Not = append(p.Not, l.Text)
		}
		out[l.Sign] = p
	})
	return out, err
}

// ReadQuestions reads how people ask, in a folder, by topic.
func ReadQuestions(folder fs.FS) (map[string][]string, error) {
	type line struct{ Topic, Text string }
	out := map[string][]string{}
	err := readLines(folder, QuestionsFile, func(l line) { out[l.Topic] = append(out[l.Topic], l.Text) })
	return out, err
}

// readLines reads a file with one value a line.
func readLines[T any](folder fs.FS, name string, add func(T)) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("reading phrases: %w", err)
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var l T
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("reading phrases: %s:%d: %w", name, i+1, err)
		}
		add(l)
	}
	return nil
}
