package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
)

// TestRanking: every section is in one order, whether a topic covers it or not, and topics without a section are in none.
func TestRanking(t *testing.T) {
	x := clinic(t)
	tests := []struct {
		question, top string
		topic         string // that the top covers
	}{
		{"is shiatsu good", "shiatsu", "shiatsu"},
		{"insomnia", "sleep", "sleep"},
		{"is deep tissue black and blue", "deep-tissue", "deep-tissue"},
		{"what do the candles smell of", "candles", ""},
		{"LAVENDER??", "candles", ""},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			r := search(t, x, tt.question, 10)
			if bad := badHits(r, 10); bad != "" {
				t.Fatal(bad)
			}
			if len(r.Hits) != 4 || r.Hits[0].Section != tt.top {
				t.Fatalf("got %q, want all four, %q first", sections(r.Hits), tt.top)
			}
			for _, h := range r.Hits {
				covers := h.Section != "candles"
				if (h.Topic != nil) != covers || covers && h.Topic.ID != h.Section || !covers && h.Features.Vote != 0 {
					t.Errorf("%s: got the topic %v and the vote %v", h.Section, h.Topic, h.Features.Vote)
				}
			}
		})
	}
	r := search(t, x, "hello", 100)
	if got := sections(search(t, x, "hello", 2).Hits); got != strings.Join(strings.Fields(sections(r.Hits))[:2], " ") {
		t.Errorf("got %q of two, want the first of %q", got, sections(r.Hits))
	}
	for _, n := range []int{0, -1} {
		if got := len(search(t, x, "hello", n).Hits); got != 0 {
			t.Errorf("n = %d: got %d hits, want none", n, got)
		}
	}
	if got := search(t, build(t, "a.md", "Text."), "x", 10); len(got.Hits) != 1 || got.Votes != nil || got.Hits[0].Share != 1 {
		t.Errorf("one passage and no topics: got %+v", got)
	}
}

// TestShare: the shares of all sections add up to 1, and are in the order of the hits; listing fewer changes none.
func TestShare(t *testing.T) {
	for name, x := range map[string]*Index{"small": clinic(t), "large": large(t, 450)} {
		for _, q := range []string{"is shiatsu good", made(7) + " " + made(8), "zebra", ""} {
			all := search(t, x, q, 1000)
			sum := 0.0
			for i, h := range all.Hits {
				if sum += h.Share; i > 0 && h.Share > all.Hits[i-1].Share {
					t.Errorf("%s, %q: %s has a larger share than the one before it", name, q, h.Section)
				}
			}
			if len(all.Hits) > 0 && (sum < 0.9999 || sum > 1.0001) {
				t.Errorf("%s, %q: the shares add up to %v", name, q, sum)
			}
			for i, h := range search(t, x, q, 2).Hits {
				if h.Share != all.Hits[i].Share {
					t.Errorf("%s, %q: got the share %v of two, %v of all", name, q, h.Share, all.Hits[i].Share)
				}
			}
		}
	}
}

// TestResort: other weights bring the same hits into another order.
func TestResort(t *testing.T) {
	x := clinic(t)
	r := search(t, x, "will i sleep after deep tissue", 100)
	for name, w := range map[string]Weights{"the same": usual(), "bodies": only(Features{Body: 1}), "the other way round": only(Features{Body: -1}), "none": {}} {
		hits := slices.Clone(r.Hits)
		places := Resort(hits, w)
		sum := 0.0
		for i, h := range hits {
			old := r.Hits[places[i]]
			if h.Passage != old.Passage || h.Features != old.Features || h.Score != w.score(&h.Features) {
				t.Errorf("%s: place %d: got %s with %v, want %s", name, i, h.Section, h.Score, old.Section)
			}
			if i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%s: %s is out of order", name, h.Section)
			}
			sum += h.Share
		}
		if sum < 0.9999 || sum > 1.0001 {
			t.Errorf("%s: the shares add up to %v", name, sum)
		}
		if same := name == "the same" || name == "none"; same && sections(hits) != sections(r.Hits) {
			t.Errorf("%s: got %q, want %q", name, sections(hits), sections(r.Hits))
		}
	}
	if got := Resort(nil, usual()); len(got) != 0 {
		t.Errorf("of nothing: got %v", got)
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
	for _, q := range []string{"good morning", "will it rain on sunday"} {
		if r := search(t, x, q, 10); len(r.Votes) == 0 || r.Votes[0].Topic.Kind.Ours() {
			t.Errorf("%q: got votes %v, want small talk or far-off talk first", q, r.Votes)
		}
	}
}

