package main

import (
	"bytes"
	"context"
	"io"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"backtalk/internal/audit"
	"backtalk/internal/bot"
	"backtalk/internal/chat"
)

// loadBuiltIn loads the built-in knowledge, once for all tests.
var loadBuiltIn = sync.OnceValues(func() (*state, error) {
	a := &app{getenv: func(string) string { return "" }, in: strings.NewReader(""), out: io.Discard, errOut: io.Discard}
	return a.load()
})

// TestBuiltIn looks at the knowledge that ships, as the program loads it.
func TestBuiltIn(t *testing.T) {
	if raceDetector {
		t.Skip("nothing happens at the same time, and the built-in library takes long to load with the race detector")
	}
	s, err := loadBuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("check", s.testCheck)
	t.Run("answers", s.testAnswers)
	t.Run("proposed", s.testProposed)
}

// testCheck: check finds no fault.
func (s *state) testCheck(t *testing.T) {
	if faults := s.signs.Faults(); len(faults) > 0 {
		t.Errorf("the danger signs have faults: %v", faults)
	}
	var out bytes.Buffer
	found, err := audit.Run(t.Context(), s.engine, audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkReport{a: &app{out: &out}, corpus: s.corpus, found: found, library: true}.write(s.config, s.signs, time.Now())
	lookFor(t, "the report", out.String(), "Serving 7 built-in articles", "Which passage covers which topic, and why:\n  ", "\nNo faults: ")
}

// testAnswers: what no article holds is the clinic's to tell, and the question of the README is answered.
func (s *state) testAnswers(t *testing.T) {
	const questions = `{"id": "price", "text": "how much is an hour"}
{"id": "shiatsu", "text": "what is shiatsu massage?"}
{"id": "readme", "text": "Can massage help my back pain?"}
`
	var out bytes.Buffer
	if err := askLines(context.Background(), s.engine, bot.NewSpeaker(s.clinic()), strings.NewReader(questions), &out); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(out.String(), "\n")
	for i, want := range []string{
		`{"id":"price","outcome":"abstain","passages":\[\]`,
		`{"id":"shiatsu","outcome":"answer","passages":\[{"id":"massage-for-back-pain/shiatsu/1"`,
		`{"id":"readme","outcome":"answer","passages":\[{"id":"(massage-for-back-pain/intro-benefits|what-research-says/low-back-research)/`,
	} {
		if !regexp.MustCompile("^" + want).MatchString(got[i]) {
			t.Errorf("got %s, want %s", got[i], want)
		}
	}
	lookFor(t, "the price", got[0], `"booking":true`)
}

// testProposed: whoever takes a question that the bot proposes gets the passage that it stands for, or a warning where the
// question itself names a danger.
func (s *state) testProposed(t *testing.T) {
	b := bot.New(bot.Options{Engine: s.engine, Clinic: s.clinic()})
	all, err := s.engine.Suggest(context.Background(), "", math.MaxInt)
	if err != nil || len(all) < 100 {
		t.Fatalf("got %d questions, %v, want one of nearly every section", len(all), err)
	}
	for _, q := range all {
		id := q.Passage.ID()
		m := chat.Message{Place: chat.Place{Platform: "p", Channel: id}, ID: "1", Author: id, Text: q.Ask, Addressed: true, Command: true}
		if r := b.Message(context.Background(), m); r == nil || !r.Warning && (len(r.Passages) == 0 || r.Passages[0].Passage != q.Passage) {
			t.Errorf("%q: got %+v, want %s", q.Ask, r, id)
		}
	}
}
