package fakeslack

import (
	_ "embed"
	"strings"
	"sync"

	"backtalk/internal/fake/wire"
)

// Slack's own descriptions of blocks and of manifests. They know structure, not lengths.
//
//go:embed testdata/blocks.json
var blocksFile []byte

//go:embed testdata/manifest.json
var manifestFile []byte

// Blocks is Slack's description of a list of blocks, Manifest that of an app's manifest: made once for all servers of a
// process.
var (
	Blocks   = sync.OnceValue(func() *wire.Schema { return wire.NewSchema(blocksFile) })
	Manifest = sync.OnceValue(func() *wire.Schema { return wire.NewSchema(manifestFile) })
)

// schema compares a block with Slack's description.
func (f *findings) schema(path string, b object) {
	kind, _ := b["type"].(string)
	var name strings.Builder // "rich_text" is described as RichTextBlock
	for word := range strings.SplitSeq(kind, "_") {
		if word != "" {
			name.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	if faults := Blocks().Check("#/definitions/"+name.String()+"Block", b); len(faults) > 0 {
		f.add(path, "Slack's schema: %s", strings.Join(faults, "; "))
	}
}
