package corpus

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/classify"
	"backtalk/internal/learnt"
	"backtalk/knowledge"
)

// asked are ways to ask for the topics of libraryOf, as "backtalk learn" would learn from them.
func asked() map[string][]string {
	return map[string][]string{
		"price":   {"how much is it", "what does an hour cost", "how much do you charge", "what is the price", "is it expensive", "price for an hour"},
		"parking": {"where do i leave my car", "can i park there", "is there parking", "where to park a car", "parking nearby", "car park close by"},
		"pets":    {"may i bring my dog", "are dogs allowed", "can my cat come along", "do you allow pets", "is my dog welcome", "bring a pet"},
		"hello":   {"hello there", "good morning", "hi how are you", "hey all", "good evening to you", "hello again"},
	}
}

// libraryOf writes topics without questions: what is learnt knows how people ask.
func libraryOf(topics ...string) string {
	var b strings.Builder
	b.WriteString("topics:\n")
	for _, t := range topics {
		id, kind, _ := strings.Cut(t, " ")
		b.WriteString("  - {id: " + id + ", kind: " + kind + ", ask: \"What about " + id + "?\"}\n")
	}
	return b.String()
}

// taught is what is learnt of some topics.
func taught(topics ...string) *Learnt {
	l, reader := &Learnt{Topics: topics, Words: map[string]int{}}, classify.NewReader()
	var examples []classify.Example
	for class, id := range topics {
		for i, q := range asked()[id] {
			e := classify.Example{Text: reader.See(q), Class: class}
			for _, w := range e.Words {
				l.Words[w] += 1 - class/3 // the last one is none of ours
			}
			if examples = append(examples, e); i%2 == 0 {
				l.Sample = append(l.Sample, Phrasing{id, q})
			}
		}
	}
	for _, id := range topics {
		var ways []string
		if id != "hello" {
			ways = asked()[id][:2]
		}
		l.Ways = append(l.Ways, ways)
	}
	l.Talk = classify.Fit(examples, len(topics))
	return l
}

func learntBytes(tb testing.TB, l *Learnt) []byte {
	tb.Helper()
	b, err := l.AppendBinary(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// learntFile is the file of a folder in which the topics were learnt.
func learntFile(tb testing.TB, l *Learnt) string {
	tb.Helper()
	b, err := learnt.File{LearntPart: {Data: learntBytes(tb, l)}}.AppendBinary(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// TestLearnt writes what was learnt and reads it back.
func TestLearnt(t *testing.T) {
	l := taught("price", "parking", "pets", "hello")
	file := learntBytes(t, l)
	back, err := ReadLearnt(file)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(back.Topics, l.Topics) || !maps.Equal(back.Words, l.Words) || !slices.Equal(back.Sample, l.Sample) || !slices.EqualFunc(back.Ways, l.Ways, slices.Equal) {
		t.Errorf("got %+v, want %+v", back, l)
	}
	reader := classify.NewReader()
	for _, p := range l.Sample {
		got, want := back.Talk.Classify(reader.See(p.Text)), l.Talk.Classify(reader.See(p.Text))
		for k := range want {
			if d := got[k] - want[k]; d > 0.02 || d < -0.02 {
				t.Errorf("%q: got %v, want %v", p.Text, got, want)
				break
			}
		}
	}
	if again := learntBytes(t, back); !bytes.Equal(again, file) {
		t.Error("written again, it is another file")
	}
	for _, id := range l.Topics {
		if !l.knows(id) {
			t.Errorf("%s is not known", id)
		}
	}
	if none := (*Learnt)(nil); l.knows("sauna") || none.knows("price") {
		t.Error("a topic is known that was not learnt")
	}
}

// TestLearntDamage: nothing that is cut off anywhere is read, and none of whose topics the classifier knows other ones.
func TestLearntDamage(t *testing.T) {
	file := learntBytes(t, taught("price", "hello"))
	for n := range file {
		if l, err := ReadLearnt(file[:n]); err == nil || l != nil {
			t.Fatalf("%d bytes of %d were read", n, len(file))
		}
	}
	l := taught("price", "parking")
	l.Topics, l.Ways = append(l.Topics, "pets"), append(l.Ways, nil)
	if _, err := ReadLearnt(learntBytes(t, l)); err == nil {
		t.Error("three topics were read of which two were learnt")
	}
	c, err := Load(alone(fstest.MapFS{"a.md": {Data: []byte("Text.")}, learnt.Name: {Data: []byte(learntFile(t, l))}}))
	checkFaults(t, c, err, "learn/learnt.bin: what was learnt of the topics is damaged")
	l = taught("price")
	c, err = Load(alone(folder("a.md", "Text.", "topics.yaml", libraryOf("price clinic", "pets clinic"), "learn/learnt.bin", learntFile(t, l))))
	checkFaults(t, c, err, `topics.yaml:3: topic "pets" has no questions`)
}

// FuzzReadLearnt holds that any bytes are refused or read, and that what is read can be asked and is written and read the same.
func FuzzReadLearnt(f *testing.F) {
	f.Add(learntBytes(f, taught("price", "hello")))
	f.Add(learntBytes(f, taught("price")))
	reader := classify.NewReader()
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ReadLearnt(b)
		if err != nil {
			return
		}
		if got := l.Talk.Classify(reader.See("how much is it, hello")); len(got) != len(l.Topics) {
			t.Errorf("got %d probabilities of %d topics", len(got), len(l.Topics))
		}
		back, err := ReadLearnt(learntBytes(t, l))
		if err != nil || !slices.Equal(back.Topics, l.Topics) || !maps.Equal(back.Words, l.Words) || !slices.Equal(back.Sample, l.Sample) {
			t.Errorf("written and read, it is something else: %v", err)
		}
	})
}

// TestKeep: what is kept of the shipped topics is what their file holds; a file that has changed is read, and one that brings
// questions is not kept.
func TestKeep(t *testing.T) {
	kept := learnt.File{}
	if err := Keep(knowledge.FS, kept); err != nil || len(kept) != 1 {
		t.Fatalf("got %d files, %v", len(kept), err)
	}
	files := topicFiles(&report{}, knowledge.FS)
	got, _ := readTopicFiles(&report{}, knowledge.FS, files, kept)
	want, _ := readTopicFiles(&report{}, knowledge.FS, files, nil)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the %d topics that are kept are others than the %d of the file", len(got), len(want))
	}
	own := folder("topics.yaml", libraryOf("price clinic"))
	if got, _ := readTopicFiles(&report{}, own, []string{"topics.yaml"}, kept); len(got) != 1 || got[0].ID != "price" {
		t.Errorf("got %v, want what the file now holds", got)
	}
	kept = learnt.File{}
	if err := Keep(folder("topics.yaml", "topics:\n  - {id: a, kind: clinic, ask: A?, questions: [a]}\n", "topics/off.yaml", "off: [a]\n"), kept); err != nil || len(kept) != 0 {
		t.Errorf("kept %v, %v", kept, err)
	}
	if err := Keep(folder("topics.yaml", "topic: ["), kept); err == nil {
		t.Error("a broken file was kept")
	}
}
