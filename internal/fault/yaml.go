package fault

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"backtalk/internal/text"
)

// YAML reads the small part of YAML that people's files need: keys, texts and lists of texts. It walks the library's tree
// itself, so that every fault has its line, a text is taken as it is typed (60 and yes are words here), nothing stands for
// something else (no anchors, aliases and tags), and thousands of phrasings load without reflection.
type YAML struct {
	File   string
	Faults *Faults // where what is wrong goes
}

// Field is a value with the key that it stands under, and the line of that key; in a list, the line of the value.
type Field struct {
	Key  string
	Line int

	value ast.Node
}

// Entry is one text of a list.
type Entry struct {
	Text string
	Line int
}

// Parse lists the top-level keys of a YAML text; form says what is expected when there are none.
func (y YAML) Parse(text, form string) []Field {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	if line := tooDeep(text); line > 0 {
		y.Fault(line, "more than %d brackets are open on this line; lists need no more than two", maxBrackets)
		return nil
	}
	tree, err := parser.ParseBytes([]byte(strings.ReplaceAll(text, "\r", "\n")), 0)
	if err != nil {
		line, message := Broken(err)
		y.Fault(line, "broken YAML: %s", message)
		return nil
	}
	var out []Field
	for _, doc := range tree.Docs {
		switch doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode, *ast.DirectiveNode:
		default:
			out = append(out, y.Fields(Field{value: doc.Body}, form)...)
		}
	}
	return out
}

// maxBrackets is how many brackets may be open on one line: the library's time grows with the square of their depth.
const maxBrackets = 100

// tooDeep finds the first line that opens too many brackets; 0 when none does.
func tooDeep(text string) int {
	line, open := 1, 0
	for i := range len(text) {
		switch text[i] {
		case '\n':
			line, open = line+1, 0
		case '[', '{':
			open++
		case ']', '}':
			open--
		}
		if open > maxBrackets {
			return line
		}
	}
	return 0
}

// Fields lists the keys of a mapping.
func (y YAML) Fields(f Field, form string) []Field {
	var values []*ast.MappingValueNode
	switch n := f.value.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.NullNode:
		return nil
	default:
		y.Fault(lineOf(n), "write keys with values here, such as %s", form)
		return nil
	}
	out := make([]Field, 0, len(values))
	for _, v := range values {
		key, ok := scalar(v.Key)
		if !ok {
			y.Fault(lineOf(v.Key), "a key is a plain word followed by a colon, such as %s", form)
			continue
		}
		out = append(out, Field{key, lineOf(v.Key), v.Value})
	}
	return out
}

// Unknown reports a key that means nothing here, with the one that was probably meant.
func (y YAML) Unknown(f Field, names ...string) {
	y.Fault(f.Line, "unknown key %q%s", f.Key, DidYouMean(f.Key, names))
}

// Text is the value of a key that holds one text.
func (y YAML) Text(f Field) string {
	value, ok := scalar(f.value)
	if !ok {
		y.Fault(f.Line, "%s: write one text here; put quotes around it when it holds a colon, a # or starts with a sign", f.Key)
	}
	y.seen(f.Line, f.Key, value)
	return strings.TrimSpace(value)
}

// Bool is the value of a key that holds true or false.
func (y YAML) Bool(f Field) bool {
	value := y.Text(f)
	if value != "true" && value != "false" {
		y.Fault(f.Line, "%s: write true or false, not %q", f.Key, value)
	}
	return value == "true"
}

// Int is the value of a key that holds a whole number.
func (y YAML) Int(f Field) int {
	value := y.Text(f)
	n, err := strconv.Atoi(value)
	if err != nil {
		y.Fault(f.Line, "%s: write a whole number, not %q", f.Key, value)
	}
	return n
}

// seen reports a character in a value that nobody sees.
func (y YAML) seen(line int, key, value string) {
	if hidden := text.UnseenFault(value); hidden != "" {
		y.Fault(line, "%s: %s", key, hidden)
	}
}

// Texts are the values of a key that holds a list of texts.
func (y YAML) Texts(f Field) []Entry {
	list := y.List(f)
	out := make([]Entry, 0, len(list))
	for _, e := range list {
		text, ok := scalar(e.value)
		if text = strings.TrimSpace(text); !ok {
			y.Fault(e.Line, "%s: not a plain text; put quotes around it when it holds a colon, a # or starts with a sign", e.Key)
		} else if text == "" {
			y.Fault(e.Line, "%s: an empty entry", e.Key)
		} else {
			y.seen(e.Line, e.Key, text)
			out = append(out, Entry{text, e.Line})
		}
	}
	return out
}

// List are the values of a key that holds a list, each under the key of all.
func (y YAML) List(f Field) []Field {
	switch n := f.value.(type) {
	case *ast.SequenceNode:
		out := make([]Field, len(n.Values))
		for i, v := range n.Values {
			out[i] = Field{f.Key, lineOf(v), v}
		}
		return out
	case *ast.NullNode:
		return nil
	case *ast.TagNode:
		y.Fault(lineOf(n), "%s: write a list, each entry on its own line after a hyphen, without tags (!name)", f.Key)
		return nil
	}
	y.Fault(lineOf(f.value), "%s: write a list, each entry on its own line after a hyphen", f.Key)
	return nil
}

// IsList tells whether a value is a list.
func (f Field) IsList() bool {
	_, is := f.value.(*ast.SequenceNode)
	return is
}

// Fault adds a fault on a line of the file.
func (y YAML) Fault(line int, format string, args ...any) {
	y.Faults.Add(y.File, max(line, 1), format, args...)
}

// scalar is a text as it was typed; null is the word, nothing is nothing.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode, *ast.InfinityNode, *ast.NanNode:
		if t := n.GetToken(); t != nil && t.Type != token.ImplicitNullType {
			return t.Value, true
		}
		return "", true
	}
	return "", false
}

// lineOf is a node's line, 1 when the library does not say.
func lineOf(n ast.Node) int {
	if n != nil {
		if t := n.GetToken(); t != nil && t.Position != nil {
			return t.Position.Line
		}
	}
	return 1
}
