package classify

import (
	"bytes"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// extended is a classifier, what two classes more are fitted to (and one that is there gets other words), and what comes of it.
func extended(tb testing.TB) (c *Classifier, examples, sample []Example, x *Classifier, rows []byte) {
	tb.Helper()
	c = Fit(made(600, 20), 20)
	examples, sample = slices.Concat(lockers(21), []Example{{words("a kettle"), 20}, {words("is there a kettle"), 20}}, []Example{{words("parrots on a leash"), 7}}), made(60, 20)
	x, rows = c.Extend(examples, sample, nil)
	if len(rows) == 0 || x.Classes(0) != 22 {
		tb.Fatalf("got %d bytes and %d classes", len(rows), x.Classes(0))
	}
	return c, examples, sample, x, rows
}

// TestKeptRows: with kept rows comes the same classifier to the bit, and the same rows.
func TestKeptRows(t *testing.T) {
	c, examples, sample, want, rows := extended(t)
	e := newExtension(c, examples, sample)
	if _, ok := readRows(rows, e.fittedTo(), 3); !ok {
		t.Fatal("rows are not read that were just written")
	}
	got, again := c.Extend(examples, sample, rows)
	if !reflect.DeepEqual(got, want) {
		t.Error("kept rows make another classifier")
	}
	if !bytes.Equal(again, rows) {
		t.Error("kept rows come back as others")
	}
	if x, none := c.Extend(nil, sample, rows); x != c || none != nil {
		t.Error("of nothing something was fitted")
	}
}

// TestRowsOfOthers: rows that were fitted to anything else are of no account, and come back as those that would have been fitted.
func TestRowsOfOthers(t *testing.T) {
	c, examples, sample, _, rows := extended(t)
	with := func(list []Example, i int, e Example) []Example {
		list = slices.Clone(list)
		list[i] = e
		return list
	}
	other := Fit(made(600, 20), 20)
	other.heads[0].weights[5].value++
	bias := Fit(made(600, 20), 20)
	bias.heads[0].bias[3] += 1e-6
	for _, tt := range []struct {
		name             string
		c                *Classifier
		examples, sample []Example
	}{
		{"another question", c, with(examples, 0, Example{words("where are the lockets"), 21}), sample},
		{"a question fewer", c, examples[1:], sample},
		{"a question more", c, append(slices.Clip(examples), Example{words("the kettle"), 20}), sample},
		{"another order", c, with(with(examples, 0, examples[1]), 1, examples[0]), sample},
		{"another class", c, with(examples, 0, Example{examples[0].Text, 20}), sample},
		{"another sample", c, examples, with(sample, 0, Example{words("how much is it"), sample[0].Class})},
		{"no sample", c, examples, nil},
		{"the sample as questions", c, slices.Concat(examples, sample[:1]), sample[1:]},
		{"another weight", other, examples, sample},
		{"another bias", bias, examples, sample},
	} {
		want, fresh := tt.c.Extend(tt.examples, tt.sample, nil)
		got, rewritten := tt.c.Extend(tt.examples, tt.sample, rows)
		if bytes.Equal(fresh, rows) {
			t.Errorf("%s: it has the same rows", tt.name)
		}
		if !reflect.DeepEqual(got, want) || !bytes.Equal(rewritten, fresh) {
			t.Errorf("%s: the kept rows were taken", tt.name)
		}
	}
}

// TestDamagedRows: rows that are cut off, longer, or changed in any byte are not read, and are fitted anew.
func TestDamagedRows(t *testing.T) {
	c, examples, sample, want, rows := extended(t)
	to := newExtension(c, examples, sample).fittedTo()
	for n := range rows {
		if _, ok := readRows(rows[:n], to, 3); ok {
			t.Errorf("%d bytes of %d were read", n, len(rows))
		}
		rows[n] ^= 1
		if _, ok := readRows(rows, to, 3); ok {
			t.Errorf("byte %d is another, and it was read", n)
		}
		rows[n] ^= 1
	}
	for _, classes := range []int{0, 2, 4} {
		if _, ok := readRows(rows, to, classes); ok {
			t.Errorf("rows of 3 classes were read as rows of %d", classes)
		}
	}
	whole := slices.Clone(rows)
	for name, kept := range map[string][]byte{"nothing": nil, "a byte": {1}, "text": []byte("topics:\n  - id: lockers\n"), "a half": rows[:len(rows)/2],
		"zeros": make([]byte, len(rows)), "longer": append(slices.Clone(rows), 0), "twice": slices.Concat(rows, rows)} {
		got, rewritten := c.Extend(examples, sample, kept)
		if !reflect.DeepEqual(got, want) || !bytes.Equal(rewritten, whole) {
			t.Errorf("%s: it was not fitted anew", name)
		}
	}
}

// TestRowsAtOnce: many take the same kept rows at once.
func TestRowsAtOnce(t *testing.T) {
	c, examples, sample, want, rows := extended(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got, again := c.Extend(examples, sample, rows); !reflect.DeepEqual(got, want) || !bytes.Equal(again, rows) {
				t.Error("beside others, it is another classifier")
			}
		})
	}
	wg.Wait()
}

// FuzzRows: whatever stands in rows with the right sum, it is refused, or makes a classifier of so many classes.
func FuzzRows(f *testing.F) {
	c, examples, sample, _, rows := extended(f)
	to := newExtension(c, examples, sample).fittedTo()
	f.Add(rows[32:])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		sum := rowsSum(to, b)
		read, ok := readRows(append(sum[:], b...), to, 3)
		if !ok {
			return
		}
		x := c.with(read, []int{7, 20, 21}, 22)
		if p := x.Classify(words("where are the lockers")); len(p) != 22 || len(x.idf) < len(c.idf) {
			t.Errorf("got %d classes and %d features", len(p), len(x.idf))
		}
	})
}
