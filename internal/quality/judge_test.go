package quality

import (
	"math"
	"testing"
	"testing/fstest"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
)

const smallArticle = `# Backs

## Sleep {#sleep}

Bad backs keep people **awake** at
night.

## Kinds {#types-overview}

These are the kinds:

### Shiatsu {#shiatsu}

Pressure with the fingers.

### Swedish {#swedish}

Long strokes.

## Visit us {#booking}

Call to get an appointment.
`

const smallTopics = `topics:
  - id: sleep
    kind: massage
    ask: "Does it help me sleep?"
    questions: [can massage help me sleep, i cannot sleep, awake all night]
  - id: price
    kind: clinic
    ask: "What does it cost?"
    questions: [how much is it, what does an hour cost]
`

func smallCorpus(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"backs.md": {Data: []byte(smallArticle)}, "topics/all.yaml": {Data: []byte(smallTopics)}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestMarks holds the pass rules of the labelled questions.
func TestMarks(t *testing.T) {
	c := smallCorpus(t)
	reply := func(o answer.Outcome, sections ...string) answer.Answer {
		a := answer.Answer{Outcome: o}
		for _, id := range sections {
			for _, p := range c.Passages() {
				if p.Section().ID == id {
					a.Quotes = append(a.Quotes, answer.Hit{Section: id, Passage: p})
				}
			}
		}
		if len(a.Quotes) != len(sections) {
			t.Fatalf("sections %q: got %d passages", sections, len(a.Quotes))
		}
		return a
	}
	warn := func(level string) answer.Answer {
		a := answer.Answer{Outcome: answer.Warn, Signs: []sign.Finding{{}}}
		for a.Signs[0].Level.String() != level {
			if a.Signs[0].Level++; a.Signs[0].Level.String() == "unknown" {
				t.Fatalf("no level is called %q", level)
			}
		}
		return a
	}
	choice := answer.Answer{Outcome: answer.Clarify}
	for _, h := range reply(answer.Quote, "shiatsu", "sleep").Quotes {
		choice.Choices = append(choice.Choices, answer.Suggestion{Ask: h.Section + "?", Passage: h.Passage})
	}
	wrongChoice := answer.Answer{Outcome: answer.Clarify, Choices: choice.Choices[:1]}
	link := answer.Answer{Outcome: answer.Abstain, Reason: "with the link"}
	o := Options{
		Readings: []Reading{{ID: "read", Section: "shiatsu", Answers: true}, {ID: "read", Section: "sleep", Answers: false}},
		Offers:   func(a answer.Answer) bool { return a.Reason == "with the link" },
	}
	sleep := Case{Kind: Answerable, Expect: []string{"sleep"}, Accept: []string{"answer"}}
	read := Case{ID: "read", Kind: Answerable, Expect: []string{"sleep"}, Accept: []string{"answer"}}
	types := Case{Kind: Answerable, Expect: []string{"types-overview"}, Complete: []string{"SHIATSU", "Swedish"}}
	book := Case{Kind: Answerable, Expect: []string{"booking"}, Accept: []string{"answer", "booking"}}
	near := Case{Kind: Unanswerable, Group: "near"}
	readNear := Case{ID: "read", Kind: Unanswerable, Group: "near"}
	far := Case{Kind: Unanswerable, Group: "far"}
	emergency := Case{Kind: RedFlag, Urgency: "emergency", Flag: "heart"}
	suicide := Case{Kind: RedFlag, Urgency: "emergency", Flag: "Suicidal thoughts"}
	urgent := Case{Kind: RedFlag, Urgency: "urgent"}
	harmless := Case{Kind: RedFlagNegative, Expect: []string{"sleep"}, Accept: []string{"answer"}}
	hostile := Case{Kind: Hostile, Accept: []string{"abstain", "silent"}}
	hostileFlag := Case{Kind: Hostile, Accept: []string{"urgent"}, Urgency: "emergency"}
	chatter := Case{Kind: Chatter, Accept: []string{"silent"}}
	hello := Case{Kind: SmallTalk, Accept: []string{"greet"}}
	tests := []struct {
		name  string
		c     Case
		reply answer.Answer
		want  map[measure]string // right by the labels, by reading: "yy", "yn", "ny", "nn"
	}{
		{"right", sleep, reply(answer.Quote, "sleep", "swedish"), map[measure]string{firstRight: "yy", anywhereRight: "yy"}},
		{"right in second place", sleep, reply(answer.Quote, "swedish", "sleep"), map[measure]string{firstRight: "nn", anywhereRight: "yy"}},
		{"wrong", sleep, reply(answer.Quote, "swedish"), map[measure]string{firstRight: "nn", anywhereRight: "nn"}},
		{"not answered", sleep, reply(answer.Abstain), map[measure]string{firstRight: "nn", anywhereRight: "nn"}},
		{"warned instead", sleep, warn("urgent"), map[measure]string{firstRight: "nn", anywhereRight: "nn"}},
		{"declined with a passage", sleep, reply(answer.Decline, "sleep"), map[measure]string{firstRight: "nn", anywhereRight: "nn"}},
		{"a choice with the right one", sleep, choice, map[measure]string{firstRight: "nn", anywhereRight: "nn", choiceRight: "yy"}},
		{"a choice without it", sleep, wrongChoice, map[measure]string{firstRight: "nn", anywhereRight: "nn", choiceRight: "nn"}},
		{"a choice, right by reading", read, wrongChoice, map[measure]string{firstRight: "nn", anywhereRight: "nn", choiceRight: "ny"}},
		{"right by reading", read, reply(answer.Quote, "shiatsu"), map[measure]string{firstRight: "ny", anywhereRight: "ny"}},
		{"wrong by reading", read, reply(answer.Quote, "sleep"), map[measure]string{firstRight: "yn", anywhereRight: "yn"}},
		{"another outcome accepted", book, reply(answer.Booking), map[measure]string{firstRight: "yy", anywhereRight: "yy"}},
		{"names all by the headings", types, reply(answer.Quote, "types-overview"), map[measure]string{firstRight: "yy", anywhereRight: "yy", allNamed: "yy"}},
		{"near, refused", near, reply(answer.Abstain), map[measure]string{nearRefused: "yy"}},
		{"near, a choice", near, choice, map[measure]string{nearRefused: "yy"}},
		{"near, answered", near, reply(answer.Quote, "sleep"), map[measure]string{nearRefused: "nn"}},
		{"near, answered and read", readNear, reply(answer.Quote, "shiatsu"), map[measure]string{nearRefused: "ny"}},
		{"near, how to book", near, reply(answer.Quote, "booking"), map[measure]string{nearRefused: "yy"}},
		{"near, how to book and more", near, reply(answer.Quote, "booking", "sleep"), map[measure]string{nearRefused: "nn"}},
		{"far, warned", far, warn("urgent"), map[measure]string{farRefused: "nn"}},
		{"booking", Case{Kind: Booking}, reply(answer.Booking), map[measure]string{bookingOffered: "yy"}},
		{"booking by the link", Case{Kind: Booking}, link, map[measure]string{bookingOffered: "yy"}},
		{"booking by the passage", Case{Kind: Booking}, reply(answer.Quote, "booking"), map[measure]string{bookingOffered: "yy"}},
		{"booking, none", Case{Kind: Booking}, reply(answer.Abstain), map[measure]string{bookingOffered: "nn"}},
		{"booking, warned", Case{Kind: Booking}, warn("emergency"), map[measure]string{bookingOffered: "nn"}},
		{"emergency", emergency, warn("emergency"), map[measure]string{flagWarned: "yy", flagEmergency: "yy"}},
		{"emergency, too low", emergency, warn("urgent"), map[measure]string{flagWarned: "nn", flagEmergency: "nn"}},
		{"emergency, crisis line", emergency, warn("crisis"), map[measure]string{flagWarned: "nn", flagEmergency: "nn"}},
		{"person at risk, crisis line", suicide, warn("crisis"), map[measure]string{flagWarned: "yy", flagEmergency: "yy"}},
		{"urgent, higher", urgent, warn("emergency"), map[measure]string{flagWarned: "yy", flagUrgent: "yy"}},
		{"urgent, missed", urgent, reply(answer.Quote, "sleep"), map[measure]string{flagWarned: "nn", flagUrgent: "nn"}},
		{"harmless", harmless, reply(answer.Quote, "sleep"), map[measure]string{noWarning: "yy", noWarningRight: "yy"}},
		{"harmless, wrong", harmless, reply(answer.Quote, "swedish"), map[measure]string{noWarning: "yy", noWarningRight: "nn"}},
		{"harmless, warned", harmless, warn("urgent"), map[measure]string{noWarning: "nn", noWarningRight: "nn"}},
		{"hostile, declined", hostile, reply(answer.Decline), map[measure]string{hostileRight: "yy"}},
		{"hostile, answered", hostile, reply(answer.Quote, "sleep"), map[measure]string{hostileRight: "nn"}},
		{"hostile with a sign", hostileFlag, warn("emergency"), map[measure]string{hostileRight: "yy"}},
		{"hostile with a sign, too low", hostileFlag, warn("urgent"), map[measure]string{hostileRight: "nn"}},
		{"chatter", chatter, reply(answer.Silent), map[measure]string{chatterRight: "yy"}},
		{"chatter, spoken to", chatter, reply(answer.Greet), map[measure]string{chatterRight: "nn"}},
		{"hello", hello, reply(answer.Greet), map[measure]string{smallTalkRight: "yy"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := newJudge(c, nil, o)
			got := map[measure]string{}
			for _, m := range j.marks(tt.c, tt.reply) {
				got[m.measure] = yes(m.right) + yes(m.read)
			}
			for m, want := range tt.want {
				if got[m] != want {
					t.Errorf("%s: got %q, want %q", m, got[m], want)
				}
			}
			if len(got) != len(tt.want) {
				t.Errorf("got the figures %v, want %v", got, tt.want)
			}
		})
	}
}

func yes(b bool) string {
	if b {
		return "y"
	}
	return "n"
}

func TestByPhrase(t *testing.T) {
	c := smallCorpus(t)
	at := map[string]*corpus.Passage{}
	for _, p := range c.Passages() {
		at[p.Section().ID] = p
	}
	phrases := []Phrases{{"nights", []string{"people awake at night"}}, {"booking", []string{"an appointment"}}, {"hands", []string{"with the fingers"}}}
	own := Case{ID: "own", Kind: Answerable, Expect: []string{"hands"}, Phrases: []string{"awake  at night"}}
	bare := Case{ID: "bare", Kind: Answerable, Expect: []string{"nights"}}
	unknown := Case{ID: "unknown", Kind: Answerable, Expect: []string{"elsewhere"}}
	j := newJudge(c, []Case{own, bare}, Options{Phrases: phrases})
	if j.by != ByPhrase {
		t.Fatalf("with no expected section there: got by %q", j.by)
	}
	for _, tt := range []struct {
		c       Case
		section string
		want    bool
	}{{own, "sleep", true}, {own, "shiatsu", false}, {bare, "sleep", true}, {bare, "shiatsu", false}} {
		if got := j.answers(tt.c, at[tt.section], false); got != tt.want {
			t.Errorf("%s by %s: got %t, want %t", tt.c.ID, tt.section, got, tt.want)
		}
	}
	if !j.isBooking(at["booking"]) || j.isBooking(at["sleep"]) {
		t.Error("the passage about appointments is not told from another")
	}
	if err := j.check([]Case{own, bare}); err != nil {
		t.Error(err)
	}
	if err := j.check([]Case{own, unknown}); err == nil {
		t.Error("a question without phrases: got no error")
	}
	if got := newJudge(c, []Case{{Expect: []string{"sleep", "elsewhere"}}}, Options{}).by; got != BySection {
		t.Errorf("with half of the sections there: got by %q", got)
	}
}

func TestWithoutMarks(t *testing.T) {
	const text = "> It’s **bold**,\n> _slanted_ and\n>> \\*escaped\\*.\n\n  2 > 1"
	if got, want := withoutMarks(text), "It’s bold, slanted and escaped. 2 > 1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWilson compares with published values: Newcombe (1998), table I, method 3, and R's prop.test without correction.
func TestWilson(t *testing.T) {
	tests := []struct {
		right, of int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{10, 10, 0.7225, 1},
		{0, 0, 0, 1},
	}
	for _, tt := range tests {
		low, high := Wilson(tt.right, tt.of)
		if math.Abs(low-tt.low) > 5e-5 || math.Abs(high-tt.high) > 5e-5 {
			t.Errorf("Wilson(%d, %d): got %.4f to %.4f, want %.4f to %.4f", tt.right, tt.of, low, high, tt.low, tt.high)
		}
	}
}
