package answer

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

// learnt is the file of what was learnt of the shipped topics and signs.
const learnt = "learn/learnt.bin"

// labArticle is an article of our own under the shipped topic library, so that these tests do not change with the
// shipped articles.
const labArticle = `## What massage does for a back {#intro-benefits}

Massage loosens tight back muscles and may ease lower back pain for a while.

## Deep tissue {#deep-tissue}

Deep tissue massage works slowly on the lower layers of muscle.

## Shiatsu {#shiatsu}

In shiatsu the therapist presses points along the body with thumbs and palms. You keep your clothes on.

## Swedish {#swedish}

Swedish massage uses long, gliding strokes and is good for a first visit.

## Sleep {#sleep}

Many people sleep better in the night after a massage.

## How often {#how-often}

Once a week at first, then once a month, is how often most people come for a massage.
`

type lab struct {
	engine *Engine
	corpus *corpus.Corpus
	rules  *sign.Signs
}

// loadSigns loads the danger signs, once a test binary.
var loadSigns = sync.OnceValues(func() (*sign.Signs, error) { return sign.Load(knowledge.FS) })

// loadLab loads the library with labArticle as the only one that is built in, and the danger signs, once a test binary.
var loadLab = sync.OnceValues(func() (lab, error) {
	folder := fstest.MapFS{"lab.md": {Data: []byte(labArticle)}}
	for _, name := range []string{"topics.yaml", "synonyms.yaml", learnt} {
		data, err := knowledge.FS.ReadFile(name)
		if err != nil {
			return lab{}, err
		}
		folder[name] = &fstest.MapFile{Data: data}
	}
	c, err := corpus.Load(corpus.Folders{Builtin: folder})
	if err != nil {
		return lab{}, err
	}
	rules, err := loadSigns()
	if err != nil {
		return lab{}, err
	}
	e, err := New(c, rules, DefaultThresholds())
	return lab{e, c, rules}, err
})

func labEngine(tb testing.TB) *Engine {
	tb.Helper()
	l, err := loadLab()
	if err != nil {
		tb.Fatalf("loading: %v", err)
	}
	return l.engine
}

// gymArticle is a folder on another subject, under the shipped library.
const gymArticle = `# Northside Gym

## Membership {#membership}

A month costs forty pounds, and a year costs four hundred.

## Bikes {#bikes}

Leave your bike in the rack by the gate.

## Lockers {#lockers}

There are lockers in both changing rooms. Bring a padlock.

## Sauna {#sauna}

The sauna is open to members in the evening.

## Size of classes {#classes}

At most twelve people take part in a class.

## Booking a class {#booking-a-class}

You book a class in the app, up to a week ahead.
`

var loadGym = sync.OnceValues(func() (*corpus.Corpus, error) {
	return corpus.Load(corpus.Folders{Builtin: knowledge.FS, Own: fstest.MapFS{"gym.md": {Data: []byte(gymArticle)}}, Serve: corpus.No})
})

// gymEngine answers from gymArticle alone.
func gymEngine(t *testing.T) *Engine {
	t.Helper()
	c, err := loadGym()
	if err != nil {
		t.Fatal(err)
	}
	return closing(t, c)
}

// closing is an engine that the end of the test closes.
func closing(t *testing.T, c *corpus.Corpus) *Engine {
	t.Helper()
	rules, err := loadSigns()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(c, rules, DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// smallLibrary is a library that is quick to learn from, for tests to which the shipped one is nothing.
const smallLibrary = `topics:
  - {id: shiatsu, kind: massage, ask: What is shiatsu?, questions: [what is shiatsu, tell me about shiatsu, how does shiatsu work, shiatsu massage]}
  - {id: deep-tissue, kind: massage, ask: What is deep tissue?, questions: [what is deep tissue, is deep tissue painful, deep tissue massage]}
  - {id: swedish, kind: massage, ask: What is swedish massage?, questions: [what is swedish massage, is swedish gentle, a swedish massage]}
  - {id: sleep, kind: massage, ask: Does it help you sleep?, questions: [will it help me sleep, i sleep badly, massage for better sleep]}
  - {id: price, kind: clinic, ask: What does it cost?, questions: [how much is it, how much does it cost, what do you charge for an hour]}
  - {id: book, kind: booking, ask: Can I book?, questions: [book me in, i want an appointment, can i come tomorrow]}
  - {id: greeting, kind: smalltalk, ask: Hello, questions: [hello, good morning, hi there]}
  - {id: lunch, kind: chatter, ask: Lunch, questions: [see you at lunch, lunch, where are you all]}
`

// smallEngine answers from labArticle by smallLibrary, with the shipped danger signs.
func smallEngine(t *testing.T) *Engine {
	t.Helper()
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"lab.md": {Data: []byte(labArticle)}, "topics/t.yaml": {Data: []byte(smallLibrary)}}})
	if err != nil {
		t.Fatal(err)
	}
	return closing(t, c)
}

