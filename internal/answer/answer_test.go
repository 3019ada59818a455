package answer

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/corpus"
	"backtalk/internal/text"
)

func TestZeroAnswer(t *testing.T) {
	var a Answer
	if a.Outcome != Abstain || len(a.Quotes) != 0 || len(a.Choices) != 0 || a.Topic != nil || a.Confidence != 0 || a.Level() != "" {
		t.Errorf("got %+v, want an abstention", a)
	}
}

func TestOutcomeNames(t *testing.T) {
	want := "abstain answer clarify booking warn greet decline silent outcome(8)"
	var got []string
	for o := Abstain; o <= Silent+1; o++ {
		got = append(got, o.String())
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %q, want %q", g, want)
	}
}

func TestAnswer(t *testing.T) {
	e := labEngine(t)
	tests := []struct {
		name string
		q    Question
		want Outcome
		more string // what is quoted, or the topic that it is taken for
	}{
		{"a question", ask("What is shiatsu massage?"), Quote, "shiatsu"},
		{"without any marks", ask("does massage help you sleep better at night"), Quote, "sleep"},
		{"mistyped", ask("what is shaitsu massage"), Quote, "shiatsu"},
		{"a story first", ask("I have a desk job and sit all day. My wife got me a voucher for my birthday. What is shiatsu massage?"), Quote, "shiatsu"},
		{"nothing covers it", ask("how much does a one hour massage cost"), Abstain, "price"},
		{"nothing covers it, a car", ask("is there parking at the clinic"), Abstain, "address-parking"},
		{"far", ask("what is the capital of France"), Abstain, ""},
		{"an appointment", ask("I want to book an appointment"), Booking, "book"},
		{"a change", ask("I need to cancel my appointment tomorrow"), Booking, "change-appointment"},
		{"small talk", ask("hello!"), Greet, "greeting"},
		{"thanks", ask("thank you so much"), Greet, "thanks"},
		{"nothing said", ask(""), Greet, ""},
		{"only a mention", ask("<@123>"), Greet, ""},
		{"Spanish", ask("¿Cuánto cuesta un masaje de espalda?"), Abstain, ""},
		{"Spanish, a word that an article holds", ask("¿hacen masaje shiatsu aquí? ¿cuánto cuesta el masaje sueco?"), Abstain, ""},
		{"overheard talk", Question{Text: "lol see you all at lunch"}, Silent, ""},
		{"overheard greeting", Question{Text: "good morning everyone"}, Silent, ""},
		{"overheard and empty", Question{Text: ""}, Silent, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := answerTo(t, e, tt.q)
			if bad := badAnswer(tt.q, a); bad != "" {
				t.Error(bad)
			}
			if a.Outcome != tt.want {
				t.Fatalf("got %v (%s), want %v", a.Outcome, a.Reason, tt.want)
			}
			got := ""
			switch {
			case tt.want == Quote:
				got = quoted(a)
			case a.Topic != nil && tt.more != "":
				got = a.Topic.ID
			}
			if got != tt.more {
				t.Errorf("got %q (%s), want %q", got, a.Reason, tt.more)
			}
			if len(a.Hits) == 0 && len(a.Search.Terms) > 0 {
				t.Error("no ranking before the gate")
			}
		})
	}
}

