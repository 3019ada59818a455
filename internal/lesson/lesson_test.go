package lesson

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/learnt"
	"backtalk/internal/sign"
	"backtalk/knowledge"
)

const aSign = `title: Numb saddle
level: E911
meaning: New numbness.
advice: Call {emergency}.
reason: Hours matter.
net: If numb, call {emergency}.
source: [S1]
certain: [groin ~3 numb]
field: [numb]
fires: [my groin is numb]
not: [my hand is asleep]
`

// class is a small folder to learn from.
func class(more ...string) fstest.MapFS {
	var signs, ordinary strings.Builder
	for _, w := range []string{"today", "since monday", "after lifting", "and it stays so", "what now", "is that bad"} {
		for _, v := range []string{"a", "b", "c"} {
			signs.WriteString(`{"sign":"SADDLE","fires":true,"text":"my groin went numb ` + w + v + `","voice":"` + v + `"}` + "\n")
			signs.WriteString(`{"sign":"SADDLE","fires":false,"text":"my hand fell asleep ` + w + v + `","voice":"` + v + `"}` + "\n")
			ordinary.WriteString(`{"kind":"complaint","text":"my back is sore ` + w + v + `","voice":"` + v + `"}` + "\n")
		}
	}
	f := fstest.MapFS{
		"a.md":                 {Data: []byte("# A\n\n## Rest\n\nRest helps.\n")},
		"topics/t.yaml":        {Data: []byte("topics:\n  - {id: rest, kind: clinic, ask: Rest?, questions: [does rest help, should i rest, rest or move]}\n")},
		"signs/words.yaml":     {Data: []byte("small: [my, is]\nsources: {S1: A hospital}\n")},
		"signs/SADDLE.yaml":    {Data: []byte(aSign)},
		"learn/signs.jsonl":    {Data: []byte(signs.String())},
		"learn/ordinary.jsonl": {Data: []byte(ordinary.String())},
		"learn/follow.jsonl":   {Data: []byte(`{"kind":"on","text":"is it serious"}` + "\n" + `{"kind":"other","text":"what are your hours"}` + "\n")},
	}
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return f
}

// TestFit learns from a small class: the same examples give the same bytes, and what was learnt is read back.
func TestFit(t *testing.T) {
	l, err := Read(class())
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	got := l.Fit(func(Example, float64) { held++ })
	if held != len(l.Examples) || held != 18*3+2+2 {
		t.Errorf("%d of %d examples were held out", held, len(l.Examples))
	}
	file, err := got.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.Fit(nil).AppendBinary(nil)
	if err != nil || !bytes.Equal(file, again) {
		t.Errorf("learnt again, it is another file: %v", err)
	}
	back, err := sign.ReadLearnt(file)
	if err != nil {
		t.Fatalf("got %v", err)
	}
	for n := 0; n < len(file); n += 1 + len(file)/50 {
		if _, err := sign.ReadLearnt(file[:n]); err == nil {
			t.Errorf("a file of %d bytes of %d was read", n, len(file))
		}
	}
	if found := l.Signs.With(back).Check("my groin went numb"); len(found) != 1 || !found[0].Warns() || found[0].Score == 0 {
		t.Errorf("got %+v", found)
	}
	if found := l.Signs.With(back).Check("my back is sore today"); len(found) != 0 {
		t.Errorf("an ordinary message: got %+v", found)
	}
}

// TestInputs: what is learnt from changes the hash, and what is only said does not.
func TestInputs(t *testing.T) {
	hash := func(more ...string) [32]byte {
		l, err := Read(class(more...))
		if err != nil {
			t.Fatal(err)
		}
		return l.Inputs()
	}
	first := hash()
	if hash("signs/SADDLE.yaml", strings.Replace(aSign, "Hours matter.", "It matters.", 1)) != first {
		t.Error("another reason changes what is learnt from")
	}
	if hash("signs/SADDLE.yaml", strings.Replace(aSign, "~3", "~4", 1)) == first {
		t.Error("another pattern changes nothing")
	}
	if hash("learn/follow.jsonl", `{"kind":"on","text":"why"}`) == first {
		t.Error("another example changes nothing")
	}
}

