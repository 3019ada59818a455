package search

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	out, _ := os.Create(os.Getenv("DUMP"))
	defer out.Close()
	f, _ := os.Open("/work/shared/questions/dev.jsonl")
	s := bufio.NewScanner(f)
	var qs []string
	for s.Scan() {
		var q struct{ Text string }
		json.Unmarshal(s.Bytes(), &q)
		qs = append(qs, q.Text)
	}
	dump := func(x *Index, qs []string) {
		for _, q := range qs {
			r, err := x.Search(context.Background(), q, nil, 1000)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(out, "%q %v\n", q, r.Corrections)
			for i, h := range r.Hits {
				fmt.Fprintf(out, "  %d %s %.12g %.12g %.12g %.12g %v %v %d\n", i, h.Section, h.Score, h.Vote, h.Text, h.Coverage, h.Found, h.Missed, h.Sentence)
			}
		}
	}
	dump(shipped(t), qs)
	for _, n := range []int{1000, 10000} {
		c, zq := zipfCorpus(t, n)
		x, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		dump(x, append(zq, qs...))
		for _, q := range zq {
			dump(x, []string{q[:len(q)/3], q[:2*len(q)/3]})
		}
	}
}