func answerTo(tb testing.TB, e *Engine, q Question) Answer {
	tb.Helper()
	a, err := e.Answer(context.Background(), q)
	if err != nil {
		tb.Fatalf("Answer(%q): %v", q.Text, err)
	}
	return a
}

func ask(text string) Question { return Question{Text: text, Addressed: true} }

func quoted(a Answer) string {
	var out []string
	for _, h := range a.Quotes {
		out = append(out, h.Section)
	}
	return strings.Join(out, " ")
}

func topicIDs(list []*corpus.Topic) string {
	var out []string
	for _, t := range list {
		out = append(out, t.ID)
	}
	return strings.Join(out, " ")
}

// proposed are the sections that suggestions lead to.
func proposed(list []Suggestion) string {
	var out []string
	for _, s := range list {
		out = append(out, s.Passage.Section().ID)
	}
	return strings.Join(out, " ")
}

// badAnswer says what is inconsistent in an answer, whatever was asked.
func badAnswer(q Question, a Answer) string {
	switch {
	case a.Outcome > Silent:
		return "an unknown outcome"
	case a.Outcome == Quote && len(a.Quotes) == 0 || len(a.Quotes) > 0 && a.Outcome != Quote && a.Outcome != Booking && a.Outcome != Decline:
		return "quotes without Quote, or the other way round"
	case len(a.Quotes) > 2:
		return "more than two quotes"
	case a.Outcome == Clarify && len(a.Choices) == 0 || len(a.Choices) > 0 && a.Outcome != Clarify && a.Outcome != Booking && !(a.Outcome == Quote && a.Half):
		return "choices without Clarify, or the other way round"
	case len(a.Choices) > maxChoices:
		return "more than three choices"
	case a.Half && (a.Outcome != Quote && a.Outcome != Decline || len(a.Quotes) == 0 || len(a.Uncovered) > 0 && len(a.Choices) == 0):
		return "half of an answer without the other half"
	case a.Outcome == Silent && q.Addressed:
		return "silent when addressed"
	case !q.Addressed && a.Outcome != Silent && a.Outcome != Quote && a.Outcome != Warn:
		return "speaks unasked"
	case a.Outcome == Warn && (len(a.Signs) == 0 || !a.Signs[0].Warns()):
		return "a warning without a sign"
	case a.Outcome == Booking && a.Topic == nil:
		return "booking without a topic"
	case a.Spanish && len(a.Quotes) > 0:
		return "a passage for a message in Spanish"
	case len(a.Uncovered) > 0 && len(a.Quotes) == 0:
		return "half of an answer is missing without the other half"
	case a.Reason == "":
		return "no reason"
	case !(a.Confidence >= 0 && a.Confidence <= 1):
		return "a confidence that is no probability"
	}
	for _, h := range a.Quotes {
		if h.Passage == nil || h.Sentence >= len(h.Passage.Sentences()) {
			return "a quote without its passage or sentence"
		}
	}
	for i, c := range a.Choices {
		if c.Ask == "" || c.Passage == nil || slices.ContainsFunc(a.Choices[:i], func(o Suggestion) bool { return o.Ask == c.Ask }) {
			return "a choice of nothing, or twice"
		}
	}
	if len(a.Quotes) == 2 && a.Quotes[0].Passage.Section() == a.Quotes[1].Passage.Section() {
		return "one section quoted twice"
	}
	return ""
}
