package fakediscord

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaFile is Discord's own description of its API, beside the checkout. Without it only our limits are checked.
const schemaFile = "shared/specs/discord-openapi.json"

// oracle is the compiled schemas, made when the first body is checked: once for all servers of a process, since it takes
// a good part of a second.
var oracle = sync.OnceValues(compile)

// SchemaFile is where Discord's description of its API was found, by walking up from the working folder; empty when it was not.
func SchemaFile() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(dir, filepath.FromSlash(schemaFile))
		if _, err := os.Stat(path); err == nil {
			return path
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// compile reads the schemas of all bodies that we meet. A file that cannot be used is a fault of every check: silence
// would look like health.
func compile() (map[string]*jsonschema.Schema, error) {
	path := SchemaFile()
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening Discord's schema: %w", err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		return nil, fmt.Errorf("reading Discord's schema: %w", err)
	}
	k := jsonschema.NewCompiler()
	k.UseRegexpEngine(lenientRegexp)
	if err := k.AddResource("file:///discord.json", doc); err != nil {
		return nil, fmt.Errorf("reading Discord's schema: %w", err)
	}
	found := map[string]*jsonschema.Schema{}
	for _, name := range []string{
		"MessageCreateRequest", "MessageEditRequestPartial", "CreateMessageInteractionCallbackRequest",
		"UpdateMessageInteractionCallbackRequest", "ApplicationCommandAutocompleteCallbackRequest", "ModalInteractionCallbackRequest",
		"IncomingWebhookRequestPartial", "IncomingWebhookUpdateRequestPartial", "ApplicationCommandCreateRequest",
	} {
		schema, err := k.Compile("file:///discord.json#/components/schemas/" + name)
		if err != nil {
			return nil, fmt.Errorf("compiling Discord's schema of %s: %w", name, err)
		}
		found[name] = schema
	}
	return found, nil
}

// pattern is a schema's regular expression. Those that Go cannot read match everything.
type pattern struct {
	text string
	re   *regexp.Regexp
}

func (p pattern) MatchString(text string) bool { return p.re == nil || p.re.MatchString(text) }
func (p pattern) String() string               { return p.text }

func lenientRegexp(text string) (jsonschema.Regexp, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		re = nil
	}
	return pattern{text, re}, nil
}

// againstSchema compares a body with Discord's schema of that name, if it is at hand. The fault says where, not what.
func againstSchema(name string, body map[string]any) string {
	schemas, err := oracle()
	if err != nil {
		return err.Error()
	}
	schema := schemas[name]
	if schema == nil || body == nil {
		return ""
	}
	err = schema.Validate(loosen(name, body))
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) {
		return "schema " + name + ": " + strings.Join(places(invalid), "; ")
	}
	if err != nil {
		return fmt.Sprintf("schema %s: %v", name, err)
	}
	return ""
}

// loosen is the body as the schema wants it: Discord takes permission bits as a string, its schema knows numbers only.
func loosen(name string, body map[string]any) map[string]any {
	text, ok := body["default_member_permissions"].(string)
	if name != "ApplicationCommandCreateRequest" || !ok {
		return body
	}
	next := map[string]any{}
	for k, v := range body {
		next[k] = v
	}
	next["default_member_permissions"] = float64(number(text))
	return next
}

// places is where a body is wrong: the deepest complaints, each with its path and the rule that it breaks.
func places(e *jsonschema.ValidationError) []string {
	if len(e.Causes) == 0 {
		return []string{"/" + strings.Join(e.InstanceLocation, "/") + " breaks " + strings.Join(e.ErrorKind.KeywordPath(), "/")}
	}
	var all []string
	for _, c := range e.Causes {
		all = append(all, places(c)...)
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") })
	all = slices.Compact(all)
	return all[:min(len(all), 3)]
}
