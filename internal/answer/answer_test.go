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
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
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
		{"nothing covers it, a car", ask("is there parking at the clinic"), Abstain, "parking"},
		{"far", ask("what is the capital of France"), Abstain, ""},
		{"an appointment", ask("I want to book an appointment"), Booking, "book"},
		{"a change", ask("I need to cancel my appointment tomorrow"), Booking, "change-appointment"},
		{"small talk", ask("hello!"), Greet, "greeting"},
		{"thanks", ask("thank you so much"), Greet, "thanks"},
		{"refused", ask("do you do happy endings"), Decline, ""},
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
		{"in the order of the questions", "What is swedish massage? And what is shiatsu massage?", "swedish shiatsu", ""},
		{"half of it is missing", "What is shiatsu massage? How much does a massage cost?", "shiatsu", "price"},
		{"joined by and", "what is shiatsu massage and how much does a massage cost", "shiatsu", "price"},
		{"one that leans on the other and says what it is about", "what is shiatsu massage and how much does it cost", "shiatsu", "price"},
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
			if got := quoted(a); tt.quotes != "" && got != tt.quotes {
				t.Errorf("quotes: got %q, want %q", got, tt.quotes)
			}
			if got := topicIDs(a.Uncovered); got != tt.uncovered {
				t.Errorf("not covered: got %q, want %q", got, tt.uncovered)
			}
			if a.Half {
				t.Error("half of it has no answer, and it is known which")
			}
		})
	}
	// A reply holds two passages: what a third question would get is offered beside them.
	three := ask("What is shiatsu massage? What is swedish massage? What is deep tissue massage?")
	if a := answerTo(t, e, three); len(a.Quotes) != 2 || !a.Half || len(a.Choices) != 1 || badAnswer(three, a) != "" {
		t.Errorf("got %q, half %v, %q offered, want the third offered (%s)", quoted(a), a.Half, proposed(a.Choices), badAnswer(three, a))
	}
	// One of two questions has no answer, and nobody can say what it is about.
	half := ask("What is shiatsu massage? And do the ponies wear a saddle?")
	if a := answerTo(t, e, half); a.Outcome != Quote || quoted(a) != "shiatsu" || !a.Half || len(a.Uncovered) != 0 {
		t.Errorf("got %v, %q, half %v, uncovered %q, want half of an answer", a.Outcome, quoted(a), a.Half, topicIDs(a.Uncovered))
	}
	// Nobody who overhears takes a message apart.
	if a := answerTo(t, e, Question{Text: half.Text}); a.Half || len(a.Quotes) > 1 {
		t.Errorf("overheard: got %q, half %v", quoted(a), a.Half)
	}
}

// TestAnother: who meant another thing than what was quoted gets a choice of what came next.
func TestAnother(t *testing.T) {
	e := labEngine(t)
	const before = "What is shiatsu massage?"
	another := Question{Text: "no, I meant the other one", Before: []string{"hello", before}, Addressed: true}
	a := answerTo(t, e, another)
	if a.Outcome != Clarify || strings.Contains(proposed(a.Choices), "shiatsu") || a.Resolved != before+" / "+another.Text || a.Confidence == 0 || len(a.Hits) == 0 {
		t.Errorf("got %v (%s), the choices %q, resolved as %q", a.Outcome, a.Reason, proposed(a.Choices), a.Resolved)
	}
	if bad := badAnswer(another, a); bad != "" {
		t.Error(bad)
	}
	if got, want := a.Choices[0].Passage, answerTo(t, e, ask(before)).Hits[1].Passage; got != want {
		t.Errorf("got %s first, want what came second, %s", got.ID(), want.ID())
	}
	if got := answerTo(t, e.WithTop(1), another); len(got.Hits) != 1 || proposed(got.Choices) != proposed(a.Choices) {
		t.Errorf("listing one: got %d hits and the choices %q, want the same choices", len(got.Hits), proposed(got.Choices))
	}
	for name, q := range map[string]Question{
		"nothing before":              {Text: another.Text, Addressed: true},
		"nothing was quoted":          {Text: another.Text, Before: []string{"how much does a massage cost"}, Addressed: true},
		"overheard":                   {Text: another.Text, Before: another.Before},
		"another question altogether": {Text: "what is swedish massage", Before: another.Before, Addressed: true},
	} {
		if a := answerTo(t, e, q); a.Resolved != "" && strings.HasPrefix(a.Resolved, before) {
			t.Errorf("%s: got %v, resolved as %q", name, a.Outcome, a.Resolved)
		}
	}
}

