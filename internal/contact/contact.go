// Package contact holds whom a reply tells people to call: numbers by name, which danger signs and sentences hold in braces. It
// imports nothing of ours. Package voice fills them in, and a clinic's configuration replaces them.
package contact

import (
	"slices"
	"strings"
)

// List maps the names that stand in braces in reasons and advice ("{crisis}") to what is shown for them. A clinic outside
// Georgia replaces them in its configuration.
type List map[string]string

// Default returns the contacts for Georgia, USA. The clinic's own number is not known here: "the clinic" reads well in its
// place until it is configured.
func Default() List {
	return List{
		"emergency":    "911",
		"crisis":       "988",
		"crisis_chat":  "988lifeline.org",
		"poison":       "1-800-222-1222",
		"violence":     "1-800-33-HAVEN (1-800-334-2836)",
		"child_abuse":  "1-855-GACHILD (1-855-422-4453)",
		"trafficking":  "1-888-373-7888",
		"assault":      "1-800-656-4673",
		"missing":      "1-800-843-5678",
		"clinic_phone": "the clinic",
	}
}

// With returns the list with those names replaced that over has a text for.
func (c List) With(over List) List {
	all := List{}
	for name, text := range c {
		all[name] = text
	}
	for name, text := range over {
		if text != "" {
			all[name] = text
		}
	}
	return all
}

// Fill replaces every {name} that the list knows.
func (c List) Fill(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(c))
	for name, shown := range c {
		pairs = append(pairs, "{"+name+"}", shown)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Named returns the names in braces in a text, in order, each once; the last may lack its closing brace.
func Named(text string) []string {
	var names []string
	for {
		_, rest, found := strings.Cut(text, "{")
		if !found {
			return names
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return append(names, name)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		text = after
	}
}
