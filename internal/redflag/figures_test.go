package redflag

import (
	"bufio"
	"encoding/json"
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

func TestHeldOut(t *testing.T) {
	for _, name := range []string{"heldout", "heldout2", "heldout3", "heldout4", "heldout5"} {
		t.Run(name, func(t *testing.T) { heldOut(t, "testdata/"+name+".jsonl") })
	}
}

func heldOut(t *testing.T, name string) {
	t.Helper()
	r := shipped(t)
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	right, total := map[string]int{}, map[string]int{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c struct{ Want, Text string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got, id := top(r.Check(c.Text))
		total[c.Want]++
		ok := got.String() == c.Want || c.Want == "none" && !got.Warns()
		for l := got; l > NoLevel; l-- {
			ok = ok || l.String() == c.Want
		}
		if ok {
			right[c.Want]++
		} else {
			t.Logf("%q: got %s (%s), want %s", c.Text, got, id, c.Want)
		}
	}
	for want, n := range total {
		t.Logf("%s: %d of %d", want, right[want], n)
	}
}
