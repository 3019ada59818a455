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

// TestMatch checks the arithmetic against a calculation by hand. The terms that count:
//
//	passage  heading  body              length of body
//	0        sleep    rest well night   3
//	1        pain     pain eas rest     3
//	2        cost     ask recept        2
//
// The mean length of the bodies is 8/3. idf = ln(1 + (N-df+.5)/(df+.5)) with N = 3:
// df 0: ln 8 = 2.079442; df 1: ln(1+2.5/1.5) = .980829; df 2: ln(1+1.5/2.5) = .470004.
// A term once in a text of length l weighs 2.2/(1+1.2*(.25+.75*l/mean)):
// a body of three 2.2/(1+1.2*(.25+.84375)) = 2.2/2.3125 = .951351.
// Heading and question are alike by 2 * what both have / (what one has + what the other has); a function word counts by half.
func TestMatch(t *testing.T) {
	x := build(t, "a.md", threeArticle)
	tests := []struct {
		question string
		passage  int
		want     match
	}{
		// .470004 * .951351
		{"rest", 0, match{body: .447139, dice: 0, coverage: 1}},
		{"rest", 1, match{body: .447139, dice: 0, coverage: 1}},
		{"rest", 2, match{}},
		// body .980829 * .951351
		{"pain", 1, match{body: .933113, dice: 1, coverage: 1}},
		// 2*.980829/(.980829+2.079442+.980829); coverage of passage 0 is .470004/(.470004+.980829)
		{"pain rest", 1, match{body: .933113 + .447139, dice: .485427, coverage: 1}},
		{"pain rest", 0, match{body: .447139, dice: 0, coverage: .323955}},
		// a function word in the question: 2*.980829/(.980829+2.079442/2+.980829)
		{"is pain", 1, match{body: .933113, dice: .653586, coverage: 1}},
		// a term that counts once however often it is asked
		{"rest rest rest", 0, match{body: .447139, dice: 0, coverage: 1}},
		// a term that no passage holds adds nothing to a score and weighs 2.079442 in the coverage
		{"rest banana", 0, match{body: .447139, dice: 0, coverage: .184357}},
		{"banana", 0, match{}},
		{"is it the", 0, match{}},
		{"", 0, match{}},
	}
	for _, tt := range tests {
		got := x.texts.match(x.texts.query(x.analyzer.read(tt.question).folded), tt.passage)
		if !same(got.body, tt.want.body) || !same(got.dice, tt.want.dice) || !same(got.coverage, tt.want.coverage) {
			t.Errorf("%q, passage %d: got %+v, want %+v", tt.question, tt.passage, got, tt.want)
		}
	}
}

// TestTogether: words that stand in different sentences are not held together; those of the heading are held with each.
func TestTogether(t *testing.T) {
	x := build(t, "a.md", "## Parking\n\nThe lot is free. Dogs wait outside.\n\n## Dogs\n\nFree water stands there.\n\n## Prices\n\nAsk us.\n")
	for _, tt := range []struct {
		question string
		passage  int
		want     float64
	}{
		{"free dogs", 0, .5}, {"free lot", 0, 1}, {"dogs outside", 0, 1}, {"parking free", 0, 1}, {"free dogs", 1, 1}, {"dogs", 0, 1},
	} {
		if got := x.texts.match(x.texts.query(x.analyzer.read(tt.question).folded), tt.passage).coverage; !same(got, tt.want) {
			t.Errorf("%q, passage %d: got %v, want %v", tt.question, tt.passage, got, tt.want)
		}
	}
}

func same(a, b float64) bool { return math.Abs(a-b) < 2e-6 }

// TestFunctionWords: in headings they count, by half; in bodies they do not.
func TestFunctionWords(t *testing.T) {
	x := buildBy(t, only(Features{Dice: 1}), "a.md", "## Can I eat before?\n\nYou can.\n\n## Should I eat before?\n\nYou should.\n\n## Must I eat before?\n\nYou must.\n\n## Parking\n\nShould you must, you can.\n")
	for _, tt := range []struct{ question, first string }{
		{"should i eat before", "should-i-eat-before"},
		{"can i eat before", "can-i-eat-before"},
		{"must i eat", "must-i-eat-before"},
		{"should i", "should-i-eat-before"},
		{"can i park", "parking"}, // half of a word is less than a whole one
	} {
		r := search(t, x, tt.question, 10)
		if r.Hits[0].Section != tt.first {
			t.Errorf("%q: got %q, want %s first", tt.question, sections(r.Hits), tt.first)
		}
		for _, h := range r.Hits {
			if h.Section == "parking" && tt.first != "parking" && h.Features != (Features{HeadingVector: h.Features.HeadingVector, WholeVector: h.Features.WholeVector, SentenceVector: h.Features.SentenceVector}) {
				t.Errorf("%q: a body of function words: got %+v", tt.question, h.Features)
			}
		}
	}
}

func TestSaturation(t *testing.T) {
	if got := saturated(0, norm(5, 3)); got != 0 {
		t.Errorf("a term that is not there: got %v, want 0", got)
	}
	once, twice, often := saturated(1, norm(3, 3)), saturated(2, norm(3, 3)), saturated(1000, norm(3, 3))
	if !(once < twice && twice < often && often < bm25K1+1) {
		t.Errorf("got %v, %v, %v; want them to grow, below %v", once, twice, often, bm25K1+1)
	}
	if short, long := saturated(1, norm(2, 3)), saturated(1, norm(9, 3)); short <= long {
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
