package review

import (
	"math"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/knowledge"
)

func TestSyllables(t *testing.T) {
	words := map[int][]string{
		1: {"the", "me", "knee", "pain", "knots", "likes", "helped", "eased", "tried", "called", "curled", "don't", "eyes", "you", "while", "through", "5", "type", "shoes", "hour’s", "x", "-"},
		2: {"massage", "muscle", "muscles", "little", "safely", "lonely", "needed", "quiet", "client", "people", "someone", "something", "doing", "trying", "buying", "layer", "beyond", "spasm", "isn't", "doesn't", "causes", "special", "action", "patient", "Georgia", "back-pain", "30", "science", "helpful", "movement", "sometimes", "carried", "rhythm", "create", "creature", "brilliant", "fibers"},
		3: {"massages", "serious", "anyone", "video", "usual", "medium", "area", "idea", "ideas", "therapist", "doctor's-note", "HSA", "911", "element", "evidence", "moderate", "improvement", "radio", "reaction", "relation", "exercise"},
		4: {"therapeutic", "anxiety", "material", "situation", "insurances", "osteopath", "bacteria", "circulation"},
		5: {"hospitality", "appreciation"},
		6: {"osteoporosis", "responsibility"},
	}
	for want, list := range words {
		for _, w := range list {
			if got := Syllables(w); got != want {
				t.Errorf("Syllables(%q): got %d, want %d", w, got, want)
			}
		}
	}
}

func TestGrade(t *testing.T) {
	tests := []struct {
		name      string
		sentences []string
		want      float64
	}{
		// The example that Wikipedia gives for the formula: 13 words, 24 syllables.
		{"platypus", []string{"The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."}, 11.3},
		{"short words", []string{"It can hurt a lot."}, 0},
		{"two sentences", []string{"Massage may loosen your muscles.", "You may feel better."}, 0.39*9/2 + 11.8*13/9 - 15.59},
		{"signs are no words", []string{"- Massage may loosen your muscles —", "**You** may *feel* better.", "---"}, 0.39*9/2 + 11.8*13/9 - 15.59},
		{"none", nil, 0},
		{"no words", []string{"...", ""}, 0},
	}
	for _, tt := range tests {
		if got := Grade(tt.sentences); math.Abs(got-tt.want) > 0.05 {
			t.Errorf("%s: got %.2f, want %.2f", tt.name, got, tt.want)
		}
	}
}

// TestShippedGrades prints the reading grade of every section that ships; none may be harder than MaxGrade.
func TestShippedGrades(t *testing.T) {
	c, err := corpus.Load(corpus.Folders{Builtin: knowledge.FS})
	if err != nil {
		t.Fatal(err)
	}
	sections, above := 0, 0
	for _, d := range c.Documents() {
		for _, s := range d.Sections {
			if len(s.Passages) == 0 {
				continue
			}
			sections++
			grade := SectionGrade(s)
			t.Logf("%5.1f  %s/%s", grade, d.Name, s.ID)
			if grade > AimGrade {
				above++
			}
			if grade > MaxGrade {
				t.Errorf("%s:%d: %s reads at grade %.1f; use shorter sentences and words (at most %d, aim at %d)",
					d.File, s.Line, s.ID, grade, MaxGrade, AimGrade)
			}
		}
	}
	t.Logf("%d of %d sections are above grade %d", above, sections, AimGrade)
	if sections == 0 {
		t.Error("no sections were graded")
	}
}
