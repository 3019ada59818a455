package redflag

import "testing"

// TestUnless sees that what excuses a sign stands near it: a harmless sentence elsewhere in the message hides nothing.
func TestUnless(t *testing.T) {
	r := shipped(t)
	for _, c := range []struct {
		text string
		want Level
	}{
		{"my belly is beating like a drum and my back hurts", Emergency},
		{"my belly is beating like a drum and my back hurts. i am 71 years old", Emergency},
		{"both my legs have gone weak since this morning", Emergency},
		{"both my legs have gone weak since this morning. i was hoping that on saturday i could still come to yoga", Emergency},
		{"both my legs are weak from yoga", NoLevel},
		{"both my legs are jelly. leg day was brutal", NoLevel},
	} {
		if got, id := top(r.Check(c.text)); got != c.want && (c.want > NoLevel || got.Warns()) {
			t.Errorf("%q: got %s (%s), want %s", c.text, got, id, c.want)
		}
	}
}
