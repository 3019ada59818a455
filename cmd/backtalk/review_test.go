package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"backtalk/internal/bot"
	"backtalk/internal/config"
	"backtalk/internal/corpus"
)

// TestRequireReview: what nobody answers for is quoted, and withheld where the configuration wants that; staff are told
// why either way, and danger signs are found.
func TestRequireReview(t *testing.T) {
	t.Parallel()
	const (
		passage  = "Masseurs here wear purple on Mondays."
		withheld = "bikes/bicycle/1 would answer, but require_review withholds it: "
		signed   = "reviewed: 2020-01-31\nreviewed_by: A. Smith\n"
	)
	type asked struct{ question, want, not string } // the latter are parts of what is printed
	const bicycle = "where do i put my bicycle"
	tests := []struct {
		name, front, config string
		asked               []asked
	}{
		{"unreviewed", "", "", []asked{{bicycle, "(nobody has reviewed this article yet)", "withholds"}}},
		{"unreviewed, required", "", "require_review: true", []asked{
			{bicycle, withheld + "nobody has reviewed this article yet", passage},
			{bicycle, "something only the team can tell you", passage}, // it counts as covered by nothing
			{"my chest hurts and my left arm is numb", "911", passage},
		}},
		{"reviewed, required", signed + "review_until: 9999-12-31\n", "require_review: true", []asked{{bicycle, passage, "this article"}}},
		{"expired", signed + "review_until: 2020-02-01\n", "", []asked{{bicycle, "(the review of this article, by A. Smith, expired after 2020-02-01)", "withholds"}}},
		{"expired, required", signed + "review_until: 2020-02-01\n", "require_review: true", []asked{
			{bicycle, withheld + "the review of this article, by A. Smith, expired after 2020-02-01", passage}}},
	}
	off, err := allOff()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range map[string]string{
				"folder/bikes.md": "---\ntitle: Bikes\n" + tt.front + "---\n## Bicycles {#bicycle}\n\n" + passage + "\n",
				"folder/topics/t.yaml": "topics:\n  - {id: bicycle, kind: clinic, ask: Where can I leave my bicycle?,\n" +
					"     questions: [where do i put my bicycle, bike rack, can i lock up my bike, is there somewhere for bicycles]}\n",
				"folder/topics/off.yaml": off,
				"config.yaml":            tt.config + "\n",
			} {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out bytes.Buffer
			a := &app{getenv: func(string) string { return "" }, in: strings.NewReader(""), out: &out, errOut: &out,
				knowledgeDir: filepath.Join(dir, "folder"), configFile: filepath.Join(dir, "config.yaml")}
			s, err := a.load()
			if err != nil {
				t.Fatal(err)
			}
			defer s.engine.Close()
			for _, q := range tt.asked {
				out.Reset()
				if err := a.askOne(context.Background(), s.engine, bot.NewSpeaker(s.clinic()), q.question, askFlags{why: true}); err != nil {
					t.Fatal(err)
				}
				if got := out.String(); !strings.Contains(got, q.want) || strings.Contains(got, q.not) {
					t.Errorf("%q: want %q and not %q:\n%s", q.question, q.want, q.not, got)
				}
			}
		})
	}
}

