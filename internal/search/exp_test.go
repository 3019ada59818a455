package search

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

type q struct {
	ID, Text, Kind, Group, Topic string
	Expect, Accept               []string
}

func readQ(t *testing.T, f string) []q {
	fh, err := os.Open(f)
	if err != nil {
		t.Skip(err)
	}
	defer fh.Close()
	var out []q
	s := bufio.NewScanner(fh)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var x q
		if json.Unmarshal(s.Bytes(), &x) == nil {
			out = append(out, x)
		}
	}
	return out
}

func isFit(id string) bool { h := fnv.New32a(); h.Write([]byte(id)); return h.Sum32()%2 == 0 }

func TestExp(t *testing.T) {
	layers := []fs.FS{knowledge.FS}
	if d := os.Getenv("KDIR"); d != "" {
		layers = append(layers, os.DirFS(d))
	}
	t0 := time.Now()
	c, err := corpus.Load(layers...)
	if err != nil {
		t.Fatal(err)
	}
	t1 := time.Now()
	x, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, tp := range c.Topics() {
		n += len(tp.Questions)
	}
	fmt.Println("load", t1.Sub(t0), "index", time.Since(t1), "topics", len(c.Topics()), "phrasings", n, "features", len(x.classifier.idf), "fits", x.fits)
	for _, cl := range c.Claims() {
		_ = cl
	}
	more, _ := filepath.Glob("../quality/testdata/*.jsonl")
	for _, f := range append([]string{"/work/shared/questions/dev.jsonl"}, more...) {
		var right, ans, nearOK, near, farOK, far int
		kinds := map[string][2]int{}
		for _, qq := range readQ(t, f) {
			if f[len(f)-9:] != "dev.jsonl" && !isFit(qq.ID) {
				continue
			}
			r, err := x.Search(context.Background(), qq.Text, nil, 10)
			if err != nil {
				t.Fatal(err)
			}
			top := Hit{}
			if len(r.Hits) > 0 {
				top = r.Hits[0]
			}
			kd := "none"
			if top.Topic != nil {
				kd = string(top.Topic.Kind)
			}
			switch {
			case qq.Kind == "answerable":
				ans++
				ok := false
				for _, e := range qq.Expect {
					if e == top.Section {
						ok = true
					}
				}
				if ok {
					right++
				} else if os.Getenv("WRONG") != "" {
					fmt.Println("  A", qq.ID, qq.Text, "->", top.Section, top.Vote, qq.Expect)
				}
			case qq.Kind == "unanswerable" && qq.Group == "near":
				near++
				if top.Passage == nil {
					nearOK++
				} else if os.Getenv("WRONG") != "" {
					fmt.Println("  N", qq.ID, qq.Text, "->", top.Section, top.Vote)
				}
			case qq.Kind == "unanswerable":
				far++
				if top.Passage == nil {
					farOK++
				} else if os.Getenv("WRONG") != "" {
					fmt.Println("  F", qq.ID, qq.Text, "->", top.Section, top.Vote)
				}
			default:
				k := kinds[qq.Kind]
				k[1]++
				switch qq.Kind {
				case "booking":
					if kd == "booking" || kd == "change" || top.Section == "booking" {
						k[0]++
					}
				case "smalltalk":
					if kd == "smalltalk" {
						k[0]++
					}
				case "chatter":
					if kd == "chatter" {
						k[0]++
					}
				case "hostile":
					if top.Passage == nil {
						k[0]++
					}
				}
				kinds[qq.Kind] = k
			}
		}
		fmt.Printf("%-14s right %d/%d=%.3f near %d/%d=%.3f far %d/%d=%.3f %v\n", filepath.Base(f), right, ans, float64(right)/float64(ans), nearOK, near, float64(nearOK)/float64(near), farOK, far, float64(farOK)/float64(far), kinds)
	}
}

func TestLoss(t *testing.T) {
	c, err := corpus.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	a := newAnalyzer(c.Synonyms())
	ex := newExamples(a, c.Topics())
	t0 := time.Now()
	cl := fitClassifier(a, ex, len(c.Topics()))
	d := time.Since(t0)
	more, _ := filepath.Glob("../quality/testdata/*.jsonl")
	var nA, okA, nU, okU, nO, okO int
	var lA, lU, lO float64
	for _, f := range append([]string{"/work/shared/questions/dev.jsonl"}, more...) {
		for _, qq := range readQ(t, f) {
			if f[len(f)-9:] != "dev.jsonl" && !isFit(qq.ID) {
				continue
			}
			p := cl.classify(qq.Text)
			var right, cov, kind float64
			best, bestCov := 0, 0.0
			for k, tp := range c.Topics() {
				if p[k] > p[best] {
					best = k
				}
				if len(c.Covering(tp.ID)) > 0 {
					cov += float64(p[k])
					if float64(p[k]) > bestCov {
						bestCov = float64(p[k])
					}
				}
				for _, e := range qq.Expect {
					if e == tp.ID {
						right += float64(p[k])
					}
				}
				switch {
				case qq.Kind == "booking" && (tp.Kind == corpus.Booking || tp.Kind == corpus.Change || tp.ID == "booking"), qq.Kind == "smalltalk" && tp.Kind == corpus.SmallTalk, qq.Kind == "chatter" && tp.Kind == corpus.Chatter:
					kind += float64(p[k])
				}
			}
			bt := c.Topics()[best]
			switch qq.Kind {
			case "answerable":
				nA++
				lA -= math.Log(right + 1e-4)
				for _, e := range qq.Expect {
					if e == bt.ID {
						okA++
						break
					}
				}
			case "unanswerable":
				nU++
				lU -= math.Log(1 - cov + 1e-4)
				if len(c.Covering(bt.ID)) == 0 {
					okU++
				}
			case "booking", "smalltalk", "chatter":
				nO++
				lO -= math.Log(kind + 1e-4)
				if kind > 0.5 {
					okO++
				}
			}
		}
	}
	fmt.Printf("RES ans %.3f loss %.3f | una %.3f loss %.3f | other %.3f loss %.3f | %v feats %d\n", float64(okA)/float64(nA), lA/float64(nA), float64(okU)/float64(nU), lU/float64(nU), float64(okO)/float64(nO), lO/float64(nO), d.Round(time.Millisecond), len(cl.idf))
}
