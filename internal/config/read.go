package config

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"backtalk/internal/fault"
)

// reader reads one file and gathers its faults.
type reader struct {
	file   string
	getenv func(string) string
	faults fault.Faults

	warnings fault.Faults // what is no fault, but somebody should see it
}

// entry is one "key: value".
type entry struct {
	path  string // "clinic.phone"
	name  string // "phone"
	line  int
	value ast.Node
}

// key is a key that a section knows, and how to read it.
type key struct {
	name string
	read func(entry)
}

// fault adds a fault. It never repeats a value: that could be a secret.
func (r *reader) fault(line int, format string, args ...any) {
	r.faults.Add(r.file, line, format, args...)
}

// read turns a file's bytes into a checked configuration, or faults.
func read(file string, data []byte, getenv func(string) string) (Config, error) {
	r := &reader{file: file, getenv: getenv}
	c := Default()
	if top := r.parse(data); top != nil {
		r.secrets("", top)
		r.section(entry{value: top}, []key{
			{"clinic", func(e entry) { r.clinic(e, &c.Clinic) }},
			{"knowledge", func(e entry) { r.knowledge(e, &c.Knowledge) }},
			{"thresholds", func(e entry) { r.thresholds(e, &c.Thresholds) }},
			{"discord", func(e entry) { r.discord(e, &c.Discord) }},
			{"slack", func(e entry) { r.slack(e, &c.Slack) }},
			{"spaces", func(e entry) { c.Spaces = r.spaces(e) }},
			{"data", func(e entry) { r.line(e, &c.Data, maxPath) }},
			{"require_review", func(e entry) { r.decision(e, &c.RequireReview) }},
		})
	}
	if err := r.faults.Err(); err != nil {
		return Config{}, err
	}
	r.warnings.Sort()
	c.Warnings = r.warnings
	return c, nil
}

// parse gives the file's one value; nil when it is empty or broken.
func (r *reader) parse(data []byte) ast.Node {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) // the parser would count each as two lines
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			r.fault(i+1, "is not valid UTF-8 here; save the file as UTF-8")
			return nil
		}
	}
	tree, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line, message := fault.Broken(err)
		r.fault(line, "is not valid YAML: %s", message)
		return nil
	}
	var top ast.Node
	for _, doc := range tree.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode, *ast.DirectiveNode:
		default:
			if top != nil {
				r.fault(lineOf(body), "a second document starts here; one file holds one configuration, remove the line \"---\"")
				return nil
			}
			top = body
		}
	}
	return top
}

// section reads a mapping with the keys that it may have; null is an empty one.
func (r *reader) section(at entry, keys []key) {
	entries, ok := r.entries(at)
	if !ok {
		return
	}
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	seen := map[string]int{}
	for _, e := range entries {
		i := slices.Index(names, e.name)
		switch {
		case looksSecret(e.name), looksToken(e.name): // reported by secrets
		case i < 0:
			r.unknown(e, at.path, names)
		case seen[e.name] > 0:
			r.fault(e.line, "%s stands in line %d already; keep one of them", e.path, seen[e.name])
		default:
			seen[e.name] = e.line
			keys[i].read(e)
		}
	}
}

// unknown reports a key that nothing reads in the section called parent.
func (r *reader) unknown(e entry, parent string, known []string) {
	home := homeOf(e.name)
	switch {
	case e.name == "<<":
		r.fault(e.line, "%s: merging is not understood here; write the keys out", e.path)
	case strings.Contains(e.name, "."):
		first, rest, _ := strings.Cut(e.name, ".")
		r.fault(e.line, "%s: write %s and, indented on the next line, %s", masked(e.path), masked(first+":"), masked(rest+": ..."))
	case e.name == "require_review":
		r.fault(e.line, "%s is unknown; \"require_review\" stands on its own, without indentation", masked(e.path))
	case home != "" && home != parent:
		r.fault(e.line, "%s is unknown; %q belongs under %q", masked(e.path), e.name, home)
	case fault.Nearest(e.name, known) != "":
		r.fault(e.line, "%s is unknown%s", masked(e.path), fault.DidYouMean(e.name, known))
	default:
		r.fault(e.line, "%s is unknown; the keys here are %s", masked(e.path), strings.Join(known, ", "))
	}
}

// entries lists a mapping's entries in order.
func (r *reader) entries(at entry) ([]entry, bool) {
	var values []*ast.MappingValueNode
	switch n := at.value.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil, false
	default:
		switch {
		case isIndirect(n):
			r.fault(at.line, "%s: anchors (&), aliases (*) and tags (!) are not understood here; write the value out", at.path)
		case at.path == "":
			r.fault(lineOf(n), "a configuration is made of lines such as \"clinic:\" with indented lines such as \"phone: ...\" under it")
		default:
			r.fault(at.line, "%s: write indented lines such as \"key: value\" under it", at.path)
		}
		return nil, false
	}
	out := make([]entry, 0, len(values))
	for _, v := range values {
		name := nameOf(v.Key)
		out = append(out, entry{join(at.path, name), name, lineOf(v.Key), v.Value})
	}
	return out, true
}

// text reads one line of text; "" when nothing is given. Numbers count as they are typed.
func (r *reader) text(e entry) (string, bool) {
	switch n := e.value.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return "", false
	case *ast.StringNode:
		return strings.TrimSpace(n.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	if isIndirect(e.value) {
		r.fault(e.line, "%s: anchors (&), aliases (*) and tags (!) are not understood here; write the value out", e.path)
	} else {
		r.fault(e.line, "%s: write one line of text, in quotes", e.path)
	}
	return "", false
}

// isIndirect tells whether a value is YAML's way of saying something elsewhere or otherwise.
func isIndirect(n ast.Node) bool {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		return true
	}
	return false
}

// number reads a number from 0 to 1.
func (r *reader) number(e entry) *float64 {
	var text string
	switch e.value.(type) {
	case *ast.NanNode, *ast.InfinityNode, *ast.BoolNode: // no number from 0 to 1, whatever it is
	default:
		ok := false
		if text, ok = r.text(e); !ok {
			return nil
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= 0 && n <= 1) {
		r.fault(e.line, "%s: write a number from 0 to 1, such as 0.6", e.path)
		return nil
	}
	return &n
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// nameOf is a key as it is typed.
func nameOf(n ast.Node) string { return strings.TrimSpace(n.GetToken().Value) }

func join(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "." + name
}
