package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// line is one question of --jsonl.
type line struct {
	ID     string   `json:"id"`
	Text   *string  `json:"text"`
	ToBot  *bool    `json:"to_bot"`
	Before []string `json:"before"`
}

// lineFields are the fields of a line.
func lineFields() []string { return []string{"before", "id", "text", "to_bot"} }

// unknownFields are the fields of a line that mean nothing, by the alphabet.
func unknownFields(text []byte) []string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(text, &fields) != nil {
		return nil
	}
	known := func(name string) bool {
		return slices.ContainsFunc(lineFields(), func(field string) bool { return strings.EqualFold(field, name) })
	}
	var unknown []string
	for name := range fields {
		if !known(name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return unknown
}

// misshapen says in plain words why a line is no question.
func misshapen(err error) string {
	const form = `write {"id": "1", "text": "..."}`
	var kind *json.UnmarshalTypeError
	if !errors.As(err, &kind) {
		return "it is no JSON object, or it is cut off; " + form + " on one line"
	}
	field, _, _ := strings.Cut(kind.Field, ".")
	switch field {
	case "":
		return "it is JSON, but no object; " + form
	case "to_bot":
		return `the field "to_bot" is true or false, without quotes`
	case "before":
		return `the field "before" is a list of texts; write ["...", "..."]`
	}
	return fmt.Sprintf("the field %q is a text; put quotes around it, as in %s", field, form[len("write "):])
}

// idOf saves the id of a line that is no question, if it comes before what is wrong with the line.
func idOf(text []byte) string {
	d := json.NewDecoder(bytes.NewReader(text))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return ""
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return ""
		}
		var value any
		if d.Decode(&value) != nil {
			return ""
		}
		if id, ok := value.(string); ok && key == "id" {
			return id
		}
	}
	return ""
}
