package quality

import "testing"

// TestSigned shows that a feature which would count the wrong way counts for nothing, and that one which may count
// either way keeps its sign.
func TestSigned(t *testing.T) {
	var examples []example
	for i := range 40 {
		var e example
		e.x[0] = 1
		e.x[1] = float64(i%2) + float64(i%5)/10 // vote: more is better
		e.x[6] = -float64(i % 2)                // known: more is worse here
		e.x[9] = -float64(i%2) + float64(i%3)/5 // length: may be worse
		e.y = float64(i % 2)
		examples = append(examples, e)
	}
	w := signed(examples, 1)
	if w[1] <= 0 || w[6] != 0 || w[9] >= 0 {
		t.Errorf("got vote %.3f, known %.3f, length %.3f, want above 0, 0, below 0", w[1], w[6], w[9])
	}
	if free := logistic(examples, 1); free[6] >= 0 {
		t.Errorf("without signs: got known %.3f, want below 0", free[6])
	}
	if examples[1].x[6] == 0 {
		t.Error("the examples were changed")
	}
}