// TestVote has one topic that two sections cover, and one of two topics: each gets what its topics get.
func TestVote(t *testing.T) {
	x := build(t, "a.md", "---\ntopics: {evenings: [sleep], naps: [sleep, cost], walls: []}\n---\n## Evenings {#evenings}\n\nA massage in the evening.\n\n## Naps {#naps}\n\nA nap after lunch.\n\n## Walls {#walls}\n\nThey are white.\n",
		"topics/t.yaml", topics("sleep massage: does it help me sleep / i cant sleep / a nap or two / sleeping in the evening", "cost clinic: what does it cost / how much is it", "far far: will it rain / is it sunny"))
	for _, tt := range []struct{ question, topic string }{{"i cant sleep", "sleep"}, {"how much is it", "cost"}, {"will it rain", "far"}} {
		r := search(t, x, tt.question, 10)
		votes := map[string]float64{}
		for _, v := range r.Votes {
			votes[v.Topic.ID] = v.Share
		}
		if r.Votes[0].Topic.ID != tt.topic {
			t.Errorf("%q: got %s first, want %s", tt.question, r.Votes[0].Topic.ID, tt.topic)
		}
		for section, want := range map[string]float64{"evenings": votes["sleep"], "naps": votes["sleep"] + votes["cost"], "walls": 0} {
			if got := hitFor(t, r.Hits, section).Features.Vote; math.Abs(got-want) > 0.021 { // votes of less than .01 are not listed
				t.Errorf("%q, %s: got %v, want %v", tt.question, section, got, want)
			}
		}
		if naps := hitFor(t, r.Hits, "naps"); tt.topic != "far" && (naps.Topic == nil || naps.Topic.ID != tt.topic || naps.Leading != 1) {
			t.Errorf("%q: naps: got the topic %v, leading %v, want %s and 1", tt.question, naps.Topic, naps.Leading, tt.topic)
		}
		if walls := hitFor(t, r.Hits, "walls"); walls.Topic != nil || walls.Leading == 1 {
			t.Errorf("%q: walls: got the topic %v, leading %v", tt.question, walls.Topic, walls.Leading)
		}
	}
}

// TestGuessIsNoEvidence: what the classifier guessed that a section covers counts nothing beside what it thinks of the question.
func TestGuessIsNoEvidence(t *testing.T) {
	library := topics("parking clinic: where can i leave my car / where to leave the car / is there parking / parking for a car / can i leave the car here",
		"price clinic: how much is it / what does it cost / price of an hour", "hello smalltalk: hello there / good morning / hi all")
	x := index(t, usual(), corpus.Folders{Own: fstest.MapFS{"a.md": {Data: []byte("## Where can I leave the car\n\nYou can leave your car behind the house.\n\n## Towels\n\nWe lend them.\n\n## Car park {#parking}\n\nIt is free.\n")},
		"topics/t.yaml": {Data: []byte(library)}}})
	r := search(t, x, "is there parking for my car", 10)
	guessed, named := hitFor(t, r.Hits, "where-can-i-leave-the-car"), hitFor(t, r.Hits, "parking")
	if len(guessed.Passage.Topics()) != 1 {
		t.Fatalf("nothing was guessed: %v", x.corpus.Claims())
	}
	if guessed.Features.Vote != 0 || named.Features.Vote == 0 {
		t.Errorf("got the vote %v for a guess and %v for a name", guessed.Features.Vote, named.Features.Vote)
	}
}

// TestVectors: a section is found by what its words mean, though the question shares none.
func TestVectors(t *testing.T) {
	const article = "## Dogs\n\nThey must stay outside.\n\n## Prices\n\nAn hour is eighty dollars.\n\n## Towels\n\nWe lend them.\n\n## Cars\n\nLeave yours behind the house.\n"
	for name, w := range map[string]Weights{"by all": usual(), "by headings": only(Features{HeadingVector: 1}), "by all of it": only(Features{WholeVector: 1})} {
		x := buildBy(t, w, "a.md", article)
		for question, first := range map[string]string{"a pup and a puppy": "dogs", "puppies": "dogs", "fees": "prices", "is there room for a vehicle": "cars"} {
			r := search(t, x, question, 10)
			h := r.Hits[0]
			if h.Section != first || len(h.Found) != 0 || h.Features.Body != 0 || h.Features.Coverage != 0 {
				t.Errorf("%s, %q: got %q (found %q), want %s first by no word", name, question, sections(r.Hits), h.Found, first)
			}
		}
	}
}