func TestTwoQuestions(t *testing.T) {
	e := labEngine(t)
	for _, tt := range []struct{ name, text, quotes, uncovered string }{
		{"two passages", "What is shiatsu massage? And what is swedish massage?", "shiatsu swedish", ""},
		{"at most two", "What is shiatsu massage? What is swedish massage? What is deep tissue massage?", "", ""},
		{"half of it is missing", "What is shiatsu massage? How much does a massage cost?", "shiatsu", "price"},
		{"joined by and", "what is shiatsu massage and how much does a massage cost", "shiatsu", "price"},
		{"missing once, asked twice", "What is shiatsu massage? How much does a massage cost? How much is a massage?", "shiatsu", "price"},
		{"the same twice", "What is shiatsu massage? What is shiatsu?", "shiatsu", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := answerTo(t, e, ask(tt.text))
			if bad := badAnswer(ask(tt.text), a); bad != "" {
				t.Error(bad)
			}
			if a.Outcome != Quote {
				t.Fatalf("got %v (%s), want %v", a.Outcome, a.Reason, Quote)
			}
			got := strings.Fields(quoted(a))
			slices.Sort(got)
			if tt.quotes != "" && strings.Join(got, " ") != tt.quotes {
				t.Errorf("quotes: got %q, want %q", got, tt.quotes)
			}
			if got := topicIDs(a.Uncovered); got != tt.uncovered {
				t.Errorf("not covered: got %q, want %q", got, tt.uncovered)
			}
		})
	}
}

func TestFollowUps(t *testing.T) {
	e := labEngine(t)
	for _, tt := range []struct{ before, text, want string }{
		{"does massage help lower back pain", "what about sleep?", "sleep"},
		{"what is deep tissue massage", "and shiatsu?", "shiatsu"},
		{"does massage help you sleep better", "and how expensive is it?", ""}, // what has been answered is not said again
		{"does massage help you sleep better", "why?", ""},
	} {
		a := answerTo(t, e, Question{Text: tt.text, Before: []string{"hello", tt.before}, Addressed: true})
		if got := quoted(a); got != tt.want {
			t.Errorf("%q, then %q: got %q (%s), want %q", tt.before, tt.text, got, a.Reason, tt.want)
		}
	}
	for _, tt := range []struct {
		name string
		q    Question
	}{
		{"no question before", ask("and then?")},
		{"not a follow-up", Question{Text: "What is shiatsu massage and is it good for a person like me with a desk job?", Before: []string{"how much is it"}, Addressed: true}},
		{"sure on its own", Question{Text: "what is shiatsu massage", Before: []string{"how much is it"}, Addressed: true}},
	} {
		if a := answerTo(t, e, tt.q); a.Resolved != "" {
			t.Errorf("%s: got resolved as %q, want it taken as it is", tt.name, a.Resolved)
		}
	}
	// Whatever it leans on, what was resolved is what was asked, and the confidence grew.
	for _, before := range []string{"does massage help you sleep better", "what is shiatsu massage", strings.Repeat("massage ", 3000)} {
		q := Question{Text: "and why is that?", Before: []string{before}, Addressed: true}
		with, alone := answerTo(t, e, q), answerTo(t, e, ask(q.Text))
		if bad := badAnswer(q, with); bad != "" {
			t.Error(bad)
		}
		if with.Resolved != "" && (with.Confidence <= alone.Confidence || !strings.HasSuffix(with.Resolved, " / "+q.Text)) {
			t.Errorf("got %q with %.2f, %.2f alone", with.Resolved, with.Confidence, alone.Confidence)
		}
		if with.Resolved == "" && with.Confidence != alone.Confidence {
			t.Errorf("got confidence %v and %v alone, though nothing was resolved", with.Confidence, alone.Confidence)
		}
	}
}

// TestTopChangesNoAnswer lists fewer and more hits: what is answered stays.
func TestTopChangesNoAnswer(t *testing.T) {
	e := labEngine(t)
	for _, text := range []string{"What is shiatsu massage?", "how much does it cost", "hello!", "deep tissue or swedish for sleep?", "book me in", "back"} {
		want := answerTo(t, e, ask(text))
		for _, top := range []int{-1, 0, 1, 3, 50} {
			got := answerTo(t, e.WithTop(top), ask(text))
			if len(got.Hits) > max(top, 0) {
				t.Errorf("%q: got %d hits, want at most %d", text, len(got.Hits), top)
			}
			if got.Outcome != want.Outcome || got.Confidence != want.Confidence || quoted(got) != quoted(want) {
				t.Errorf("%q with %d hits: got %v %q %v, want %v %q %v", text, top, got.Outcome, quoted(got), got.Confidence, want.Outcome, quoted(want), want.Confidence)
			}
		}
	}
}

