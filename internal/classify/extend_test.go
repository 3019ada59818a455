package classify

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// best is the likeliest class of a text.
func best(c *Classifier, t Text) int {
	p := c.Classify(t)
	return slices.Index(p, slices.Max(p))
}

// lockers are examples of a class of a folder's own, with words that nobody else has.
func lockers(class int) []Example {
	var out []Example
	for _, s := range []string{"where are the lockers", "is there a locker for my bag", "do lockers need a padlock", "how do i get a locker key", "lost my locker key", "padlock for the locker"} {
		out = append(out, Example{words(s), class})
	}
	return out
}

// TestExtend adds a class to a classifier: the others keep what they were told apart by, and the receiver is as before.
func TestExtend(t *testing.T) {
	const classes = 40
	c := Fit(made(2000, classes), classes)
	var sample []Example
	for i, e := range made(2000, classes) {
		if i%16 == 0 {
			sample = append(sample, e)
		}
	}
	weights, features := slices.Clone(c.heads[0].weights), len(c.idf)
	x, _ := c.Extend(lockers(classes), sample, nil)
	if c.Classes(0) != classes || x.Classes(0) != classes+1 {
		t.Errorf("got %d classes and %d, want %d and one more", c.Classes(0), x.Classes(0), classes)
	}
	if !slices.Equal(c.heads[0].weights, weights) || len(c.idf) != features {
		t.Error("the classifier itself has changed")
	}
	if len(x.idf) <= features {
		t.Errorf("got %d features, want more than %d: nobody knew a locker", len(x.idf), features)
	}
	for i, e := range sample {
		if got, want := best(x, e.Text), best(c, e.Text); got != want {
			t.Errorf("%d: %v became class %d, want %d", i, e.Words, got, want)
		}
	}
	right, fresh := 0, made(2400, classes)[2000:]
	for _, e := range fresh {
		if best(x, e.Text) == e.Class {
			right++
		}
	}
	if right < len(fresh)*95/100 {
		t.Errorf("got %d of %d old ones right, want nearly all", right, len(fresh))
	}
	for _, s := range []string{"where do i find lockers", "my locker key is gone", "a padlock"} {
		p := x.Classify(words(s))
		if best(x, words(s)) != classes {
			t.Errorf("%q: got class %d, the new one has %v", s, best(x, words(s)), p[classes])
		}
		var sum float64
		for _, v := range p {
			sum += float64(v)
		}
		if sum < 0.9999 || sum > 1.0001 {
			t.Errorf("%q: the probabilities add up to %v", s, sum)
		}
	}
}

// TestExtendAgain: the same examples give the same weights, with one processor and with two, and a file of them reads the same.
func TestExtendAgain(t *testing.T) {
	c := Fit(made(600, 20), 20)
	extend := func(processors int) *Classifier {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		x, _ := c.Extend(lockers(20), made(60, 20), nil)
		return x
	}
	first := extend(1)
	for _, processors := range []int{1, 2, 2} {
		again := extend(processors)
		if !slices.Equal(first.heads[0].weights, again.heads[0].weights) || !slices.Equal(first.heads[0].bias, again.heads[0].bias) || !slices.Equal(first.idf, again.idf) {
			t.Errorf("%d processors: got other weights", processors)
		}
	}
	file, err := first.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	back, _, err := Read(file)
	if err != nil || best(back, words("a locker key")) != 20 {
		t.Errorf("read back: got class %d, %v", best(back, words("a locker key")), err)
	}
}

// TestExtendOld gives a class that is there other words, skips a class, and extends by nothing.
func TestExtendOld(t *testing.T) {
	c := Fit(made(600, 20), 20)
	x, _ := c.Extend(lockers(7), made(60, 20), nil)
	if x.Classes(0) != 20 || best(x, words("where is my locker key")) != 7 {
		t.Errorf("got %d classes, and class %d for other words of class 7", x.Classes(0), best(x, words("where is my locker key")))
	}
	for class := range 20 {
		if text := words(fmt.Sprintf("how about%d and topic%c", class, 'a'+class)); best(x, text) != class {
			t.Errorf("class %d lost its words: got %d", class, best(x, text))
		}
	}
	gap, _ := c.Extend(lockers(25), made(60, 20), nil)
	if gap.Classes(0) != 26 || best(gap, words("locker key")) != 25 {
		t.Errorf("got %d classes, and class %d", gap.Classes(0), best(gap, words("locker key")))
	}
	none, _ := c.Extend(nil, made(60, 20), nil)
	if got, want := none.Classify(words("about3 topicd")), c.Classify(words("about3 topicd")); !slices.Equal(got, want) {
		t.Errorf("extended by nothing: got %v, want %v", got, want)
	}
	if alone, _ := c.Extend(lockers(20), nil, nil); best(alone, words("locker")) != 20 {
		t.Error("without a sample nothing is found")
	}
}