// TestTopicSpace: a section is found by what the library makes of it, though no topic covers it and the question shares no word.
func TestTopicSpace(t *testing.T) {
	library := topics(
		"entry clinic: where is my fob / the fob at the door / a lost fob / swiping in at night / swiping does nothing / i cannot swipe in",
		"bins clinic: where is the skip / what goes in the skip / the skip is full / dump my offcuts / dumping offcuts / who dumps the offcuts",
		"hello smalltalk: hello there / good morning / hi all")
	x := buildBy(t, only(Features{HeadingTopics: 1, WholeTopics: 1, SentenceTopics: 1}), "a.md", "## Your fob\n\nA lost one costs ten pounds.\n\n## Our skip\n\nWood alone.\n\n## Ann\n\nTeaches on Mondays.\n", "topics/t.yaml", library)
	for question, first := range map[string]string{"swiping in does nothing": "your-fob", "who dumps offcuts": "our-skip"} {
		r := search(t, x, question, 10)
		h := r.Hits[0]
		if h.Section != first || len(h.Found) != 0 || h.Topic != nil || h.Features.HeadingTopics <= r.Hits[1].Features.HeadingTopics {
			t.Errorf("%q: got %q (found %q, topic %v, %+v), want %s first by no word", question, sections(r.Hits), h.Found, h.Topic, h.Features, first)
		}
	}
	if r := search(t, build(t, "a.md", clinicArticle), "insomnia", 10); r.Hits[0].Features.HeadingTopics != 0 || r.Votes != nil {
		t.Errorf("without topics: got %+v", r.Hits[0].Features)
	}
}

// TestNearness: how near the question's words come to those of the first hits; a rare word that is not there is far.
func TestNearness(t *testing.T) {
	x := build(t, "a.md", "## Dogs\n\nWell-behaved dogs are welcome in the garden.\n\n## Prices\n\nAn hour is eighty dollars.\n\n## Towels\n\nWe lend them.\n")
	first := func(question string) Hit {
		t.Helper()
		r := search(t, x, question, 10)
		if bad := badHits(r, 10); bad != "" {
			t.Errorf("%q: %s", question, bad)
		}
		for _, h := range r.Hits[maxFarthest:] {
			if h.Nearness != 0 || h.Farthest != 0 {
				t.Errorf("%q: got %v and %v for %s, which is not among the first", question, h.Nearness, h.Farthest, h.Section)
			}
		}
		return hitFor(t, r.Hits[:1], "dogs")
	}
	if h := first("are dogs welcome"); h.Nearness < 0.999 || h.Farthest < 0.999 {
		t.Errorf("all words there: got %v and %v, want 1", h.Nearness, h.Farthest)
	}
	if h := first("the dog in the garden"); h.Nearness < 0.999 || h.Farthest < 0.999 {
		t.Errorf("with other endings: got %v and %v, want 1", h.Nearness, h.Farthest)
	}
	near, far := first("are puppies welcome, dogs"), first("are dogs welcome on the helicopter")
	if !(far.Farthest < near.Farthest && near.Farthest < 1 && far.Nearness < near.Nearness && near.Nearness < 1) {
		t.Errorf("got %v and %v with puppies, %v and %v with a helicopter, want less", near.Nearness, near.Farthest, far.Nearness, far.Farthest)
	}
	if far.Farthest >= far.Nearness {
		t.Errorf("got %v for the farthest word and %v for all, want less", far.Farthest, far.Nearness)
	}
	if h := search(t, x, "is it", 1).Hits[0]; h.Nearness != 0 || h.Farthest != 0 {
		t.Errorf("no word that counts: got %v and %v", h.Nearness, h.Farthest)
	}
}

