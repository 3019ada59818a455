package audit

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	prices  = "## Prices\n\nAn hour costs 80 dollars, half an hour 45.\n\n"
	parking = "## Parking\n\nYou can leave your car behind the house, where parking is free.\n\n"
	house   = prices + parking + "## Opening hours\n\nWe are open from Monday to Friday, 9 am to 6 pm.\n\n## Payment\n\nCash and all cards.\n\n" +
		"## Gift cards\n\nGift cards are sold at the desk, from 20 dollars.\n\n"
	garden = "## The garden\n\nRoses and lavender grow there.\n\n"
	robes  = "## Robes\n\nEverybody gets a robe and slippers. Robes come in all sizes.\n\n"
)

// TestLed: how many ways must lead to a section that is to be the answer.
func TestLed(t *testing.T) {
	c := engine(t, house+garden, nil).Corpus()
	covers, plain := c.Passage("faq/parking/1").Section(), c.Passage("faq/the-garden/1").Section()
	for l, want := range map[led]bool{{plain, 4, 4}: false, {plain, 5, 5}: true, {plain, 2, 6}: true, {plain, 1, 8}: false, {plain, 2, 5}: false,
		{covers, 5, 8}: false, {covers, 6, 6}: true} {
		if got := l.answers(8); got != want {
			t.Errorf("%s, quoted for %d of 8, shown for %d: got %v", name(l.to), l.quoted, l.shown, got)
		}
	}
}

// TestHidden: a hidden section is named with the words that tell it from others.
func TestHidden(t *testing.T) {
	r, err := Run(t.Context(), engine(t, house+garden, nil), Options{})
	if err != nil || len(r.Hidden) != 1 {
		t.Fatalf("got %+v, %v, want one hidden section", r, err)
	}
	if got := r.Hidden[0].Words; !slices.Contains(got, "garden") || !slices.Contains(got, "lavender") || slices.Contains(got, "there") {
		t.Errorf("got the words %q", got)
	}
}

// engine builds one for an article of the clinic's own.
func engine(t *testing.T, article string, signs *sign.Signs) *answer.Engine {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: fstest.MapFS{"faq.md": {Data: []byte(article)}}, Serve: corpus.No})
	if err != nil {
		t.Fatal(err)
	}
	e, err := answer.New(c, signs, answer.DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func TestRun(t *testing.T) {
	tests := []struct {
		name, article string
		told          []string
		want          Counts
		hidden        string // headings
		gone          string // of what nobody is told beside this folder's
	}{
		{"all covered", house, nil, Counts{Sections: 5, Well: 5, Usual: 12, Untold: 7}, "", ""},
		{"the configuration tells", house, []string{"phone-email"}, Counts{Sections: 5, Well: 5, Usual: 12, Untold: 6}, "", "how to reach you"},
		{"no topic covers it", house + garden, nil, Counts{Sections: 6, Well: 5, Hidden: 1, Usual: 12, Untold: 7}, "The garden", ""},
		{"its owner says how people ask", "---\nask:\n  robes: [do we get robes, slippers?]\n---\n" + house + robes, nil,
			Counts{Sections: 6, Well: 6, Usual: 12, Untold: 7}, "", ""},
		{"no topic covers it, but asking leads there", house + "## Lateness\n\nIf you are running late and come late, you lose the time that you are late.\n", nil,
			Counts{Sections: 6, Well: 6, Usual: 12, Untold: 5}, "", "what happens when they are late"}, // and, near enough, what changing one costs
		{"what only opens an article", "# Our house\n\nWelcome to the house.\n\n" + house, nil, Counts{Sections: 5, Well: 5, Usual: 12, Untold: 7}, "", ""},
		{"an article of one section, found for everything", "# Robes\n\nEverybody gets a robe.\n", nil, Counts{Sections: 1, Hidden: 1, Usual: 12, Untold: 12}, "Robes", "-"},
		{"another section is found instead", "---\ntopics:\n  robes: [late-arrival]\n---\n" + house + robes, nil, Counts{Sections: 6, Well: 5, Badly: 1, Usual: 12, Untold: 6}, "",
			"what happens when they are late"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := Run(t.Context(), engine(t, tt.article, nil), Options{Told: tt.told})
			if err != nil {
				t.Fatal(err)
			}
			var hidden []string
			for _, h := range r.Hidden {
				hidden = append(hidden, h.Section.Heading)
			}
			if got := r.Counts(); got != tt.want {
				t.Errorf("got %+v, want %+v\n%s", got, tt.want, r.Screen()+r.Details())
			}
			if got := strings.Join(hidden, ", "); got != tt.hidden {
				t.Errorf("hidden: got %q, want %q", got, tt.hidden)
			}
			if slices.Contains(r.Untold, tt.gone) || tt.gone != "-" && slices.Contains(r.Untold, "your prices") || slices.Contains(r.Others, "price") || len(r.Others) < 100 {
				t.Errorf("nobody is told %q and of %d others, though there is %q", r.Untold, len(r.Others), tt.gone)
			}
		})
	}
}

