package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRequireReview: what nobody answers for is quoted, and withheld where the configuration wants that; staff are told
// either way, and danger signs are found either way.
func TestRequireReview(t *testing.T) {
	const (
		passage  = "Masseurs here wear purple on Mondays."
		question = "where do i put my bicycle"
		withheld = "bikes/bicycle/1 would, but require_review withholds it: "
	)
	signed := func(until string) string { return "reviewed: 2020-01-31\nreviewed_by: A. Smith\n" + until }
	tests := []struct {
		name, front string
		required    bool
		quoted      bool
		why, check  string // lines for staff; empty for none
	}{
		{"unreviewed", "", false, true, "(nobody has reviewed this article yet)", "Sections that nobody has reviewed: bicycle"},
		{"unreviewed, required", "", true, false, withheld + "nobody has reviewed this article yet", "require_review withholds 1 of 1 passages"},
		{"reviewed", signed(""), false, true, "", ""},
		{"reviewed, required", signed(""), true, true, "", ""},
		{"valid, required", signed("review_until: 9999-12-31\n"), true, true, "", ""},
		{"expired", signed("review_until: 2020-02-01\n"), false, true, "(the review of this article, by A. Smith, expired after 2020-02-01)",
			"Sections past their date, to be reviewed again: bicycle (until 2020-02-01)"},
		{"expired, required", signed("review_until: 2020-02-01\n"), true, false, withheld + "the review of this article, by A. Smith, expired after 2020-02-01",
			"require_review withholds 1 of 1 passages"},
		{"not yet", "reviewed: 9999-01-31\nreviewed_by: A. Smith\n", true, false, withheld + "nobody has reviewed", "Sections that nobody has reviewed: bicycle"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write := func(name, text string) {
				t.Helper()
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			write("folder/bikes.md", "---\ntitle: Bikes\n"+tt.front+"---\n## Bicycles {#bicycle}\n\n"+passage+"\n")
			write("folder/topics/t.yaml", "topics:\n  - {id: bicycle, kind: clinic, ask: Where can I leave my bicycle?,\n"+
				"     questions: [where do i put my bicycle, bike rack, can i lock up my bike, is there somewhere for bicycles]}\n")
			write("config.yaml", "require_review: "+map[bool]string{true: "true", false: "false"}[tt.required]+"\n")
			ask := func(args ...string) string {
				t.Helper()
				var out bytes.Buffer
				args = append(args, "--knowledge", filepath.Join(dir, "folder"), "--config", filepath.Join(dir, "config.yaml"))
				if err := run(context.Background(), args, func(string) string { return "" }, strings.NewReader(""), &out, &out); err != nil {
					t.Fatalf("%v: %v", args, err)
				}
				return out.String()
			}
			got := ask("ask", "--why", question)
			if quoted := strings.Contains(got, passage); quoted != tt.quoted {
				t.Errorf("quoted: got %v, want %v:\n%s", quoted, tt.quoted, got)
			}
			if !tt.quoted && !strings.Contains(got, "only the clinic can tell you") {
				t.Errorf("want the topic to count as covered by nothing:\n%s", got)
			}
			if !strings.Contains(got, tt.why) || tt.why == "" && strings.Contains(got, "review") {
				t.Errorf("--why: want the line %q:\n%s", tt.why, got)
			}
			got = ask("check")
			if !strings.Contains(got, tt.check) || tt.check == "" && strings.Contains(got, "review") {
				t.Errorf("check: want the line %q:\n%s", tt.check, got)
			}
			if got := ask("ask", "my chest hurts and my left arm is numb"); !strings.Contains(got, "911") {
				t.Errorf("want the warning:\n%s", got)
			}
			if got := ask("review"); !strings.Contains(got, passage) || strings.Contains(got, "Withheld from clients") == (tt.quoted || !tt.required) {
				t.Errorf("review: want the passage, and that it is withheld only when it is")
			}
		})
	}
}

// TestCheckPairs: check names the passages of one topic that stand in different sections.
func TestCheckPairs(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.md": "# A\n\n## Price\n\nTen dollars.\n\n## Price for children {#price-children}\n\nFive dollars.\n\n## Parking\n\nBehind the house.\n",
		"b.md": "# B\n\n## Parking in winter {#winter}\n\nIn front of the house.\n\n## Parking by bus {#bus}\n\nNowhere.\n\n## Parking on Sundays {#sunday}\n\nAnywhere.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := run(context.Background(), []string{"check", "--knowledge", dir}, func(string) string { return "" }, strings.NewReader(""), &out, &out); err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(out.String(), "do they agree?")
	for _, want := range []string{" a/price/1 and a/price-children/1\n", "every two of a/parking/1, b/winter/1, b/bus/1, b/sunday/1\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("want a line with %q:\n%s", want, out.String())
		}
	}
}