// TestLarge has more passages than are looked at one by one: bleve finds the candidates.
func TestLarge(t *testing.T) {
	x := large(t, 450, "## Shiatsu\n\nShiatsu presses points with the thumbs.", "## Hen house\n\nEggs at the gate.", "## Hen house {#hens}\n\nEggs at the door.")
	if got := len(x.passages); got <= maxAll {
		t.Fatalf("got %d passages, want more than %d", got, maxAll)
	}
	for _, tt := range []struct{ question, top string }{
		{"is shiatsu good", "shiatsu"}, {"shaitsu", "shiatsu"}, {"eggs by the door", "hens"}, {"eggs at the gate", "hen-house"}, {made(33), "s033"}, {"where is " + made(449) + "?", "s449"},
	} {
		r := search(t, x, tt.question, 100)
		if bad := badHits(r, 100); bad != "" {
			t.Errorf("%q: %s", tt.question, bad)
		}
		if len(r.Hits) == 0 || r.Hits[0].Section != tt.top {
			t.Errorf("%q: got %q, want %s first", tt.question, sections(r.Hits), tt.top)
		}
		if len(r.Hits) > maxPassages || !reflect.DeepEqual(r, search(t, x, tt.question, 100)) {
			t.Errorf("%q: got %d hits, or another result the second time", tt.question, len(r.Hits))
		}
	}
	for _, q := range []string{"", "?", "zebra", "is it the", "how much is an hour"} {
		if r := search(t, x, q, 10); len(r.Hits) != 0 {
			t.Errorf("%q: got %q, want nothing: no passage holds a word of it", q, sections(r.Hits))
		}
	}
	if r := search(t, x, "how much is an hour", 10); len(r.Votes) == 0 || r.Votes[0].Topic.ID != "price" {
		t.Errorf("without a hit: got the votes %v", r.Votes)
	}
	// As in a small folder, but for what bleve does not find.
	small := build(t, "a.md", "## Shiatsu\n\nShiatsu presses points with the thumbs.\n\n## Hen house\n\nEggs at the gate.\n")
	for _, q := range []string{"zebra", ""} {
		if got := len(search(t, small, q, 10).Hits); got != 2 {
			t.Errorf("a small folder, %q: got %d hits, want all", q, got)
		}
	}
}