// TestSee reads texts as they are typed; many may read at once.
func TestSee(t *testing.T) {
	r := NewReader()
	for _, tt := range []struct {
		in           string
		words, stems []string
	}{
		{"", []string{}, []string{}},
		{"How long do I HAVE to wait?", []string{"how", "long", "do", "i", "have", "to", "wait", "?"}, []string{"how", "long", "do", "i", "have", "to", "wait", "?"}},
		{"Massages, café’s", []string{"massages", "cafes"}, []string{"massag", "cafe"}},
	} {
		got := r.See(tt.in)
		if !slices.Equal(got.Words, tt.words) || !slices.Equal(got.Stems, tt.stems) || got.Marks != nil {
			t.Errorf("%q: got %q, want %q and %q", tt.in, got, tt.words, tt.stems)
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 200 {
				s := fmt.Sprintf("question number %d", i)
				if got := r.See(s); len(got.Words) != 3 || got.Words[2] != fmt.Sprint(i) || got.Stems[1] != "number" {
					t.Errorf("%q: got %q", s, got)
				}
			}
		})
	}
	wg.Wait()
}

// drawn are choices among some things, each right as often as the weights say.
func drawn(n int, w []float64) []Choice {
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]Choice, n)
	for i := range out {
		c := Choice{N: 1}
		var sum float64
		var odds []float64
		for range 2 + r.IntN(5) {
			x, z := make([]float64, len(w)), 0.0
			for k := range x {
				x[k] = r.NormFloat64()
				z += w[k] * x[k]
			}
			c.X, c.Right = append(c.X, x), append(c.Right, false)
			odds = append(odds, math.Exp(z))
			sum += math.Exp(z)
		}
		at := r.Float64() * sum
		for k := range odds {
			if at -= odds[k]; at < 0 || k == len(odds)-1 {
				c.Right[k] = true
				break
			}
		}
		out[i] = c
	}
	return out
}

// TestConditional finds the weights that choices were drawn with.
func TestConditional(t *testing.T) {
	want := []float64{1.5, -2, 0, 0.5}
	cases := drawn(6000, want)
	got := Conditional(cases, len(want))
	for k := range want {
		if d := got[k] - want[k]; d > 0.15 || d < -0.15 {
			t.Errorf("weight %d: got %v, want about %v", k, got[k], want[k])
		}
	}
	if again := Conditional(cases, len(want)); !slices.Equal(again, got) {
		t.Errorf("fitted again: got %v, want %v", again, got)
	}
	// A case that counts twice is as two, and one in which nothing is right is none.
	half := make([]Choice, 0, 600)
	for _, c := range cases[:300] {
		half = append(half, c, c)
	}
	twice := slices.Clone(cases[:300])
	for i := range twice {
		twice[i].N = 2
	}
	twice = append(twice, Choice{X: [][]float64{{0, 0, 0, 0}}, Right: []bool{false}, N: 9})
	a, b := Conditional(half, len(want)), Conditional(twice, len(want))
	for k := range a {
		if d := a[k] - b[k]; d > 0.01 || d < -0.01 {
			t.Errorf("weight %d: got %v by two cases and %v by one of twice the weight", k, a[k], b[k])
		}
	}
}

// TestConditionalOdd holds that nothing that can be known makes the weights anything but numbers.
func TestConditionalOdd(t *testing.T) {
	apart := []Choice{{[][]float64{{1}, {0}}, []bool{true, false}, 1}, {[][]float64{{3}, {2}}, []bool{true, false}, 1}}
	for name, cases := range map[string][]Choice{
		"none": nil, "nothing right": {{[][]float64{{1}, {2}}, []bool{false, false}, 1}}, "all right": {{[][]float64{{1}, {2}}, []bool{true, true}, 1}},
		"alike": {{[][]float64{{1}, {1}}, []bool{true, false}, 1}}, "one thing": {{[][]float64{{1}}, []bool{true}, 1}}, "large": {{[][]float64{{1e6}, {-1e6}}, []bool{true, false}, 1}},
		"clearly apart": apart,
	} {
		w := Conditional(cases, 1)
		if len(w) != 1 || math.IsNaN(w[0]) || math.IsInf(w[0], 0) {
			t.Errorf("%s: got %v", name, w)
		}
		if name == "clearly apart" && w[0] <= 0 || name != "clearly apart" && name != "large" && math.Abs(w[0]) > 1e-6 {
			t.Errorf("%s: got %v", name, w)
		}
	}
}
