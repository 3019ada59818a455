package redflag

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// reader reads one file and collects its faults.
type reader struct {
	file   string
	rule   string
	faults Faults
}

func (r *reader) fault(n ast.Node, format string, args ...any) {
	line := 0
	if n != nil && n.GetToken() != nil && n.GetToken().Position != nil {
		line = n.GetToken().Position.Line
	}
	r.faults = append(r.faults, Fault{Place{r.file, line}, r.rule, fmt.Sprintf(format, args...)})
}

// each calls f for every key of a mapping.
func (r *reader) each(n ast.Node, f func(key string, at, value ast.Node)) {
	switch m := n.(type) {
	case *ast.MappingNode:
		for _, kv := range m.Values {
			f(kv.Key.GetToken().Value, kv.Key, kv.Value)
		}
	case *ast.MappingValueNode:
		f(m.Key.GetToken().Value, m.Key, m.Value)
	default:
		r.fault(n, "keys and values expected")
	}
}

func (r *reader) items(n ast.Node) []ast.Node {
	if list, ok := n.(*ast.SequenceNode); ok {
		return list.Values
	}
	r.fault(n, "a list expected")
	return nil
}

func (r *reader) lines(n ast.Node) []Line {
	var out []Line
	for _, item := range r.items(n) {
		out = append(out, Line{r.text(item), Place{r.file, item.GetToken().Position.Line}})
	}
	return out
}

func (r *reader) text(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	case *ast.NullNode:
		return ""
	}
	r.fault(n, "a text expected")
	return ""
}

func (r *reader) into(n ast.Node, v any) {
	if err := yaml.NodeToValue(n, v); err != nil {
		r.fault(n, "%s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
}