// TestUncoveredNeverSilences: an own section that holds the answer is quoted, whatever topic the question is taken for and whether
// anything covers that; and nothing is refused in a folder on another subject.
func TestUncoveredNeverSilences(t *testing.T) {
	e := gymEngine(t)
	if e.corpus.OnMassage() || e.corpus.Builtin() {
		t.Fatal("a gym is taken for massage")
	}
	for _, tt := range []struct{ text, section string }{
		{"how much is a month", "membership"},
		{"is there a rack for bikes", "bikes"},
		{"are there lockers in the changing room", "lockers"},
		{"is there a sauna", "sauna"},
		{"how many people are in a class", "classes"},
	} {
		a := answerTo(t, e, ask(tt.text))
		if bad := badAnswer(ask(tt.text), a); bad != "" {
			t.Errorf("%q: %s", tt.text, bad)
		}
		if got := quoted(a) + proposed(a.Choices); a.Outcome != Quote && a.Outcome != Clarify || !strings.HasPrefix(got, tt.section) {
			t.Errorf("%q: got %v %q (%s), want %s quoted or first of a choice", tt.text, a.Outcome, got, a.Reason, tt.section)
		}
	}
	for _, text := range []string{"do you do happy endings", "does deep tissue massage hurt", "can i get a massage if i am pregnant", "is shiatsu good for sciatica", "can you crack my back"} {
		a := answerTo(t, e, ask(text))
		if a.Outcome == Decline || a.Outcome == Abstain && a.Topic != nil && a.Topic.Pack == corpus.MassagePack {
			t.Errorf("%q: got %v of %v, in a gym", text, a.Outcome, a.Topic)
		}
		for _, topic := range a.Uncovered {
			if topic.Pack == corpus.MassagePack {
				t.Errorf("%q: %s is named in a gym", text, topic.ID)
			}
		}
	}
}

// TestBookingBeside: a wish to book in a folder that says how is answered by both.
func TestBookingBeside(t *testing.T) {
	e := gymEngine(t)
	for _, text := range []string{"i want to book a class for tomorrow", "can i book a class", "how do i book a class"} {
		a := answerTo(t, e, ask(text))
		if bad := badAnswer(ask(text), a); bad != "" {
			t.Errorf("%q: %s", text, bad)
		}
		if got := quoted(a) + " " + proposed(a.Choices); a.Outcome != Quote && a.Outcome != Booking || !strings.Contains(got, "booking-a-class") {
			t.Errorf("%q: got %v with %q, want what the folder says", text, a.Outcome, got)
		}
	}
	// In parts, it wishes for an appointment still.
	for _, text := range []string{"can i book a class for tomorrow? can you book it for me?", "can i book a class for tomorrow? is there a sauna?"} {
		a := answerTo(t, e, ask(text))
		if bad := badAnswer(ask(text), a); bad != "" {
			t.Errorf("%q: %s", text, bad)
		}
		if a.Outcome != Booking && !(a.Outcome == Quote && a.Books) {
			t.Errorf("%q: got %v with %q, without the way to an appointment (%s)", text, a.Outcome, quoted(a), a.Reason)
		}
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
		if with.Resolved != "" && (with.Confidence <= alone.Confidence || !strings.HasSuffix(with.Resolved, " / "+textOf(q))) {
			t.Errorf("got %q with %.2f, %.2f alone", with.Resolved, with.Confidence, alone.Confidence)
		}
		if with.Resolved == "" && with.Confidence != alone.Confidence {
			t.Errorf("got confidence %v and %v alone, though nothing was resolved", with.Confidence, alone.Confidence)
		}
	}
}

