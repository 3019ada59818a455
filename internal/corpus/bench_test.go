package corpus

import (
	"testing"

	"backtalk/knowledge"
)

// BenchmarkLoad reads the knowledge that the binary carries: one article, the topic library and the synonyms.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c, err := Load(Folders{Builtin: knowledge.FS})
		if err != nil {
			b.Fatal(err)
		}
		if len(c.Passages()) == 0 || len(c.Topics()) == 0 {
			b.Fatal("nothing was loaded")
		}
	}
}
