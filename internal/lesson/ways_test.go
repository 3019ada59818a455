package lesson

import (
	"slices"
	"strings"
	"testing"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
)

// TestPlainWays: the ways that are chosen for a topic are in words that many use, differ from each other, and speak of massage only where
// the topic does.
func TestPlainWays(t *testing.T) {
	odd := "is there somewhere to leave a unicycle"
	asked := []string{"where do i park", "where can i park", "parking?", "is parking free", "parking for a massage", "car park", "park the car where",
		odd, "is there parking\nor a bus", strings.Repeat("is there parking and ", 5) + "parking"}
	for range waysFrom {
		asked = append(asked, "where is parking", "where to park", "park where", "can i park", "free parking")
	}
	topic := func(pack corpus.Pack, kind corpus.Kind) *corpus.Topic {
		return &corpus.Topic{ID: "t", Kind: kind, Pack: pack}
	}
	topics := []*corpus.Topic{topic(corpus.BusinessPack, corpus.Clinic), topic(corpus.MassagePack, corpus.Clinic), topic(corpus.TalkPack, corpus.Far)}
	massage := []string{"parking for a massage", "massage parking", "is massage parking free", "do you park"}
	got := plainWays(topics, [][]string{asked, massage, massage}, classify.NewReader())
	if len(got) != 3 || len(got[0]) != waysEach || len(got[2]) != 0 {
		t.Fatalf("got %q, want %d ways, some, and none for what no passage covers", got, waysEach)
	}
	for _, way := range got[0] {
		if way == odd || strings.Contains(way, "massage") || strings.Contains(way, "\n") || len(way) > waysBytes {
			t.Errorf("got %q among the plain ways to ask any business", way)
		}
	}
	if !slices.Contains(got[1], "massage parking") {
		t.Errorf("got %q for a topic of the massage pack, want those that speak of massage among them", got[1])
	}
	again := plainWays(topics, [][]string{asked, massage, massage}, classify.NewReader())
	if !slices.EqualFunc(got, again, slices.Equal) {
		t.Errorf("got %q, and the same once more gives %q", got, again)
	}
}
