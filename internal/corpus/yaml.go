package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"backtalk/internal/text"
)

// yamlFile reads the small part of YAML that a knowledge folder needs: keys, texts and lists of texts. It walks the
// library's tree itself, so that every fault has its line, a text is taken as it is typed (60 and yes are words
// here), and thousands of phrasings load without reflection.
type yamlFile struct {
	report *report
	name   string
}

// field is one key of a mapping with its value.
type field struct {
	key   string
	value ast.Node
	line  int
}

// entry is one text of a list.
type entry struct {
	text string
	line int
}

// parse lists the top-level keys of a YAML text; form says what is expected when there are none.
func (y yamlFile) parse(text, form string) []field {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	if line := tooDeep(text); line > 0 {
		y.fault(line, "more than %d brackets are open on this line; lists need no more than two", maxBrackets)
		return nil
	}
	tree, err := parser.ParseBytes([]byte(strings.ReplaceAll(text, "\r", "\n")), 0)
	if err != nil {
		line, message := yamlFault(err)
		y.fault(line, "%s", message)
		return nil
	}
	var out []field
	for _, doc := range tree.Docs {
		switch doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode, *ast.DirectiveNode:
		default:
			out = append(out, y.fields(doc.Body, form)...)
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

// fields lists the keys of a mapping.
func (y yamlFile) fields(n ast.Node, form string) []field {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case *ast.NullNode:
		return nil
	default:
		y.fault(lineOf(n), "write keys with values here, such as %s", form)
		return nil
	}
	out := make([]field, 0, len(values))
	for _, v := range values {
		key, ok := scalar(v.Key)
		if !ok {
			y.fault(lineOf(v.Key), "a key is a plain word followed by a colon, such as %s", form)
			continue
		}
		out = append(out, field{key, v.Value, lineOf(v.Key)})
	}
	return out
}

// unknown reports a key that means nothing here, with the one that was probably meant.
func (y yamlFile) unknown(f field, names ...string) {
	y.fault(f.line, "unknown key %q%s", f.key, nearest(f.key, names))
}

// text is the value of a key that holds one text.
func (y yamlFile) text(f field) string {
	value, ok := scalar(f.value)
	if !ok {
		y.fault(f.line, "%s: write one text here; put quotes around it when it holds a colon, a # or starts with a sign", f.key)
	}
	y.seen(f.line, f.key, value)
	return strings.TrimSpace(value)
}

// seen reports a character in a value that nobody sees.
func (y yamlFile) seen(line int, key, value string) {
	if hidden := text.UnseenFault(value); hidden != "" {
		y.fault(line, "%s: %s", key, hidden)
	}
}

// texts are the values of a key that holds a list of texts.
func (y yamlFile) texts(key string, n ast.Node) []entry {
	list, ok := y.list(key, n)
	if !ok {
		return nil
	}
	out := make([]entry, 0, len(list))
	for _, n := range list {
		text, ok := scalar(n)
		if text = strings.TrimSpace(text); !ok {
			y.fault(lineOf(n), "%s: not a plain text; put quotes around it when it holds a colon, a # or starts with a sign", key)
		} else if text == "" {
			y.fault(lineOf(n), "%s: an empty entry", key)
		} else {
			y.seen(lineOf(n), key, text)
			out = append(out, entry{text, lineOf(n)})
		}
	}
	return out
}

// list are the values of a key that holds a list.
func (y yamlFile) list(key string, n ast.Node) ([]ast.Node, bool) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		return n.Values, true
	case *ast.NullNode:
		return nil, true
	}
	y.fault(lineOf(n), "%s: write a list, each entry on its own line after a hyphen", key)
	return nil, false
}

func (y yamlFile) fault(line int, format string, args ...any) {
	y.report.add(y.name, max(line, 1), format, args...)
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

// yamlFault takes a YAML library's error apart: its line (0 when unknown) and its message without the source excerpt.
func yamlFault(err error) (line int, message string) {
	message, _, _ = strings.Cut(err.Error(), "\n")
	var ye yaml.Error
	if errors.As(err, &ye) {
		if t := ye.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
		message = ye.GetMessage()
	}
	switch {
	case strings.Contains(message, "cannot start any token"):
		message += "; indent with spaces, never with tabs, and quote a text that starts with a sign"
	case strings.Contains(message, "mapping value is not allowed"):
		message += "; put quotes around a text that holds a colon"
	}
	return line, "broken YAML: " + message
}

// nearest proposes the name that was probably meant.
func nearest(word string, names []string) string {
	best, most := "", len(word)/2
	for _, n := range slices.Sorted(slices.Values(names)) {
		if d := text.Distance(word, n, most); d <= most {
			best, most = n, d-1
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
