package main

import (
	"fmt"
	"testing"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/redflag"
	"backtalk/internal/search"
	"backtalk/knowledge"
)

func TestProf(t *testing.T) {
	for range 3 {
		t0 := time.Now()
		c, err := corpus.Load(knowledge.FS)
		if err != nil {
			t.Fatal(err)
		}
		t1 := time.Now()
		r, err := redflag.Load(knowledge.FS)
		if err != nil {
			t.Fatal(err)
		}
		t2 := time.Now()
		x, _ := search.New(c)
		t3 := time.Now()
		e, _ := answer.New(c, r, answer.DefaultThresholds())
		t4 := time.Now()
		fmt.Println("corpus", t1.Sub(t0), "redflag", t2.Sub(t1), "search", t3.Sub(t2), "answer", t4.Sub(t3))
		x.Close()
		e.Close()
	}
}
