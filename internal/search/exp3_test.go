package search

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

func TestStack(t *testing.T) {
	c, err := corpus.Load(knowledge.FS, os.DirFS("/tmp/stackfaq"))
	if err != nil {
		t.Fatal(err)
	}
	x, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	qr := map[string]map[string]bool{}
	raw, _ := os.ReadFile("/work/shared/benchmarks/stackfaq/qrels.tsv")
	s := bufio.NewScanner(strings.NewReader(string(raw)))
	for s.Scan() {
		f := strings.Fields(s.Text())
		if qr[f[0]] == nil {
			qr[f[0]] = map[string]bool{}
		}
		qr[f[0]][f[1]] = true
	}
	n, p1, p5 := 0, 0, 0
	var d time.Duration
	for _, q := range readQ(t, "/work/shared/benchmarks/stackfaq/queries.jsonl") {
		t0 := time.Now()
		r, err := x.Search(context.Background(), q.Text, nil, 10)
		d += time.Since(t0)
		if err != nil {
			t.Fatal(err)
		}
		n++
		for i, h := range r.Hits {
			if i < 5 && qr[q.ID][h.Section] {
				p5++
				if i == 0 {
					p1++
				}
			}
		}
	}
	fmt.Printf("STACK n %d P@1 %.4f P@5 %.4f sections %d fits %v %v/query\n", n, float64(p1)/float64(n), float64(p5)/float64(5*n), len(c.Passages()), x.fits, d/time.Duration(n))
}
