package fault

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// walk reads a file as most are: text, number, yes, list, groups and part are known keys.
func walk(text string) (values []string, faults Faults) {
	y := YAML{File: "f.yaml", Faults: &faults}
	say := func(f Field, value any) { values = append(values, fmt.Sprintf("%d %s=%v", f.Line, f.Key, value)) }
	for _, f := range y.Parse(text, `"text:"`) {
		switch f.Key {
		case "text":
			say(f, y.Text(f))
		case "number":
			say(f, y.Int(f))
		case "yes":
			say(f, y.Bool(f))
		case "list":
			for _, e := range y.Texts(f) {
				values = append(values, fmt.Sprintf("%d %s", e.Line, e.Text))
			}
		case "groups":
			for _, item := range y.List(f) {
				say(item, len(y.Texts(item)))
			}
		case "part":
			for _, part := range y.Fields(f, `"name: text"`) {
				say(part, part.IsList())
			}
		default:
			y.Unknown(f, "text", "number", "yes", "list", "groups", "part")
		}
	}
	return values, faults
}

func TestYAML(t *testing.T) {
	const (
		quote = "put quotes around it when it holds a colon, a # or starts with a sign"
		list  = "write a list, each entry on its own line after a hyphen"
	)
	for name, tt := range map[string]struct{ text, values, faults string }{
		"nothing":            {"", "", ""},
		"a comment":          {"# none\n", "", ""},
		"texts as typed":     {"text: yes\n", "1 text=yes", ""},
		"a number as typed":  {"list: [1.50, 0x10, ~, on]\n", "1 1.50; 1 0x10; 1 ~; 1 on", ""},
		"nothing is nothing": {"text:\nlist:\n", "1 text=", ""},
		"folded":             {"text: >-\n  one\n  two\n", "1 text=one two", ""},
		"Windows":            {"\ufefftext: a\r\nlist:\r\n- b\r\n", "1 text=a; 3 b", ""},
		"values":             {"number: -7\nyes: true\ngroups:\n- [a, b]\n- [c]\npart: {a: x, b: [y]}\n", "1 number=-7; 2 yes=true; 4 groups=2; 5 groups=1; 6 a=false; 6 b=true", ""},
		"unknown":            {"\nlits: [a]\n", "", `f.yaml:2: unknown key "lits"; did you mean "list"?`},
		"quite unknown":      {"zzzzzzzz: [a]\n", "", `f.yaml:1: unknown key "zzzzzzzz"`},
		"no text":            {"text: [a]\n", "1 text=", "f.yaml:1: text: write one text here; " + quote},
		"no number":          {"number: much\n", "1 number=0", `f.yaml:1: number: write a whole number, not "much"`},
		"no yes":             {"yes: yes\n", "1 yes=false", `f.yaml:1: yes: write true or false, not "yes"`},
		"no list":            {"list: a\n", "", "f.yaml:1: list: " + list},
		"a tag":              {"list: !x\n", "", "f.yaml:1: list: " + list + ", without tags (!name)"},
		"entries":            {"list:\n- a\n-\n- [b]\n- \"c\u200b\"\n", "2 a; 5 c\u200b", "f.yaml:3: list: an empty entry; f.yaml:4: list: not a plain text; " + quote + "; f.yaml:5: list: the character U+200B, which nobody sees, stands here; remove it"},
		"no keys":            {"- a\n", "", `f.yaml:1: write keys with values here, such as "text:"`},
		"no keys within":     {"part: a\n", "", `f.yaml:1: write keys with values here, such as "name: text"`},
		"a key that is none": {"<<: b\n", "", `f.yaml:1: a key is a plain word followed by a colon, such as "text:"`},
		"twice":              {"text: a\ntext: b\n", "", `f.yaml:2: broken YAML: the key "text" stands here a second time; keep one of them`},
		"a tab":              {"text: a\n\tlist: b\n", "", "f.yaml:2: broken YAML: a tab stands where spaces must; indent with spaces, never with tabs"},
		"an open list":       {"list: [a, b\n", "", "f.yaml:1: broken YAML: " + brokenList},
		"open braces":        {"part: {a: b\n", "", "f.yaml:1: broken YAML: " + brokenBraces},
		"an open quote":      {"text: \"a\n", "", "f.yaml:1: broken YAML: a quote is opened and never closed; end the text with the same quote, and put \"double quotes\" around a text that holds an apostrophe"},
		"a sign":             {"text: @a\n", "", "f.yaml:1: broken YAML: " + brokenSign},
		"a second colon":     {"text: a: b\n", "", "f.yaml:1: broken YAML: a second colon in one line, or a line that is indented too far; put quotes around a text that holds a colon, and indent keys that belong together alike"},
		"no colon":           {"text: a\nlist\n", "", "f.yaml:2: broken YAML: " + brokenKey},
		"after a quote":      {"text: \"a\" b\n", "", "f.yaml:1: broken YAML: this does not fit what stands before it; indent what belongs together alike, close every quote, and write nothing after a closing quote or bracket"},
		"brackets":           {"text: a\nlist: " + strings.Repeat("[", 200) + "\n", "", "f.yaml:2: more than 100 brackets are open on this line; lists need no more than two"},
	} {
		values, faults := walk(tt.text)
		if got := strings.Join(values, "; "); got != tt.values {
			t.Errorf("%s: got values %q, want %q", name, got, tt.values)
		}
		if got := strings.ReplaceAll(faults.Error(), "\n", "; "); got != tt.faults {
			t.Errorf("%s: got faults %q, want %q", name, got, tt.faults)
		}
	}
}

// FuzzYAML: whatever a file holds, each fault stands on one of its lines, in one line and with a message.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{"text: a\nlist: [a, b]\n", "groups:\n- [a]\n- &x b\n- *x\n", "part: !t {a: b}\n", "a: [", "---\ntext: |\n  a\n---\n- b\n", "\r\ttext:\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4<<10 || !utf8.ValidString(text) {
			return
		}
		_, faults := walk(text)
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
		for _, fault := range faults {
			if fault.File != "f.yaml" || fault.Line < 1 || fault.Line > lines || fault.Message == "" || strings.Contains(fault.Message, "\n") {
				t.Errorf("got the fault %+v in %d lines", fault, lines)
			}
		}
	})
}
