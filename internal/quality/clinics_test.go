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

// leastAnswered is the share of the questions on general knowledge and on safety that need a passage which answers.
const leastAnswered = 0.95

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
// answered, and what only the clinic knows gets nothing made up. Which passage answers which question is by reading.
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
	general, answered := 0, 0
	var missed []string
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
				if !read && section != bookingSection {
					t.Errorf("%s %q: nobody has read whether %s answers it", row.id, row.text, section)
				}
				right, shown = append(right, is), append(shown, section)
				if row.kind == "C" && !is && section != bookingSection {
					t.Errorf("%s %q: only the clinic can answer it, but it gets %s", row.id, row.text, section)
				}
			}
		}
		if row.kind == "C" {
			continue
		}
		general++
		warned := row.kind == "S" && a.Outcome == answer.Warn // "see a doctor today, and no massage" is the answer
		if warned || slices.Contains(right[:min(len(right), 1)], true) {
			answered++
			continue
		}
		missed = append(missed, fmt.Sprintf("  %s %s %q: %s, shows %s", row.id, row.kind, row.text, a.Outcome, strings.Join(append(shown, "nothing more"), ", ")))
	}
	t.Logf("%d of %d answered by the first passage, or by a warning where one is due", answered, general)
	if float64(answered) < leastAnswered*float64(general) {
		t.Errorf("of %d questions on general knowledge and safety %d get a passage first that answers them, fewer than %.0f %%:\n%s",
			general, answered, 100*leastAnswered, strings.Join(missed, "\n"))
	}
}
