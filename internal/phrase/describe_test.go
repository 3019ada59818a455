package phrase

import (
	"reflect"
	"testing"
)

func TestPieces(t *testing.T) {
	got, err := Pieces("cough|<spit> ..2 blood & <13-17> years ~5 <saddle>")
	want := []Piece{
		{Any: []string{"cough", "<spit>"}, First: true},
		{Any: []string{"blood"}, Within: 2, After: true},
		{Any: []string{"<13-17> years"}, First: true},
		{Any: []string{"<saddle>"}, Within: 5},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if _, err := Pieces("cough ~many blood"); err == nil {
		t.Error("a pattern that nobody can read has pieces")
	}
}
