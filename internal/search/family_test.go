package search

import (
	"slices"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

// TestSettle shows who gets the votes of a family: a topic and two parts of it, of which one may have no passage.
func TestSettle(t *testing.T) {
	const library = "topics:\n" +
		"  - {id: other, kind: massage, ask: Other?, questions: [other]}\n" +
		"  - {id: sheet, kind: massage, ask: Sheet?, questions: [sheet], part_of: undressing}\n" +
		"  - {id: socks, kind: massage, ask: Socks?, questions: [socks], part_of: undressing}\n" +
		"  - {id: undressing, kind: massage, ask: Undress?, questions: [undress]}\n"
	const whole, sheet, socks = "## Undressing {#undressing}\n\nAs you like.\n\n", "## Sheet {#sheet}\n\nYes.\n\n", "## Socks {#socks}\n\nOn or off.\n"
	tests := []struct {
		name        string
		article     string
		votes, want []float32 // of other, sheet, socks, undressing
	}{
		{"a clear part", whole + sheet + socks, []float32{0.125, 0.75, 0, 0.125}, []float32{0.125, 0.75, 0, 0.125}},
		{"two parts alike", whole + sheet + socks, []float32{0, 0.5, 0.5, 0}, []float32{0, 0, 0, 1}},
		{"a part barely ahead", whole + sheet + socks, []float32{0.25, 0.375, 0, 0.375}, []float32{0.25, 0, 0, 0.75}},
		{"the whole ahead", whole + sheet + socks, []float32{0, 0.25, 0, 0.75}, []float32{0, 0, 0, 1}},
		{"a part without a passage", whole + sheet, []float32{0.25, 0, 0.75, 0}, []float32{0.25, 0, 0, 0.75}},
		{"a clear part beside one without", whole + sheet, []float32{0, 0.75, 0.125, 0.125}, []float32{0, 0.75, 0, 0.25}},
		{"the whole without a passage", sheet + socks, []float32{0, 0.5, 0.5, 0}, []float32{0, 0.5, 0.5, 0}},
		{"no votes", whole, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := build(t, "a.md", "# A\n\n"+tt.article, "topics/t.yaml", library)
			got := slices.Clone(tt.votes)
			x.settle(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestShippedFamilies shows that every part of the shipped library finds its whole among the covered topics. It takes no
// index, which would be long in the making.
func TestShippedFamilies(t *testing.T) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	var covering [][]*corpus.Passage
	for _, topic := range c.Topics() {
		covering = append(covering, c.Covering(topic.ID))
	}
	parts := 0
	for _, f := range newFamilies(c.Topics(), covering) {
		parts += len(f.parts)
	}
	want := 0
	for _, topic := range c.Topics() {
		if topic.PartOf != "" {
			want++
			if len(c.Covering(topic.PartOf)) == 0 {
				t.Errorf("%s is a part of %s, which no shipped passage covers", topic.ID, topic.PartOf)
			}
		}
	}
	if parts != want || want == 0 {
		t.Errorf("got %d parts in families, want %d", parts, want)
	}
}
