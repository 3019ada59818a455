package quality

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"backtalk/internal/answer"
)

// clinicsFile holds questions that people really ask massage clinics. It is no part of this repository.
const clinicsFile = "../../../shared/facts/questions.md"

// leastAnswered is the share of the questions on general knowledge and on safety that need a passage which answers, or a choice
// that holds one.
const leastAnswered = 0.9

// mostMadeUp is the share of the questions that only a clinic can answer of which a passage may be shown that does not.
const mostMadeUp = 0.1

// clinicRow is one question of that file.
type clinicRow struct {
	id   string // as in the readings
	text string
	kind string // K: general knowledge, S: safety, C: only the clinic can answer it
}

var (
	// row: number, question, page, whether the first article answers it, kind; a note may follow the kind.
	row = regexp.MustCompile(`(?m)^\| *(\d+) *\| *(.+?) *\| .+ \| *[YPN] *\| *([KCS])\b[^|]*\|$`)
	// note is what whoever collected the questions put after one.
	note = regexp.MustCompile(`([?.]) \*?\([^()]*\)\*?$`)
	// numbered is every line that starts as a row does.
	numbered = regexp.MustCompile(`(?m)^\| *\d+ *\|`)
)

// readClinics reads the rows, without the notes on them.
func readClinics(t *testing.T, data string) []clinicRow {
	t.Helper()
	var out []clinicRow
	for _, m := range row.FindAllStringSubmatch(data, -1) {
		number, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, clinicRow{fmt.Sprintf("clinic-%03d", number), note.ReplaceAllString(m[2], "$1"), m[3]})
	}
	if n := len(numbered.FindAllString(data, -1)); len(out) == 0 || len(out) != n {
		t.Fatalf("%s: understood %d rows of %d; has its table changed?", clinicsFile, len(out), n)
	}
	return out
}

// testClinics holds what people really ask clinics: nearly all that general knowledge and safety advice can answer is
// answered or offered, and next to nothing is shown for what only the clinic knows. Which passage answers which question is
// by reading. The golden file counts, and names what gets no passage that answers.
func testClinics(t *testing.T, e *answer.Engine, readings []Reading) {
	data, err := os.ReadFile(clinicsFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there: these questions lie beside the repository and not in it", clinicsFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	answers := map[Reading]bool{}
	for _, r := range readings {
		answers[Reading{ID: r.ID, Section: r.Section}] = r.Answers
	}
	general, answered, offered, only, madeUp := 0, 0, 0, 0, 0
	var b strings.Builder
	for _, row := range readClinics(t, string(data)) {
		a, err := e.Answer(t.Context(), answer.Question{Text: row.text, Addressed: true})
		if err != nil {
			t.Fatalf("%s: %v", row.id, err)
		}
		var right []bool // of the passages shown, in their order
		var shown []string
		if a.Outcome != answer.Warn {
			for _, p := range quoted(a) {
				section := p.Section().ID
				is, read := answers[Reading{ID: row.id, Section: section}]
				right = append(right, is)
				if !read && section != bookingSection {
					section += " (nobody has read it for that)"
				}
				shown = append(shown, section)
				if row.kind == "C" && !is && section != bookingSection {
					madeUp++
					fmt.Fprintf(&b, "  %s C: %s, shows %s\n", row.id, a.Outcome, section)
				}
			}
		}
		if row.kind == "C" {
			only++
			continue
		}
		general++
		warned := row.kind == "S" && a.Outcome == answer.Warn // "see a doctor today, and no massage" is the answer
		if warned || slices.Contains(right[:min(len(right), 1)], true) {
			answered++
			continue
		}
		fmt.Fprintf(&b, "  %s %s: %s", row.id, row.kind, a.Outcome)
		if len(shown) > 0 {
			fmt.Fprintf(&b, ", shows %s", strings.Join(shown, ", "))
		}
		if slices.ContainsFunc(a.Choices, func(s answer.Suggestion) bool { return answers[Reading{ID: row.id, Section: s.Passage.Section().ID}] }) {
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