func TestThresholds(t *testing.T) {
	l, err := loadLab()
	if err != nil {
		t.Fatal(err)
	}
	const text = "What is shiatsu massage?"
	for _, tt := range []struct {
		th   Thresholds
		want Outcome
	}{
		{Thresholds{Quote: 0, Clarify: 0}, Quote},
		{Thresholds{Quote: 1.1, Clarify: 1.1}, Abstain},
	} {
		e := *l.engine
		e.thresholds = tt.th
		if a := answerTo(t, &e, ask(text)); a.Outcome != tt.want {
			t.Errorf("%+v: got %v (%s), want %v", tt.th, a.Outcome, a.Reason, tt.want)
		}
	}
	e := *l.engine
	for _, tt := range []struct {
		listen float64
		want   Outcome
	}{{0, Quote}, {1.1, Silent}} {
		e.thresholds.Listen = tt.listen
		if a := answerTo(t, &e, Question{Text: text}); a.Outcome != tt.want {
			t.Errorf("overheard, listen %v: got %v (%s), want %v", tt.listen, a.Outcome, a.Reason, tt.want)
		}
	}
}

// TestDangerFirst has the search fail: danger signs are found all the same, and an error hides none.
func TestDangerFirst(t *testing.T) {
	e := labEngine(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	const sign = "my back hurts and I can't feel my legs, will a massage help?"
	a, err := e.Answer(ctx, ask(sign))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
	if a.Outcome != Warn || len(a.Signs) == 0 || a.Level() != a.Signs[0].Level.String() || a.Reason == "" {
		t.Errorf("got %v, flags %v, level %q, want a warning", a.Outcome, a.Signs, a.Level())
	}
	if a, err := e.Answer(ctx, ask("can massage help my back")); err == nil || a.Outcome != Abstain || len(a.Quotes) != 0 {
		t.Errorf("no sign: got %v, error %v, want an abstention with an error", a.Outcome, err)
	}
	if a := answerTo(t, e, ask(sign)); a.Outcome != Warn || len(a.Quotes) != 0 || len(a.Choices) != 0 {
		t.Errorf("got %v with %q, want a warning and no passage", a.Outcome, quoted(a))
	}
	if a := answerTo(t, e, Question{Text: sign}); a.Outcome != Warn {
		t.Errorf("overheard: got %v, want a warning: it is an emergency", a.Outcome)
	}
	if a := answerTo(t, e, Question{Text: "¿Cuánto cuesta? " + sign, Addressed: true}); a.Outcome != Warn {
		t.Errorf("in a message in two languages: got %v, want a warning", a.Outcome)
	}
	long := strings.Repeat("la la la ", 2000) + sign
	if a := answerTo(t, e, ask(long)); a.Outcome != Warn {
		t.Errorf("beyond what is searched for: got %v, want a warning", a.Outcome)
	}
	// A sign that is asked about and that nobody has is no warning.
	asked := answerTo(t, e, ask("What is shiatsu massage?"))
	if asked.Level() != "" || asked.Outcome == Warn {
		t.Errorf("no sign at all: got level %q, %v", asked.Level(), asked.Outcome)
	}
}

// TestDangerWithABrokenIndex closes the index under the engine.
func TestDangerWithABrokenIndex(t *testing.T) {
	l, err := loadLab()
	if err != nil {
		t.Fatal(err)
	}
	small := gateEngine(t).corpus
	e, err := New(small, l.rules, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	if e.Corpus() != small {
		t.Error("the engine forgot its corpus")
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := e.Answer(context.Background(), ask("crushing chest pain and I can't breathe, is sleep good?"))
	if err == nil || a.Outcome != Warn {
		t.Errorf("got %v, error %v, want a warning and an error", a.Outcome, err)
	}
}

func TestWithoutRules(t *testing.T) {
	e, err := New(gateEngine(t).corpus, nil, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if a := answerTo(t, e, ask("chest pain")); len(a.Signs) != 0 || a.Outcome == Warn {
		t.Errorf("got %v, want no flags without rules", a.Signs)
	}
}

func TestSuggest(t *testing.T) {
	e := labEngine(t)
	ctx := context.Background()
	suggest := func(typed string, n int) []*corpus.Topic {
		t.Helper()
		list, err := e.Suggest(ctx, typed, n)
		if err != nil {
			t.Fatalf("Suggest(%q): %v", typed, err)
		}
		if len(list) > max(n, 0) {
			t.Errorf("%q: got %d, want at most %d", typed, len(list), n)
		}
		seen := map[string]bool{}
		for _, s := range list {
			if seen[s.ID] || len(e.corpus.Covering(s.ID)) == 0 || s.Ask == "" {
				t.Errorf("%q: got %q, which stands twice or is not covered", typed, s.ID)
			}
			seen[s.ID] = true
		}
		return list
	}
	if got, want := topicIDs(suggest("", 3)), "intro-benefits deep-tissue shiatsu"; got != want {
		t.Errorf("nothing typed: got %q, want %q, as they stand in the article", got, want)
	}
	if got, want := len(suggest("  ", 50)), 6; got != want {
		t.Errorf("nothing typed: got %d topics, want all %d", got, want)
	}
	for _, tt := range []struct{ typed, first string }{
		{"shi", "shiatsu"},
		{"SHIATSU", "shiatsu"},
		{"shiatsu?", "shiatsu"},
		{"swed", "swedish"},
		{"insomnia", "sleep"}, // by meaning alone: no question of ours starts so
	} {
		if got := suggest(tt.typed, 5); len(got) == 0 || got[0].ID != tt.first {
			t.Errorf("%q: got %q, want %q first", tt.typed, topicIDs(got), tt.first)
		}
	}
	for _, typed := range []string{"how much is an hour", "what is the capital of france", strings.Repeat("x", 5000), "*a*", "?", "\xff", "'"} {
		suggest(typed, 5)
	}
	for _, n := range []int{0, -1} {
		if got := suggest("shi", n); len(got) != 0 {
			t.Errorf("n = %d: got %q", n, topicIDs(got))
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := e.Suggest(cancelled, "massage", 5); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestStartsWords(t *testing.T) {
	for _, tt := range []struct {
		text, typed string
		want        bool
	}{
		{"What is shiatsu?", "shi", true},
		{"What is shiatsu?", "what shi", true},
		{"What is shiatsu?", "hi", false},
		{"What is deep-tissue massage?", "tissue", true},
		{"What is deep-tissue massage?", "Deep-T", true},
		{"What’s shiatsu?", "whats", true},
		{"What is shiatsu?", "shiatsu?", true},
		{"What is shiatsu?", "shiatsu swedish", false},
		{"", "a", false},
	} {
		if got := startsWords(tt.text, text.Norms(tt.typed)); got != tt.want {
			t.Errorf("%q in %q: got %v, want %v", tt.typed, tt.text, got, tt.want)
		}
	}
}

func TestFeatures(t *testing.T) {
	e := labEngine(t)
	for _, text := range []string{"What is shiatsu massage?", "@bot how much is it", "deep tissue", ""} {
		f, confidence, best, textOnly, err := e.Features(context.Background(), ask(text))
		if err != nil {
			t.Fatal(err)
		}
		a := answerTo(t, e, ask(text))
		if confidence != a.Confidence || textOnly != a.Search.TextOnly {
			t.Errorf("%q: got %v, the answer says %v", text, confidence, a.Confidence)
		}
		if best != nil && confidence != probability(topicWeights(), f) {
			t.Errorf("%q: the confidence is not that of its features", text)
		}
	}
}

func TestRivalsAndRules(t *testing.T) {
	e := gateEngine(t)
	full, err := New(e.corpus, nil, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	full.Rivals() // of one question each: nothing to say, and nothing to break on
	if _, err := LoadSigns(); err == nil {
		t.Error("rules out of no folder: got no error")
	}
}

// TestConcurrentAnswers: many who ask at once get what each would get alone. The race detector watches the small library,
// since the shipped one takes a minute to learn from while memory is watched.
func TestConcurrentAnswers(t *testing.T) {
	t.Run("small", func(t *testing.T) { answersAtOnce(t, smallEngine(t)) })
	t.Run("shipped", func(t *testing.T) { answersAtOnce(t, labEngine(t)) })
}

func answersAtOnce(t *testing.T, e *Engine) {
	t.Helper()
	questions := []Question{ask("What is shiatsu massage?"), ask("how much does it cost"), ask("hello!"), {Text: "and swedish?", Before: []string{"what is deep tissue"}, Addressed: true},
		ask("book me in"), {Text: "lunch?"}, ask("my back hurts and I can't feel my legs")}
	var want []Answer
	outcomes := map[Outcome]bool{}
	for _, q := range questions {
		want = append(want, answerTo(t, e, q))
		outcomes[want[len(want)-1].Outcome] = true
	}
	if !outcomes[Quote] || !outcomes[Abstain] || !outcomes[Booking] || !outcomes[Warn] || !outcomes[Silent] {
		t.Errorf("got the outcomes %v, want a bit of everything", outcomes)
	}
	var wg sync.WaitGroup
	for g := range 6 {
		wg.Go(func() {
			for i := range 12 {
				k := (g + i) % len(questions)
				got, err := e.Answer(context.Background(), questions[k])
				if err != nil || !reflect.DeepEqual(got, want[k]) {
					t.Errorf("%q: an answer of its own beside others (error %v)", questions[k].Text, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestHostileQuestions(t *testing.T) {
	e := labEngine(t)
	for _, text := range []string{
		`+massage -back title:\`, "*a*", "/.*/", "\xff\xfe", "\x00", strings.Repeat(", is", 10_000), strings.Repeat("what is it and ", 3000),
		strings.Repeat("? ", 20_000), strings.Repeat("@a ", 10_000), strings.Repeat("a", 40_000), strings.Repeat("😴 ", 10_000), strings.Repeat("\n", 40_000),
	} {
		for _, q := range []Question{ask(text), {Text: text}, {Text: text, Before: []string{text}, Addressed: true}, {Text: "and that?", Before: []string{text}, Addressed: true}} {
			if bad := badAnswer(q, answerTo(t, e, q)); bad != "" {
				t.Errorf("%.30q: %s", text, bad)
			}
		}
	}
}

func FuzzAnswer(f *testing.F) {
	e := labEngine(f)
	for _, s := range []string{"", "What is shiatsu massage?", "how much is it and what is shiatsu?", "¿Cuánto cuesta un masaje?", "hello!", "book me", "can't feel my legs",
		"@anna does it help?", `+massage -back title:\`, "\xff, is it", "does it help\nAlso how often?"} {
		f.Add(s, "", true)
		f.Add(s, "what is deep tissue", false)
	}
	f.Fuzz(func(t *testing.T, text, before string, addressed bool) {
		q := Question{Text: text, Addressed: addressed}
		if before != "" {
			q.Before = []string{before}
		}
		a, err := e.Answer(context.Background(), q)
		if err != nil {
			t.Fatalf("Answer: %v", err)
		}
		if bad := badAnswer(q, a); bad != "" {
			t.Errorf("%s: %+v", bad, fmt.Sprint(a.Outcome, a.Reason))
		}
		for _, s := range sentencesOf(text) {
			if s == "" || !strings.Contains(text, s) {
				t.Errorf("the sentence %q does not stand in the message", s)
			}
		}
		if len(focus(text)) > maxAsking {
			t.Error("too many sentences in focus")
		}
	})
}
