package corpus

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"backtalk/internal/fault"
)

// reviewFiles are two articles, of which the front matter of the first is given.
func reviewFiles(front string) fstest.MapFS {
	return fstest.MapFS{
		"a.md": {Data: []byte("---\n" + front + "---\n# A\n\n## Price\n\nTen dollars.\n\n## Parking\n\nBehind the house.\n")},
		"b.md": {Data: []byte("# B\n\n## What it costs {#price-2}\n\nNot much.\n")},
		"topics/t.yaml": {Data: []byte("topics:\n" +
			"  - {id: price, kind: clinic, names: [what it costs], ask: How much?, questions: [how much]}\n" +
			"  - {id: parking, kind: clinic, ask: Where to park?, questions: [parking]}\n")},
	}
}

func TestReviewFaults(t *testing.T) {
	tests := []struct{ name, front, want string }{
		{"none", "", ""},
		{"empty", "reviewed: \"\"\nreviewed_by: \"\"\nreview_until: \"\"\n", ""},
		{"signed", "reviewed: 2026-01-31\nreviewed_by: A. Smith\n", ""},
		{"with an end", "review_until: 2027-01-31\nreviewed: 2026-01-31\nreviewed_by: A. Smith\n", ""},
		{"one day only", "reviewed: 2026-01-31\nreviewed_by: A. Smith\nreview_until: 2026-01-31\n", ""},
		{"no name", "title: A\nreviewed: 2026-01-31\n", "a.md:3: reviewed: who reviewed it?"},
		{"empty name", "reviewed: 2026-01-31\nreviewed_by: \" \"\n", "a.md:2: reviewed: who reviewed it?"},
		{"no date", "title: A\nreviewed_by: A. Smith\n", "a.md:3: reviewed_by: when was it reviewed?"},
		{"end only", "review_until: 2026-01-31\n", "a.md:2: review_until: nobody has reviewed it"},
		{"end before", "reviewed: 2026-01-31\nreviewed_by: A. Smith\nreview_until: 2026-01-30\n", "a.md:4: review_until: 2026-01-30 is before"},
		{"no such day", "reviewed: 2026-01-31\nreviewed_by: A. Smith\nreview_until: 2026-02-30\n", `a.md:4: review_until: "2026-02-30" is not a date`},
		{"other form", "reviewed: 31.1.2026\nreviewed_by: A. Smith\n", `a.md:2: reviewed: "31.1.2026" is not a date`},
		{"misspelt", "review_untill: 2026-01-31\n", `a.md:2: unknown key "review_untill"; did you mean "review_until"?`},
	}
	for _, tt := range tests {
		_, err := Load(alone(reviewFiles(tt.front)))
		var faults fault.Faults
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: got %v, want no fault", tt.name, err)
		case tt.want == "":
		case !errors.As(err, &faults) || len(faults) != 1 || !strings.HasPrefix(err.Error(), tt.want):
			t.Errorf("%s: got %v, want one fault %q", tt.name, err, tt.want)
		}
	}
}

func TestReviewState(t *testing.T) {
	noon := func(day string) time.Time {
		d, err := time.ParseInLocation(time.DateTime, day+" 12:00:00", time.FixedZone("", -5*3600))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	tests := []struct {
		reviewed, by, until, today string
		want                       ReviewState
	}{
		{"", "", "", "2026-05-01", Unreviewed},
		{"2026-01-31", "", "", "2026-05-01", Unreviewed},
		{"", "A. Smith", "", "2026-05-01", Unreviewed},
		{"2026-01-31", "A. Smith", "", "2026-05-01", Reviewed},
		{"2026-01-31", "A. Smith", "", "2026-01-31", Reviewed},
		{"2026-01-31", "A. Smith", "", "2026-01-30", Unreviewed},
		{"2062-01-31", "A. Smith", "", "2026-05-01", Unreviewed},
		{"2026-01-31", "A. Smith", "2026-05-01", "2026-05-01", Reviewed},
		{"2026-01-31", "A. Smith", "2026-05-01", "2026-05-02", Expired},
		{"2026-01-31", "A. Smith", "2026-12-31", "2027-01-01", Expired},
	}
	for _, tt := range tests {
		d := &Document{Reviewed: tt.reviewed, ReviewedBy: tt.by, ReviewUntil: tt.until}
		if got := d.ReviewState(noon(tt.today)); got != tt.want {
			t.Errorf("%+v: got %s", tt, got)
		}
	}
	evening := time.Date(2026, 5, 1, 23, 30, 0, 0, time.FixedZone("", -5*3600)) // in UTC it is tomorrow already
	if got := (&Document{Reviewed: "2026-01-31", ReviewedBy: "A. Smith", ReviewUntil: "2026-05-01"}).ReviewState(evening); got != Reviewed {
		t.Errorf("on the last evening: got %s, want reviewed", got)
	}
}

func TestOnly(t *testing.T) {
	c, err := Load(alone(reviewFiles("reviewed: 2026-01-31\nreviewed_by: A. Smith\n")))
	if err != nil {
		t.Fatal(err)
	}
	today := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name               string
		keep               func(*Passage) bool
		passages, document []string
		price, parking     int // passages that cover it
	}{
		{"all", func(*Passage) bool { return true }, []string{"a/price/1", "a/parking/1", "b/price-2/1"}, []string{"a", "b"}, 2, 1},
		{"none", func(*Passage) bool { return false }, nil, nil, 0, 0},
		{"reviewed", func(p *Passage) bool { return p.Document().ReviewState(today) == Reviewed }, []string{"a/price/1", "a/parking/1"}, []string{"a"}, 1, 1},
		{"by passage", func(p *Passage) bool { return p.Section().ID != "parking" }, []string{"a/price/1", "b/price-2/1"}, []string{"a", "b"}, 2, 0},
	}
	for _, tt := range tests {
		got := c.Only(tt.keep)
		var ids, docs []string
		for _, p := range got.Passages() {
			ids = append(ids, p.ID())
		}
		for _, d := range got.Documents() {
			docs = append(docs, d.Name)
		}
		if !slices.Equal(ids, tt.passages) || !slices.Equal(docs, tt.document) {
			t.Errorf("%s: got passages %q of %q, want %q of %q", tt.name, ids, docs, tt.passages, tt.document)
		}
		if price, parking := len(got.Covering("price")), len(got.Covering("parking")); price != tt.price || parking != tt.parking || len(got.Claims()) != price+parking {
			t.Errorf("%s: got %d passages about the price, %d about parking and %d claims, want %d, %d and their sum",
				tt.name, price, parking, len(got.Claims()), tt.price, tt.parking)
		}
		if got.Topic("parking") != c.Topic("parking") || len(got.Topics()) != 2 || got.Whole() != c || got.Only(tt.keep).Whole() != c {
			t.Errorf("%s: want the same topics and the whole corpus behind it", tt.name)
		}
		for _, p := range c.Passages() {
			if found := got.Passage(p.ID()); (found == p) != slices.Contains(tt.passages, p.ID()) {
				t.Errorf("%s: Passage(%q): got %v", tt.name, p.ID(), found)
			}
		}
	}
	if c.Whole() != c || len(c.Passages()) != 3 {
		t.Errorf("the corpus itself has changed")
	}
}
