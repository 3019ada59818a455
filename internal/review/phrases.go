package review

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
)

// PhrasesFile holds what people say for the signs, in a knowledge folder: one JSON object a line. It is learnt from.
const PhrasesFile = "learn/signs.jsonl"

// Phrases are messages of people who have a sign, and of those who only sound like it.
type Phrases struct{ Fires, Not []string }

// ReadPhrases reads a folder's phrases, by sign.
func ReadPhrases(folder fs.FS) (map[string]Phrases, error) {
	data, err := fs.ReadFile(folder, PhrasesFile)
	if err != nil {
		return nil, fmt.Errorf("reading phrases: %w", err)
	}
	out := map[string]Phrases{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var l struct {
			Sign, Text string
			Fires      bool
			Before     []string
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("reading phrases: %s:%d: %w", PhrasesFile, n, err)
		}
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
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading phrases: %s: %w", PhrasesFile, err)
	}
	return out, nil
}
