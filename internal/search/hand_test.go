package search

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
)

// usual are weights as they may be: each kind of evidence counts. Those that the program goes by are package answer's.
func usual() Weights { return only(Features{.2, 8, 5, 2, 1, 0, 3, 4, 3, 1}) }

// only are weights given by what they weigh.
func only(f Features) Weights { return f.Vector() }

// build indexes a small folder, given as file names and texts in turn.
func build(tb testing.TB, files ...string) *Index {
	tb.Helper()
	return buildBy(tb, usual(), files...)
}

func buildBy(tb testing.TB, w Weights, files ...string) *Index {
	tb.Helper()
	folder := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return index(tb, w, corpus.Folders{Builtin: folder})
}

func index(tb testing.TB, w Weights, f corpus.Folders) *Index {
	tb.Helper()
	c, err := corpus.Load(f)
	if err != nil {
		tb.Fatalf("Load: %v", err)
	}
	x, err := New(c, w)
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

// large is a folder of which bleve finds the candidates: n sections of made-up words, and some given ones among them.
func large(tb testing.TB, n int, more ...string) *Index {
	tb.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "## %s {#s%03d}\n\nThe %s is with the %s. Ask for it.\n\n", made(i), i, made(i+1), made(i/2))
		if i == n/2 {
			b.WriteString(strings.Join(more, "\n\n") + "\n\n")
		}
	}
	return build(tb, "a.md", b.String(), "topics/t.yaml", clinicTopics())
}

// made is a word that nobody uses, one for each number.
func made(i int) string {
	return fmt.Sprintf("qu%c%c%cx", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
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
// that the passage does not have, a section listed twice, shares that are none.
func badHits(r Result, n int) string {
	if len(r.Hits) > n {
		return "more hits than asked for"
	}
	seen := map[*corpus.Section]bool{}
	sum := 0.0
	for i, h := range r.Hits {
		if i > 0 {
			prev := r.Hits[i-1]
			if h.Score > prev.Score || h.Score == prev.Score && h.number < prev.number {
				return "hits out of order at " + h.Section
			}
		}
		f := h.Features
		for _, x := range []float64{h.Share, h.Nearness, h.Farthest, h.Leading, f.Dice, f.Coverage, f.HeadingTopics, f.WholeTopics, f.SentenceTopics, f.Vote} {
			if !(x >= 0 && x <= 1.0001) {
				return "a share outside 0 to 1 at " + h.Section
			}
		}
		for _, x := range []float64{f.HeadingVector, f.WholeVector, f.SentenceVector} {
			if !(x >= -1.0001 && x <= 1.0001) {
				return "a likeness outside -1 to 1 at " + h.Section
			}
		}
		if !(f.Body >= 0) || math.IsInf(f.Body, 0) || math.IsNaN(h.Score) {
			return "a score that is none at " + h.Section
		}
		sum += h.Share
		if h.Passage == nil || h.Passage.Section().ID != h.Section {
			return "another passage at " + h.Section
		}
		if h.Sentence < 0 || h.Sentence >= len(h.Passage.Sentences()) {
			return "no such sentence at " + h.Section
		}
		if seen[h.Passage.Section()] {
			return "section listed twice: " + h.Section
		}
		seen[h.Passage.Section()] = true
	}
	if sum > 1.0001 {
		return "the shares are more than all"
	}
	return ""
}
