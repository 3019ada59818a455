package answer

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

type q struct {
	ID, Text, Kind, Group, Topic string
	Expect, Accept               []string
	ToBot                        *bool    `json:"to_bot"`
	Must                         []string `json:"must_contain_any"`
}

func readQ(f string) []q {
	fh, err := os.Open(f)
	if err != nil {
		panic(err)
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
	c, err := corpus.Load(layers...)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("CLAIMS") != "" {
		for _, cl := range c.Claims() {
			fmt.Println(cl.Topic, cl.Passage.ID(), cl.Why)
		}
	}
	e, err := New(c, nil, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	more, _ := filepath.Glob("../quality/testdata/*.jsonl")
	wrong := os.Getenv("WRONG") != ""
	for _, f := range append([]string{"/work/shared/questions/dev.jsonl"}, more...) {
		counts := map[string][2]int{}
		clar := 0
		for _, qq := range readQ(f) {
			if f[len(f)-9:] != "dev.jsonl" && !isFit(qq.ID) {
				continue
			}
			a, err := e.Answer(context.Background(), Question{Text: qq.Text, Addressed: qq.ToBot == nil || *qq.ToBot})
			if err != nil {
				t.Fatal(err)
			}
			shown := ""
			if len(a.Quotes) > 0 {
				shown = a.Quotes[0].Section
			}
			key := qq.Kind
			ok := false
			switch qq.Kind {
			case "answerable", "redflag-negative":
				if len(qq.Expect) == 0 {
					continue
				}
				ok = slices.Contains(qq.Expect, shown)
				if a.Outcome == Booking && slices.Contains(qq.Expect, "booking") {
					ok = true
				}
				if a.Outcome == Clarify {
					clar++
				}
			case "unanswerable":
				key += " " + qq.Group
				ok = shown == "" || shown == "booking"
			case "booking":
				ok = a.Outcome == Booking || shown == "booking"
			case "redflag":
				continue
			default:
				o := a.Outcome.String()
				if o == "decline" || o == "clarify" {
					o = "abstain"
				}
				ok = slices.Contains(qq.Accept, o)
			}
			k := counts[key]
			k[1]++
			if ok {
				k[0]++
			} else if wrong {
				top := ""
				for i, v := range a.Search.Votes {
					if i < 3 {
						top += fmt.Sprintf(" %s=%.2f", v.Topic.ID, v.Share)
					}
				}
				fmt.Printf("  %s %q want %v got %v %s conf %.2f |%s\n", qq.ID, qq.Text, qq.Expect, a.Outcome, shown, a.Confidence, top)
			}
			counts[key] = k
		}
		fmt.Printf("%-14s", filepath.Base(f))
		for _, k := range []string{"answerable", "unanswerable near", "unanswerable far", "booking", "smalltalk", "hostile", "chatter", "redflag-negative"} {
			fmt.Printf(" %s %d/%d=%.2f", k, counts[k][0], counts[k][1], float64(counts[k][0])/float64(counts[k][1]))
		}
		fmt.Println(" clarify", clar)
	}
}
