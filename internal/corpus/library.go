package corpus

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// library gathers topics and synonyms from all folders.
type library struct {
	topics map[string]*Topic
	order  []string
	groups [][]string
	inFile map[string]string // where a synonym stands
}

func newLibrary() *library {
	return &library{topics: map[string]*Topic{}, inFile: map[string]string{}}
}

// read adds one folder's topics/*.yaml and synonyms.yaml; a folder without them adds nothing.
func (l *library) read(r *report, layer fs.FS) {
	files, err := fs.Glob(layer, "topics/*.yaml")
	if err != nil {
		r.add("topics", 0, "listing the topics: %v", err)
	}
	more, _ := fs.Glob(layer, "topics/*.yml")
	files = append(files, more...)
	slices.Sort(files)
	seen := map[string]string{}
	var off []offEntry
	for _, file := range files {
		if text, ok := readText(r, layer, file); ok {
			off = append(off, l.readTopics(r, file, text, seen)...)
		}
	}
	for _, o := range off {
		if l.topics[o.id] == nil {
			r.add(o.file, o.line, "off: no topic has the id %q%s", o.id, nearest(o.id, l.order))
		}
		delete(l.topics, o.id)
		l.order = slices.DeleteFunc(l.order, func(id string) bool { return id == o.id })
	}
	if _, err := fs.Stat(layer, "synonyms.yaml"); !errors.Is(err, fs.ErrNotExist) {
		if text, ok := readText(r, layer, "synonyms.yaml"); ok {
			l.readSynonyms(r, "synonyms.yaml", text)
		}
	}
}

type offEntry struct {
	id, file string
	line     int
}

// readTopics decodes one file topic by topic, so that one fault does not hide the next.
func (l *library) readTopics(r *report, file, text string, seen map[string]string) (off []offEntry) {
	for _, item := range topLevel(r, file, text) {
		switch item.key {
		case "off":
			var ids []string
			if err := yaml.NodeToValue(item.value, &ids); err != nil {
				_, message := yamlFault(err)
				r.add(file, item.line, "off: %s", message)
			}
			for _, id := range ids {
				off = append(off, offEntry{id, file, item.line})
			}
		case "topics":
			list, ok := item.value.(*ast.SequenceNode)
			if !ok {
				r.add(file, item.line, "topics: write a list, each entry starting with \"- id:\"")
				continue
			}
			for _, node := range list.Values {
				line := node.GetToken().Position.Line
				t := &Topic{File: file, Line: line}
				if err := yaml.NodeToValue(node, t, yaml.Strict()); err != nil {
					at, message := yamlFault(err)
					r.add(file, max(at, line), "%s", message)
					continue
				}
				l.add(r, t, seen)
			}
		default:
			r.add(file, item.line, "unknown key %q%s", item.key, nearest(item.key, []string{"topics", "off"}))
		}
	}
	return off
}

func (l *library) add(r *report, t *Topic, seen map[string]string) {
	if other := seen[t.ID]; other != "" {
		r.add(t.File, t.Line, "topic %q is defined already, in %s; ids are unique in a folder", t.ID, other)
		return
	}
	seen[t.ID] = t.File
	if old := l.topics[t.ID]; old != nil {
		merged := *old
		merged.merge(t)
		l.topics[t.ID] = &merged
		return
	}
	l.topics[t.ID] = t
	l.order = append(l.order, t.ID)
}

func (l *library) readSynonyms(r *report, file, text string) {
	for _, item := range topLevel(r, file, text) {
		if item.key != "groups" {
			r.add(file, item.line, "unknown key %q%s", item.key, nearest(item.key, []string{"groups"}))
			continue
		}
		list, ok := item.value.(*ast.SequenceNode)
		if !ok {
			r.add(file, item.line, "groups: write a list of lists, such as \"- [lower back, lumbar]\"")
			continue
		}
		for _, node := range list.Values {
			line := node.GetToken().Position.Line
			var group []string
			if err := yaml.NodeToValue(node, &group); err != nil {
				_, message := yamlFault(err)
				r.add(file, line, "%s", message)
				continue
			}
			l.addGroup(r, file, line, group)
		}
	}
}

// addGroup adds a group of synonyms; it joins an earlier folder's group that shares a word with it.
func (l *library) addGroup(r *report, file string, line int, group []string) {
	if len(group) < 2 {
		r.add(file, line, "a group needs at least two words or phrases")
		return
	}
	into := -1
	for i, w := range group {
		group[i] = strings.ToLower(strings.Join(strings.Fields(w), " "))
		if group[i] == "" {
			r.add(file, line, "a group holds an empty word")
			return
		}
		for j, old := range l.groups {
			if slices.Contains(old, group[i]) {
				if into >= 0 && into != j || l.inFile[group[i]] == file {
					r.add(file, line, "%q stands in two groups; a word can mean one thing only", group[i])
					return
				}
				into = j
			}
		}
	}
	for _, w := range group {
		l.inFile[w] = file
	}
	if into < 0 {
		l.groups = append(l.groups, group)
		return
	}
	for _, w := range group {
		if !slices.Contains(l.groups[into], w) {
			l.groups[into] = append(slices.Clip(l.groups[into]), w)
		}
	}
}

// finish checks the merged topics and returns them by id.
func (l *library) finish(r *report) ([]*Topic, [][]string) {
	ids := slices.Sorted(slices.Values(l.order))
	topics := make([]*Topic, 0, len(ids))
	asked := map[string]string{}
	for _, id := range ids {
		t := l.topics[id]
		t.check(r)
		topics = append(topics, t)
		for _, q := range t.Questions {
			key := strings.Join(strings.Fields(strings.ToLower(q)), " ")
			if other, ok := asked[key]; ok && other != id {
				r.add(t.File, t.Line, "topic %q: the question %q stands in topic %q too; it can lead to one only", id, q, other)
			}
			asked[key] = id
		}
	}
	return topics, l.groups
}

// keyed is one entry of a YAML file's top level.
type keyed struct {
	key   string
	value ast.Node
	line  int
}

// topLevel parses a YAML file and lists its top-level keys.
func topLevel(r *report, file, text string) []keyed {
	if path.Ext(file) == "" || strings.TrimSpace(text) == "" {
		return nil
	}
	tree, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		line, message := yamlFault(err)
		r.add(file, line, "%s", message)
		return nil
	}
	var out []keyed
	for _, doc := range tree.Docs {
		var values []*ast.MappingValueNode
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode:
			continue
		case *ast.MappingNode:
			values = body.Values
		case *ast.MappingValueNode:
			values = []*ast.MappingValueNode{body}
		default:
			r.add(file, 1, "write keys with values, such as \"topics:\"")
			continue
		}
		for _, v := range values {
			out = append(out, keyed{v.Key.GetToken().Value, v.Value, v.Key.GetToken().Position.Line})
		}
	}
	return out
}

// yamlFault takes a YAML library's error apart: its line (0 when unknown) and its message without the source excerpt.
func yamlFault(err error) (int, string) {
	var ye yaml.Error
	if errors.As(err, &ye) {
		line := 0
		if t := ye.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
		return line, ye.GetMessage()
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	return 0, message
}
