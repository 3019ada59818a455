package fault

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// Broken takes an error of the YAML library apart: its line, 0 when that is not known, and in plain words what is wrong there and
// what to check. The library's own words are left out: they speak of tokens, and may repeat a secret.
func Broken(err error) (line int, message string) {
	var ye yaml.Error
	if !errors.As(err, &ye) {
		return 0, plain("")
	}
	if t := ye.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return line, plain(ye.GetMessage())
}

// plain says in plain words what a message of the YAML library is about.
func plain(message string) string {
	if _, rest, ok := strings.Cut(message, "mapping key \""); ok {
		key, _, _ := strings.Cut(rest, "\" already defined")
		return fmt.Sprintf("the key %q stands here a second time; keep one of them", key)
	}
	for _, m := range []struct{ part, plain string }{
		{"',' or ']'", brokenList},
		{"']'", brokenList},
		{"sequence element, but found", brokenList},
		{"'}'", brokenBraces},
		{"flow map", brokenBraces},
		{"end character of", "a quote is opened and never closed; end the text with the same quote, and put \"double quotes\" around a text that holds an apostrophe"},
		{"escape character", "a backslash in \"double quotes\" means something else; put 'single quotes' around a text that holds one"},
		{"cannot start any token", "a tab stands where spaces must; indent with spaces, never with tabs"},
		{"reserved character", brokenSign},
		{"anchor", brokenSign},
		{"alias", brokenSign},
		{"tag", brokenSign},
		{"directive", brokenSign},
		{"header option", brokenSign},
		{"mapping value is not allowed", "a second colon in one line, or a line that is indented too far; put quotes around a text that holds a colon, and indent keys that belong together alike"},
		{"value is not allowed", "this does not fit what stands before it; indent what belongs together alike, close every quote, and write nothing after a closing quote or bracket"},
		{"key name", brokenKey},
		{"non-map value", brokenKey},
		{"implicit line break", brokenKey},
	} {
		if strings.Contains(message, m.part) {
			return m.plain
		}
	}
	return "this line or the one before is not understood; check that every quote is closed, that a space follows the colon of a key, and that lines that belong together are indented alike"
}

// What is said of more than one message.
const (
	brokenList   = "a list in [brackets] is not right here or just before; put commas between its entries and ] at its end, and quotes around an entry that holds a bracket, a quote or a colon"
	brokenBraces = "what stands in {braces} is not right here or just before; put commas between its entries and } at its end, and quotes around a text that holds a brace"
	brokenSign   = "a text begins with a sign that has a meaning of its own, such as @ ` & * ! % | or >; put quotes around the text"
	brokenKey    = "a line that is no key and belongs to none; write a key, a colon, a space and its text, and indent what belongs to a key further than the key"
)
