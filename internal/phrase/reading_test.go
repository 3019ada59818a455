package phrase

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestReading holds what a reading tells beside patterns.
func TestReading(t *testing.T) {
	b, _ := NewBuilder(strings.Fields("my the is a"), few())
	field, other := b.Field([]string{"Legs", "numb"}), b.Field([]string{"knee"})
	r := b.Lexicon().Read("Not nummmb, I can not feel my groin. What if my legs are numb?")
	defer r.Done()
	norms, stems := r.Words(0, r.Len())
	if got, want := strings.Join(norms, " "), "not numb i cant feel my groin what if my legs are numb"; got != want {
		t.Errorf("got the words %q, want %q", got, want)
	}
	if stems[10] != "leg" {
		t.Errorf("got the stem %q of legs", stems[10])
	}
	var sentences [][2]int
	for from, to := range r.Sentences() {
		sentences = append(sentences, [2]int{from, to})
	}
	if want := [][2]int{{0, 7}, {7, 13}}; !reflect.DeepEqual(sentences, want) {
		t.Errorf("got the sentences %v, want %v", sentences, want)
	}
	sets := func(from, to int) (list []string) {
		for name, clear := range r.Sets(from, to) {
			if !clear {
				name = "not " + name
			}
			list = append(list, name)
		}
		slices.Sort(list)
		return list
	}
	if got, want := sets(0, 7), []string{"<body>", "<numb>", "<saddle>"}; !slices.Equal(got, want) {
		t.Errorf("got the sets %q, want %q", got, want)
	}
	if got, want := sets(7, 13), []string{"not <body>", "not <numb>"}; !slices.Equal(got, want) {
		t.Errorf("got the sets %q of a question, want %q", got, want)
	}
	if !r.Has(field) || r.Has(other) || r.Has(Field{}) {
		t.Error("the fields are not told apart")
	}
	if got := r.Asked(); math.Abs(got-6.0/13) > 1e-9 || !r.Person() || r.Spanish() || r.Steps() == 0 {
		t.Errorf("asked %v, person %v, Spanish %v, %d steps", got, r.Person(), r.Spanish(), r.Steps())
	}
}

// TestBounded: what is looked at grows with the text and not faster, for patterns that nearly hold everywhere.
func TestBounded(t *testing.T) {
	text := strings.Repeat("numb groin, no feeling in my private parts. ", 300)
	for _, line := range []string{"<numb> ~30 <saddle> ~30 <numb> ..0 legs", "<numb> ~5 <saddle> & <age>", "<numb> & <saddle> & legs ~2 <numb>"} {
		x, p := small(t, line)
		steps := func(text string) int {
			r := x.Read(text + " legs. she is 15 years old")
			defer r.Done()
			r.Find(&p)
			return r.Steps()
		}
		if few, many := steps(text[:1200]), steps(text[:9600]); many > 12*few+20000 {
			t.Errorf("%s: %d steps for 1,200 characters and %d for 9,600", line, few, many)
		}
	}
}
