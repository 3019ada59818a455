package wire

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Schema is a platform's own description of what it takes. It is safe for concurrent use.
type Schema struct {
	compiler *jsonschema.Compiler

	mu    sync.Mutex
	parts map[string]*jsonschema.Schema
}

// resource is the name under which the compiler knows the one document of a Schema.
const resource = "file:///schema.json"

// NewSchema reads a JSON Schema. A document that cannot be used is a fault of the program, since it is compiled in.
func NewSchema(document []byte) *Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	s := &Schema{compiler: jsonschema.NewCompiler(), parts: map[string]*jsonschema.Schema{}}
	s.compiler.UseRegexpEngine(lenient)
	if err == nil {
		err = s.compiler.AddResource(resource, doc)
	}
	if err != nil {
		panic(fmt.Sprintf("wire: reading a schema: %v", err))
	}
	return s
}

// Check compares decoded JSON with one part of the schema, such as "#/definitions/Block"; "" is all of it. It returns
// the places where the value is wrong and the rules that they break, but nothing of the value: that may be private.
func (s *Schema) Check(part string, value any) []string {
	schema, err := s.part(part)
	if err == nil {
		err = schema.Validate(value)
	}
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) {
		return places(invalid)
	}
	if err != nil {
		return []string{err.Error()}
	}
	return nil
}

func (s *Schema) part(name string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.parts[name]; known != nil {
		return known, nil
	}
	compiled, err := s.compiler.Compile(resource + name)
	if err != nil {
		return nil, fmt.Errorf("compiling %s of the schema: %w", name, err)
	}
	s.parts[name] = compiled
	return compiled, nil
}

// places are the deepest complaints, each with its path and the rule that is broken there.
func places(e *jsonschema.ValidationError) []string {
	if len(e.Causes) == 0 {
		place := "/" + strings.Join(e.InstanceLocation, "/") + " breaks " + strings.Join(e.ErrorKind.KeywordPath(), "/")
		if more, ok := e.ErrorKind.(*kind.AdditionalProperties); ok {
			place += " with " + strings.Join(more.Properties, ", ")
		}
		return []string{place}
	}
	var all []string
	for _, c := range e.Causes {
		all = append(all, places(c)...)
	}
	slices.SortStableFunc(all, func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") })
	all = slices.Compact(all)
	return all[:min(len(all), 3)]
}

// pattern is a schema's regular expression. Those that Go cannot read, such as those with (?!, match everything.
type pattern struct {
	text string
	re   *regexp.Regexp
}

func (p pattern) MatchString(text string) bool { return p.re == nil || p.re.MatchString(text) }
func (p pattern) String() string               { return p.text }

func lenient(text string) (jsonschema.Regexp, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		re = nil
	}
	return pattern{text, re}, nil
}
