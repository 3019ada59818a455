package fakeslack

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaFile is Slack's description of blocks, in a folder beside the project.
const schemaFile = "shared/specs/slack-blocks.schema.json"

// schema checks blocks against Slack's own description. It knows structure, not lengths.
type schema struct {
	compiler *jsonschema.Compiler
	byType   map[string]string // definition of a type of block
	compiled map[string]*jsonschema.Schema
}

// findSchema looks for the description in this folder and all above it; it returns nil when it is not there.
func findSchema() *schema {
	dir, err := os.Getwd()
	if err != nil {
		return nil
	}
	for {
		if f, err := os.Open(filepath.Join(dir, filepath.FromSlash(schemaFile))); err == nil {
			defer f.Close()
			doc, err := jsonschema.UnmarshalJSON(f)
			if err != nil {
				return nil
			}
			return readSchema(doc)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil
		}
		dir = parent
	}
}

func readSchema(doc any) *schema {
	root, _ := doc.(object)
	definitions, _ := root["definitions"].(object)
	s := &schema{compiler: jsonschema.NewCompiler(), byType: map[string]string{}, compiled: map[string]*jsonschema.Schema{}}
	for name, d := range definitions {
		def, _ := d.(object)
		properties, _ := def["properties"].(object)
		kind, _ := properties["type"].(object)
		if v, ok := kind["const"].(string); ok && strings.HasSuffix(name, "Block") {
			s.byType[v] = name
		}
	}
	// The description lacks the offset of a list, which Slack's page on rich text has and slack-go always sends.
	if list, ok := definitions["RichTextList"].(object); ok {
		if properties, ok := list["properties"].(object); ok {
			properties["offset"] = object{"type": "number"}
		}
	}
	if err := s.compiler.AddResource("slack.json", doc); err != nil {
		return nil
	}
	return s
}

// check checks one block. The server's lock is held.
func (s *schema) check(where, path string, block object) []Violation {
	kind, _ := block["type"].(string)
	name, ok := s.byType[kind]
	if !ok {
		return []Violation{{Where: where, Path: path, Rule: fmt.Sprintf("Slack's schema knows no block %q", kind)}}
	}
	sch := s.compiled[name]
	if sch == nil {
		var err error
		if sch, err = s.compiler.Compile("slack.json#/definitions/" + name); err != nil {
			return []Violation{{Where: where, Path: path, Rule: "Slack's schema cannot be used: " + err.Error()}}
		}
		s.compiled[name] = sch
	}
	err := sch.Validate(block)
	if err == nil {
		return nil
	}
	return []Violation{{Where: where, Path: path, Rule: "Slack's schema: " + firstLines(err)}}
}

// firstLines are the first sentences of a schema's complaint that say what is wrong; the others say where they are.
func firstLines(err error) string {
	var out []string
	for _, l := range strings.Split(err.Error(), "\n")[1:] {
		if l = strings.TrimLeft(l, " -"); !strings.HasSuffix(l, "failed") && !strings.Contains(l, "value must be") {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		return err.Error()
	}
	return strings.Join(out[:min(len(out), 4)], "; ")
}
