package quality

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

var update = flag.Bool("update", false, "write the golden files")

// TestKnowledge measures the shipped knowledge. It is one test, so that the knowledge is loaded once.
func TestKnowledge(t *testing.T) {
	rules, err := sign.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := answer.New(shipped, rules, answer.DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	files := readTestdata(t)
	readings := readReadings(t)
	var fit []Case
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fit = append(fit, Only(files[name], FitHalf)...)
	}
	t.Run("stats", func(t *testing.T) { testStats(t, engine, files, readings) })
	t.Run("clinics", func(t *testing.T) { testClinics(t, engine, readings) })
	t.Run("report", func(t *testing.T) { testReport(t, engine, fit[:min(len(fit), 150)]) })
}

// testStats holds what is right of every kind of question, file by file, the two halves apart. Nobody looks at the
// misses of the test half, so the golden file counts and does not name.
func testStats(t *testing.T, e *answer.Engine, files map[string][]Case, readings []Reading) {
	var b strings.Builder
	b.WriteString("Right replies of the shipped knowledge. To accept a change: go test ./internal/quality -update\n")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, part := range []Part{FitHalf, TestHalf} {
			r, err := Measure(t.Context(), e, Only(files[name], part), Options{By: BySection, Readings: readings})
			if err != nil {
				t.Fatalf("%s, %s half: %v", name, part, err)
			}
			fmt.Fprintf(&b, "\n%s, %s half: %d questions\n", name, part, r.Questions)
			writeCounts(&b, r)
		}
	}
	golden(t, "testdata/stats.txt", b.String())
}

// golden compares figures with their file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the figures have changed; run with -update to accept:\n%s", diff(string(want), got))
	}
}

func writeCounts(b *strings.Builder, r *Report) {
	for _, k := range Kinds() {
		if r.Outcomes[k] == nil {
			continue
		}
		fmt.Fprintf(b, "  %s: %s\n", k, outcomeCounts(r.Outcomes[k]))
		for _, f := range r.Figures {
			if f.Kind != k {
				continue
			}
			fmt.Fprintf(b, "    %-32s %3d of %3d", f.Name, f.Right, f.Of)
			if f.WithReadings.Right != f.Right {
				fmt.Fprintf(b, ", %d by reading", f.WithReadings.Right)
			}
			b.WriteByte('\n')
		}
		if k == Answerable {
			fmt.Fprintf(b, "    %-32s %3d and %d of %d\n", "ranked first, and in first five", r.Ranking.At1, r.Ranking.At5, r.Ranking.Of)
		}
	}
}

// testReport shows that a report does not depend on the number of workers, fits a terminal, and adds up.
func testReport(t *testing.T, e *answer.Engine, cases []Case) {
	readings := []Reading{{ID: cases[0].ID, Section: "sleep", Answers: true}, {ID: "nobody", Section: "sleep", Answers: true}}
	measured := func(workers int) (*Report, string) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
		r, err := Measure(t.Context(), e, cases, Options{Readings: readings})
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		return r, string(data)
	}
	r, many := measured(4)
	if _, one := measured(1); one != many {
		t.Errorf("with one worker: got %s, want %s", one, many)
	}
	if r.Readings != 1 || r.By != BySection {
		t.Errorf("got %d readings, by %s", r.Readings, r.By)
	}
	asked, missed := 0, 0
	for _, f := range r.Figures {
		switch measure(f.Key) {
		case firstRight, nearRefused, farRefused, bookingOffered, flagWarned, noWarning, smallTalkRight, hostileRight, chatterRight:
			asked += f.Of
			missed += f.Of - max(f.Right, f.WithReadings.Right)
		}
	}
	if asked != len(cases) || len(r.Wrong()) < missed || len(r.Wrong()) > asked {
		t.Errorf("the figures count %d questions and %d misses, want %d and %d", asked, missed, len(cases), len(r.Wrong()))
	}
	for line := range strings.Lines(r.Text()) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > 100 {
			t.Errorf("wider than 100 columns: %s", line)
		}
	}
	for key, c := range r.Calibration {
		sum := 0
		for _, b := range c.Bins {
			sum += b.Of
		}
		if sum != c.Of || len(c.Bins) != 10 {
			t.Errorf("%s: %d bins hold %d questions, want 10 and %d", key, len(c.Bins), sum, c.Of)
		}
	}
	for i, p := range r.TradeOff[1:] {
		if p.Shown.Right > r.TradeOff[i].Shown.Right {
			t.Errorf("at %.2f more is shown than at %.2f", p.Threshold, r.TradeOff[i].Threshold)
		}
	}
	if _, err := Measure(t.Context(), e, nil, Options{}); err == nil {
		t.Error("with no questions: got no error")
	}
}
