package quality

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/answer"
)

// clinicsFile holds questions that massage clinics say they are really asked.
const clinicsFile = "testdata/clinics/questions.jsonl"

// leastAnswered is the share of the questions on general knowledge and on safety that need a passage which answers, or a choice
// that holds one.
const leastAnswered = 0.9

// mostMadeUp is the share of the questions that only a clinic can answer of which a passage may be shown that does not.
const mostMadeUp = 0.1

// clinicRow is one question of that file.
type clinicRow struct {
	ID   string // as in the readings
	Text string
	Kind string // K: general knowledge, S: safety, C: only the clinic can answer it
}

func readClinics(t *testing.T) []clinicRow {
	t.Helper()
	f, err := os.Open(clinicsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []clinicRow
	for d := json.NewDecoder(f); ; {
		var r clinicRow
		if err := d.Decode(&r); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s, question %d: %v", clinicsFile, len(out)+1, err)
		}
		if r.ID == "" || r.Text == "" || !strings.Contains("KSC", r.Kind) || len(r.Kind) != 1 {
			t.Fatalf("%s, question %d: got %+v, want an id, a text and the kind K, S or C", clinicsFile, len(out)+1, r)
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		t.Fatalf("%s holds no questions", clinicsFile)
	}
	return out
}

// testClinics holds what people really ask clinics: nearly all that general knowledge and safety advice can answer is
// answered or offered, and next to nothing is shown for what only the clinic knows. Which passage answers which question is
// by reading. The golden file counts, and names what gets no passage that answers.
func testClinics(t *testing.T, e *answer.Engine, readings []Reading) {
	answers := map[Reading]bool{}
	for _, r := range readings {
		answers[Reading{ID: r.ID, Section: r.Section}] = r.Answers
	}
	general, answered, offered, only, madeUp := 0, 0, 0, 0, 0
	var b strings.Builder
	for _, row := range readClinics(t) {
		a, err := e.Answer(t.Context(), answer.Question{Text: row.Text, Addressed: true})
		if err != nil {
			t.Fatalf("%s: %v", row.ID, err)
		}
		var right []bool // of the passages shown, in their order
		var shown []string
		if a.Outcome != answer.Warn {
			for _, p := range quoted(a) {
				section := p.Section().ID
				is, read := answers[Reading{ID: row.ID, Section: section}]
				right = append(right, is)
				if !read && section != bookingSection {
					section += " (nobody has read it for that)"
				}
				shown = append(shown, section)
				if row.Kind == "C" && !is && section != bookingSection {
					madeUp++
					fmt.Fprintf(&b, "  %s C: %s, shows %s\n", row.ID, a.Outcome, section)
				}
			}
		}
		if row.Kind == "C" {
			only++
			continue
		}
		general++
		warned := row.Kind == "S" && a.Outcome == answer.Warn // "see a doctor today, and no massage" is the answer
		if warned || slices.Contains(right[:min(len(right), 1)], true) {
			answered++
			continue
		}
		fmt.Fprintf(&b, "  %s %s: %s", row.ID, row.Kind, a.Outcome)
		if len(shown) > 0 {
			fmt.Fprintf(&b, ", shows %s", strings.Join(shown, ", "))
		}
		if slices.ContainsFunc(a.Choices, func(s answer.Suggestion) bool { return answers[Reading{ID: row.ID, Section: s.Passage.Section().ID}] }) {
			offered++
			b.WriteString(", offers one that does")
		}
		b.WriteByte('\n')
	}
	golden(t, "testdata/clinics.txt", fmt.Sprintf("What people really ask clinics: of general knowledge (K), of safety (S), and what only a clinic can tell (C). To accept a change:\ngo test ./internal/quality -update\n\n"+
		"K and S, answered by the first passage, or by a warning where one is due: %d of %d; by one of a choice: %d\n"+
		"C, a passage that does not answer it: %d of %d\n\nThe others of K and S, and those of C, with what they get:\n%s", answered, general, offered, madeUp, only, b.String()))
	if float64(madeUp) > mostMadeUp*float64(only) {
		t.Errorf("of %d questions that only a clinic can answer %d get a passage, more than %.0f %%", only, madeUp, 100*mostMadeUp)
	}
	if float64(answered+offered) < leastAnswered*float64(general) {
		t.Errorf("of %d questions on general knowledge and safety %d get a passage that answers them, first or among a choice, fewer than %.0f %%",
			general, answered+offered, 100*leastAnswered)
	}
}
