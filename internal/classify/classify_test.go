package classify

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// words makes a text of its words.
func words(text string) Text {
	list := strings.Fields(text)
	return Text{Words: list, Stems: list}
}

// made are examples of classes that share most of their words, as topics do.
func made(n, classes int) []Example {
	r := rand.New(rand.NewPCG(1, 2))
	common := strings.Fields("how do i get a massage for my back when it hurts after work is that ok")
	out := make([]Example, n)
	for i := range out {
		list := []string{fmt.Sprintf("topic%c", 'a'+rune(i%classes%26)), fmt.Sprintf("about%d", i%classes)}
		for range 3 + r.IntN(6) {
			list = append(list, common[r.IntN(len(common))])
		}
		r.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
		out[i] = Example{words(strings.Join(list, " ")), i % classes}
	}
	return out
}

// TestFitIsReproducible fits the same examples with one processor and with two.
func TestFitIsReproducible(t *testing.T) {
	examples := made(1500, 60)
	fit := func(processors int) *Classifier {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		return Fit(examples, 60)
	}
	first := fit(1)
	if len(first.heads[0].weights) == 0 {
		t.Fatal("the fit learnt nothing")
	}
	for _, processors := range []int{1, 2, 2} {
		again := fit(processors)
		if !slices.Equal(first.heads[0].weights, again.heads[0].weights) || !slices.Equal(first.heads[0].bias, again.heads[0].bias) || !slices.Equal(first.idf, again.idf) {
			t.Errorf("%d processors: got other weights", processors)
		}
	}
}

func TestFitLearns(t *testing.T) {
	const classes = 40
	c := Fit(made(2000, classes), classes)
	right, fresh := 0, made(2400, classes)[2000:]
	for _, e := range fresh {
		p := c.Classify(e.Text)
		if slices.Index(p, slices.Max(p)) == e.Class {
			right++
		}
		var sum float64
		for _, v := range p {
			sum += float64(v)
		}
		if sum < 0.9999 || sum > 1.0001 {
			t.Errorf("%v: the probabilities add up to %v", e.Words, sum)
		}
	}
	if right < len(fresh)*95/100 {
		t.Errorf("got %d of %d right, want nearly all", right, len(fresh))
	}
}

// TestMarks fits classes that only a mark tells apart.
func TestMarks(t *testing.T) {
	var examples []Example
	for i := range 40 {
		e := Example{words("my back hurts"), i % 2}
		e.Marks = []string{[]string{"now", "long ago"}[i%2]}
		examples = append(examples, e)
	}
	c := Fit(examples, 2)
	for _, e := range examples[:2] {
		if p := c.Classify(e.Text); p[e.Class] < 0.9 {
			t.Errorf("%v: got %v, want class %d", e.Marks, p, e.Class)
		}
	}
}

func TestFitOfNothing(t *testing.T) {
	if got := Fit(nil, 0).Classify(words("shiatsu")); len(got) != 0 {
		t.Errorf("got %v, want no classes", got)
	}
	one := Fit([]Example{{words("only this"), 0}}, 1)
	for _, text := range []string{"anything", "", "日本語 マッサージ"} {
		if got := one.Classify(words(text)); len(got) != 1 || got[0] != 1 {
			t.Errorf("%q: got %v, want all for the only class", text, got)
		}
	}
}

// TestFeatures counts what is seen of a text: runs of letters within each word, words, pairs and marks.
func TestFeatures(t *testing.T) {
	for _, c := range []struct {
		text                      Text
		words, pairs, apart, runs int
	}{
		{Text{}, 0, 1, 0, 0},
		{Text{Words: []string{"sore"}}, 0, 1, 0, 3},        // _sor sore ore_
		{Text{Words: []string{"où", "à", ""}}, 0, 1, 0, 1}, // _où_
		{Text{Stems: []string{"a", "b", "c"}}, 3, 4, 1, 0}, // ^a ab bc c$ a_c
		{Text{Stems: []string{"a", "a"}}, 1, 3, 0, 0},      // ^a aa a$
		{Text{Marks: []string{"<back>", "not <back>"}}, 2, 1, 0, 0},
		{Text{Stems: []string{"back"}, Marks: []string{"back"}}, 2, 2, 0, 0},
	} {
		var got [4]int
		for _, s := range c.text.features(nil) {
			got[s%(1<<groupBits)]++
		}
		if want := [4]int{c.words, c.pairs, c.apart, c.runs}; got != want {
			t.Errorf("%+v: got %v words, pairs, pairs apart and runs, want %v", c.text, got, want)
		}
	}
	if slices.Equal(words("a b").features(nil), words("b a").features(nil)) {
		t.Error("the order of words tells nothing")
	}
}

func TestSoftmaxAndAddScaled(t *testing.T) {
	softmax(nil)
	row := []float32{1000, 1000, -1000}
	if softmax(row); row[0] != 0.5 || row[1] != 0.5 || row[2] != 0 {
		t.Errorf("got %v, want [0.5 0.5 0]", row)
	}
	for n := range 21 {
		x, y, want := make([]float32, n), make([]float32, n), make([]float32, n)
		for i := range x {
			x[i], y[i] = float32(i+1), 10
			want[i] = 10 + 2*float32(i+1)
		}
		if AddScaled(2, x, y); !slices.Equal(y, want) {
			t.Errorf("length %d: got %v, want %v", n, y, want)
		}
	}
}

// BenchmarkFit and BenchmarkClassify: of 5,000 examples of 200 classes.
func BenchmarkFit(b *testing.B) {
	examples := made(5000, 200)
	b.ReportAllocs()
	for b.Loop() {
		Fit(examples, 200)
	}
}

func BenchmarkClassify(b *testing.B) {
	c, text := Fit(made(5000, 200), 200), words("how do i get rid of topicb about17 after work")
	b.ReportAllocs()
	for b.Loop() {
		c.Classify(text)
	}
}

// TestFile writes a classifier of two heads and reads it back.
func TestFile(t *testing.T) {
	examples := made(1200, 30)
	texts, first, second := make([]Text, len(examples)), Labels{make([]int, len(examples)), 30, 0, 3}, Labels{make([]int, len(examples)), 2, 0, 3}
	for i, e := range examples {
		texts[i], first.Class[i], second.Class[i] = e.Text, e.Class, e.Class%2
	}
	c := FitHeads(texts, first, second)
	c.Prune(0.01)
	file, err := c.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	back, rest, err := Read(append(file, "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("got %v, rest %q", err, rest)
	}
	for _, e := range examples[:50] {
		want, got := c.All(e.Text), back.All(e.Text)
		for h := range want {
			for k := range want[h] {
				if d := want[h][k] - got[h][k]; d > 0.02 || d < -0.02 {
					t.Fatalf("head %d, class %d: got %v, want %v", h, k, got[h][k], want[h][k])
				}
			}
		}
	}
	again, err := back.AppendBinary(nil)
	if err != nil || string(again) != string(file) {
		t.Errorf("written again, it is another file: %v", err)
	}
	for n := 0; n < len(file); n += 1 + len(file)/300 {
		if _, _, err := Read(file[:n]); err == nil {
			t.Errorf("half a file of %d bytes was read", n)
		}
	}
}

// FuzzRead holds that any bytes are read or refused, and what is read can be asked.
func FuzzRead(f *testing.F) {
	file, err := Fit(made(60, 3), 3).AppendBinary(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(t *testing.T, b []byte) {
		if c, _, err := Read(b); err == nil {
			c.All(words("how is topica about1"))
		}
	})
}