// TestRunEnds: an audit that nobody waits for ends with its context.
func TestRunEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := Run(ctx, engine(t, prices, nil), Options{}); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v, want %v", r, err, context.Canceled)
	}
}

// TestCut: of too many questions so many are asked as may be, and the report says so.
func TestCut(t *testing.T) {
	article := "---\nask:\n"
	const sections, each = 45, 50
	var text strings.Builder
	for i := range sections {
		article += fmt.Sprintf("  s%d: [%s]\n", i, strings.TrimSuffix(strings.Repeat("where is it, ", each), ", "))
		fmt.Fprintf(&text, "## Room %d {#s%d}\n\nIt is upstairs.\n\n", i, i)
	}
	r, err := Run(t.Context(), engine(t, article+"---\n"+text.String(), nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := MostQuestions / sections * sections
	if r.Questions != sections*each || r.Asked != want || len(r.Findings) != sections || !r.Counts().Cut {
		t.Errorf("got %d of %d questions for %d sections, want %d of %d for %d", r.Asked, r.Questions, len(r.Findings), want, sections*each, sections)
	}
	if screen := r.Screen(); !strings.Contains(strings.Join(strings.Fields(screen), " "), fmt.Sprintf("(%d questions were too many; %d were asked.)", r.Questions, r.Asked)) {
		t.Errorf("the screen does not say what was left out:\n%s", screen)
	}
}

func TestSpread(t *testing.T) {
	tests := []struct {
		n    int
		want []int
	}{{0, []int{}}, {1, []int{0}}, {3, []int{0, 3, 6}}, {9, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}}, {12, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}}}
	for _, tt := range tests {
		if got := spread([]int{0, 1, 2, 3, 4, 5, 6, 7, 8}, tt.n); !slices.Equal(got, tt.want) {
			t.Errorf("%d: got %v, want %v", tt.n, got, tt.want)
		}
	}
}

