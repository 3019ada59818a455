package search

import (
	"math"
	"testing"
)

const threeArticle = `## Sleep

Rest well at night.

## Pain

Pain eases with rest.

## Cost

Ask at reception.
`

// TestBM25 checks the arithmetic against a calculation by hand. The terms that count:
//
//	passage  heading  body              length of body
//	0        sleep    rest well night   3
//	1        pain     pain eas rest     3
//	2        cost     ask recept        2
//
// The mean length is 1 in the headings and 8/3 in the bodies. idf = ln(1 + (N-df+.5)/(df+.5)) with N = 3:
// df 0: ln 8 = 2.079442; df 1: ln(1+2.5/1.5) = .980829; df 2: ln(1+1.5/2.5) = .470004.
// A term once in a text of length l weighs 2.2/(1+1.2*(.25+.75*l/mean)):
// a heading 2.2/2.2 = 1; a body of three 2.2/(1+1.2*(.25+.84375)) = 2.2/2.3125 = .951351.
func TestBM25(t *testing.T) {
	x := build(t, "a.md", threeArticle)
	tests := []struct {
		question string
		passage  int
		score    float64
		coverage float64
	}{
		// .470004 * .951351
		{"rest", 0, .447139, 1},
		{"rest", 1, .447139, 1},
		{"rest", 2, 0, 0},
		// heading 2 * .980829 * 1, body .980829 * .951351
		{"pain", 1, 1.961659 + .933113, 1},
		// both terms; coverage of passage 0 is .470004/(.470004+.980829)
		{"pain rest", 1, 1.961659 + .933113 + .447139, 1},
		{"pain rest", 0, .447139, .323955},
		// a term that counts once however often it is asked
		{"rest rest rest", 0, .447139, 1},
		// a term that no passage holds adds nothing to a score and weighs 2.079442 in the coverage
		{"rest banana", 0, .447139, .184357},
		{"banana", 0, 0, 0},
	}
	for _, tt := range tests {
		terms := x.texts.query(x.analyzer.terms(tt.question))
		if got := x.texts.score(terms, tt.passage); !near(got, tt.score) {
			t.Errorf("%q, passage %d: got score %.6f, want %.6f", tt.question, tt.passage, got, tt.score)
		}
		if got := x.texts.coverage(terms, tt.passage); !near(got, tt.coverage) {
			t.Errorf("%q, passage %d: got coverage %.6f, want %.6f", tt.question, tt.passage, got, tt.coverage)
		}
	}
	// The best possible score of "pain" is (2+1) * .980829 = 2.942488, so passage 1 gets 2.894772/2.942488.
	h := search(t, x, "pain", 10).Hits[0]
	if h.Section != "pain" || !near(h.Text, .983784) || h.Score != h.Text {
		t.Errorf("got %s with %.6f (text %.6f), want pain with .983784 by its text alone", h.Section, h.Score, h.Text)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 2e-6 }

func TestSaturation(t *testing.T) {
	if got := saturated(0, 5, 3); got != 0 {
		t.Errorf("a term that is not there: got %v, want 0", got)
	}
	once, twice, often := saturated(1, 3, 3), saturated(2, 3, 3), saturated(1000, 3, 3)
	if !(once < twice && twice < often && often < bm25K1+1) {
		t.Errorf("got %v, %v, %v; want them to grow, below %v", once, twice, often, bm25K1+1)
	}
	if short, long := saturated(1, 2, 3), saturated(1, 9, 3); short <= long {
		t.Errorf("got %v in a short text and %v in a long one, want more in the short one", short, long)
	}
}

func TestBestSentence(t *testing.T) {
	x := build(t, "a.md", `## Pressure

We ask before we start. Tell us if it is too much! “It’s sore,” some say; that’s fine. Soreness fades in two days.

## Other

Tell us what you need. Start slowly.
`)
	tests := []struct{ question, want string }{
		{"will I be sore", "“It’s sore,” some say; that’s fine."},
		{"SORE???", "“It’s sore,” some say; that’s fine."},
		{"how many days", "Soreness fades in two days."},
		{"two days sore", "Soreness fades in two days."},
		{"do you ask before", "We ask before we start."},
		{"too much", "Tell us if it is too much!"},
		{"pressure", "We ask before we start."},                  // only the heading holds it: the first one
		{"pressure banana", "We ask before we start."},           // a word that nobody uses decides nothing
		{"tell us when it fades", "Soreness fades in two days."}, // the rarer word
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			h := hitFor(t, search(t, x, tt.question, 10).Hits, "pressure")
			if got := h.Passage.Sentence(h.Sentence); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestFoundAndMissed(t *testing.T) {
	x := build(t, "a.md", threeArticle)
	h := hitFor(t, search(t, x, "Resting at night, zebra?", 10).Hits, "sleep")
	if len(h.Found) != 2 || h.Found[0] != "resting" || h.Found[1] != "night" {
		t.Errorf("found: got %q, want [resting night]", h.Found)
	}
	if len(h.Missed) != 1 || h.Missed[0] != "zebra" {
		t.Errorf("missed: got %q, want [zebra]", h.Missed)
	}
}
