package fakediscord

import (
	_ "embed"
	"maps"
	"strings"
	"sync"

	"backtalk/internal/fake/wire"
)

// requests is Discord's own description of the bodies that Backtalk sends.
//
//go:embed testdata/requests.json
var requests []byte

// described is it as a schema: made once for all servers of a process.
var described = sync.OnceValue(func() *wire.Schema { return wire.NewSchema(requests) })

// againstSchema compares a body with Discord's schema of that name. The fault says where, not what.
func againstSchema(name string, body map[string]any) string {
	if faults := described().Check("#/components/schemas/"+name, loosen(name, body)); len(faults) > 0 {
		return "schema " + name + ": " + strings.Join(faults, "; ")
	}
	return ""
}

// loosen is the body as the schema wants it: Discord takes permission bits as a string, its schema knows numbers only.
func loosen(name string, body map[string]any) map[string]any {
	text, ok := body["default_member_permissions"].(string)
	if name != "ApplicationCommandCreateRequest" || !ok {
		return body
	}
	next := maps.Clone(body)
	next["default_member_permissions"] = float64(number(text))
	return next
}
