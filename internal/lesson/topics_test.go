package lesson

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"backtalk/internal/classify"
	"backtalk/internal/corpus"
)

// questions are ways to ask for three topics: in topics.yaml, among the questions, and from other trades.
func questions(more ...string) fstest.MapFS {
	f := class("topics/t.yaml", "topics:\n  - {id: rest, kind: clinic, ask: Rest?, questions: [does rest help, should i rest, rest or move]}\n"+
		"  - {id: price, kind: clinic, ask: Price?}\n  - {id: hello, kind: smalltalk, ask: Hello?}\n",
		"learn/questions.jsonl", lines("price", "how much is it", "what does it cost", "cost of an hour", "price please")+lines("hello", "hello there", "good morning", "hi all"),
		"learn/more.jsonl", lines("price", "how much for a haircut", "cost of a tyre"))
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return f
}

// lines are questions for one topic.
func lines(topic string, texts ...string) string {
	out := ""
	for _, s := range texts {
		out += fmt.Sprintf("{%q:%q,%q:%q}\n", "topic", topic, "text", s)
	}
	return out
}

func read(t *testing.T, f fstest.MapFS) *Lesson {
	t.Helper()
	l, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestAsked reads ways to ask from all files; those of other trades teach nothing of the signs.
func TestAsked(t *testing.T) {
	l := read(t, questions())
	count := map[string]int{}
	for _, p := range l.Asked {
		count[p.Topic]++
	}
	if len(l.Asked) != 3+4+3+2 || count["rest"] != 3 || count["price"] != 6 || count["hello"] != 3 {
		t.Errorf("got %v", count)
	}
	var examples []string
	for _, e := range l.Examples {
		if len(e.Class) > 6 && e.Class[:6] == "topic " {
			examples = append(examples, e.Text)
		}
	}
	slices.Sort(examples)
	if want := []string{"cost of an hour", "does rest help", "hello there", "hi all", "how much is it", "rest or move"}; !slices.Equal(examples, want) {
		t.Errorf("got %q, want every second one, %q", examples, want)
	}
	var follow []string
	for _, e := range l.Follow {
		follow = append(follow, e.Text)
	}
	if !slices.Contains(follow, "how much is it") || slices.Contains(follow, "hello there") {
		t.Errorf("after a warning, %q are other matters; want what an article can cover, and no small talk", follow)
	}
	without := questions()
	delete(without, "learn/questions.jsonl")
	delete(without, "learn/more.jsonl")
	if l := read(t, without); len(l.Asked) != 3 {
		t.Errorf("without the files: got %d ways to ask, want the 3 of the topics", len(l.Asked))
	}
}

// TestFitTopics learns from a few questions: the same ones give the same bytes, what is left out is not learnt.
func TestFitTopics(t *testing.T) {
	l := read(t, questions())
	got := l.FitTopics(nil)
	file, err := got.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := l.FitTopics(nil).AppendBinary(nil); err != nil || !bytes.Equal(again, file) {
		t.Errorf("learnt again, it is another file: %v", err)
	}
	back, err := corpus.ReadLearnt(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"hello", "price", "rest"}; !slices.Equal(back.Topics, want) {
		t.Errorf("got the topics %q, want %q", back.Topics, want)
	}
	reader := classify.NewReader()
	for text, want := range map[string]string{"how much": "price", "good morning to you": "hello", "does it help to rest": "rest"} {
		p := back.Talk.Classify(reader.See(text))
		if got := back.Topics[slices.Index(p, slices.Max(p))]; got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	if n, known := back.Words["morning"]; n != 0 || !known {
		t.Errorf("a word of small talk: got %d, known %v, want it known and not counted", n, known)
	}
	if back.Words["much"] != 2 || back.Words["haircut"] != 1 {
		t.Errorf("got %d for much and %d for haircut", back.Words["much"], back.Words["haircut"])
	}
	if len(back.Sample) == 0 || !slices.Contains(l.Asked, back.Sample[0]) {
		t.Errorf("got the sample %v", back.Sample)
	}
	less := l.FitTopics(func(p corpus.Phrasing) bool { return p.Text == "how much for a haircut" })
	if _, known := less.Words["haircut"]; known || less.Words["much"] != 1 || len(less.Topics) != 3 {
		t.Error("what was left out was learnt")
	}
}

// TestTopicInputs: what topics are learnt from changes the hash, and what is only said does not.
func TestTopicInputs(t *testing.T) {
	first := read(t, questions()).TopicInputs()
	for name, c := range map[string]struct {
		file, data string
		same       bool
	}{
		"another question": {"learn/questions.jsonl", lines("price", "how much"), false},
		"another trade":    {"learn/more.jsonl", lines("price", "how much"), false},
		"another kind": {"topics/t.yaml", "topics:\n  - {id: rest, kind: doctor, ask: Rest?, questions: [does rest help, should i rest, rest or move]}\n" +
			"  - {id: price, kind: clinic, ask: Price?}\n  - {id: hello, kind: smalltalk, ask: Hello?}\n", false},
		"other words": {"topics/t.yaml", "topics:\n  - {id: rest, kind: clinic, ask: Move?, reply: No., names: [moving], questions: [does rest help, should i rest, rest or move]}\n" +
			"  - {id: price, kind: clinic, ask: Price?}\n  - {id: hello, kind: smalltalk, ask: Hello?}\n", true},
		"another article": {"a.md", "Text.", true},
	} {
		if got := read(t, questions(c.file, c.data)).TopicInputs() == first; got != c.same {
			t.Errorf("%s: the same hash: got %v, want %v", name, got, c.same)
		}
	}
}