func TestOneEntryForASection(t *testing.T) {
	long := func(words string) string { return strings.TrimSpace(strings.Repeat(words+" ", 40)) + "." }
	x := build(t, "a.md", "## Oil\n\n"+long("warm oil")+" Almond.\n\n"+long("cold stone")+" Basalt.\n\n## Towels\n\nWarm towels.\n")
	if got := len(x.corpus.Passages()); got != 3 {
		t.Fatalf("got %d passages, want 3", got)
	}
	for _, tt := range []struct{ question, want, passage string }{
		{"warm almond oil", "oil towels", "Almond."},
		{"basalt stone, cold oil", "oil towels", "Basalt."},
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

// TestTies: sections of one score stand in the order of the articles, in a large folder too, where more tie than are looked at.
func TestTies(t *testing.T) {
	for _, n := range []int{200, 600} {
		var b strings.Builder
		var want []string
		for i := range n {
			id := fmt.Sprintf("s%03d", (i*77)%n)
			fmt.Fprintf(&b, "## Same {#%s}\n\nSame words here.\n\n", id)
			want = append(want, id)
		}
		x := build(t, "a.md", b.String())
		r := search(t, x, "same words", 1000)
		if bad := badHits(r, 1000); bad != "" {
			t.Error(bad)
		}
		if again := search(t, x, "same words", 1000); !reflect.DeepEqual(r, again) {
			t.Error("the same question twice gave two results")
		}
		expect := want
		if n > maxAll {
			expect = want[:maxPassages]
		}
		if got, want := sections(r.Hits), strings.Join(expect, " "); got != want {
			t.Errorf("%d: got  %s\nwant %s", n, got, want)
		}
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
	for _, h := range whole.Hits {
		f := hitFor(t, focused.Hits, h.Section).Features
		if f.Body != h.Features.Body || f.Dice != h.Features.Dice || f.WholeVector != h.Features.WholeVector {
			t.Errorf("%s: focus changed what the text has of the question from %+v to %+v", h.Section, h.Features, f)
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
		x := large(t, 450)
		var q strings.Builder
		for i := range 3 * maxTerms {
			q.WriteString(made(i*3) + " ")
		}
		r := search(t, x, q.String(), 1000)
		if got := len(r.Hits); got == 0 || got > maxPassages {
			t.Errorf("got %d hits, want at most %d", got, maxPassages)
		}
		if got := len(rarest(x.texts.query(x.analyzer.read(q.String()).folded))); got != maxTerms {
			t.Errorf("bleve is asked for %d terms, want %d", got, maxTerms)
		}
		if bad := badHits(r, 1000); bad != "" {
			t.Error(bad)
		}
	})
	t.Run("no words", func(t *testing.T) {
		for _, q := range []string{"", " ", "?", "...", "is it the", "\u200b"} {
			r := search(t, x, q, 10)
			if len(r.Terms) != 0 {
				t.Errorf("%q: got terms %v, want none", q, r.Terms)
			}
			if bad := badHits(r, 10); bad != "" {
				t.Errorf("%q: %s", q, bad)
			}
		}
	})
}

// TestTerms lists the question's words that count, as typed, and tells which are known here.
func TestTermsOfAQuestion(t *testing.T) {
	x := clinic(t)
	for _, tt := range []struct{ question, want string }{
		{"Deep TISSUE massage", "deep tissue massage"},
		{"zebra giraffe", "-zebra -giraffe"},
		{"is the zebra in the hall?", "-zebra hall"},
		{"sunny weather", "sunny weather"}, // known from talk about other things
		{"shut eye", "shut eye=sleep"},
		{"is it", ""},
	} {
		var got []string
		for _, term := range search(t, x, tt.question, 1).Terms {
			w := term.Word
			if !term.Known {
				w = "-" + w
			}
			if term.Concept != "" {
				w += "=" + term.Concept
			}
			got = append(got, w)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: got %q, want %q", tt.question, g, tt.want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, x := range map[string]*Index{"small": clinic(t), "large": large(t, 450)} {
		if _, err := x.Search(ctx, "shiatsu", nil, 10); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want %v", name, err, context.Canceled)
		}
	}
}

func TestConcurrentSearches(t *testing.T) {
	t.Run("small", func(t *testing.T) { searchAtOnce(t, clinic(t)) })
	t.Run("large", func(t *testing.T) { searchAtOnce(t, large(t, 450, "## Shiatsu\n\nThumbs.")) })
}

func searchAtOnce(t *testing.T, x *Index) {
	t.Helper()
	questions := []string{"is shiatsu good", "what does it cost", "i cant sleep", "will it rain", "shaitsu masage", "", "deep tissue bruise", "candles", made(3)}
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
	for _, pair := range [][2]*Index{{clinic(t), clinic(t)}, {large(t, 450), large(t, 450)}} {
		for _, q := range []string{"is shiatsu good", "what does it cost", "massage", "the night", "you massage sleep bruise thumbs clothes", "hello", made(3) + made(9), made(50)} {
			ra, rb := search(t, pair[0], q, 100), search(t, pair[1], q, 100)
			if ga, gb := shownHits(ra), shownHits(rb); ga != gb {
				t.Errorf("%q\nfirst  %s\nsecond %s", q, ga, gb)
			}
		}
	}
}

func shownHits(r Result) string {
	var b strings.Builder
	for _, h := range r.Hits {
		fmt.Fprintf(&b, "%s %v %v %+v %v %v %d %q %q; ", h.Section, h.Score, h.Share, h.Features, h.Nearness, h.Farthest, h.Sentence, h.Found, h.Missed)
	}
	return b.String()
}

func TestClose(t *testing.T) {
	c := large(t, 450, "## Shiatsu\n\nThumbs.").Corpus()
	x, err := New(c, usual())
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

// TestPart indexes a part of a corpus, as one that somebody reviewed: what is left is found as before.
func TestPart(t *testing.T) {
	part, err := New(clinic(t).Corpus().Only(func(p *corpus.Passage) bool { return p.Section().ID != "sleep" }), usual())
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	r := search(t, part, "is shiatsu good", 10)
	if bad := badHits(r, 10); bad != "" || len(r.Hits) != 3 || r.Hits[0].Section != "shiatsu" || r.Hits[0].Features.Vote == 0 {
		t.Errorf("got %q %s", sections(r.Hits), bad)
	}
	if r := search(t, part, "i cant sleep at night", 10); len(r.Votes) == 0 || r.Votes[0].Topic.ID != "sleep" {
		t.Errorf("what was taken out is no topic any more: %v", r.Votes)
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
		for _, w := range x.analyzer.read(question).folded {
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

// TestAsks has an owner say how people ask for a section: it comes first for such a question, though it holds none of the words.
func TestAsks(t *testing.T) {
	article := "## Rules\n\nBe quiet after ten.\n\n## Towels\n\nWe lend some.\n\n## Car\n\nUse the back lane.\n"
	for _, tt := range []struct{ front, want string }{
		{"", "car"},
		{"---\nask: {rules: [do you have a curfew for the car lane]}\n---\n", "rules"},
	} {
		x := build(t, "a.md", tt.front+article)
		r := search(t, x, "do you have a curfew for the car lane", 3)
		if len(r.Hits) == 0 || r.Hits[0].Section != tt.want {
			t.Errorf("with %q: got %q first, want %q", tt.front, sections(r.Hits), tt.want)
		}
	}
}
