package config

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"backtalk/internal/fault"
)

// Setting is a key in a section such as "clinic", and its value, for [Edit].
type Setting struct{ Section, Name, Value string }

// Edit sets keys in a configuration's text and leaves every other character as it is: comments, order, the other keys. A
// text without a section gets one at its end. The error is [fault.Faults] when the result would not be a
// right configuration, or one sentence when a value is written in a way that only its writer should change.
func Edit(file string, data []byte, settings []Setting) ([]byte, error) {
	for _, s := range settings {
		edited, err := editOne(file, data, s)
		if err != nil {
			return nil, err
		}
		data = edited
	}
	none := func(string) string { return "" }
	if _, err := read(file, data, none); err != nil {
		return nil, err
	}
	return data, nil
}

func editOne(file string, data []byte, s Setting) ([]byte, error) {
	r := &reader{file: file, getenv: func(string) string { return "" }}
	top := r.parse(data)
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	lines := strings.SplitAfter(string(data), "\n")
	if n := len(lines); lines[n-1] != "" {
		lines[n-1] += "\n"
	}
	line := fmt.Sprintf("%s: %s", s.Name, quoted(s.Value))
	section, ok := r.child(entry{value: top}, s.Section)
	if !ok {
		return []byte(strings.Join(lines, "") + s.Section + ":\n  " + line + "\n"), nil
	}
	if isFlow(section.value) {
		return nil, fault.Fault{File: file, Line: section.line, Message: s.Section + " is written on one line; write its keys on lines of their own, then try again"}
	}
	old, ok := r.child(section, s.Name)
	if !ok {
		return []byte(strings.Join(insert(lines, section.line, r.indent(section)+line+"\n"), "")), nil
	}
	changed, ok := replaceValue(lines[old.line-1], s)
	if !ok || isBlock(old.value) {
		return nil, fault.Fault{File: file, Line: old.line, Message: "this value is written over several lines; change it by hand"}
	}
	lines[old.line-1] = changed
	return []byte(strings.Join(lines, "")), nil
}

// child finds a key in a mapping.
func (r *reader) child(at entry, name string) (entry, bool) {
	entries, _ := r.entries(at)
	for _, e := range entries {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// indent is how the keys of a mapping are indented.
func (r *reader) indent(at entry) string {
	entries, _ := r.entries(at)
	if len(entries) == 0 {
		return "  "
	}
	switch n := at.value.(type) {
	case *ast.MappingNode:
		return strings.Repeat(" ", n.Values[0].Key.GetToken().Position.Column-1)
	case *ast.MappingValueNode:
		return strings.Repeat(" ", n.Key.GetToken().Position.Column-1)
	}
	return "  "
}

func isFlow(n ast.Node) bool {
	m, ok := n.(*ast.MappingNode)
	return ok && m.IsFlowStyle
}

func isBlock(n ast.Node) bool {
	_, literal := n.(*ast.LiteralNode)
	s, isString := n.(*ast.StringNode)
	return literal || isString && strings.Contains(strings.TrimSpace(s.GetToken().Origin), "\n")
}

// insert puts a line after line number n.
func insert(lines []string, n int, line string) []string {
	return append(append(append([]string{}, lines[:n]...), line), lines[n:]...)
}

// replaceValue changes the value in a line "key: value  # comment".
func replaceValue(line string, s Setting) (string, bool) {
	at := strings.Index(line, s.Name)
	colon := strings.Index(line[max(at, 0):], ":")
	if at < 0 || colon < 0 {
		return "", false
	}
	start := at + colon + 1
	return line[:start] + " " + quoted(s.Value) + afterValue(line[start:]), true
}

// afterValue is what follows a value on its line: spaces, a comment, the line's end.
func afterValue(rest string) string {
	value := strings.TrimLeft(rest, " \t")
	end := 0
	if len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
		for end = 1; end < len(value) && value[end] != value[0]; end++ {
			if value[end] == '\\' && value[0] == '"' {
				end++
			}
		}
		return value[min(end+1, len(value)):]
	}
	end = strings.IndexAny(value, "\r\n")
	if end < 0 {
		end = len(value)
	}
	if strings.HasPrefix(value, "#") {
		return " " + value
	}
	if comment := strings.Index(value[:end], " #"); comment >= 0 {
		end = comment
	}
	return value[len(strings.TrimRight(value[:end], " \t")):]
}

// quoted is a value as YAML's double-quoted text.
func quoted(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(value) + `"`
}
