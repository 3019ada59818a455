package redflag

import (
	"os"
	"testing"
)

func shipped(t testing.TB) *Rules {
	t.Helper()
	r, err := Load(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// top is the level a message is treated at: that of the gravest flag that is not only asked about.
func top(flags []Flag) (Level, string) {
	for _, f := range flags {
		if !f.Asked {
			return f.Level, f.ID
		}
	}
	return NoLevel, ""
}
