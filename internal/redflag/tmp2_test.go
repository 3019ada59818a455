package redflag

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

func TestTmpFP(t *testing.T) {
	r := shipped(t)
	var d map[string]any
	data, _ := os.ReadFile("../../../shared/questions/phrasings.json")
	json.Unmarshal(data, &d)
	n, warn := 0, 0
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch x := v.(type) {
		case string:
			n++
			l, id := top(r.Check(x))
			if l.Warns() {
				warn++
				t.Logf("WARN %s %s: %s", id, key, x)
			} else if l > NoLevel && key != "uncovered" {
				t.Logf("%s %s: %s", id, key, x)
			}
		case []any:
			for _, y := range x {
				walk(key, y)
			}
		case map[string]any:
			for k, y := range x {
				walk(k, y)
			}
		}
	}
	walk("", d)
	t.Log(n, warn)
	f, err := os.Open("/tmp/rf/fp.txt")
	if err != nil {
		return
	}
	sc := bufio.NewScanner(f)
	n, warn = 0, 0
	for sc.Scan() {
		n++
		if l, id := top(r.Check(sc.Text())); l.Warns() {
			warn++
			t.Logf("FP %s: %s", id, sc.Text())
		}
	}
	t.Log(n, warn)
}
