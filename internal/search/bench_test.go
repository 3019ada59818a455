package search

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// The whole picture, ratios read off one run:
//
//	go test ./internal/search/ -run '^$' -bench 'Query|Raw' -count 5
//
// Passages of 100k take half a minute to build and some gigabytes; they are measured when this variable is set.
const bigVariable = "BACKTALK_BENCH_BIG"

var benchSizes = []int{0, 20, 1_000, 10_000, 100_000}

// sizeName is what so many passages are called; none are the shipped articles.
func sizeName(n int) string {
	switch {
	case n == 0:
		return "shipped"
	case n >= 1000:
		return "passages=" + strconv.Itoa(n/1000) + "k"
	}
	return "passages=" + strconv.Itoa(n)
}

func eachSize(b *testing.B, run func(b *testing.B, n int)) {
	b.Helper()
	for _, n := range benchSizes {
		b.Run(sizeName(n), func(b *testing.B) {
			if n > 10_000 && os.Getenv(bigVariable) == "" {
				b.Skipf("set %s=1 to measure %d passages", bigVariable, n)
			}
			run(b, n)
		})
	}
}

// zipf writes text whose words are as common as in a language: the library's own words first, by how often they occur,
// then made-up ones. The same seed gives the same text.
type zipf struct {
	words  []string
	random *rand.Rand
	next   *rand.Zipf
}

func newZipf(vocabulary map[string]int) *zipf {
	counts := maps.Clone(vocabulary)
	maps.DeleteFunc(counts, func(w string, _ int) bool { return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" })
	z := &zipf{words: slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})}
	z.random = rand.New(rand.NewPCG(20, 26))
	for len(z.words) < 30_000 {
		w := ""
		for range 2 + z.random.IntN(3) {
			w += string("bcdfglmnprstv"[z.random.IntN(13)]) + string("aeiou"[z.random.IntN(5)])
		}
		z.words = append(z.words, w)
	}
	z.next = rand.NewZipf(z.random, 1.1, 3, uint64(len(z.words)-1))
	return z
}

func (z *zipf) text(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = z.words[z.next.Uint64()]
	}
	return strings.Join(words, " ")
}

// folder writes n sections of about 53 words, in files of a thousand, and some questions made of eight words that stand
// side by side in one of them.
func (z *zipf) folder(n int) (fs.FS, []string) {
	files := fstest.MapFS{}
	var questions []string
	b := strings.Builder{}
	for i := range n {
		fmt.Fprintf(&b, "## %s {#s%d}\n\n", z.text(3), i)
		for range 4 {
			s := z.text(9 + z.random.IntN(9))
			b.WriteString(s + ". ")
			if words := strings.Fields(s); len(questions) < 64 && (n <= 64 || z.random.IntN(n/64) == 0) {
				questions = append(questions, strings.Join(words[:min(8, len(words))], " ")+"?")
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

// zipfCorpus is n passages of generated text with the shipped topic library, as a clinic's own folder would have it; for none
// it is the shipped articles, with a question for each of 64 topics.
func zipfCorpus(tb testing.TB, n int) (*corpus.Corpus, []string) {
	tb.Helper()
	if n == 0 {
		c := shipped(tb).corpus
		var questions []string
		for _, t := range c.Topics() {
			if t.Kind.Coverable() && len(questions) < 64 {
				questions = append(questions, t.Ask)
			}
		}
		return c, questions
	}
	folder, questions := newZipf(shipped(tb).corpus.Vocabulary()).folder(n)
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: folder, Serve: corpus.No})
	if err != nil {
		tb.Fatalf("Load: %v", err)
	}
	if got := len(c.Passages()); got != n {
		tb.Fatalf("got %d passages, want %d", got, n)
	}
	if len(questions) == 0 {
		tb.Fatal("no questions")
	}
	return c, questions
}

func BenchmarkLoad(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		c, _ := zipfCorpus(b, n)
		b.ReportAllocs()
		for b.Loop() {
			x, err := New(c, usual())
			if err != nil {
				b.Fatal(err)
			}
			if err := x.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// zipfIndexes are built once and left open: benchmarks run several times over them.
var zipfIndexes = map[int]benchIndex{}

type benchIndex struct {
	index     *Index
	plain     *plain
	questions []string
}

func zipfIndex(b *testing.B, n int) benchIndex {
	b.Helper()
	got, ok := zipfIndexes[n]
	if !ok {
		c, questions := zipfCorpus(b, n)
		x, err := New(c, usual())
		if err != nil {
			b.Fatal(err)
		}
		p, err := newPlain(c)
		if err != nil {
			b.Fatal(err)
		}
		got = benchIndex{x, p, questions}
		zipfIndexes[n] = got
	}
	return got
}

// BenchmarkQuery is one whole search.
func BenchmarkQuery(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		x := zipfIndex(b, n)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			r, err := x.index.Search(context.Background(), x.questions[i%len(x.questions)], nil, 10)
			if err != nil {
				b.Fatal(err)
			}
			if len(r.Hits) == 0 {
				b.Fatalf("no hits for %q", x.questions[i%len(x.questions)])
			}
		}
	})
}

// BenchmarkRaw is what bleve alone does on the same passages with the same questions.
func BenchmarkRaw(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		x := zipfIndex(b, n)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			found, err := x.plain.search(context.Background(), x.questions[i%len(x.questions)], 10)
			if err != nil {
				b.Fatal(err)
			}
			if found == 0 {
				b.Fatalf("no hits for %q", x.questions[i%len(x.questions)])
			}
		}
	})
}
