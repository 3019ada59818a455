package quality

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"backtalk/internal/fault"
)

// MaxLine is the longest line that is read, in bytes; a longer one is a fault.
const MaxLine = 1 << 20

// Read reads labelled questions, one JSON object a line; empty lines are passed over. name stands for the file in
// faults. Nothing is half read: the error is a [fault.Faults] with every bad line.
func Read(r io.Reader, name string) ([]Case, error) {
	first := map[string]int{}
	return readLines(r, name, "questions", func(c Case, line int, keys map[string]json.RawMessage) []string {
		faults := c.faults()
		if _, has := keys["text"]; !has {
			faults = append(faults, `has no "text"; an empty one is written as ""`)
		}
		if was := first[c.ID]; was > 0 && c.ID != "" {
			faults = append(faults, fmt.Sprintf("has the id %q of line %d", c.ID, was))
		}
		first[c.ID] = line
		return faults
	})
}

// ReadReadings reads readings the way [Read] reads questions.
func ReadReadings(r io.Reader, name string) ([]Reading, error) {
	return readLines(r, name, "readings", func(x Reading, _ int, keys map[string]json.RawMessage) []string {
		faults := x.faults()
		if _, has := keys["answers"]; !has {
			faults = append(faults, `has no "answers", true or false`)
		}
		return faults
	})
}

// ReadPhrases reads the phrases of sections the way [Read] reads questions.
func ReadPhrases(r io.Reader, name string) ([]Phrases, error) {
	return readLines(r, name, "phrases", func(x Phrases, _ int, _ map[string]json.RawMessage) []string { return x.faults() })
}

// readLines reads one value a line; check names what is wrong with it and sees which keys were there.
func readLines[T any](r io.Reader, name, what string, check func(T, int, map[string]json.RawMessage) []string) ([]T, error) {
	var out []T
	var faults fault.Faults
	add := func(line int, message string) {
		faults.Add(name, line, "%s", message)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	for i, line := range bytes.Split(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n")) {
		number := i + 1
		var value T
		var keys map[string]json.RawMessage
		switch {
		case len(line) > MaxLine:
			add(number, fmt.Sprintf("is longer than %d bytes", MaxLine))
		case len(bytes.TrimSpace(line)) == 0:
		case json.Unmarshal(line, &keys) != nil || keys == nil:
			add(number, "is not one JSON object")
		default:
			if err := json.Unmarshal(line, &value); err != nil {
				add(number, wrongType(err))
				break
			}
			for _, message := range check(value, number, keys) {
				add(number, message)
			}
			out = append(out, value)
		}
	}
	if len(out) == 0 && len(faults) == 0 {
		add(0, "holds no "+what)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return out, nil
}

// wrongType words the error of an object whose values are of the wrong type.
func wrongType(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return fmt.Sprintf("%q must not be a %s", wrong.Field, wrong.Value)
	}
	return "is not right: " + strings.TrimPrefix(err.Error(), "json: ")
}
