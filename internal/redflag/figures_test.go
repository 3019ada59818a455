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

// TestHeldOut tries testdata/heldout.jsonl: seven rounds of phrasings, each written before the patterns were worked on
// again and tried once before that. The first try of each round is the honest figure:
//
//	round      emergency  crisis  urgent  no warning
//	1           54 of 56   14/15   22/23      63/64   (written just before the word sets, by the same person)
//	2           34 of 52   12/18   14/20      70/74
//	3           39 of 55   11/16   19/20      67/71
//	4           50 of 53   15/16   16/16      40/43
//	5           30 of 33    9/10   10/10      32/32
//	6          200 of 225  58/60   76/80      56/58   (short plain phrases)
//	7           38 of 41    7/9     9/12    211/276   (look-alikes made to deceive)
//
// Since then their misses have been looked at, so the file only keeps what has been reached.
func TestHeldOut(t *testing.T) {
	r := shipped(t)
	file, err := os.Open("testdata/heldout.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	right, total := map[string]int{}, map[string]int{}
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		var c struct {
			Round      int
			Want, Text string
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("line %d: %v", n, err)
		}
		got, id := top(r.Check(c.Text))
		total[c.Want]++
		ok := c.Want == "none" && !got.Warns()
		for l := got; l > NoLevel; l-- {
			ok = ok || l.String() == c.Want
		}
		if ok {
			right[c.Want]++
		} else {
			t.Logf("%q: got %s (%s), want %s", c.Text, got, id, c.Want)
		}
	}
	for _, want := range []string{"emergency", "crisis", "urgent", "caution", "boundary", "scope", "none"} {
		t.Logf("%s: %d of %d", want, right[want], total[want])
		if total[want] < 5 {
			t.Errorf("%s: %d lines read, want more", want, total[want])
		}
		if right[want]*100 < total[want]*97 {
			t.Errorf("%s: %d of %d, want 97 in 100", want, right[want], total[want])
		}
	}
}
