package sign

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/figures.txt")

// labelled is a message of a measuring set. No line of them is learnt from.
type labelled struct {
	Text, Level, Half, Set string
	Before                 []string
	Danger, Fires          bool
}

// measured reads a set and fails on an empty one.
func measured(t *testing.T, name string) []labelled {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l labelled
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if g, ok := GradeOf(l.Level); ok {
			l.Level = g.Level.String()
		}
		out = append(out, l)
	}
	if len(out) < 50 {
		t.Fatalf("%s holds %d lines: the set is not there", name, len(out))
	}
	return out
}

// tally counts what becomes of messages.
type tally struct {
	n, warned, grave, below, netted, cautioned, declined, overheard, offered int
}

func (c *tally) add(s *Signs, l labelled) {
	c.n++
	caution, decline := false, false
	best := Finding{}
	for _, f := range s.Check(l.Text, l.Before...) {
		caution, decline = caution || f.Level == Caution, decline || f.Level < Caution
		if f.Level.Warns() && best.ID == "" {
			best = f
		}
	}
	switch {
	case best.Warns():
		c.warned++
		if best.Level == Emergency {
			c.grave++
		}
		if l.Level == "emergency" && best.Level < Crisis || l.Level == "crisis" && best.Level < Crisis {
			c.below++
		}
		switch {
		case best.Overheard():
			c.overheard++
		case best.Offered():
			c.offered++
		}
	case best.Net:
		c.netted++
	}
	if caution {
		c.cautioned++
	}
	if decline {
		c.declined++
	}
}

// TestFigures holds both figures of the decision in one golden file: signs caught, and ordinary people left alone.
func TestFigures(t *testing.T) {
	s := shipped(t)
	var b strings.Builder
	row := func(name string, set []labelled, keep func(labelled) bool) {
		var c tally
		for _, l := range set {
			if keep(l) {
				c.add(s, l)
			}
		}
		if c.n == 0 {
			t.Errorf("%s: no lines", name)
		}
		fmt.Fprintf(&b, "%-34s %4d  warned %3d (emergency %3d, below its level %d)  netted %3d  caution %2d  declined %2d  overheard %3d  offered %2d\n",
			name, c.n, c.warned, c.grave, c.below, c.netted, c.cautioned, c.declined, c.overheard, c.offered)
	}
	ordinary, danger := measured(t, "ordinary"), measured(t, "true")
	for _, half := range []string{"fit", "test"} {
		row("ordinary people, "+half+" half", ordinary, func(l labelled) bool { return l.Half == half })
	}
	row("the plainest messages", measured(t, "plain"), func(labelled) bool { return true })
	row("overheard talk", measured(t, "overheard"), func(labelled) bool { return true })
	for _, level := range []string{"emergency", "urgent", "crisis"} {
		for _, half := range []string{"fit", "test"} {
			row("true "+level+", "+half+" half", danger, func(l labelled) bool { return l.Level == level && l.Half == half })
		}
	}
	strangers := measured(t, "strangers")
	for _, level := range []string{"emergency", "urgent", "crisis"} {
		row("strangers, "+level, strangers, func(l labelled) bool { return l.Fires && l.Level == level })
	}
	row("strangers, only sounding like it", strangers, func(l labelled) bool { return !l.Fires })
	blind := measured(t, "blind")
	for _, set := range []string{"short", "spanish", "pair"} {
		row("blind "+set+", danger", blind, func(l labelled) bool { return l.Set == set && l.Danger })
		row("blind "+set+", ordinary", blind, func(l labelled) bool { return l.Set == set && !l.Danger })
	}
	const golden = "testdata/figures.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the figures have changed; run with -update to accept:\n%s\nwant:\n%s", b.String(), want)
	}
}
