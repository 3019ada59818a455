package redflag

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
)

// voice is a line of testdata/voices*.jsonl: what somebody says, in a voice that is not the rules' writer's.
type voice struct {
	ID, Text, Rule, Level string
	Fires                 bool
}

func voices(t *testing.T, file string) []voice {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []voice
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var v voice
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s: line %d: %v", file, len(all)+1, err)
		}
		all = append(all, v)
	}
	if len(all) < 400 {
		t.Fatalf("%s: %d lines read, want all", file, len(all))
	}
	return all
}

// class is what a line counts as: the level it must reach, or "no warning".
func (v voice) class() string {
	if !v.Fires {
		return "no warning"
	}
	g, _ := GradeOf(v.Level)
	return g.Level.String()
}

func (v voice) right(r *Rules) (string, bool) {
	level, id := top(r.Check(v.Text))
	if !v.Fires {
		return id, !level.Warns()
	}
	g, ok := GradeOf(v.Level)
	return id, ok && level >= g.Level
}

// TestVoices tries phrases of another writer: British, Southern, second language, dictated, formal, terse, rambling,
// with slips, joking. The rules were tuned on the first half; the second was held out until then, when they reached 99
// of 120 emergencies, 19 of 35 in a crisis and 56 of 71 urgent ones. Now they were tuned on both, so the files only
// keep what has been reached.
func TestVoices(t *testing.T) {
	for _, file := range []string{"testdata/voices.jsonl", "testdata/voices2.jsonl"} {
		t.Run(file, func(t *testing.T) { tryVoices(t, file) })
	}
}

func tryVoices(t *testing.T, file string) {
	try(t, voices(t, file), true, map[string]int{"emergency": 98, "crisis": 97, "urgent": 97, "no warning": 97,
		"caution": 94, "boundary": 87, "scope": 90})
}

// TestStrangers tries a writer who never saw the patterns. The rules were tuned on the lines with an odd number in
// their id. Those with an even number are held out: their words are not even logged, so that nobody fits them, and
// their bars stand just below what the rules reach. What they reached of each half, before the tuning and after it:
//
//	             tuned               held out
//	             before    after     before    after
//	emergency   124/150   148/150   114/150   124/150
//	crisis       29/40      40/40     28/40      31/40
//	urgent       53/77      75/77     53/77      62/77
//	no warning  277/298   295/298   280/298   277/298
//
// The held-out half is the honest one: of ten dangers that a stranger puts in words of their own, eight are noticed.
func TestStrangers(t *testing.T) {
	var tuned, heldOut []voice
	for _, v := range voices(t, "testdata/voices3.jsonl") {
		if number, err := strconv.Atoi(strings.TrimPrefix(v.ID, "v3-")); err != nil {
			t.Fatalf("%s: the id holds no number: %v", v.ID, err)
		} else if number%2 == 1 {
			tuned = append(tuned, v)
		} else {
			heldOut = append(heldOut, v)
		}
	}
	t.Run("tuned", func(t *testing.T) {
		try(t, tuned, true, map[string]int{"emergency": 97, "crisis": 97, "urgent": 97, "no warning": 97, "caution": 70,
			"boundary": 84, "scope": 70})
	})
	t.Run("held out", func(t *testing.T) {
		try(t, heldOut, false, map[string]int{"emergency": 81, "crisis": 75, "urgent": 79, "no warning": 92, "caution": 69,
			"boundary": 92, "scope": 55})
	})
}

// try holds the bars, in percent, by class; only lines that may be read are logged.
func try(t *testing.T, lines []voice, logged bool, bars map[string]int) {
	t.Helper()
	r := shipped(t)
	right, total := map[string]int{}, map[string]int{}
	for _, v := range lines {
		total[v.class()]++
		id, ok := v.right(r)
		if ok {
			right[v.class()]++
		} else if logged {
			t.Logf("%s %q: got %q, want %s (%s)", v.ID, v.Text, id, v.class(), v.Rule)
		}
	}
	for class, bar := range bars {
		t.Logf("%s: %d of %d", class, right[class], total[class])
		if right[class]*100 < total[class]*bar {
			t.Errorf("%s: %d of %d, want %d in 100", class, right[class], total[class], bar)
		}
	}
}