func TestReadFaults(t *testing.T) {
	for name, c := range map[string]struct{ file, data, want string }{
		"unknown sign":  {"learn/signs.jsonl", `{"sign":"NO","fires":true,"text":"x"}`, `signs.jsonl:1: no sign is called "NO"`},
		"unknown key":   {"learn/ordinary.jsonl", `{"kind":"talk","text":"x","warn":false}`, `ordinary.jsonl:1: json: unknown field "warn"`},
		"no text":       {"learn/ordinary.jsonl", "\n" + `{"kind":"talk"}`, `ordinary.jsonl:2: "text" is missing`},
		"no json":       {"learn/signs.jsonl", `sign: x`, "signs.jsonl:1"},
		"unknown topic": {"learn/questions.jsonl", `{"topic":"work","text":"x"}`, `questions.jsonl:1: no topic is called "work"`},
		"unknown trade": {"learn/more.jsonl", `{"topic":"rest","text":"x"}` + "\n" + `{"text":"x"}`, `more.jsonl:2: no topic is called ""`},
		"no kind":       {"learn/follow.jsonl", `{"kind":"off","text":"x"}`, "none of on, cleared, misread, other"},
	} {
		if _, err := Read(class(c.file, c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	missing := class()
	delete(missing, "learn/ordinary.jsonl")
	if _, err := Read(missing); err == nil || !strings.Contains(err.Error(), "reading examples") {
		t.Errorf("a file is missing: got %v", err)
	}
}

// readShipped reads the repository's knowledge, once a test binary.
var readShipped = sync.OnceValues(func() (*Lesson, error) { return Read(os.DirFS("../../knowledge")) })

func shipped(t *testing.T) *Lesson {
	t.Helper()
	l, err := readShipped()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestLearntIsOfItsInputs holds that the file that is embedded was learnt from what the repository holds.
func TestLearntIsOfItsInputs(t *testing.T) {
	l := shipped(t)
	if len(l.Examples) < 30000 || len(l.Follow) < 500 {
		t.Fatalf("%d examples and %d of what comes after a warning: the files are not whole", len(l.Examples), len(l.Follow))
	}
	data, err := knowledge.FS.ReadFile(learnt.Name)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 8<<20 {
		t.Errorf("%s has %d bytes, want at most 8 MB", learnt.Name, len(data))
	}
	file, err := learnt.Read(data)
	if err != nil || len(file) != 3 {
		t.Fatalf("got %d parts, %v", len(file), err)
	}
	kept := learnt.File{}
	if err := errors.Join(sign.Keep(knowledge.FS, kept), corpus.Keep(knowledge.FS, kept)); err != nil || len(kept) < 50 {
		t.Fatalf("got %d files to keep, %v", len(kept), err)
	}
	if b, err := kept.AppendBinary(nil); err != nil || !bytes.Equal(b, file[learnt.FilesPart].Data) {
		t.Errorf(`the signs or the topics have changed since %s was written, and starts are slow; run "go run ./cmd/backtalk learn knowledge" (%v)`, learnt.Name, err)
	}
	for name, inputs := range map[string][32]byte{sign.LearntPart: l.Inputs(), corpus.LearntPart: l.TopicInputs()} {
		if file[name].Inputs != inputs {
			t.Errorf(`what %s are learnt from has changed since %s was written; run "go run ./cmd/backtalk learn knowledge"`, name, learnt.Name)
		}
	}
	if _, err := sign.ReadLearnt(file[sign.LearntPart].Data); err != nil {
		t.Error(err)
	}
	topics, err := corpus.ReadLearnt(file[corpus.LearntPart].Data)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, p := range l.Asked {
		known[p.Topic] = true
	}
	for _, topic := range l.topics {
		if !slices.Contains(topics.Topics, topic.ID) || !known[topic.ID] {
			t.Errorf("nobody asks for the topic %s, or it was not learnt", topic.ID)
		}
	}
	if len(topics.Topics) != len(l.topics) || len(l.Asked) < 20000 || len(topics.Sample) < 1000 {
		t.Errorf("%d topics of %d, %d ways to ask for them, a sample of %d: the files are not whole", len(topics.Topics), len(l.topics), len(l.Asked), len(topics.Sample))
	}
	denials := 0
	for _, e := range l.Examples {
		if e.Voice == "denial" && !strings.HasPrefix(e.Class, sign.NotSign) {
			denials++
		}
	}
	if denials < 50 {
		t.Errorf(`%d lines of the kind "not suicidal, but ..." are learnt from, want 50`, denials)
	}
}

// TestSetsAreApart: no line of a measuring set is learnt from.
func TestSetsAreApart(t *testing.T) {
	l := shipped(t)
	learns := map[string]bool{}
	for _, e := range l.Examples {
		learns[e.Text] = !strings.HasPrefix(e.Class, "topic ") // those are the library's, and older
	}
	for _, name := range []string{"ordinary", "overheard", "true", "blind"} {
		data, err := os.ReadFile("../sign/testdata/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(data)) {
			_, rest, ok := strings.Cut(line, `"text": "`)
			if !ok {
				if _, rest, ok = strings.Cut(line, `"text":"`); !ok {
					continue
				}
			}
			n++
			if text, _, _ := strings.Cut(rest, `"`); len(strings.Fields(text)) > 4 && learns[text] {
				t.Errorf("%s: %q is learnt from", name, text)
			}
		}
		if n < 50 {
			t.Errorf("%s: %d lines read", name, n)
		}
	}
}