// TestNote: what a question got counts by what people see first; a warning counts neither way.
func TestNote(t *testing.T) {
	c := engine(t, prices+"## Prices for children {#kids-price}\n\nHalf.\n\n"+parking, nil).Corpus()
	passage := func(id string) *corpus.Passage { return c.Passage("faq/" + id + "/1") }
	hits := func(ids ...string) (out []answer.Hit) {
		for _, id := range ids {
			out = append(out, answer.Hit{Section: id, Passage: passage(id)})
		}
		return out
	}
	choice := func(id string) []answer.Suggestion { return []answer.Suggestion{{Ask: id, Passage: passage(id)}} }
	known := question{"how much", "price"}
	tests := []struct {
		name string
		q    question
		a    answer.Answer
		want string
	}{
		{"quoted", known, answer.Answer{Outcome: answer.Quote, Quotes: hits("prices", "parking"), Hits: hits("prices")}, "1 asked, 1 quoted, 0 offered, 0 unsure"},
		{"quoted second", known, answer.Answer{Outcome: answer.Quote, Quotes: hits("parking", "prices"), Hits: hits("prices")}, `1 asked, 0 quoted, 0 offered, 0 unsure, instead "Parking"`},
		{"offered", known, answer.Answer{Outcome: answer.Clarify, Choices: choice("prices"), Hits: hits("prices")}, "1 asked, 0 quoted, 1 offered, 0 unsure"},
		{"offered beside the way to book", known, answer.Answer{Outcome: answer.Booking, Choices: choice("prices"), Hits: hits("prices")}, "1 asked, 0 quoted, 1 offered, 0 unsure"},
		{"not offered", known, answer.Answer{Outcome: answer.Clarify, Choices: choice("parking"), Hits: hits("parking", "prices")}, `1 asked, 0 quoted, 0 offered, 0 unsure, instead "Parking"`},
		{"found too unsurely", known, answer.Answer{Hits: hits("prices", "parking")}, "1 asked, 0 quoted, 0 offered, 1 unsure, instead no answer"},
		{"not found", known, answer.Answer{Hits: hits("parking", "prices")}, "1 asked, 0 quoted, 0 offered, 0 unsure, instead no answer"},
		{"nothing at all", known, answer.Answer{}, "1 asked, 0 quoted, 0 offered, 0 unsure, instead no answer"},
		{"a sister on the same topic", known, answer.Answer{Quotes: hits("kids-price")}, "1 asked, 1 quoted, 0 offered, 0 unsure"},
		{"a sister, but its owner asked for this one", question{text: "how much"}, answer.Answer{Quotes: hits("kids-price")}, `1 asked, 0 quoted, 0 offered, 0 unsure, instead "Prices for children"`},
		{"a warning", known, answer.Answer{Outcome: answer.Warn, Hits: hits("parking")}, "0 asked, 0 quoted, 0 offered, 0 unsure"},
	}
	for _, tt := range tests {
		f := Finding{Section: passage("prices").Section()}
		f.note(tt.q, tt.a)
		got := fmt.Sprintf("%d asked, %d quoted, %d offered, %d unsure", f.Asked, f.Quoted, f.Offered, f.Unsure)
		for _, m := range f.Misses {
			got += ", instead " + quoted(m.Instead, nil)
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestInstead: what comes in a section's place is told by how often, no answer last, and a section is found well from two in three on.
func TestInstead(t *testing.T) {
	c := engine(t, prices+parking+robes, nil).Corpus()
	s := func(id string) *corpus.Section { return c.Passage("faq/" + id + "/1").Section() }
	f := Finding{Section: s("prices"), Asked: 9, Quoted: 3, Offered: 1}
	for _, in := range []*corpus.Section{nil, nil, s("robes"), s("parking"), s("parking")} {
		f.Misses = append(f.Misses, Miss{"how much", in})
	}
	want := `Prices: 4 of 9 ways to ask find it; instead comes "Parking" (2), "Robes" (1), no answer (2)`
	if got := f.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	for found, well := range map[int]bool{0: false, 5: false, 6: true, 9: true} {
		if got := (Finding{Asked: 9, Quoted: found}).Well(); got != well {
			t.Errorf("%d of 9: got %v, want %v", found, got, well)
		}
	}
}

// TestServing: the first line says what is served, and why.
func TestServing(t *testing.T) {
	seven := []corpus.Replacement{{}, {}}
	tests := []struct {
		r    Report
		want string
	}{
		{Report{Builtin: 7, Beside: true}, "Serving 7 built-in articles and none of yours: there are none yet. No faults."},
		{Report{Articles: 2, Sections: 31, Builtin: 7, Beside: true}, "Serving 2 articles of yours (31 sections) and 7 built-in ones, because yours speak of massage. No faults."},
		{Report{Articles: 1, Sections: 1, Builtin: 7, Beside: true, Serve: corpus.Yes, Replaced: seven}, "Serving 1 article of yours (1 section) and 7 built-in ones, because knowledge.builtin says so. Yours replace 2 built-in sections, listed below. No faults."},
		{Report{Articles: 1, Sections: 9}, "Serving 1 article of yours (9 sections) and no built-in ones, because yours do not speak of massage (knowledge.builtin: true serves them too). No faults."},
		{Report{Articles: 1, Sections: 9, Serve: corpus.No}, "Serving 1 article of yours (9 sections) and no built-in ones, because knowledge.builtin says so. No faults."},
	}
	for _, tt := range tests {
		if got := tt.r.serving(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// What a screen holds.
const rows, columns = 24, 80

// fits reports a text that does not fit on a screen.
func fits(t *testing.T, screen string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(screen, "\n"), "\n")
	if len(lines) > rows {
		t.Errorf("got %d lines, want at most %d:\n%s", len(lines), rows, screen)
	}
	for _, line := range lines {
		if n := utf8.RuneCountInString(line); n > columns {
			t.Errorf("got %d columns, want at most %d:\n%s", n, columns, line)
		}
	}
}

// TestScreenFits: the screen is one, however much there is to say.
func TestScreenFits(t *testing.T) {
	var article strings.Builder
	for i := range 40 {
		fmt.Fprintf(&article, "## %s {#s%d}\n\n%s\n\n", strings.Repeat("Überaus long headings ", 8), i, strings.Repeat("incomprehensibilities unpronounceable ", 9))
	}
	c := engine(t, article.String(), nil).Corpus()
	r := &Report{Articles: 999, Builtin: 999, Sections: 40, Beside: true, Replaced: make([]corpus.Replacement, 999), Asked: 1999, Questions: 99999, Usual: 12,
		Others: make([]string, 999)}
	for _, u := range usuals() {
		r.Untold = append(r.Untold, u.said)
	}
	sections := c.Documents()[0].Sections
	for i, s := range sections {
		f := Finding{Section: s, Asked: 999, Quoted: 100, Offered: 100, Unsure: 100}
		for _, other := range sections[i:] {
			f.Misses = append(f.Misses, Miss{"?", other})
		}
		r.Findings = append(r.Findings, f)
		r.Hidden = append(r.Hidden, Hidden{s, []string{"incomprehensibilities", "incomprehensibilities", "unpronounceable", "incomprehensibilities"}})
	}
	fits(t, r.Screen())
}

// TestScreens holds the screens of whole folders, as the program would serve them. After a change of what it answers or says: run
// go test ./internal/audit -run TestScreens -update and read the diff.
func TestScreens(t *testing.T) {
	signs, err := sign.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, folder string }{
		{"massage-qa", "../quality/testdata/folders/massage-qa"}, // the built-in articles are served beside it
		{"spa-headings", "../quality/testdata/folders/spa-headings"},
		{"builtin", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			folders := corpus.Folders{Builtin: knowledge.FS}
			if tt.folder != "" {
				folders.Own = os.DirFS(tt.folder)
			}
			c, err := corpus.Load(folders)
			if err != nil {
				t.Fatal(err)
			}
			e, err := answer.New(c, signs, answer.DefaultThresholds())
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			r, err := Run(t.Context(), e, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := r.Screen()
			fits(t, got)
			golden := filepath.Join("testdata", tt.name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s\n(-update writes what is got)", got, want)
			}
		})
	}
}

// TestPhrasings: the library knows several ways to ask for every topic that a passage may cover, short ones, each its own, and none for other
// topics.
func TestPhrasings(t *testing.T) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, topic := range c.Topics() {
		ways := c.Phrasings(topic.ID)
		for _, w := range ways {
			size += len(w)
		}
		if topic.Kind.Coverable() != (len(ways) == waysEach) || len(slices.Compact(slices.Sorted(slices.Values(ways)))) != len(ways) {
			t.Errorf("%s, %s: got the ways %q", topic.ID, topic.Kind, ways)
		}
	}
	if size == 0 || size > 150_000 {
		t.Errorf("got %d bytes of ways to ask, want some, and at most 150 KB", size)
	}
	for _, u := range usuals() {
		if topic := c.Topic(u.topic); topic == nil || topic.Pack != corpus.BusinessPack || !topic.Kind.Coverable() {
			t.Errorf("%s is no topic of any business", u.topic)
		}
	}
	if got := c.Phrasings("no such topic"); got != nil {
		t.Errorf("got %q for a topic that is not there", got)
	}
}