// TestMore: who only asks for more gets another section than the one before, or hears that there is none.
func TestMore(t *testing.T) {
	e := labEngine(t)
	const before = "does massage help you sleep better"
	for _, text := range []string{"why?", "and why is that?", "how exactly", "how long?"} {
		q := Question{Text: text, Before: []string{before}, Addressed: true}
		a := answerTo(t, e, q)
		if bad := badAnswer(q, a); bad != "" {
			t.Errorf("%q: %s", text, bad)
		}
		if strings.Contains(quoted(a), "sleep") || a.Resolved == "" {
			t.Errorf("%q: got %v %q, resolved as %q, want nothing that has been said", text, a.Outcome, quoted(a), a.Resolved)
		}
		for _, top := range []int{-1, 0, 2} {
			if got := answerTo(t, e.WithTop(top), q); got.Outcome != a.Outcome || quoted(got) != quoted(a) || len(got.Hits) > max(top, 0) {
				t.Errorf("%q with %d hits: got %v %q and %d hits", text, top, got.Outcome, quoted(got), len(got.Hits))
			}
		}
	}
	for _, q := range []Question{{Text: "why?", Before: []string{before}}, ask("why?"), {Text: "why is it slow, the deep tissue massage", Before: []string{before}, Addressed: true}, {Text: "thanks", Before: []string{before}, Addressed: true}} {
		if a := answerTo(t, e, q); a.Resolved != "" {
			t.Errorf("%q: got resolved as %q, want it taken as it is", q.Text, a.Resolved)
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
	var many strings.Builder // more than are searched without the index that is closed
	for i := range 500 {
		fmt.Fprintf(&many, "## Sleep %d\n\nSleep well.\n\n", i)
	}
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"a.md": {Data: []byte(many.String())}, "topics/t.yaml": {Data: []byte(gateLibrary())}}})
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(c, l.rules, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	if e.Corpus() != c {
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
	if _, err := sign.Load(); err == nil {
		t.Error("rules out of no folder: got no error")
	}
}

func TestSuggest(t *testing.T) {
	e := labEngine(t)
	ctx := context.Background()
	suggest := func(typed string, n int) []Suggestion {
		t.Helper()
		list, err := e.Suggest(ctx, typed, n)
		if err != nil {
			t.Fatalf("Suggest(%q): %v", typed, err)
		}
		if len(list) > max(n, 0) {
			t.Errorf("%q: got %d, want at most %d", typed, len(list), n)
		}
		seen := map[*corpus.Section]bool{}
		for _, s := range list {
			if seen[s.Passage.Section()] || s.Ask == "" || s.Ask != e.Ask(s.Passage) {
				t.Errorf("%q: got %q for %s, which stands twice or asks for something else", typed, s.Ask, s.Passage.ID())
			}
			if got := e.Proposed(s.Ask); got == nil || got.Section() != s.Passage.Section() {
				t.Errorf("%q: %q leads elsewhere", typed, s.Ask)
			}
			seen[s.Passage.Section()] = true
		}
		return list
	}
	if got, want := proposed(suggest("", 3)), "intro-benefits deep-tissue shiatsu"; got != want {
		t.Errorf("nothing typed: got %q, want %q, as they stand in the article", got, want)
	}
	if got, want := len(suggest("  ", 50)), 6; got != want {
		t.Errorf("nothing typed: got %d, want all %d", got, want)
	}
	for _, tt := range []struct{ typed, first string }{
		{"shi", "shiatsu"},
		{"SHIATSU", "shiatsu"},
		{"shiatsu?", "shiatsu"},
		{"swed", "swedish"},
		{"insomnia", "sleep"}, // by meaning alone: no heading starts so
	} {
		if got := suggest(tt.typed, 5); len(got) == 0 || got[0].Passage.Section().ID != tt.first {
			t.Errorf("%q: got %q, want %q first", tt.typed, proposed(got), tt.first)
		}
	}
	for _, typed := range []string{"how much is an hour", "what is the capital of france", strings.Repeat("x", 5000), "*a*", "?", "\xff", "'"} {
		suggest(typed, 5)
	}
	for _, n := range []int{0, -1} {
		if got := suggest("shi", n); len(got) != 0 {
			t.Errorf("n = %d: got %q", n, proposed(got))
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := e.Suggest(cancelled, "massage", 5); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// TestAsk: a built-in section is asked for by its topic's question, an own one by its heading; of a topic's sections the one that
// bears its name is proposed.
func TestAsk(t *testing.T) {
	c, err := corpus.Load(corpus.Folders{Serve: corpus.Yes, Builtin: fstest.MapFS{
		"a.md":          {Data: []byte("---\ntopics: {more: [sleep], sleep: [sleep], plain: []}\n---\nBefore.\n\n## More {#more}\n\nNap.\n\n## Sleep {#sleep}\n\nSleep well.\n\n## Plain {#plain}\n\nText.\n")},
		"topics/t.yaml": {Data: []byte(gateLibrary())},
	}, Own: fstest.MapFS{"b.md": {Data: []byte("---\ntopics: {ours: [price]}\n---\n## Ours {#ours}\n\nTen.\n\n## Ours {#twice}\n\nTwenty.\n")}}})
	if err != nil {
		t.Fatal(err)
	}
	e := &Engine{corpus: c, thresholds: gateThresholds(), top: 10}
	for section, want := range map[string]string{"more": "About sleep?", "sleep": "About sleep?", "plain": "Plain", "ours": "Ours", "twice": "Ours", "a": ""} {
		for _, p := range c.Passages() {
			if got := e.Ask(p); p.Section().ID == section && got != want {
				t.Errorf("%s: got %q, want %q", section, got, want)
			}
		}
	}
	for ask, want := range map[string]string{"About sleep?": "sleep", "  about SLEEP? ": "sleep", "Ours": "ours", "Plain": "plain", "": "", "About price?": "", "Sleep": ""} {
		got := ""
		if p := e.Proposed(ask); p != nil {
			got = p.Section().ID
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", ask, got, want)
		}
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

// TestRank: all sections are ranked, whatever is listed, and other weights bring the same ones into another order.
func TestRank(t *testing.T) {
	e := labEngine(t)
	for _, text := range []string{"What is shiatsu massage?", "@bot how much is it", "deep tissue", ""} {
		r, err := e.Rank(context.Background(), ask(text))
		if err != nil {
			t.Fatal(err)
		}
		a := answerTo(t, e, ask(text))
		for i := range r.Hits[2:] { // an answer needs to know of the first two only how near they are
			r.Hits[2+i].Nearness, r.Hits[2+i].Farthest, r.Hits[2+i].Named = 0, 0, 0
		}
		if len(r.Hits) != 6 || r.Confidence != a.Confidence || !reflect.DeepEqual(r.Hits, a.Hits) || len(r.Votes) != len(a.Search.Votes) {
			t.Errorf("%q: got %d hits and %v, the answer has %d and %v", text, len(r.Hits), r.Confidence, len(a.Hits), a.Confidence)
		}
		if got := Probability(gateWeights(), r.Features()); got != r.Confidence {
			t.Errorf("%q: the confidence %v is not that of its features, %v", text, r.Confidence, got)
		}
		first := r.Hits[0].Passage
		same, places := r.By(rankWeights())
		if !slices.IsSorted(places) || same.Hits[0].Passage != first {
			t.Errorf("%q: the same weights give another order: %v", text, places)
		}
		turned := rankWeights()
		for i := range turned {
			turned[i] = -turned[i]
		}
		if back, places := r.By(turned); back.Hits[len(places)-1].Score > back.Hits[0].Score || r.Hits[0].Passage != first {
			t.Errorf("%q: weights turned round: got %v, or the ranking itself has changed", text, places)
		}
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Rank(cancelled, ask("shiatsu")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
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
		ask("book me in"), {Text: "lunch?"}, ask("my back hurts and I can't feel my legs"), ask("¿cuánto cuesta un masaje?")}
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
