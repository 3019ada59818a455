package search

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestRanking(t *testing.T) {
	x := clinic(t)
	tests := []struct {
		question, top string
		covered       bool
	}{
		{"is shiatsu good", "shiatsu", true},
		{"how much does a session cost", "price", false},
		{"where can I park my car", "parking", false},
		{"good morning", "hello", false},
		{"will it rain on sunday", "weather", false},
		{"insomnia", "sleep", true},
		{"is deep tissue black and blue", "deep-tissue", true},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			r := search(t, x, tt.question, 10)
			if bad := badHits(r, 10); bad != "" {
				t.Fatal(bad)
			}
			if r.TextOnly {
				t.Fatal("got a search by text alone; three of four passages cover a topic")
			}
			if len(r.Hits) == 0 || r.Hits[0].Section != tt.top {
				t.Fatalf("got %q, want %q first", sections(r.Hits), tt.top)
			}
			if got := r.Hits[0].Passage != nil; got != tt.covered {
				t.Errorf("got a passage: %v, want %v", got, tt.covered)
			}
		})
	}
	if h := hitFor(t, search(t, x, "what do the candles smell of", 10).Hits, "candles"); h.Topic != nil || h.Vote != 0 || h.Text == 0 || h.Score != h.Text*h.Coverage {
		t.Errorf("a section without a topic: got %+v, want its text to count in full", h)
	}
	r := search(t, x, "hello", 100)
	if got, want := len(r.Hits), 4+3; got < want-1 || got > want {
		t.Errorf("got %d hits (%s), want the sections and topics in one list", got, sections(r.Hits))
	}
	if got := sections(search(t, x, "hello", 2).Hits); got != strings.Join(strings.Fields(sections(r.Hits))[:2], " ") {
		t.Errorf("got %q of two, want the first of %q", got, sections(r.Hits))
	}
	for _, n := range []int{0, -1} {
		if got := len(search(t, x, "hello", n).Hits); got != 0 {
			t.Errorf("n = %d: got %d hits, want none", n, got)
		}
	}
}

func TestVotes(t *testing.T) {
	x := clinic(t)
	r := search(t, x, "how expensive is an hour", 10)
	if len(r.Votes) == 0 || r.Votes[0].Topic.ID != "price" {
		t.Fatalf("got votes %v, want price first", r.Votes)
	}
	sum := 0.0
	for i, v := range r.Votes {
		sum += v.Share
		if i > 0 && v.Share > r.Votes[i-1].Share {
			t.Errorf("votes out of order at %s", v.Topic.ID)
		}
	}
	if sum <= 0 || sum > 1.00001 {
		t.Errorf("votes add up to %v, want a share of 1", sum)
	}
}

// TestVotesGoToTheBestPassage has one topic that two sections cover: which of them gets its votes is up to the text.
func TestVotesGoToTheBestPassage(t *testing.T) {
	x := build(t, "a.md", "---\ntopics: {evenings: [sleep], naps: [sleep]}\n---\n## Evenings {#evenings}\n\nA massage in the evening.\n\n## Naps {#naps}\n\nA nap after lunch.\n",
		"topics/t.yaml", topics("sleep massage: does it help me sleep / i cant sleep / a nap or two / sleeping in the evening", "price clinic: what does it cost / how much is it"))
	for _, tt := range []struct{ question, with, without string }{
		{"can i sleep with a nap at lunch", "naps", "evenings"},
		{"can i sleep in the evening", "evenings", "naps"},
		{"i cant sleep", "evenings", "naps"}, // no word in either: the first
	} {
		t.Run(tt.question, func(t *testing.T) {
			r := search(t, x, tt.question, 10)
			if got := hitFor(t, r.Hits, tt.with); got.Vote == 0 || got.Topic == nil || got.Topic.ID != "sleep" {
				t.Errorf("%s: got vote %v for %v, want the votes for sleep", tt.with, got.Vote, got.Topic)
			}
			for _, h := range r.Hits {
				if h.Section == tt.without && h.Vote != 0 {
					t.Errorf("%s: got vote %v, want none", tt.without, h.Vote)
				}
			}
		})
	}
}