// newReport is what check prints about articles.
func newReport(t *testing.T, articles map[string]string) (checkReport, *bytes.Buffer) {
	t.Helper()
	folder := fstest.MapFS{"topics/t.yaml": {Data: []byte("topics:\n" +
		"  - {id: price, kind: clinic, ask: How much?, questions: [how much]}\n" +
		"  - {id: parking, kind: clinic, ask: Where to park?, questions: [parking]}\n")}}
	for name, text := range articles {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	return checkReport{a: &app{out: &out}, corpus: c, library: true}, &out
}

// TestCheckReviews: check names the sections that nobody answers for, and says what becomes of them.
func TestCheckReviews(t *testing.T) {
	signed := "---\nreviewed: 2026-01-31\nreviewed_by: A. Smith\n"
	r, out := newReport(t, map[string]string{
		"a.md": "# A\n\n## Price\n\nTen dollars.\n",
		"b.md": signed + "review_until: 2026-04-30\n---\n# B\n\n## Parking\n\nBehind the house.\n\n## Empty\n\n## Winter\n\nIn front of it.\n",
		"c.md": signed + "---\n# C\n\n## Swedish\n\nLong strokes.\n",
	})
	const (
		unreviewed = "\nSections that nobody has reviewed: price\n"
		expired    = "\nSections past their date, to be reviewed again: parking (until 2026-04-30), winter (until 2026-04-30)\n"
		withheld   = "\nrequire_review withholds 3 of 4 passages from clients; what they cover counts as covered by nothing.\n"
	)
	for _, tt := range []struct {
		today    string
		required bool
		want     string
	}{
		{"2026-04-30", false, unreviewed},
		{"2026-05-01", false, unreviewed + expired},
		{"2026-05-01", true, unreviewed + expired + withheld},
	} {
		today, err := time.Parse(time.DateOnly, tt.today)
		if err != nil {
			t.Fatal(err)
		}
		out.Reset()
		r.reviews(config.Config{RequireReview: tt.required}, today)
		if got := out.String(); got != tt.want {
			t.Errorf("%s, required %v: got\n%s\nwant\n%s", tt.today, tt.required, got, tt.want)
		}
	}
}

// TestCheckPairs: check names the passages of one topic that stand in different sections.
func TestCheckPairs(t *testing.T) {
	r, out := newReport(t, map[string]string{
		"a.md": "# A\n\n## Price\n\nTen dollars.\n\n## Price for children {#children}\n\nFive dollars.\n\n## Parking\n\nBehind the house.\n",
		"b.md": "# B\n\n## Parking in winter {#winter}\n\nIn front of it.\n\n## Parking by bus {#bus}\n\nNowhere.\n\n## Parking on Sundays {#sunday}\n\nAnywhere.\n",
	})
	r.pairs()
	want := "\nPassages of one topic in different sections; do they agree? (\"backtalk review\" shows them)\n" +
		"  parking                    every two of a/parking/1, b/winter/1, b/bus/1, b/sunday/1\n" +
		"  price                      a/price/1 and a/children/1\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	r, out = newReport(t, map[string]string{"a.md": "# A\n\n## Price\n\nTen dollars.\n"})
	if r.pairs(); out.Len() > 0 {
		t.Errorf("got %q, want nothing to compare", out)
	}
}

// TestReviewPhrases: phrases come from the folder that is named, or from that of the articles when it has some.
func TestReviewPhrases(t *testing.T) {
	const signs, questions = `{"sign": "STROKE", "fires": true, "text": "his face fell"}`, `{"topic": "price", "text": "how much"}`
	folder := func(files ...string) string {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "learn"), 0o755); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(files); i += 2 {
			if err := os.WriteFile(filepath.Join(dir, "learn", files[i]), []byte(files[i+1]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	with, without := folder("signs.jsonl", signs, "questions.jsonl", questions), folder()
	tests := []struct {
		name, articles string
		args           []string
		signs, topics  int
		fails          bool
	}{
		{"nothing given", "", nil, 0, 0, false},
		{"articles with phrases", with, nil, 1, 1, false},
		{"articles without", without, nil, 0, 0, false},
		{"a folder with phrases", without, []string{with}, 1, 1, false},
		{"a folder with phrases of signs", without, []string{folder("signs.jsonl", signs)}, 1, 0, false},
		{"a folder with questions", without, []string{folder("questions.jsonl", questions)}, 0, 1, false},
		{"a folder without", with, []string{without}, 0, 0, true},
		{"damaged phrases", folder("signs.jsonl", "{"), nil, 0, 0, true},
		{"damaged questions", folder("signs.jsonl", signs, "questions.jsonl", "{"), nil, 0, 0, true},
		{"no folder", "", []string{filepath.Join(with, "none")}, 0, 0, true},
	}
	for _, tt := range tests {
		got, err := (&app{knowledgeDir: tt.articles}).phrases(config.Knowledge{}, tt.args)
		if len(got.signs) != tt.signs || len(got.topics) != tt.topics || (err != nil) != tt.fails {
			t.Errorf("%s: got phrases of %d signs, %d topics, %v", tt.name, len(got.signs), len(got.topics), err)
		}
	}
	var out bytes.Buffer
	err := run(context.Background(), []string{"review", with}, func(string) string { return "" }, strings.NewReader(""), &out, &out)
	if err == nil || !strings.Contains(err.Error(), "--examples") {
		t.Errorf("a folder without --examples: got %v", err)
	}
}
