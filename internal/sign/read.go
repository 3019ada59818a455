package sign

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// reader reads one file and collects its faults.
type reader struct {
	file   string
	sign   string
	faults Faults
}

func (r *reader) fault(n ast.Node, format string, args ...any) {
	r.faults = append(r.faults, Fault{r.place(n), r.sign, fmt.Sprintf(format, args...)})
}

func (r *reader) place(n ast.Node) Place {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return Place{r.file, 0}
	}
	return Place{r.file, n.GetToken().Position.Line}
}

// body returns what a file holds, or nil.
func (r *reader) body(data []byte) ast.Node {
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.fault(nil, "%s", strings.TrimSpace(yaml.FormatError(err, false, false)))
		return nil
	}
	if len(tree.Docs) != 1 {
		r.fault(nil, "one document expected")
		return nil
	}
	return tree.Docs[0].Body
}

// each calls f for every key of a mapping.
func (r *reader) each(n ast.Node, f func(key string, at, value ast.Node)) {
	switch m := n.(type) {
	case nil:
	case *ast.MappingNode:
		seen := map[string]bool{}
		for _, kv := range m.Values {
			key := kv.Key.GetToken().Value
			if seen[key] {
				r.fault(kv.Key, "%q stands here twice", key)
			}
			seen[key] = true
			f(key, kv.Key, kv.Value)
		}
	case *ast.MappingValueNode:
		f(m.Key.GetToken().Value, m.Key, m.Value)
	default:
		r.fault(n, "keys and values expected")
	}
}

func (r *reader) lines(n ast.Node) []Line {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.fault(n, "a list expected")
		return nil
	}
	out := make([]Line, 0, len(list.Values))
	for _, item := range list.Values {
		out = append(out, Line{r.text(item), r.place(item)})
	}
	return out
}

func (r *reader) texts(n ast.Node) []string {
	var out []string
	for _, l := range r.lines(n) {
		out = append(out, l.Text)
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

// draft is a sign as one file gives it, with the keys that it gives.
type draft struct {
	Sign
	has map[string]bool
	off bool
}

// readSign reads a sign's file; its name is the id.
func readSign(file string, data []byte) (draft, Faults) {
	id := strings.TrimSuffix(path.Base(file), path.Ext(file))
	r := &reader{file: file, sign: id}
	d := draft{Sign: Sign{ID: id, Place: Place{file, 1}}, has: map[string]bool{}}
	texts := map[string]*string{
		"title": &d.Title, "meaning": &d.Meaning, "advice": &d.Advice, "reason": &d.Reason, "net": &d.Net, "asked_on": &d.AskedOn,
		"contact": &d.Contact, "aside": &d.Aside, "approved_by": &d.ApprovedBy, "approved_on": &d.ApprovedOn,
	}
	lists := map[string]*[]Line{"certain": &d.Certain, "field": &d.Field, "fires": &d.Fires, "not": &d.Not}
	r.each(r.body(data), func(key string, at, v ast.Node) {
		d.has[key] = true
		switch {
		case texts[key] != nil:
			*texts[key] = r.text(v)
		case lists[key] != nil:
			*lists[key] = r.lines(v)
		case key == "level":
			g, ok := GradeOf(r.text(v))
			if !ok {
				r.fault(v, "no level is called %q; the levels are %s", r.text(v), strings.Join(gradeNames(), ", "))
			}
			d.Grade = g
		case key == "link":
			l, ok := linkOf(r.text(v))
			if !ok {
				r.fault(v, "link is none, reschedule, clinic or keep")
			}
			d.Link = l
		case key == "priority":
			n, err := strconv.Atoi(r.text(v))
			if err != nil {
				r.fault(v, "priority is a number")
			}
			d.Priority = n
		case key == "private":
			d.Private = r.text(v) == "true"
		case key == "off":
			d.off = r.text(v) == "true"
		case key == "source":
			d.Sources = r.texts(v)
		case key == "es":
			r.each(v, func(key string, at, v ast.Node) {
				switch key {
				case "reviewed_by":
					d.Spanish.ReviewedBy = r.text(v)
				case "advice":
					d.Spanish.Advice = r.text(v)
				case "reason":
					d.Spanish.Reason = r.text(v)
				case "net":
					d.Spanish.Net = r.text(v)
				default:
					r.fault(at, "unknown key %q", key)
				}
			})
		default:
			r.fault(at, "unknown key %q", key)
		}
	})
	if !d.has["link"] {
		d.Link = d.Grade.Link
	}
	if !d.has["priority"] {
		d.Priority = d.Grade.Priority
	}
	return d, r.faults
}

func gradeNames() []string {
	var names []string
	for _, g := range Grades() {
		names = append(names, g.Name)
	}
	return names
}

// readWords reads the file of shared words: sets, the small words that may stand inside a phrase, and sources by key.
func readWords(file string, data []byte, b *book) Faults {
	r := &reader{file: file}
	r.each(r.body(data), func(key string, at, v ast.Node) {
		switch key {
		case "small":
			b.small = append(b.small, r.texts(v)...)
		case "sets":
			r.each(v, func(name string, at, v ast.Node) {
				b.sets[name] = append(b.sets[name], r.texts(v)...)
			})
		case "sources":
			r.each(v, func(name string, at, v ast.Node) { b.sources[name] = r.text(v) })
		default:
			r.fault(at, "unknown key %q", key)
		}
	})
	return r.faults
}
