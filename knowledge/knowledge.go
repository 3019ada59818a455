// Package knowledge holds what the program knows out of the box: the articles, the topic library, the synonyms and
// the danger signs, embedded in the binary.
package knowledge

import "embed"

// FS is the built-in knowledge folder.
//
//go:embed *.md *.yaml topics/*.yaml
var FS embed.FS
