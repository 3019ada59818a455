package redflag

import (
	"os"
	"testing"
)

func TestLoadShipped(t *testing.T) {
	r, err := Load(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	t.Log(len(r.patterns), len(r.names), len(r.trie.sets), len(r.trie.edges))
	for _, f := range r.Faults() {
		t.Errorf("%s", f)
	}
}
