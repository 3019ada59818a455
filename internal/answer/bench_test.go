package answer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// BenchmarkAnswer is one whole answer, danger signs included; package search's BenchmarkRaw is what bleve alone does on the same
// passages with the same questions. The ratio is read off one run:
//
//	go test -p 1 ./internal/answer/ ./internal/search/ -run '^$' -bench 'Answer|Raw' -count 5
func BenchmarkAnswer(b *testing.B) {
	eachKnowledge(b, func(b *testing.B, k benchKnowledge) {
		for i := 0; b.Loop(); i++ {
			a, err := k.engine.Answer(context.Background(), ask(k.questions[i%len(k.questions)]))
			if err != nil {
				b.Fatal(err)
			}
			if len(a.Hits) == 0 {
				b.Fatalf("no hits for %q", k.questions[i%len(k.questions)])
			}
		}
	})
}

func eachKnowledge(b *testing.B, run func(b *testing.B, k benchKnowledge)) {
	b.Helper()
	for _, k := range []struct {
		name     string
		passages int // generated; 0 for the shipped articles
	}{{"shipped", 0}, {"passages=1k", 1_000}, {"passages=10k", 10_000}} {
		b.Run(k.name, func(b *testing.B) {
			got := benchEngine(b, k.passages)
			b.ReportAllocs()
			run(b, got)
		})
	}
}

// benchEngines are built once and left open: benchmarks run several times over them.
var benchEngines = map[int]benchKnowledge{}

type benchKnowledge struct {
	engine    *Engine
	questions []string
}

func benchEngine(b *testing.B, passages int) benchKnowledge {
	b.Helper()
	if k, ok := benchEngines[passages]; ok {
		return k
	}
	shipped, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		b.Fatal(err)
	}
	rules, err := sign.Load(knowledge.FS)
	if err != nil {
		b.Fatal(err)
	}
	c, questions := shipped, asks64(shipped.Topics())
	if passages > 0 {
		var folder fstest.MapFS
		folder, questions = zipfFolder(shipped.Vocabulary(), passages)
		if c, err = corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: folder, Serve: corpus.No}); err != nil {
			b.Fatal(err)
		}
		if got := len(c.Passages()); got != passages {
			b.Fatalf("got %d passages, want %d", got, passages)
		}
	}
	if len(questions) == 0 {
		b.Fatal("no questions")
	}
	e, err := New(c, rules, DefaultThresholds())
	if err != nil {
		b.Fatal(err)
	}
	benchEngines[passages] = benchKnowledge{e, questions}
	return benchEngines[passages]
}

// asks64 are questions, one for each of 64 topics.
func asks64(topics []*corpus.Topic) []string {
	var out []string
	for _, t := range topics {
		if t.Kind.Coverable() && len(out) < 64 {
			out = append(out, t.Ask)
		}
	}
	return out
}

// zipfFolder writes sections of about 53 words, as common as in a language: the library's own words first, then
// made-up ones. The questions are eight words that stand side by side in one of them.
func zipfFolder(vocabulary map[string]int, n int) (fstest.MapFS, []string) {
	random := rand.New(rand.NewPCG(20, 26))
	counts := maps.Clone(vocabulary)
	maps.DeleteFunc(counts, func(w string, _ int) bool { return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" })
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for len(words) < 30_000 {
		w := ""
		for range 2 + random.IntN(3) {
			w += string("bcdfglmnprstv"[random.IntN(13)]) + string("aeiou"[random.IntN(5)])
		}
		words = append(words, w)
	}
	next := rand.NewZipf(random, 1.1, 3, uint64(len(words)-1))
	text := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[next.Uint64()]
		}
		return strings.Join(out, " ")
	}
	files := fstest.MapFS{}
	var questions []string
	b := strings.Builder{}
	for i := range n {
		fmt.Fprintf(&b, "## %s {#s%d}\n\n", text(3), i)
		for range 4 {
			s := text(9 + random.IntN(9))
			b.WriteString(s + ". ")
			if len(questions) < 64 && random.IntN(n/64) == 0 {
				questions = append(questions, strings.Join(strings.Fields(s)[:8], " ")+"?")
			}
		}
		b.WriteString("\n\n")
		if i%1000 == 999 || i == n-1 {
			files[fmt.Sprintf("part%d.md", i/1000)] = &fstest.MapFile{Data: []byte(b.String())}
			b.Reset()
		}
	}
	return files, questions
}
