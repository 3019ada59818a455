// Package knowledge holds what the program knows out of the box: the articles, the topic library, the synonyms, the
// danger signs and what was learnt from examples, embedded in the binary. The examples themselves (learn/*.jsonl) are not: "backtalk
// learn" reads them, and writes learn/learnt.bin.
package knowledge

import "embed"

// FS is the built-in knowledge folder, its README aside.
//
//go:embed [a-z]*.md *.yaml signs/*.yaml learn/learnt.bin
var FS embed.FS
