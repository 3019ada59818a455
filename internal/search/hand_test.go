package search

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
)

// build indexes a small folder, given as file names and texts in turn.
func build(tb testing.TB, files ...string) *Index {
	tb.Helper()
	folder := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		tb.Fatalf("Load: %v", err)
	}
	x, err := New(c)
	if err != nil {
		tb.Fatalf("New: %v", err)
	}
	tb.Cleanup(func() {
		if err := x.Close(); err != nil {
			tb.Errorf("Close: %v", err)
		}
	})
	return x
}

// topics writes a topics file. Each line is "id kind: one question / another / ...".
func topics(lines ...string) string {
	b := strings.Builder{}
	b.WriteString("topics:\n")
	for _, l := range lines {
		head, questions, _ := strings.Cut(l, ": ")
		id, kind, _ := strings.Cut(head, " ")
		b.WriteString("  - id: " + id + "\n    kind: " + kind + "\n    ask: What about " + id + "?\n    questions:\n")
		for _, q := range strings.Split(questions, " / ") {
			b.WriteString("      - " + q + "\n")
		}
	}
	return b.String()
}

// clinic is a small clinic: three sections that topics cover, one that none does, and topics that nothing covers.
const clinicArticle = `## Deep tissue {#deep-tissue}

Deep tissue massage works on the lower layers of muscle. It may leave a bruise or two.

## Sleep {#sleep}

Many people sleep better in the night after a massage.

## Shiatsu {#shiatsu}

Shiatsu presses points with the thumbs. You keep your clothes on.

## Candles {#candles}

The candles in our hall smell of lavender.
`

func clinicTopics() string {
	return topics(
		"deep-tissue massage: what is deep tissue / is deep tissue painful / does a deep tissue massage bruise / tell me about deep tissue / how deep do you go",
		"sleep massage: will massage help me sleep / i cant sleep at night / insomnia and massage / does a massage make you sleep better / awake all night",
		"shiatsu massage: what is shiatsu / is shiatsu good / do you undress for shiatsu / shiatsu with clothes on / thumbs and pressure points",
		"price clinic: how much is an hour / what does a session cost / price of a massage / do you have price lists / how expensive is it",
		"parking clinic: where can i park / is there parking / do you have a car park / parking for my car / street parking nearby",
		"hello smalltalk: hello there / good morning everyone / hi how are you / hey bot / good evening",
		"weather far: will it rain tomorrow / weather forecast for sunday / is it sunny outside / how warm is it in june / snow this weekend",
	)
}

func clinic(tb testing.TB) *Index {
	tb.Helper()
	return build(tb, "guide.md", clinicArticle, "topics/t.yaml", clinicTopics(),
		"synonyms.yaml", "groups:\n  - [sleep, shut eye, slumber]\n  - [bruise, black and blue]\n")
}

func search(tb testing.TB, x *Index, question string, n int) Result {
	tb.Helper()
	r, err := x.Search(context.Background(), question, nil, n)
	if err != nil {
		tb.Fatalf("Search(%q): %v", question, err)
	}
	return r
}

// sections lists the hits' sections.
func sections(hits []Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Section)
	}
	return strings.Join(out, " ")
}

func hitFor(tb testing.TB, hits []Hit, section string) Hit {
	tb.Helper()
	for _, h := range hits {
		if h.Section == section {
			return h
		}
	}
	tb.Fatalf("no hit %q among %q", section, sections(hits))
	return Hit{}
}

// badHits says what is wrong with the hits of a result, whatever the question: their order, their number, a sentence
// that the passage does not have, a section listed twice, shares outside 0 to 1.
func badHits(r Result, n int) string {
	if len(r.Hits) > n {
		return "more hits than asked for"
	}
	seen := map[*corpus.Section]bool{}
	for i, h := range r.Hits {
		if i > 0 {
			prev := r.Hits[i-1]
			if h.Score > prev.Score || h.Score == prev.Score && h.Section < prev.Section {
				return "hits out of order at " + h.Section
			}
		}
		for _, share := range []float64{h.Vote, h.Neighbor, h.Text, h.Coverage} {
			if !(share >= 0 && share <= 1.00001) {
				return "a share outside 0 to 1 at " + h.Section
			}
		}
		if h.Passage == nil {
			if h.Topic == nil || h.Topic.ID != h.Section {
				return "neither passage nor topic at " + h.Section
			}
			continue
		}
		if h.Sentence < 0 || h.Sentence >= len(h.Passage.Sentences()) {
			return "no such sentence at " + h.Section
		}
		if seen[h.Passage.Section()] {
			return "section listed twice: " + h.Section
		}
		seen[h.Passage.Section()] = true
	}
	return ""
}
