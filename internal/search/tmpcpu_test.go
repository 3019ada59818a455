package search

import (
	"context"
	"fmt"
	"syscall"
	"testing"
)

func cpuNow() int64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u.Utime.Nano() + u.Stime.Nano()
}

func BenchmarkZCPU(b *testing.B) {
	for _, n := range []int{20, 1000, 10000} {
		x, qs := zipfIndex(b, n)
		m := []int64{1 << 62, 1 << 62, 1 << 62, 1 << 62, 1 << 62}
		run := func(k int, f func(q string)) {
			s := cpuNow()
			for i := range 400 {
				f(qs[i%len(qs)])
			}
			m[k] = min(m[k], (cpuNow()-s)/400)
		}
		ctx := context.Background()
		for range 9 {
			run(0, func(q string) { x.Plain(ctx, q, 10) })
			run(1, func(q string) { x.Search(ctx, q, nil, 10) })
			run(2, func(q string) { x.passages(ctx, x.texts.query(x.analyzer.terms(q))) })
			run(3, func(q string) { x.neighbors(ctx, x.analyzer.terms(q)) })
			run(4, func(q string) { x.classifier.classify(q) })
		}
		fmt.Printf("n=%d raw %d us search %d us ratio %.2f; passages %d neighbors %d classify %d\n", n, m[0]/1000, m[1]/1000, float64(m[1])/float64(m[0]), m[2]/1000, m[3]/1000, m[4]/1000)
	}
}