func TestOneEntryForASection(t *testing.T) {
	long := func(words string) string { return strings.TrimSpace(strings.Repeat(words+" ", 40)) + "." }
	x := build(t, "a.md", "## Oil\n\n"+long("warm oil")+" Almond.\n\n"+long("cold stone")+" Basalt.\n\n## Towels\n\nWarm towels.\n")
	if got := len(x.corpus.Passages()); got != 3 {
		t.Fatalf("got %d passages, want 3", got)
	}
	for _, tt := range []struct{ question, want, passage string }{
		{"warm almond", "oil towels", "Almond."},
		{"basalt stone, warm", "oil towels", "Basalt."},
	} {
		r := search(t, x, tt.question, 10)
		if got := sections(r.Hits); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.question, got, tt.want)
		}
		if got := r.Hits[0].Passage.Text(); !strings.HasSuffix(got, tt.passage) {
			t.Errorf("%q: got the passage that ends in %q, want %q", tt.question, got[len(got)-20:], tt.passage)
		}
	}
}

// TestTies has more passages of one score than bleve is asked for at first.
func TestTies(t *testing.T) {
	var b strings.Builder
	var want []string
	for i := range 200 {
		id := fmt.Sprintf("s%03d", (i*77)%200)
		fmt.Fprintf(&b, "## Same {#%s}\n\nSame words here.\n\n", id)
		want = append(want, id)
	}
	x := build(t, "a.md", b.String())
	r := search(t, x, "same words", 500)
	if got := len(r.Hits); got != maxPassages {
		t.Fatalf("got %d hits, want %d", got, maxPassages)
	}
	if bad := badHits(r, 500); bad != "" {
		t.Error(bad)
	}
	again := search(t, x, "same words", 500)
	if !reflect.DeepEqual(r, again) {
		t.Error("the same question twice gave two results")
	}
	// bleve's ties go by the passage's number as text: 0, 1, 10, 100, 101 ...
	numbers := make([]string, 200)
	for i := range numbers {
		numbers[i] = fmt.Sprint(i)
	}
	slices.Sort(numbers)
	var expect []string
	for _, n := range numbers[:maxPassages] {
		var i int
		fmt.Sscan(n, &i)
		expect = append(expect, want[i])
	}
	slices.Sort(expect)
	if got, want := sections(r.Hits), strings.Join(expect, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTextOnly has a folder on another subject, with a heading that happens to be a topic's name.
func TestTextOnly(t *testing.T) {
	var b strings.Builder
	for _, s := range []string{"Strings", "Frets", "Pickups", "Tuning", "Capos", "Straps", "Cables"} {
		fmt.Fprintf(&b, "## %s\n\nAll about %s for your guitar.\n\n", s, s)
	}
	b.WriteString("## Price\n\nGuitars and what they cost.\n")
	x := build(t, "guitars.md", b.String(), "topics/t.yaml", clinicTopics())
	r := search(t, x, "how do I tune the strings?", 10)
	if !r.TextOnly {
		t.Error("got the library's say; one passage of eight covers a topic")
	}
	if got := r.Hits[0].Section; got != "strings" {
		t.Errorf("got %q, want strings", got)
	}
	for _, h := range r.Hits {
		if h.Passage == nil || h.Vote != 0 || h.Score != h.Text {
			t.Errorf("%s: got score %v, vote %v, want the text's %v alone", h.Section, h.Score, h.Vote, h.Text)
		}
	}
	if len(r.Votes) == 0 {
		t.Error("no votes: small talk would not be known any more")
	}
	if got := sections(search(t, x, "is it sunny", 10).Hits); got != "" {
		t.Errorf("nothing in the texts: got %q, want no hits", got)
	}
}

func TestFocus(t *testing.T) {
	x := clinic(t)
	const story = "i was awake all night with insomnia and cant sleep. so what does it cost?"
	ask := []string{"so what does it cost?"}
	vote := func(r Result, id string) float64 {
		for _, v := range r.Votes {
			if v.Topic.ID == id {
				return v.Share
			}
		}
		return 0
	}
	whole := search(t, x, story, 10)
	focused, err := x.Search(context.Background(), story, ask, 10)
	if err != nil {
		t.Fatal(err)
	}
	if w, f := vote(whole, "price"), vote(focused, "price"); f <= w {
		t.Errorf("price: got %v in focus and %v without, want more", f, w)
	}
	if w, f := vote(whole, "sleep"), vote(focused, "sleep"); f >= w {
		t.Errorf("sleep: got %v in focus and %v without, want less", f, w)
	}
	typo, err := x.Search(context.Background(), story, []string{"so what does it csot?", "is shaitsu good"}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if got := vote(typo, "shiatsu"); got <= vote(focused, "shiatsu") {
		t.Errorf("a mistyped sentence in focus: got %v for shiatsu, want more than without", got)
	}
	for i := range whole.Hits {
		if whole.Hits[i].Passage == nil {
			continue
		}
		if f := hitFor(t, focused.Hits, whole.Hits[i].Section); f.Text != whole.Hits[i].Text {
			t.Errorf("%s: focus changed the text score from %v to %v", f.Section, whole.Hits[i].Text, f.Text)
		}
	}
}

func TestHostileText(t *testing.T) {
	x := clinic(t)
	hostile := []string{
		`+massage -back title:\`, `*a*`, `/.*/`, `/.*a.*/ *e* *i*`, `"unbalanced`, `a^9999999999 ~~~`, `(((((`, `body:massage AND NOT heading:x`,
		`_id:q0`, `[1 TO *]`, `{"query":{"match_all":{}}}`, `'; DROP TABLE passages; --`, "\x00\x01\x02", "\xff\xfe\xfd", "sleep \xed\xa0\x80 back", "\ufffd\ufffd",
		"\u202eevil\u202c", "<script>alert(1)</script>", "=price =lower_back", "p ^ $ _ w", "ﷺ ﷺ", "１２３", "½ ⅓ ①", "ß ẞ ŉ ǅ", strings.Repeat("😴", 5000),
		strings.Repeat("a", 10_000), strings.Repeat("'", 10_000), strings.Repeat("e\u0301", 5000), strings.Repeat("\u0301", 10_000), strings.Repeat("? ", 5000),
	}
	for _, q := range hostile {
		r, err := x.Search(context.Background(), q, []string{q, ""}, 10)
		if err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		if bad := badHits(r, 10); bad != "" {
			t.Errorf("%.40q: %s", q, bad)
		}
	}
	if got := sections(search(t, x, `+shiatsu -back title:\`, 1).Hits); got != "shiatsu" {
		t.Errorf("words among operators: got %q, want shiatsu", got)
	}
}

func TestBoundedWork(t *testing.T) {
	x := clinic(t)
	t.Run("10,000 characters", func(t *testing.T) {
		q := strings.Repeat("shiatsu ", 10_000/8)
		if got := len(search(t, x, q, 10).Terms); got > MaxQuestion/8+1 {
			t.Errorf("got %d terms, want those of the first %d characters", got, MaxQuestion)
		}
		late := strings.Repeat("x ", MaxQuestion/2) + "shiatsu"
		for _, term := range search(t, x, late, 10).Terms {
			if term.Word == "shiatsu" {
				t.Errorf("a word after %d characters was read", MaxQuestion)
			}
		}
	})
	t.Run("4,000 distinct words", func(t *testing.T) {
		var b strings.Builder
		for i := range 4000 {
			fmt.Fprintf(&b, "%c%c%c ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
		}
		if bad := badHits(search(t, x, b.String(), 10), 10); bad != "" {
			t.Error(bad)
		}
	})
	t.Run("4,000 distinct signs", func(t *testing.T) {
		var b strings.Builder
		for i := range 4000 {
			b.WriteRune(rune(0x1f300 + i))
		}
		if got := len(search(t, x, b.String(), 10).Terms); got == 0 || got > MaxQuestion {
			t.Errorf("got %d terms", got)
		}
	})
	t.Run("more known words than are searched for", func(t *testing.T) {
		var b strings.Builder
		for i := range 3 * maxTerms {
			fmt.Fprintf(&b, "## S%d\n\nword%c%c and more.\n\n", i, 'a'+i/26, 'a'+i%26)
		}
		x := build(t, "a.md", b.String())
		var q strings.Builder
		for i := range 3 * maxTerms {
			fmt.Fprintf(&q, "word%c%c ", 'a'+i/26, 'a'+i%26)
		}
		r := search(t, x, q.String(), 1000)
		if got, want := len(r.Hits), min(maxTerms, maxPassages); got != want {
			t.Errorf("got %d hits, want %d: %d terms are searched for and %d passages scored", got, want, maxTerms, maxPassages)
		}
		if bad := badHits(r, 1000); bad != "" {
			t.Error(bad)
		}
	})
	t.Run("no words", func(t *testing.T) {
		for _, q := range []string{"", " ", "?", "...", "is it the", "\u200b"} {
			r := search(t, x, q, 10)
			if len(r.Terms) != 0 || r.Known != 0 {
				t.Errorf("%q: got terms %v, known %v, want none", q, r.Terms, r.Known)
			}
			if bad := badHits(r, 10); bad != "" {
				t.Errorf("%q: %s", q, bad)
			}
		}
	})
}

func TestKnown(t *testing.T) {
	x := clinic(t)
	for _, tt := range []struct {
		question string
		low, hi  float64
	}{
		{"deep tissue massage", 1, 1},
		{"zebra giraffe", 0, 0},
		{"zebra massage", 0.01, 0.99},
		{"sunny weather", 0, 0}, // only talk about other things has these words
	} {
		if got := search(t, x, tt.question, 10).Known; got < tt.low || got > tt.hi {
			t.Errorf("%q: got %v, want from %v to %v", tt.question, got, tt.low, tt.hi)
		}
	}
	if ours, other := search(t, x, "shiatsu clothes", 1).Domain, search(t, x, "rain snow", 1).Domain; ours <= other {
		t.Errorf("domain: got %v for our words and %v for others, want more for ours", ours, other)
	}
}

func TestCancelled(t *testing.T) {
	x := clinic(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Search(ctx, "shiatsu", nil, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestConcurrentSearches(t *testing.T) {
	x := clinic(t)
	questions := []string{"is shiatsu good", "what does it cost", "i cant sleep", "will it rain", "shaitsu masage", "", "deep tissue bruise", "candles"}
	var want []Result
	for _, q := range questions {
		want = append(want, search(t, x, q, 10))
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 40 {
				k := (g + i) % len(questions)
				got, err := x.Search(context.Background(), questions[k], nil, 10)
				if err != nil || !reflect.DeepEqual(got, want[k]) {
					t.Errorf("%q: a result of its own beside others (error %v)", questions[k], err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestSameFolderSameResults builds the same folder twice: bleve numbers its documents anew each time.
func TestSameFolderSameResults(t *testing.T) {
	a, b := clinic(t), clinic(t)
	for _, q := range []string{"is shiatsu good", "what does it cost", "massage", "the night", "you massage sleep bruise thumbs clothes", "hello"} {
		ra, rb := search(t, a, q, 100), search(t, b, q, 100)
		if ga, gb := shownHits(ra), shownHits(rb); ga != gb {
			t.Errorf("%q\nfirst  %s\nsecond %s", q, ga, gb)
		}
	}
}

func shownHits(r Result) string {
	var b strings.Builder
	for _, h := range r.Hits {
		fmt.Fprintf(&b, "%s %v %v %v %v %d %q %q; ", h.Section, h.Score, h.Vote, h.Neighbor, h.Text, h.Sentence, h.Found, h.Missed)
	}
	return b.String()
}

func TestClose(t *testing.T) {
	c := clinic(t).Corpus()
	x, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	if x.Corpus() != c {
		t.Error("the index forgot its corpus")
	}
	if err := x.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	if _, err := x.Search(context.Background(), "shiatsu", nil, 10); err == nil {
		t.Error("a search after Close: got no error")
	}
}

func TestPlain(t *testing.T) {
	x := clinic(t)
	for _, tt := range []struct {
		question string
		n, want  int
	}{{"massage", 10, 2}, {"massage", 1, 1}, {"zebra", 10, 0}, {"", 10, 0}, {"how expensive is it", 10, 0}} {
		if got, err := x.Plain(context.Background(), tt.question, tt.n); err != nil || got != tt.want {
			t.Errorf("%q: got %d, %v, want %d", tt.question, got, err, tt.want)
		}
	}
}

func TestRivals(t *testing.T) {
	x := build(t, "a.md", "## Sleep\n\nSleep well.\n", "topics/t.yaml", topics(
		"cost clinic: what does it cost / how much do i pay / price for an hour / the price please / how much is it",
		"fee clinic: what does it cost me / how much do i pay you / price for one hour / the price / how much is it then / what is the price",
		"weather far: will it rain tomorrow / rain on sunday / is rain coming / will it rain tonight / rain again tomorrow",
	))
	got := x.Rivals()
	if len(got) == 0 {
		t.Fatal("got no rivals, want cost and fee")
	}
	for i, r := range got {
		if r.Topic.ID == "weather" || r.Winner.ID == "weather" {
			t.Errorf("got %s losing to %s; rain is nobody else's", r.Topic.ID, r.Winner.ID)
		}
		if r.Topic == r.Winner || r.Lost < 1 || r.Lost > r.Of || r.Of != len(r.Topic.Questions) || !slices.Contains(r.Topic.Questions, r.Example) {
			t.Errorf("got %+v", r)
		}
		if i > 0 && r.Lost > got[i-1].Lost {
			t.Errorf("%s lost %d after one that lost %d", r.Topic.ID, r.Lost, got[i-1].Lost)
		}
	}
	if again := x.Rivals(); !reflect.DeepEqual(again, got) {
		t.Error("asked twice, two answers")
	}
	if got := build(t, "a.md", "## Sleep\n\nSleep well.\n").Rivals(); len(got) != 0 {
		t.Errorf("without topics: got %v", got)
	}
}

func TestFitLearns(t *testing.T) {
	x := clinic(t)
	questions, right := 0, 0
	for class, topic := range x.topics {
		for _, q := range topic.Questions {
			p := x.classifier.Classify(x.analyzer.read(q).seen())
			questions++
			if slices.Index(p, slices.Max(p)) == class {
				right++
			}
			var sum float64
			for _, v := range p {
				sum += float64(v)
			}
			if sum < 0.9999 || sum > 1.0001 {
				t.Errorf("%q: the probabilities add up to %v", q, sum)
			}
		}
	}
	if questions == 0 || right < questions*9/10 {
		t.Errorf("got %d of %d phrasings right, want nine in ten of what it was fitted on", right, questions)
	}
}

func FuzzSearch(f *testing.F) {
	x := clinic(f)
	for _, s := range []string{"", "is shiatsu good?", "what does it cost", `+massage -back title:\`, "*a* /.*/", "shaitsu masage", "lower-back’s sl\u200beep 😴", "\xff\xfe", "ﷺ=price", "e\u0301\u0301"} {
		f.Add(s, "is shiatsu good", 10)
		f.Add("hello", s, 1)
	}
	f.Fuzz(func(t *testing.T, question, focus string, n int) {
		n %= 20
		ctx := context.Background()
		r, err := x.Search(ctx, question, []string{focus}, n)
		if err != nil {
			t.Fatalf("Search: %v", err)
		}
		if bad := badHits(r, max(n, 0)); bad != "" {
			t.Error(bad)
		}
		if r.Known < 0 || r.Known > 1.00001 {
			t.Errorf("known: got %v", r.Known)
		}
		for _, w := range x.analyzer.terms(question) {
			if w.start < 0 || w.start >= w.end || w.end > len(question) || w.stem == "" {
				t.Errorf("the term %q stands at %d to %d of %d bytes", w.stem, w.start, w.end, len(question))
			}
		}
		if len(r.Corrections) > maxCorrections {
			t.Errorf("got %d corrections", len(r.Corrections))
		}
		again, err := x.Search(ctx, question, []string{focus}, n)
		if err != nil || !reflect.DeepEqual(r, again) {
			t.Errorf("asked twice, two results (error %v)", err)
		}
	})
}
